"""The command line. What is imported up here, every run pays for."""

from __future__ import annotations

import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return the exit code; whatever goes wrong ends in a code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        from uvlint.cli.console import hush

        hush()
        return 0
    except Exception as error:  # noqa: BLE001 - users get one line, not a traceback
        from uvlint.cli.console import FAILED, NORMAL, VERBOSE, Voice

        asked = {"-v", "--verbose"}.intersection(arguments)
        Voice(VERBOSE if asked else NORMAL).confess(error)
        return FAILED


def _run(arguments: list[str]) -> int:
    # The application imports typer, which takes longer than all the rest of these two.
    if arguments in (["version"], ["--version"], ["-V"]):
        from uvlint.cli.version import version

        return version()
    if arguments[:1] == ["check"] and not any(a.startswith("-") for a in arguments):
        from uvlint.cli.check import Options, check

        return check(Options(paths=tuple(arguments[1:])))
    from uvlint.cli.app import dispatch

    return dispatch(arguments)
