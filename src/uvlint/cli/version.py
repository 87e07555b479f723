"""`uvlint version`."""

from __future__ import annotations

import sys

from uvlint import __version__


def version() -> int:
    """Print the version."""
    sys.stdout.write(f"uvlint {__version__}\n")
    return 0
