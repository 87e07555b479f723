"""Time uvlint's walk of 100,000 files beside a bare `os.scandir` walk that stats the same.

    uv run bench/globs.py [--rounds N]

Prints the median CPU seconds of each, in turn within a round, and the ratio.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from uvlint.uv.globs import walk
from uvlint.uv.version import NEWEST

LISTS = (("**/*",), ("**/*.txt",), ("*.txt", "src/**/*.py", "!**/node_modules"))


def lay_out(root: Path) -> None:
    """Write 1,000 folders of 100 empty files."""
    for number in range(1000):
        folder = root / f"a{number // 100}" / f"b{number // 10}" / f"c{number}"
        folder.mkdir(parents=True)
        for name in range(100):
            (folder / f"{name}.{'txt' if name % 2 else 'py'}").touch()


def bare(root: str) -> None:
    """Walk and stat everything, and do nothing with it."""
    waiting = [root]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                entry.stat()
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)


def cpu(run: Callable[[], object]) -> float:
    """Return the CPU seconds of a call."""
    start = time.process_time()
    run()
    return time.process_time() - start


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder))
        bare(folder)
        for patterns in LISTS:
            pairs = [
                (cpu(lambda: bare(folder)), cpu(lambda p=patterns: walk(folder, p, NEWEST)))  # type: ignore[misc]
                for _ in range(options.rounds)
            ]
            control, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(f"{' '.join(patterns):40} {ours:6.3f} s, bare walk {control:6.3f} s,", end=" ")
            print(f"ratio {ours / control:4.2f}")


if __name__ == "__main__":
    main()
