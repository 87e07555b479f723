"""The commands and their options, for everything but the plainest calls."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from uvlint.cli.check import Options
from uvlint.cli.check import check as run_check
from uvlint.cli.console import NORMAL, OK, QUIET, SILENT, VERBOSE, Voice
from uvlint.cli.output import format_names
from uvlint.cli.version import version as show_version
from uvlint.model import Severity

FIXING = "Fixing"
OUTPUT = "Output"
EXIT = "Exit code"

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
Diff = Annotated[
    bool,
    typer.Option(
        "--diff", help="Show what would be written instead of writing it.", rich_help_panel=FIXING
    ),
]
UnsafeFixes = Annotated[
    bool,
    typer.Option("--unsafe-fixes", help="Include fixes that need a look.", rich_help_panel=FIXING),
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
FailOn = Annotated[
    Level,
    typer.Option(
        "--fail-on", help="Exit with 1 for findings of this level or above.", rich_help_panel=EXIT
    ),
]
ExitZero = Annotated[
    bool, typer.Option("--exit-zero", help="Exit with 0 despite findings.", rich_help_panel=EXIT)
]
ExitNonZeroOnFix = Annotated[
    bool,
    typer.Option(
        "--exit-non-zero-on-fix", help="Exit with 1 if a file was changed.", rich_help_panel=EXIT
    ),
]


@app.command()
def check(
    paths: Paths = None,
    *,
    stdin_filename: StdinFilename = None,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="Repair what can be repaired, as `fix` does.", rich_help_panel=FIXING
        ),
    ] = False,
    diff: Diff = False,
    unsafe_fixes: UnsafeFixes = False,
    output_format: OutputFormat = None,
    output_file: OutputFiles = None,
    color: Colors = Color.AUTO,
    quiet: Quiet = False,
    silent: Silent = False,
    verbose: Verbose = False,
    fail_on: FailOn = Level.WARNING,
    exit_zero: ExitZero = False,
    exit_non_zero_on_fix: ExitNonZeroOnFix = False,
) -> None:
    """Report what a build reads that uv does not watch, and keys that do harm.

    Reads files only: no code of the project runs, no process starts, nothing is downloaded.
    """
    options = Options(
        paths=tuple(paths or ()),
        stdin_filename=stdin_filename,
        fix=fix,
        diff=diff,
        unsafe_fixes=unsafe_fixes,
        output_format=output_format,
        output_files=tuple(output_file or ()),
        fail_on=Severity[fail_on.name],
        exit_zero=exit_zero,
        exit_non_zero_on_fix=exit_non_zero_on_fix,
        color=color.value,
        voice=_voice(quiet=quiet, silent=silent, verbose=verbose),
    )
    raise typer.Exit(run_check(options))


@app.command()
def fix(
    paths: Paths = None,
    *,
    stdin_filename: StdinFilename = None,
    diff: Diff = False,
    unsafe_fixes: UnsafeFixes = False,
    output_format: OutputFormat = None,
    output_file: OutputFiles = None,
    color: Colors = Color.AUTO,
    quiet: Quiet = False,
    silent: Silent = False,
    verbose: Verbose = False,
    fail_on: FailOn = Level.WARNING,
    exit_zero: ExitZero = False,
    exit_non_zero_on_fix: ExitNonZeroOnFix = False,
) -> None:
    """Repair tool.uv.cache-keys in pyproject.toml, then report what is left.

    With `-` the new text goes to standard output, the report to standard error.
    """
    check(
        paths,
        stdin_filename=stdin_filename,
        fix=True,
        diff=diff,
        unsafe_fixes=unsafe_fixes,
        output_format=output_format,
        output_file=output_file,
        color=color,
        quiet=quiet,
        silent=silent,
        verbose=verbose,
        fail_on=fail_on,
        exit_zero=exit_zero,
        exit_non_zero_on_fix=exit_non_zero_on_fix,
    )


@app.command()
def inputs(
    paths: ProjectPaths = None,
    *,
    files: Annotated[
        bool, typer.Option("--files", help="List the files that count toward uv's timestamp.")
    ] = False,
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
    code = run_inputs(paths or (), voice, as_json=as_json, files=files, color=color.value)
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


def _voice(*, quiet: bool, silent: bool, verbose: bool) -> Voice:
    return Voice(SILENT if silent else QUIET if quiet else VERBOSE if verbose else NORMAL)
