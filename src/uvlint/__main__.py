"""`python -m uvlint`."""

from __future__ import annotations

import sys

from uvlint.cli import main

if __name__ == "__main__":
    sys.exit(main())
