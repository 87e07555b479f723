"""Every command and option, declared once.

The parser of valid command lines (`parsing`), help, messages and completion
(`app`) follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

from uvlint.named_tuple import NamedTuple

if TYPE_CHECKING:
    from uvlint.cli.check import Options
    from uvlint.cli.console import Voice

Values = Mapping[str, Any]
"""What a command line says: by the names of options and of the argument, as in Python."""

_RULES = "Rule selection"
_FILES = "File selection"
_SUPPRESSION = "Suppression"
_FIXING = "Fixing"
_OUTPUT = "Output"
_EXIT = "Exit code"
_SETTINGS = "Settings"


class Takes(Enum):
    """What an option takes: nothing, nothing with a `--no-` twin, a value, or one each time."""

    FLAG = "flag"
    SWITCH = "switch"
    VALUE = "value"
    VALUES = "values"


_EMPTY: Mapping[Takes, object] = {Takes.FLAG: False, Takes.VALUES: ()}


class Option(NamedTuple):
    """An option: `--name`, in Python `name` with underscores.

    `choices` are all values it may have, `known` gives those that completion offers.
    `{known}` in `about` stands for them. `is_setting` tells that it has the name and the
    meaning of a setting in `[tool.uvlint]`, `is_split` that commas part its values.
    """

    name: str
    about: str
    panel: str | None = None
    takes: Takes = Takes.FLAG
    short: str = ""
    metavar: str = ""
    default: str | None = None
    choices: tuple[str, ...] = ()
    known: Callable[[], Sequence[str]] | None = None
    is_setting: bool = False
    is_split: bool = False

    @property
    def key(self) -> str:
        """The name in Python."""
        return self.name.replace("-", "_")

    @property
    def empty(self) -> object:
        """What holds without the option."""
        return _EMPTY.get(self.takes, self.default)


class Argument(NamedTuple):
    """The words of a command line that belong to no option."""

    name: str
    metavar: str
    about: str
    known: Callable[[], Sequence[str]] | None = None


class Command(NamedTuple):
    """A command; `run` gets what a command line says, and returns the exit code."""

    name: str
    about: str
    run: Callable[[Values], int]
    argument: Argument | None = None
    options: tuple[Option, ...] = ()


# --- what is run ----------------------------------------------------------------------


def _voice(values: Values) -> Voice:
    from uvlint.cli.console import NORMAL, QUIET, SILENT, VERBOSE, Voice

    levels = {"silent": SILENT, "quiet": QUIET, "verbose": VERBOSE}
    return Voice(next((levels[name] for name in levels if values[name]), NORMAL))


def _settings(values: Values) -> dict[str, object]:
    """Return the options that are settings as the table that they make."""
    table: dict[str, object] = {}
    for option in CHECK.options:
        value = values[option.key]
        if option.is_setting and value not in (None, ()):
            table[option.name] = _split(value) if option.is_split else value
    return table


def _split(items: Sequence[str]) -> list[str]:
    return [part for item in items for part in map(str.strip, item.split(",")) if part]


def _options(values: Values) -> Options:
    from uvlint.cli.check import Options

    same = {name: values[name] for name in Options._fields if name in values}
    others = {
        "fix": values["fix"] or values["fix_only"],
        "output_files": values["output_file"],
        "settings": _settings(values),
        "voice": _voice(values),
    }
    return Options(**{**same, **others})


def _check(values: Values) -> int:
    options = _options(values)
    if values["show_settings"] or values["show_files"]:
        from uvlint.cli.show import show

        return show(options, settings=values["show_settings"])
    from uvlint.cli.check import check

    return check(options)


def _fix(values: Values) -> int:
    return _check({**values, "fix": True})


def _answer(values: Values) -> dict[str, Any]:
    """Return by which settings projects are looked at, and how that is written."""
    return {
        "config": values["config"],
        "isolated": values["isolated"],
        "as_json": values["output_format"] == _JSON,
        "color": values["color"],
    }


def _inputs(values: Values) -> int:
    from uvlint.cli.inputs import inputs

    return inputs(
        values["paths"],
        _voice(values),
        files=values["files"],
        **_answer(values),
    )


def _why(values: Values) -> int:
    from uvlint.cli.why import why

    return why(
        values["paths"],
        _voice(values),
        environment=values["environment"],
        active=values["active"],
        **_answer(values),
    )


def _verify(values: Values) -> int:
    from uvlint.cli.verify import verify

    return verify(
        values["paths"],
        _voice(values),
        real=values["real"],
        offline=values["offline"],
        jobs=values["jobs"],
        timeout=values["timeout"],
        **_answer(values),
    )


def _trace(values: Values) -> int:
    from uvlint.cli.builds import number
    from uvlint.cli.trace import trace
    from uvlint.trace.isolated import Conditions

    def conditions(uv: str) -> Conditions:
        return Conditions(
            uv=uv,
            seconds=number("timeout", values["timeout"]),
            python=values["python"],
            offline=values["offline"],
            metadata_only=values["metadata_only"],
            confirm=values["confirm"],
            include=tuple(values["include"]),
        )

    return trace(
        values["paths"],
        _voice(values),
        conditions=conditions,
        fix=values["fix"],
        jobs=values["jobs"],
        **_answer(values),
    )


def _rule(values: Values) -> int:
    from uvlint.cli.rule import rule

    return rule(
        values["names"],
        every=values["all"],
        as_json=values["output_format"] == _JSON,
        color=values["color"],
    )


def _config(values: Values) -> int:
    from uvlint.cli.config import config

    return config(values["keys"], as_json=values["output_format"] == _JSON)


def _version(_: Values) -> int:
    from uvlint.cli.version import version

    return version()


# --- what completion offers -----------------------------------------------------------


def _selectors() -> Sequence[str]:
    from uvlint.analysis import checker

    return ["ALL", *(name for rule in checker.rules() for name in (rule.name, rule.code))]


def _rules() -> Sequence[str]:
    from uvlint.analysis import checker

    return [rule.name for rule in checker.rules()]


def _formats() -> Sequence[str]:
    from uvlint.cli.output import format_names

    return format_names()


def _keys() -> Sequence[str]:
    from uvlint.config.keys import BY_NAME

    return list(BY_NAME)


# --- options that several commands have -----------------------------------------------


def _of_rules(name: str, about: str, panel: str = _RULES) -> Option:
    return Option(
        name,
        about,
        panel,
        Takes.VALUES,
        metavar="RULE,...",
        known=_selectors,
        is_setting=True,
        is_split=True,
    )


def _of_folders(name: str, about: str) -> Option:
    return Option(
        name,
        about,
        _FILES,
        Takes.VALUES,
        metavar="PATTERN,...",
        is_setting=True,
        is_split=True,
    )


def _switch(name: str, about: str, panel: str) -> Option:
    return Option(name, about, panel, Takes.SWITCH, is_setting=True)


_JSON = "json"
_CONFIG = Option(
    "config",
    "A file with settings instead of those of the projects, or a setting as TOML that wins"
    " over them. Can be repeated.",
    _SETTINGS,
    Takes.VALUES,
    metavar="FILE|'KEY = VALUE'",
)
_ISOLATED = Option("isolated", "Read no settings of the projects.", _SETTINGS)
_COLOR = Option(
    "color",
    "Colours; auto obeys NO_COLOR, FORCE_COLOR and the terminal.",
    _OUTPUT,
    Takes.VALUE,
    default="auto",
    choices=("auto", "always", "never"),
)
_LOUDNESS = (
    Option("quiet", "Findings only.", _OUTPUT, short="q"),
    Option("silent", "The exit code only.", _OUTPUT, short="s"),
    Option("verbose", "Say what is going on.", _OUTPUT, short="v"),
)
_DOCUMENT = Option(
    "output-format",
    "How to write the answer.",
    _OUTPUT,
    Takes.VALUE,
    default="text",
    choices=("text", _JSON),
)
_ANSWER = (_CONFIG, _ISOLATED, _DOCUMENT, _COLOR, *_LOUDNESS)
_PROJECTS = (
    "Folders (every project below them) or files (their project); by default the working directory."
)
_PATHS = Argument("paths", "PATH", _PROJECTS)

_RUNS = (
    Option("offline", "Download nothing."),
    Option(
        "jobs",
        "So many projects at the same time; by default 1.",
        takes=Takes.VALUE,
        short="j",
        metavar="N",
        default="1",
    ),
    Option(
        "timeout",
        "So many seconds for each step; by default 600.",
        takes=Takes.VALUE,
        metavar="SECONDS",
        default="600",
    ),
)

# --- the commands ---------------------------------------------------------------------

CHECK = Command(
    "check",
    "Report what a build reads that uv does not watch, and keys that do harm.\n\n"
    "Reads files only: no code of the project runs, no process starts, nothing is downloaded.",
    _check,
    _PATHS._replace(about=f"{_PROJECTS} `-` reads pyproject.toml from standard input."),
    (
        Option(
            "stdin-filename",
            "Where the pyproject.toml on standard input belongs.",
            takes=Takes.VALUE,
            metavar="PATH",
        ),
        Option(
            "affected",
            "Take PATH as changed files: of the projects below the working directory, examine"
            " those whose builds read one of them.",
            _FILES,
        ),
        _of_rules("select", "Rules to check: names, codes, beginnings of codes, ALL."),
        _of_rules("ignore", "Rules that are not checked."),
        _of_rules("extend-select", "Rules to check besides."),
        _of_folders("exclude", "Folders to leave out, in place of tests, examples and the like."),
        _of_folders("extend-exclude", "Folders to leave out besides."),
        _switch("force-exclude", "Leave out what is excluded even if it is named.", _FILES),
        _switch("respect-gitignore", "Pass over what git ignores.", _FILES),
        _switch(
            "follow-sources",
            "Examine the local projects in tool.uv.sources as well, wherever they lie.",
            _FILES,
        ),
        Option("show-files", "Show the projects that would be examined.", _FILES),
        Option("no-ignores", "Show what comments, settings and baselines suppress.", _SUPPRESSION),
        Option(
            "add-ignore",
            "Write comments that suppress what is found now.",
            _SUPPRESSION,
            Takes.VALUE,
            metavar="REASON",
        ),
        Option(
            "baseline",
            "Suppress the findings that a baseline allows.",
            _SUPPRESSION,
            Takes.VALUE,
            metavar="FILE",
            is_setting=True,
        ),
        Option("write-baseline", "Allow all that is found now.", _SUPPRESSION),
        Option("update-baseline", "Take out of the baseline what is found no more.", _SUPPRESSION),
        Option("fix", "Repair what can be repaired, as `fix` does.", _FIXING),
        Option("fix-only", "Repair, and report nothing of what is left.", _FIXING),
        Option("show-fixes", "List what was repaired.", _FIXING),
        Option("diff", "Show what would be written instead of writing it.", _FIXING),
        _switch("unsafe-fixes", "Include fixes that need a look.", _FIXING),
        Option(
            "delete-empty",
            "Delete a setup.py or setup.cfg when a fix leaves nothing in it.",
            _FIXING,
        ),
        _of_rules("fixable", "Rules to repair.", _FIXING),
        _of_rules("unfixable", "Rules not to repair.", _FIXING),
        Option("statistics", "Show how many findings of each rule there are.", _OUTPUT),
        Option(
            "output-format",
            "One of {known}; by default full.  [env: UVLINT_OUTPUT_FORMAT]",
            _OUTPUT,
            Takes.VALUE,
            metavar="FORMAT",
            known=_formats,
        ),
        Option(
            "output-file",
            "Write the report to a file; with FORMAT= in addition, in that format."
            " Can be repeated.  [env: UVLINT_OUTPUT_FILE]",
            _OUTPUT,
            Takes.VALUES,
            "o",
            metavar="[FORMAT=]PATH",
        ),
        _COLOR,
        *_LOUDNESS,
        Option(
            "fail-on",
            "Exit with 1 for findings of this level or above; by default warning.",
            _EXIT,
            Takes.VALUE,
            choices=("error", "warning", "info"),
            is_setting=True,
        ),
        Option("exit-zero", "Exit with 0 despite findings.", _EXIT),
        Option("exit-non-zero-on-fix", "Exit with 1 if a file was changed.", _EXIT),
        _CONFIG,
        _ISOLATED,
        Option(
            "uv-version",
            "The version of uv to assume.",
            _SETTINGS,
            Takes.VALUE,
            metavar="VERSION",
            is_setting=True,
        ),
        Option(
            "show-settings",
            "Show the settings of each project and where they are from.",
            _SETTINGS,
        ),
    ),
)
FIX = CHECK._replace(
    name="fix",
    about="Repair tool.uv.cache-keys in pyproject.toml, then report what is left.\n\n"
    "With `-` the new text goes to standard output, the report to standard error.",
    run=_fix,
)
INPUTS = Command(
    "inputs",
    "Show what the build of each project reads, what it feeds, and which key watches it.",
    _inputs,
    _PATHS,
    (
        Option("files", "List the files that count toward uv's timestamp."),
        *_ANSWER,
    ),
)
WHY = Command(
    "why",
    "Tell whether uv would build each project now, why, and which changes it does not notice."
    "\n\nReads files only: the project, and the record that uv left in its environment.",
    _why,
    _PATHS,
    (
        Option(
            "environment",
            "The environment; by default the one uv takes.",
            takes=Takes.VALUE,
            metavar="FOLDER",
        ),
        Option("active", "Look into the active environment, as `uv --active`."),
        *_ANSWER,
    ),
)
TRACE = Command(
    "trace",
    "Run the build of each project in a copy, and report what it reads that uvlint does not know."
    "\n\nRuns the code of the projects, and downloads what their builds require. The copy has an"
    " environment of its own, made by uv; the project itself is only read, unless with --fix.",
    _trace,
    _PATHS,
    (
        Option("metadata-only", "Make the metadata only, and build nothing."),
        Option(
            "confirm",
            "Change what is read in fresh copies, and build again, to tell what makes a difference.",
        ),
        Option(
            "fix", "Record what is missed as `inputs` in the settings, then repair as `fix` does."
        ),
        Option(
            "include",
            "Files that the build needs though git ignores them, as a glob relative to the"
            " project. Can be repeated.",
            takes=Takes.VALUES,
            metavar="GLOB",
        ),
        Option(
            "python",
            "The interpreter to build with, as uv takes it.",
            takes=Takes.VALUE,
            metavar="PYTHON",
        ),
        *_RUNS,
        *_ANSWER,
    ),
)
VERIFY = Command(
    "verify",
    "Prove with the real uv that it notices a change of each input, and is quiet without one."
    "\n\nRuns uv in a copy of each project, with a back end that stands in for the project's own:"
    " none of its code runs and nothing is downloaded, unless with --real.",
    _verify,
    _PATHS,
    (
        Option("real", "Run the builds of the projects, and download what they require."),
        *_RUNS,
        *_ANSWER,
    ),
)
RULE = Command(
    "rule",
    "Explain rules; without a name, list them.",
    _rule,
    Argument("names", "NAME", "Names or codes of rules.", _rules),
    (Option("all", "Explain every rule."), _DOCUMENT, _COLOR),
)
CONFIG = Command(
    "config",
    "Explain settings; without a key, list them.",
    _config,
    Argument("keys", "KEY", "Settings.", _keys),
    (_DOCUMENT,),
)
VERSION = Command("version", "Print the version.", _version)

COMMANDS = (CHECK, FIX, INPUTS, WHY, TRACE, VERIFY, RULE, CONFIG, VERSION)
