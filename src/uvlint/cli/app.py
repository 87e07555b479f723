"""The commands and their options, for everything but the plainest calls."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import wraps
from typing import Annotated, Any

import typer

from uvlint.cli.check import Options
from uvlint.cli.check import check as run_check
from uvlint.cli.console import NORMAL, OK, QUIET, SILENT, VERBOSE, Voice
from uvlint.cli.output import format_names
from uvlint.cli.version import version as show_version

RULES = "Rule selection"
FILES = "File selection"
SUPPRESSION = "Suppression"
FIXING = "Fixing"
OUTPUT = "Output"
EXIT = "Exit code"
SETTINGS = "Settings"

app = typer.Typer(
    help="Find what a build reads that uv does not watch, and repair tool.uv.cache-keys.",
    epilog="Exit codes: 0 nothing left, 1 findings left, 2 work not done, 3 no project found.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Color(StrEnum):
    """When to use colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Document(StrEnum):
    """How facts are written."""

    TEXT = "text"
    JSON = "json"


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Folders (every project below them) or files (their project); by default the"
        " working directory. `-` reads pyproject.toml from standard input.",
        show_default=False,
    ),
]
ProjectPaths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Folders (every project below them) or files (their project); by default the"
        " working directory.",
        show_default=False,
    ),
]
StdinFilename = Annotated[
    str | None,
    typer.Option(metavar="PATH", help="Where the pyproject.toml on standard input belongs."),
]
Selectors = list[str] | None


def _selectors(*names: str, text: str, panel: str = RULES) -> Any:
    return typer.Option(*names, metavar="RULE,...", help=text, rich_help_panel=panel)


def _patterns(*names: str, text: str) -> Any:
    return typer.Option(*names, metavar="PATTERN,...", help=text, rich_help_panel=FILES)


