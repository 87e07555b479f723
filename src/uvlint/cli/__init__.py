"""The command line. What is imported up here, every run pays for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130

_COMPLETION = "_UVLINT_COMPLETE"
"""The variable by which a shell asks typer for completion."""


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
        Voice(VERBOSE if asked else NORMAL).report_crash(error)
        return FAILED


def _run(arguments: list[str]) -> int:
    if arguments in (["version"], ["--version"], ["-V"]):
        from uvlint.cli.version import version

        return version()
    from uvlint.cli.commands import COMMANDS

    command = next((item for item in COMMANDS if item.name in arguments[:1]), None)
    if command is not None and _COMPLETION not in os.environ:
        from uvlint.cli.parsing import parse

        values = parse(command, arguments[1:])
        if values is not None:
            return command.run(values)
    # Typer takes longer to import than most commands to run.
    from uvlint.cli.app import dispatch

    return dispatch(arguments)
