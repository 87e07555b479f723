"""Two texts compared: as edits for editors, as a unified diff for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from uvlint.named_tuple import NamedTuple


class Edit(NamedTuple):
    """A replacement in a text: lines and columns from 1, columns in characters, end exclusive."""

    content: str
    line: int
    column: int
    end_line: int
    end_column: int


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """Return small replacements that turn one text into the other, in order of the old text.

    All places are those of the old text; no edit parts the two halves of a CRLF.
    """
    from difflib import SequenceMatcher

    old, new = _lines(before), _lines(after)
    # Equal lines around the change are left out: SequenceMatcher takes the square of their number.
    start = shared(old, new)
    end = min(shared(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    return tuple(
        _edit(start + i + 1, "".join(old[i:i_end]), "".join(new[j:j_end]))
        for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, False).get_opcodes()
        if tag != "equal"
    )


def unified(before: str, after: str, name: str, context: int = 3) -> str:
    """Return the difference of two texts as a unified diff, "" where there is none.

    So many lines of `context` stand around what differs.

    Where added lines could stand in several places, a paragraph of them stays whole.
    """
    from difflib import unified_diff

    lines = _whole_paragraphs([*unified_diff(_lines(before), _lines(after), name, name, n=context)])
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many characters of two texts, or lines, are equal at their start."""
    length = min(len(one), len(other))
    return next((i for i in range(length) if one[i] != other[i]), length)


def _whole_paragraphs(lines: list[str]) -> list[str]:
    """Let added lines begin with a blank one where they may: `+] + +[b] ]` says as much as `] + +[b] +]`."""
    moved = list(lines)
    start = 0
    while start < len(moved):
        added = list(takewhile(lambda line: line.startswith("+"), moved[start:]))
        head = [line[1:] for line in takewhile(lambda line: line[1:].strip(), added)]
        end, stop = start + len(added), start + len(added) + len(head)
        stay = [f" {line}" for line in head]
        if len(head) < len(added) and moved[end:stop] == stay:
            moved[start:stop] = [*stay, *added[len(head) :], *(f"+{line}" for line in head)]
        start = stop + 1
    return moved


def _lines(text: str) -> list[str]:
    """Return the lines with their ends: LF and CRLF, as in TOML and not as in `splitlines`."""
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _edit(line: int, old: str, new: str) -> Edit:
    """Return the smallest replacement for whole lines, the first of which has the number `line`."""
    start = shared(old, new)
    if old[start - 1 : start] == "\r":
        start -= 1
    end = min(shared(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    if end and "\r" in (old[-end - 1 : -end], new[-end - 1 : -end]) and old[-end] == "\n":
        end -= 1
    stop = len(old) - end
    content = new[start : len(new) - end]
    return Edit(content, *_position(line, old, start), *_position(line, old, stop))


def _position(line: int, text: str, offset: int) -> tuple[int, int]:
    return line + text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset)