Config = Annotated[
    list[str] | None,
    typer.Option(
        "--config",
        metavar="FILE|'KEY = VALUE'",
        help="A file with settings instead of those of the projects, or a setting as TOML that"
        " wins over them. Can be repeated.",
        rich_help_panel=SETTINGS,
    ),
]
Isolated = Annotated[
    bool,
    typer.Option("--isolated", help="Read no settings of the projects.", rich_help_panel=SETTINGS),
]
DeleteEmpty = Annotated[
    bool,
    typer.Option(
        "--delete-empty",
        help="Delete a setup.py or setup.cfg when a fix leaves nothing in it.",
        rich_help_panel=FIXING,
    ),
]
OutputFormat = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT",
        help=f"One of {', '.join(format_names())}; by default full.  [env: UVLINT_OUTPUT_FORMAT]",
        rich_help_panel=OUTPUT,
    ),
]
OutputFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--output-file",
        "-o",
        metavar="[FORMAT=]PATH",
        help="Write the report to a file; with FORMAT= in addition, in that format."
        " Can be repeated.  [env: UVLINT_OUTPUT_FILE]",
        rich_help_panel=OUTPUT,
    ),
]
Colors = Annotated[
    Color,
    typer.Option(
        "--color",
        help="Colours; auto obeys NO_COLOR, FORCE_COLOR and the terminal.",
        rich_help_panel=OUTPUT,
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Findings only.", rich_help_panel=OUTPUT)
]
Silent = Annotated[
    bool, typer.Option("--silent", "-s", help="The exit code only.", rich_help_panel=OUTPUT)
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Say what is going on.", rich_help_panel=OUTPUT)
]


@app.command()
def check(
    paths: Paths = None,
    *,
    stdin_filename: StdinFilename = None,
    affected: Annotated[
        bool,
        typer.Option(
            "--affected",
            help="Take PATH as changed files: of the projects below the working directory,"
            " examine those whose builds read one of them.",
            rich_help_panel=FILES,
        ),
    ] = False,
    select: Annotated[
        Selectors,
        _selectors("--select", text="Rules to check: names, codes, beginnings of codes, ALL."),
    ] = None,
    ignore: Annotated[Selectors, _selectors("--ignore", text="Rules that are not checked.")] = None,
    extend_select: Annotated[
        Selectors, _selectors("--extend-select", text="Rules to check besides.")
    ] = None,
    exclude: Annotated[
        list[str] | None,
        _patterns(
            "--exclude", text="Folders to leave out, in place of tests, examples and the like."
        ),
    ] = None,
    extend_exclude: Annotated[
        list[str] | None, _patterns("--extend-exclude", text="Folders to leave out besides.")
    ] = None,
    force_exclude: Annotated[
        bool | None,
        typer.Option(
            "--force-exclude/--no-force-exclude",
            help="Leave out what is excluded even if it is named.",
            rich_help_panel=FILES,
            show_default=False,
        ),
    ] = None,
    respect_gitignore: Annotated[
        bool | None,
        typer.Option(
            "--respect-gitignore/--no-respect-gitignore",
            help="Pass over what git ignores.",
            rich_help_panel=FILES,
            show_default=False,
        ),
    ] = None,
    follow_sources: Annotated[
        bool | None,
        typer.Option(
            "--follow-sources/--no-follow-sources",
            help="Examine the local projects in tool.uv.sources as well, wherever they lie.",
            rich_help_panel=FILES,
            show_default=False,
        ),
    ] = None,
    no_ignores: Annotated[
        bool,
        typer.Option(
            "--no-ignores",
            help="Show what comments, settings and baselines suppress.",
            rich_help_panel=SUPPRESSION,
        ),
    ] = False,
    add_ignore: Annotated[
        str | None,
        typer.Option(
            "--add-ignore",
            metavar="REASON",
            help="Write comments that suppress what is found now.",
            rich_help_panel=SUPPRESSION,
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help="Suppress the findings that a baseline allows.",
            rich_help_panel=SUPPRESSION,
        ),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option(
            "--write-baseline",
            help="Allow all that is found now.",
            rich_help_panel=SUPPRESSION,
        ),
    ] = False,
    update_baseline: Annotated[
        bool,
        typer.Option(
            "--update-baseline",
            help="Take out of the baseline what is found no more.",
            rich_help_panel=SUPPRESSION,
        ),
    ] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="Repair what can be repaired, as `fix` does.", rich_help_panel=FIXING
        ),
    ] = False,
    fix_only: Annotated[
        bool,
        typer.Option(
            "--fix-only", help="Repair, and report nothing of what is left.", rich_help_panel=FIXING
        ),
    ] = False,
    show_fixes: Annotated[
        bool, typer.Option("--show-fixes", help="List what was repaired.", rich_help_panel=FIXING)
    ] = False,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff",
            help="Show what would be written instead of writing it.",
            rich_help_panel=FIXING,
        ),
    ] = False,
    unsafe_fixes: Annotated[
        bool | None,
        typer.Option(
            "--unsafe-fixes/--no-unsafe-fixes",
            help="Include fixes that need a look.",
            rich_help_panel=FIXING,
            show_default=False,
        ),
    ] = None,
    delete_empty: DeleteEmpty = False,
    fixable: Annotated[
        Selectors, _selectors("--fixable", text="Rules to repair.", panel=FIXING)
    ] = None,
    unfixable: Annotated[
        Selectors, _selectors("--unfixable", text="Rules not to repair.", panel=FIXING)
    ] = None,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics",
            help="Show how many findings of each rule there are.",
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    output_format: OutputFormat = None,
    output_file: OutputFiles = None,
    color: Colors = Color.AUTO,
    quiet: Quiet = False,
    silent: Silent = False,
    verbose: Verbose = False,
    fail_on: Annotated[
        Level | None,
        typer.Option(
            "--fail-on",
            help="Exit with 1 for findings of this level or above; by default warning.",
            rich_help_panel=EXIT,
        ),
    ] = None,
    exit_zero: Annotated[
        bool,
        typer.Option("--exit-zero", help="Exit with 0 despite findings.", rich_help_panel=EXIT),
    ] = False,
    exit_non_zero_on_fix: Annotated[
        bool,
        typer.Option(
            "--exit-non-zero-on-fix",
            help="Exit with 1 if a file was changed.",
            rich_help_panel=EXIT,
        ),
    ] = False,
    config: Config = None,
    isolated: Isolated = False,
    uv_version: Annotated[
        str | None,
        typer.Option(
            "--uv-version",
            metavar="VERSION",
            help="The version of uv to assume.",
            rich_help_panel=SETTINGS,
        ),
    ] = None,
    show_settings: Annotated[
        bool,
        typer.Option(
            "--show-settings",
            help="Show the settings of each project and where they are from.",
            rich_help_panel=SETTINGS,
        ),
    ] = False,
    show_files: Annotated[
        bool,
        typer.Option(
            "--show-files", help="Show the projects that would be examined.", rich_help_panel=FILES
        ),
    ] = False,
) -> None:
    """Report what a build reads that uv does not watch, and keys that do harm.

    Reads files only: no code of the project runs, no process starts, nothing is downloaded.
    """
    stated: dict[str, object] = {
        "select": _listed(select),
        "ignore": _listed(ignore),
        "extend-select": _listed(extend_select),
        "exclude": _listed(exclude),
        "extend-exclude": _listed(extend_exclude),
        "force-exclude": force_exclude,
        "respect-gitignore": respect_gitignore,
        "follow-sources": follow_sources,
        "fixable": _listed(fixable),
        "unfixable": _listed(unfixable),
        "unsafe-fixes": unsafe_fixes,
        "uv-version": uv_version,
        "fail-on": fail_on and fail_on.value,
        "baseline": baseline,
    }
    options = Options(
        paths=tuple(paths or ()),
        affected=affected,
        stdin_filename=stdin_filename,
        fix=fix or fix_only,
        fix_only=fix_only,
        diff=diff,
        delete_empty=delete_empty,
        show_fixes=show_fixes,
        statistics=statistics,
        output_format=output_format,
        output_files=tuple(output_file or ()),
        exit_zero=exit_zero,
        exit_non_zero_on_fix=exit_non_zero_on_fix,
        config=tuple(config or ()),
        settings={name: value for name, value in stated.items() if value is not None},
        isolated=isolated,
        no_ignores=no_ignores,
        add_ignore=add_ignore,
        write_baseline=write_baseline,
        update_baseline=update_baseline,
        color=color.value,
        voice=_voice(quiet=quiet, silent=silent, verbose=verbose),
    )
    if show_settings or show_files:
        from uvlint.cli.show import show

        raise typer.Exit(show(options, settings=show_settings))
    raise typer.Exit(run_check(options))


