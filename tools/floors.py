"""Hold the acceptance checks beside the checkout at the figures reached so far.

    floors.py FOLDER

FOLDER holds `acceptance/check_inputs.py`, `conformance/check_uvlint.py`,
`evaluator/differential.py` and `kinds/check_kinds.py`. Exit status 1 where a figure falls
below its floor.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

RIGHT = 86
HARMFUL = 0
PROGRAMS = 1000
VAGUE = 0.05
KINDS = 27


def ask(*command: str) -> str:
    """Run a check and return its last line."""
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    return done.stdout.splitlines()[-1] if done.stdout else ""


def figures(pattern: str, line: str) -> tuple[int, ...]:
    """Return the numbers of a line."""
    match = re.search(pattern, line)
    if match is None:
        sys.exit(f"no figures in {line!r}")
    return tuple(map(int, match.groups()))


def main(folder: Path) -> int:
    """Return the exit status."""
    line = ask(str(folder / "acceptance/check_inputs.py"), "--uvlint", "uvlint")
    right, harmful = figures(r"inputs: (\d+) of .* (\d+) harmful", line)
    line = ask(str(folder / "conformance/check_uvlint.py"), "--uvlint", "uvlint")
    agreed, asked = figures(r"(\d+) of (\d+) answers agree", line)
    line = ask(str(folder / "evaluator/differential.py"), "--count", str(PROGRAMS), "--seed", "4")
    missed, wrong, vague = figures(r"missed (\d+), wrong (\d+), vague (\d+)", line)
    line = ask(str(folder / "kinds/check_kinds.py"), "--uvlint", "uvlint")
    (kinds,) = figures(r"kinds: (\d+) of", line)
    met = (
        right >= RIGHT
        and harmful <= HARMFUL
        and agreed == asked
        and missed == wrong == 0
        and vague <= VAGUE * PROGRAMS
        and kinds >= KINDS
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
