"""What the real uv did, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from uvlint.phrases import listed, named
from uvlint.plugin import Screen
from uvlint.project import Project
from uvlint.rendering import (
    ADDED,
    EMPHASIS,
    FAINT,
    REMOVED,
    Line,
    count,
    padded,
    painted,
    printable,
    short,
    width,
)
from uvlint.uv.keys import toml
from uvlint.verify.proof import PROVEN, UNNOTICED, Proof, Tested

_STYLES = {PROVEN: ADDED, UNNOTICED: REMOVED}


def drawn(proofs: Iterable[tuple[Project, str | None, Proof | None, str]], screen: Screen) -> str:
    """Return a verdict and a table for each project: its name, its proof, or why there is none."""
    lines = [line for item in proofs for line in _project(*item, screen)]
    return painted(lines, color=screen.color)


def _project(
    project: Project, name: str | None, proof: Proof | None, failed: str, screen: Screen
) -> Iterator[Line]:
    head = (EMPHASIS, printable(name or short(project.root, screen)))
    if proof is None:
        first, *rest = failed.splitlines()
        yield [head, ("", ": "), (REMOVED, printable(first))]
        yield from ([(FAINT, f"  {printable(line)}")] for line in rest)
    else:
        yield [head, ("", ": "), _verdict(proof)]
        yield from _table(proof.tested)
    yield []


def _verdict(proof: Proof) -> tuple[str, str]:
    if not proof.quiet:
        guilty = f" because of {listed([toml(key) for key in proof.loops])}" if proof.loops else ""
        return REMOVED, f"uv builds again with nothing changed{guilty}"
    unnoticed = sum(one.result == UNNOTICED for one in proof.tested)
    if unnoticed:
        return REMOVED, f"uv does not notice changes of {count(unnoticed, 'input')}"
    proven = sum(one.result == PROVEN for one in proof.tested)
    return (
        ADDED,
        f"uv notices changes of {count(proven, 'input')}, and is quiet without any",
    )


def _table(tested: Iterable[Tested]) -> Iterator[Line]:
    rows = [(printable(_name(one)), ", ".join(one.item.feeds), one) for one in tested]
    first = max((width(name) for name, _, _ in rows), default=0)
    second = max((width(feeds) for _, feeds, _ in rows), default=0)
    for name, feeds, one in rows:
        reason = f": {one.reason}" if one.reason else ""
        yield [
            ("", f"  {padded(name, first)}  {padded(feeds, second)}  "),
            (_STYLES.get(one.result, FAINT), f"{one.result}{reason}"),
        ]
        yield from ([(FAINT, f"    {printable(line)}")] for line in one.metadata)


def _name(one: Tested) -> str:
    return named(one.item.key) if one.item.key else one.item.why
