"""Trace the builds of many projects, and tell how well `uvlint inputs` knows them, by kind.

    trace_many.py FOLDER... [-- OPTION...]

The options are those of `uvlint trace`. Recall is the share of what the builds read that is
predicted, noise the share of what is predicted that they do not read. Runs the code of the
projects.
"""

from __future__ import annotations

import json
import posixpath
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

KINDS = {
    "C, C++": (".c", ".cc", ".cpp", ".cu", ".cxx", ".h", ".hh", ".hpp", ".hxx", ".inc", ".S"),
    "Cython": (".pyx", ".pxd", ".pxi"),
    "Rust": (".rs", "Cargo.toml", "Cargo.lock"),
    "Fortran": (".f", ".f90", ".pyf"),
    "CMake": (".cmake", "CMakeLists.txt"),
    "Meson": ("meson.build", "meson.options", "meson_options.txt"),
    "Python": (".py", ".pyi"),
    "data": (".json", ".toml", ".txt", ".yaml", ".yml", ".cfg", ".ini"),
}
DEFAULTS = ("pyproject.toml", "setup.py", "setup.cfg")

Row = Mapping[str, Any]


def kind_of(key: Mapping[str, Any]) -> str:
    """Return the kind of an input: of its language, or of its key."""
    (name,) = key
    if name != "file":
        return name
    file = posixpath.basename(key["file"])
    return next((kind for kind, ends in KINDS.items() if file.endswith(ends)), "other files")


def counted(projects: Sequence[Row]) -> Mapping[str, Counter[str]]:
    """Return how often something of each kind was observed, missed and not read."""
    kinds: dict[str, Counter[str]] = {}
    for project in projects:
        for what in ("observed", "missed", "unread"):
            for one in project[what]:
                if one["key"] and one["key"].get("file") not in DEFAULTS:
                    kinds.setdefault(kind_of(one["key"]), Counter())[what] += 1
    return kinds


def table(kinds: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Yield the lines of a table, and one for all kinds together."""
    yield f"{'kind':12} {'observed':>8} {'missed':>7} {'not read':>8} {'recall':>7} {'noise':>6}"
    everything = sum(kinds.values(), Counter())
    for kind, numbers in (*sorted(kinds.items()), ("all", everything)):
        observed, missed, unread = (numbers[what] for what in ("observed", "missed", "unread"))
        agreed = observed - missed
        recall = f"{agreed / observed:.1%}" if observed else "-"
        noise = f"{unread / (agreed + unread):.1%}" if agreed + unread else "-"
        yield f"{kind:12} {observed:8} {missed:7} {unread:8} {recall:>7} {noise:>6}"


def traced(folder: str, options: Sequence[str]) -> Sequence[Row]:
    """Return what a trace tells of the projects in a folder."""
    command = [sys.executable, "-m", "uvlint", "trace", "--output-format", "json"]
    done = subprocess.run(
        [*command, *options, folder], stdout=subprocess.PIPE, text=True, check=False
    )
    found: Sequence[Row] = json.loads(done.stdout)["projects"] if done.stdout else []
    return found


def main(words: Sequence[str]) -> None:
    """Trace what the words name, and print what is found."""
    cut = words.index("--") if "--" in words else len(words)
    projects = [p for folder in words[:cut] for p in traced(folder, words[cut + 1 :])]
    for project in projects:
        for one in project["missed"]:
            (what,) = one["key"].values()
            print(f"{project['root']}: missed {what}")
        if project["failed"]:
            print(f"{project['root']}: {project['failed'].splitlines()[-1]}")
    built = [project for project in projects if not project["failed"]]
    print(f"{len(built)} of {len(projects)} projects were built")
    print("\n".join(table(counted(built))))


if __name__ == "__main__":
    main(sys.argv[1:])