@app.command()
@wraps(check, assigned=("__annotations__",))
def fix(paths: Paths = None, **options: Any) -> None:
    """Repair tool.uv.cache-keys in pyproject.toml, then report what is left.

    With `-` the new text goes to standard output, the report to standard error.
    """
    check(paths, **{**options, "fix": True})


@app.command()
def inputs(
    paths: ProjectPaths = None,
    *,
    files: Annotated[
        bool, typer.Option("--files", help="List the files that count toward uv's timestamp.")
    ] = False,
    config: Config = None,
    isolated: Isolated = False,
    output_format: Annotated[Document, typer.Option(help="How to write them.")] = Document.TEXT,
    color: Colors = Color.AUTO,
    quiet: Quiet = False,
    silent: Silent = False,
    verbose: Verbose = False,
) -> None:
    """Show what the build of each project reads, what it feeds, and which key watches it."""
    from uvlint.cli.inputs import inputs as run_inputs

    voice = _voice(quiet=quiet, silent=silent, verbose=verbose)
    as_json = output_format is Document.JSON
    code = run_inputs(
        paths or (),
        voice,
        config=config or (),
        isolated=isolated,
        as_json=as_json,
        files=files,
        color=color.value,
    )
    raise typer.Exit(code)


@app.command()
def why(
    paths: ProjectPaths = None,
    *,
    environment: Annotated[
        str | None,
        typer.Option(metavar="FOLDER", help="The environment; by default the one uv takes."),
    ] = None,
    active: Annotated[
        bool, typer.Option("--active", help="Look into the active environment, as `uv --active`.")
    ] = False,
    config: Config = None,
    isolated: Isolated = False,
    output_format: Annotated[Document, typer.Option(help="How to write it.")] = Document.TEXT,
    color: Colors = Color.AUTO,
    quiet: Quiet = False,
    silent: Silent = False,
    verbose: Verbose = False,
) -> None:
    """Tell whether uv would build each project now, why, and which changes it does not notice.

    Reads files only: the project, and the record that uv left in its environment.
    """
    from uvlint.cli.why import why as run_why

    code = run_why(
        paths or (),
        _voice(quiet=quiet, silent=silent, verbose=verbose),
        environment=environment,
        active=active,
        config=config or (),
        isolated=isolated,
        as_json=output_format is Document.JSON,
        color=color.value,
    )
    raise typer.Exit(code)


@app.command()
def rule(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Names or codes of rules.", show_default=False),
    ] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Explain every rule.")] = False,
    output_format: Annotated[Document, typer.Option(help="How to write it.")] = Document.TEXT,
    color: Colors = Color.AUTO,
) -> None:
    """Explain rules; without a name, list them."""
    from uvlint.cli.rule import rule as run_rule

    as_json = output_format is Document.JSON
    raise typer.Exit(run_rule(names or (), every=every, as_json=as_json, color=color.value))


@app.command()
def config(
    key: Annotated[
        str | None, typer.Argument(metavar="KEY", help="A setting.", show_default=False)
    ] = None,
    *,
    output_format: Annotated[Document, typer.Option(help="How to write it.")] = Document.TEXT,
) -> None:
    """Explain settings; without a key, list them."""
    from uvlint.cli.config import config as run_config

    raise typer.Exit(run_config(key, as_json=output_format is Document.JSON))


@app.command()
def version() -> None:
    """Print the version."""
    raise typer.Exit(show_version())


@app.callback()
def callback(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and exit.", is_eager=True)
    ] = False,
) -> None:
    """Options that stand before any command."""
    if version:
        raise typer.Exit(show_version())


def dispatch(arguments: list[str]) -> int:
    """Run the command that the arguments name and return its exit code."""
    try:
        app(args=arguments, prog_name="uvlint")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else OK
    return OK


def _listed(items: Sequence[str] | None) -> list[str] | None:
    """Return the parts of options that take several values with commas."""
    if items is None:
        return None
    return [part for item in items for part in map(str.strip, item.split(",")) if part]


def _voice(*, quiet: bool, silent: bool, verbose: bool) -> Voice:
    return Voice(SILENT if silent else QUIET if quiet else VERBOSE if verbose else NORMAL)
