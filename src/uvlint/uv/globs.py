"""Which files a list of file keys makes uv look at, and what that walk costs.

uv 0.13.9, observed, on Unix. uv splits each glob at its first wildcard, merges
globs with a common folder into one group, and hands each group to `globwalk` as
a list of gitignore lines with the sense of `!` turned round. The lines are read
here as the crates `ignore` and `globset` read them, on the bytes of a path.

Before 0.7.21 there was one group, the project, its lines the globs as they are
written, and a link was no file (0.4.10 to 0.7.20, observed).
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile

from uvlint.named_tuple import NamedTuple
from uvlint.uv.version import Version

FIRST = Version(0, 4, 10)
"""Since this version uv knows globs, and takes names relative to the project."""

BASES = Version(0, 7, 21)
"""Since this version uv splits globs at their first wildcard."""

_WILD = frozenset("*?[{")
_WILD_PART = frozenset("*?[]{}")
_SPECIAL = frozenset("*?[{}")
_ENCODING = ("utf-8", "surrogateescape")


class Seen(NamedTuple):
    """What uv sees for a list of file keys.

    `files` is sorted and relative to the project. For each key, in order:
    `matched` counts the files that count because of it - for a negation, the files
    and folders it leaves out - and `walked` the files its walk comes across. `passed`
    are the files that all walks together come across in vain.
    """

    files: tuple[str, ...]
    matched: tuple[int, ...]
    walked: tuple[int, ...]
    passed: int


def is_glob(text: str) -> bool:
    """Tell whether uv takes the text of a file key for a glob instead of a name."""
    return not _WILD.isdisjoint(text)


def escaped(name: str) -> str:
    """Return the glob that matches the one file of a name in which uv would see wildcards."""
    return "".join(f"[{char}]" if char in _SPECIAL else char for char in name)


def base(pattern: str, version: Version) -> str:
    """Return the folder at which the walk for a glob starts, "" for the project itself."""
    if version < BASES:
        return ""
    folders, _ = _split(pattern)
    return _joined(folders)


def is_name_in_folder(pattern: str) -> bool:
    """Tell whether a glob is a literal folder and one name with wildcards, as `src/*.py`.

    `src/*` and `src/**` are none: they have no name.
    """
    folders, rest = _split(pattern)
    return is_glob(pattern) and bool(folders) and "/" not in rest and rest not in ("*", "**")


def host(pattern: str, others: Sequence[str]) -> str | None:
    """Return the glob of a list that takes another one into its walk, None where none does."""
    folders, _ = _split(pattern)
    starts = {_split(other)[0]: other for other in reversed(others) if is_glob(other)}
    start = _start(folders, {*starts, folders})
    return None if start == len(folders) else starts[folders[:start]]


def refusal(pattern: str, version: Version) -> str | None:
    """Return why uv refuses a file key, in its own words, or None where it takes it."""
    return refusals((pattern,), version).get(0)


def refusals(patterns: Sequence[str], version: Version) -> dict[int, str]:
    """Return why uv refuses keys of a list, in its own words, by their index."""
    return {
        index: reason
        for group in _grouped(tuple(patterns), version)
        for index, reason in group.refusals.items()
    }


def matcher(patterns: Sequence[str], version: Version) -> Callable[[str], bool]:
    """Return a function that tells whether uv would count a file of this relative path.

    The file need not exist; the path is as `walk` gives it.
    """
    find = finder(patterns, version)
    return lambda path: find(path) is not None


def finder(patterns: Sequence[str], version: Version) -> Callable[[str], int | None]:
    """Return a function that gives the index of the first key because of which uv would
    count a file of this relative path, None where it would not.
    """
    return _finder(tuple(patterns), version)


@lru_cache(maxsize=1024)
def _finder(patterns: tuple[str, ...], version: Version) -> Callable[[str], int | None]:
    names: dict[str, int] = {}
    for index, pattern in enumerate(patterns):
        if _names_a_file(pattern):
            names.setdefault(posixpath.normpath(pattern), index)
    groups = [
        (posixpath.normpath(group.base).encode(*_ENCODING), group)
        for group in _grouped(patterns, version)
    ]

    def find(path: str) -> int | None:
        path = posixpath.normpath(path)
        found = [] if (name := names.get(path)) is None else [name]
        encoded = path.encode(*_ENCODING)
        for folder, group in groups:
            rest = _below(folder, encoded)
            if rest is not None and (index := group.counts(rest)) is not None:
                found.append(index)
        return min(found, default=None)

    return find


def walk(root: str, patterns: Sequence[str], version: Version) -> Seen:
    """Return exactly what uv sees in a project for these file keys; never raises.

    Globs that uv refuses count for nothing.
    """
    files: set[str] = set()
    matched = [0] * len(patterns)
    walked = [0] * len(patterns)
    passed = 0
    for index, pattern in enumerate(patterns):
        if _names_a_file(pattern) and os.path.isfile(_on_disk(root, pattern)):
            files.add(_shown(root, pattern))
            matched[index] = 1
    for group in _grouped(tuple(patterns), version):
        found, hits, visited = group.walk(_on_disk(root, group.base))
        shown = _shown(root, group.base) if found else ""
        prefix = "" if shown == "." else f"{shown}/"
        files.update([prefix + os.fsdecode(path) for path in found])
        passed += visited - len(found)
        for index in group.members:
            matched[index] = hits.get(index, 0)
            walked[index] = visited
    return Seen(
        files=tuple(sorted(files)), matched=tuple(matched), walked=tuple(walked), passed=passed
    )


# --- plain names --------------------------------------------------------------------


def _names_a_file(pattern: str) -> bool:
    """Tell whether a key is a plain name that can be one of a file."""
    return not is_glob(pattern) and pattern.rpartition("/")[2] not in ("", ".", "..")


def _on_disk(root: str, path: str) -> str:
    return path if path.startswith("/") else f"{root}/{path}"


def _shown(root: str, path: str) -> str:
    """Return a path relative to the project in its shortest form that leads to the same place."""
    if path.startswith("/"):
        return os.path.relpath(path, root)
    short = posixpath.normpath(path)
    if ".." not in dropwhile("..".__eq__, path.split("/")):
        return short
    # `a/../b` is not `b` where `a` is a link.
    same = os.path.realpath(_on_disk(root, path)) == os.path.realpath(_on_disk(root, short))
    return short if same else path


def _below(folder: bytes, path: bytes) -> bytes | None:
    """Return the path relative to the folder, None where it is not below it."""
    if folder == b".":
        return None if path.startswith((b"../", b"/")) else path
    prefix = folder.rstrip(b"/") + b"/"
    return path[len(prefix) :] if path.startswith(prefix) else None


# --- groups -------------------------------------------------------------------------


def _split(pattern: str) -> tuple[tuple[str, ...], str]:
    """Split a pattern into the literal folders in front and the rest, as uv does."""
    parts = tuple(part for part in pattern.split("/") if part not in ("", "."))
    wild = (i for i, part in enumerate(parts) if not _WILD_PART.isdisjoint(part))
    first = next(wild, len(parts) - 1) if parts else 0
    top = ("/",) if pattern.startswith("/") else ()
    return (*top, *parts[:first]), "/".join(parts[first:])


def _joined(folders: Sequence[str]) -> str:
    return "/".join(folders).replace("//", "/", 1)


@lru_cache(maxsize=1024)
def _grouped(patterns: tuple[str, ...], version: Version) -> tuple[_Group, ...]:
    """Put the globs of a list into the groups that uv walks, each with its lines in order."""
    if version < BASES:
        lines = [(i, p) for i, p in enumerate(patterns) if is_glob(p) and version >= FIRST]
        return (_Group("", lines, links=False),) if lines else ()
    splits = {i: _split(pattern) for i, pattern in enumerate(patterns) if is_glob(pattern)}
    starts = {folders for folders, _ in splits.values()}
    groups: dict[tuple[str, ...], list[tuple[tuple[str, ...], int, str]]] = {}
    for index, (folders, rest) in splits.items():
        start = _start(folders, starts)
        inner = folders[start:]
        groups.setdefault(folders[:start], []).append((inner, index, "/".join((*inner, rest))))
    return tuple(
        _Group(_joined(folders), [(index, line) for _, index, line in sorted(lines)])
        for folders, lines in groups.items()
    )


def _start(folders: tuple[str, ...], starts: set[tuple[str, ...]]) -> int:
    """Return how many of the folders lead to the group that takes the pattern.

    Going down, the first folder with a pattern of its own takes all below it, but
    not what lies beyond `..` or begins at the root of the disk.
    """
    start = None
    for depth in range(len(folders) + 1):
        if start is not None and folders[depth - 1] in ("..", "/"):
            start = None
        if start is None and folders[:depth] in starts:
            start = depth
    assert start is not None
    return start


class _Group:
    """The globs that uv matches in one walk: a folder, and the lines in their order.

    `links` tells whether a link to a file counts as one.
    """

    __slots__ = ("base", "links", "members", "refusals", "start")

    def __init__(
        self, folder: str, texts: Iterable[tuple[int, str]], *, links: bool = True
    ) -> None:
        self.base = folder
        self.links = links
        self.members: list[int] = []
        self.refusals: dict[int, str] = {}
        lines: list[_Line] = []
        for index, text in texts:
            self.members.append(index)
            try:
                line = _read_line(index, text)
            except _RefusedError as error:
                self.refusals[index] = str(error)
            else:
                lines += [line] if line else []
        self.start = _Automaton(lines).start

    def counts(self, path: bytes) -> int | None:
        """Return the first index because of which a file counts, if any."""
        state = self.start
        for byte in path:
            if byte == _SLASH and state.pruned_by is not None:
                return None
            state = state[byte]
        return min(state.counted_by, default=None)

    def walk(self, top: str) -> tuple[list[bytes], dict[int, int], int]:
        """Return the files below a folder that count, the matches by index, the files visited."""
        found: list[bytes] = []
        hits = dict.fromkeys(self.members, 0)
        visited = 0
        root = os.fsencode(top) + b"/"
        waiting = [(b"", self.start)]
        while waiting:
            prefix, here = waiting.pop()
            for entry in _entries(root + prefix):
                name = entry.name
                state = here
                if here.alive:
                    for byte in name:
                        state = state[byte]
                if entry.is_dir(follow_symlinks=False):
                    if state.pruned_by is None:
                        inside = state[_SLASH]
                        # What matched with the slash as its end matches nothing inside.
                        waiting.append(
                            (prefix + name + b"/", inside if inside.alive else inside[0])
                        )
                    else:
                        hits[state.pruned_by] += 1
                    continue
                visited += 1
                if state.counted_by:
                    if _is_file(entry, links=self.links):
                        found.append(prefix + name)
                        for index in state.counted_by:
                            hits[index] += 1
                elif state.left_out_by is not None:
                    hits[state.left_out_by] += 1
        return found, hits, visited


def _is_file(entry: os.DirEntry[bytes], *, links: bool) -> bool:
    """Tell whether an entry is a file or, where links count, a link to one."""
    try:
        return entry.is_file(follow_symlinks=links)
    except OSError:  # links in a circle
        return False


def _entries(folder: bytes) -> Iterator[os.DirEntry[bytes]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except (OSError, ValueError):  # missing, no folder, not readable, a NUL byte
        return


# --- matching -----------------------------------------------------------------------


class _Line(NamedTuple):
    """A gitignore line; `nodes` match a path relative to the folder of the group."""

    number: int
    negated: bool
    folders_only: bool
    nodes: Sequence[_Node]


class _State(dict[int, "_State"]):
    """What is known of a path after some of its bytes, and by the next byte, the next state.

    If the path ends here: `counted_by` are the lines that make a file count,
    `left_out_by` the one that takes a file away, `pruned_by` a folder.
    """

    __slots__ = ("alive", "automaton", "counted_by", "left_out_by", "pruned_by", "reach")

    def __init__(self, automaton: _Automaton, reach: int, matched: Iterable[_Line]) -> None:
        self.automaton = automaton
        self.reach = reach
        self.alive = reach != 0
        self.counted_by: tuple[int, ...] = ()
        self.left_out_by: int | None = None
        self.pruned_by: int | None = None
        lines = list(matched)
        if lines and lines[-1].negated:
            self.pruned_by = lines[-1].number
        of_files = [line for line in lines if not line.folders_only]
        if of_files and of_files[-1].negated:
            self.left_out_by = of_files[-1].number
        else:
            self.counted_by = tuple(line.number for line in of_files if not line.negated)

    def __missing__(self, byte: int) -> _State:
        return self.automaton.step(self, byte)


class _Automaton:
    """All lines of a group as one machine that reads a path once, however odd the lines.

    A position is a place in a line where one byte is read; sets of positions are
    the bits of a number.
    """

    __slots__ = ("accepting", "bytes_at", "ends", "follow", "start", "states")

    def __init__(self, lines: Iterable[_Line]) -> None:
        self.bytes_at: list[int] = []
        self.follow: list[int] = []
        self.ends: list[tuple[int, _Line]] = []
        self.accepting: dict[int, int] = {}
        self.states: dict[int, _State] = {}
        first = 0
        for line in lines:
            if len(self.bytes_at) + _size(line.nodes) > _POSITIONS:
                continue
            starts, last, _ = self._sequence(line.nodes)
            first |= starts
            self.ends.append((last, line))
        self.start = _State(self, first, ())

    def step(self, state: _State, byte: int) -> _State:
        """Return the state after one more byte, and let `state` remember it."""
        if byte not in self.accepting:
            self.accepting[byte] = sum(
                1 << position
                for position, accepted in enumerate(self.bytes_at)
                if accepted >> byte & 1
            )
        active = state.reach & self.accepting[byte]
        found = self.states.get(active)
        if found is None:
            reach = 0
            for position in _bits(active):
                reach |= self.follow[position]
            found = _State(self, reach, [line for last, line in self.ends if last & active])
            if len(self.states) < _STATES:
                self.states[active] = found
        if len(self.states) < _STATES:
            state[byte] = found
        return found

    def _sequence(self, nodes: Iterable[_Node]) -> tuple[int, int, bool]:
        """Add nodes in a row; return the positions they start and end with, and whether
        they match nothing at all.
        """
        first, last, empty = 0, 0, True
        for node in nodes:
            starts, ends, skippable = self._node(node)
            for position in _bits(last):
                self.follow[position] |= starts
            first |= starts if empty else 0
            last = ends | (last if skippable else 0)
            empty = empty and skippable
        return first, last, empty

    def _node(self, node: _Node) -> tuple[int, int, bool]:
        if node.choices:
            parts = [self._sequence(choice) for choice in node.choices]
            first, last = 0, 0
            for starts, ends, _ in parts:
                first |= starts
                last |= ends
            return first, last, any(empty for _, _, empty in parts)
        if not node.bytes:
            return 0, 0, True
        here = 1 << len(self.bytes_at)
        self.bytes_at.append(node.bytes)
        self.follow.append(here if node.repeated else 0)
        return here, here, node.repeated


_POSITIONS = 20_000
"""A group has no more positions: lines too long for that match nothing."""

_STATES = 20_000
"""So many states are remembered; lines that need more are slow."""


def _bits(positions: int) -> Iterator[int]:
    while positions:
        lowest = positions & -positions
        yield lowest.bit_length() - 1
        positions ^= lowest


def _size(nodes: Iterable[_Node]) -> int:
    return sum(node.size for node in nodes)


# --- lines --------------------------------------------------------------------------


def _read_line(index: int, text: str) -> _Line | None:
    """Read one line of a group; raises `_RefusedError`.

    A comment and a blank line are None.
    """
    if text == "*":
        text = "/*"
    if text.startswith("#"):
        return None
    if not text.endswith("\\ "):
        text = text.rstrip(_BLANKS)
    if not text:
        return None
    glob = text
    negated = glob.startswith("!")
    anchored = False
    if glob.startswith(("\\!", "\\#")):
        glob = glob[1:]
    else:
        glob = glob[negated:]
        anchored = glob.startswith("/")
        glob = glob[anchored:]
    folders_only = glob.endswith("/")
    if folders_only:
        glob = glob[:-1].removesuffix("\\")
    if not anchored and "/" not in glob and glob != "**":
        glob = f"**/{glob}"
    if glob.endswith("/**"):
        glob += "/*"
    try:
        nodes = _Parser(glob).nodes()
    except _RefusedError as error:
        reason = f"error parsing glob '{text}': {error}"
        raise _RefusedError(reason) from None
    if 1 + max((node.depth for node in nodes), default=0) > _DEEPEST:
        raise _RefusedError("error parsing pattern 0")
    return _Line(index, negated, folders_only, [_EVERYTHING] if nodes == [_PREFIX] else nodes)


# --- globset ------------------------------------------------------------------------


class _RefusedError(Exception):
    """A glob that uv refuses; the text says why."""


class _Node(NamedTuple):
    """A piece of a glob: one byte out of a set, repeated or not, or a choice of sequences.

    A set of bytes is the bits of a number. A node with neither matches the empty
    text. `size` counts the sets in it; `depth` and `atoms` say how deep and how wide
    the regular expression of `globset` would be, which has a limit.
    """

    bytes: int = 0
    repeated: bool = False
    choices: tuple[Sequence[_Node], ...] = ()
    size: int = 1
    depth: int = 0
    atoms: int = 1


_SLASH = 0x2F
_ALL = (1 << 256) - 1
_NO_SLASH = _ALL ^ 1 << _SLASH

_ANY = _Node(bytes=_NO_SLASH, depth=1)
_STAR = _Node(bytes=_NO_SLASH, repeated=True, depth=2)
_EVERYTHING = _Node(bytes=_ALL, repeated=True)
_SEPARATOR = _Node(bytes=1 << _SLASH)
_PREFIX = _Node(choices=((), (_EVERYTHING, _SEPARATOR)), size=2, depth=4)
_SUFFIX = _Node(choices=((_SEPARATOR, _EVERYTHING),), size=2, depth=1, atoms=2)
_DEEP = _Node(choices=((_SEPARATOR, _PREFIX),), size=3, depth=4)

_DEEPEST = 250
"""So deep may a regular expression be nested (crate `regex`, its default)."""

_BLANKS = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What Rust's `trim` takes for white space."""


def _literal(char: str) -> list[_Node]:
    return [_Node(bytes=1 << byte) for byte in char.encode(*_ENCODING)]


class _Parser:
    """Reads a glob into nodes as the crate `globset` does, oddities included."""

    def __init__(self, glob: str) -> None:
        self.glob = glob
        self.at = 0
        self.branches: list[list[_Node]] = [[]]
        self.opened: list[int] = []

    def nodes(self) -> list[_Node]:
        """Return the nodes of the glob; raises `_RefusedError`."""
        while (char := self._next()) is not None:
            match char:
                case "?":
                    self._push(_ANY)
                case "*":
                    self._star()
                case "[":
                    self._class()
                case "{":
                    self.opened.append(len(self.branches))
                    self.branches.append([])
                case "}":
                    self._close()
                case "," if self.opened:
                    self.branches.append([])
                case "\\":
                    escaped = self._next()
                    if escaped is None:
                        raise _RefusedError("dangling '\\'")
                    self._push(*_literal(escaped))
                case _:
                    self._push(*_literal(char))
        if self.opened:
            raise _RefusedError(
                "unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)"
            )
        return self.branches[0]

    def _next(self) -> str | None:
        char = self._peek()
        self.at += 1
        return char

    def _peek(self) -> str | None:
        return self.glob[self.at] if self.at < len(self.glob) else None

    def _push(self, *nodes: _Node) -> None:
        self.branches[-1] += nodes

    def _close(self) -> None:
        if not self.opened:
            raise _RefusedError(
                "unopened alternate group; missing '{' (maybe escape '}' with '[}]'?)"
            )
        start = self.opened.pop()
        branches = self.branches[start:]
        del self.branches[start:]
        self._push(_alternatives(branches))

    def _star(self) -> None:
        """Read one star or two; `self.at` is behind the first."""
        before = self.glob[self.at - 2] if self.at > 1 else None
        if self._peek() != "*":
            self._push(_STAR)
            return
        self.at += 1
        after = self._peek()
        if not self.branches[-1]:
            if after in (None, "/"):
                self._push(_PREFIX)
                self.at += 1
            else:
                self._push(_STAR, _STAR)
            return
        inside = len(self.branches) > 1
        if before != "/" and not (inside and before in (",", "{")):
            self._push(_STAR, _STAR)
        elif after is None or (inside and after in (",", "}")):
            self._replace_slash(_SUFFIX)
        elif after == "/":
            self.at += 1
            self._replace_slash(_DEEP)
        else:
            self._push(_STAR, _STAR)

    def _replace_slash(self, node: _Node) -> None:
        """Put a node in place of the slash before it; of two in a row one is enough."""
        last = self.branches[-1].pop()
        self._push(last if last is _PREFIX or last is _SUFFIX else node)

    def _class(self) -> None:
        """Read a character class; `self.at` is behind the bracket."""
        negated = self._peek() in ("!", "^")
        self.at += negated
        ranges: list[tuple[str, str]] = []
        first, in_range = True, False
        while True:
            char = self._next()
            if char is None:
                raise _RefusedError("unclosed character class; missing ']'")
            if char == "]" and not first:
                break
            if char == "-" and not first and not in_range:
                in_range = True
                continue
            if in_range:
                low = ranges[-1][0]
                if char < low:
                    reason = f"invalid range; '{low}' > '{char}'"
                    raise _RefusedError(reason)
                ranges[-1] = (low, char)
            else:
                ranges.append((char, char))
            first, in_range = False, False
        if in_range:
            ranges.append(("-", "-"))
        self._push(_class(ranges, negated=negated))


def _class(ranges: list[tuple[str, str]], *, negated: bool) -> _Node:
    """Return the node of a class: of bytes, so a letter beyond ASCII stands for its parts."""
    members: list[tuple[int, int]] = []
    for low, high in ranges:
        start, end = low.encode(*_ENCODING), high.encode(*_ENCODING)
        if low == high:
            members += [(byte, byte) for byte in start]
        else:
            members += [(byte, byte) for byte in start[:-1] + end[1:]]
            members.append((start[-1], end[0]))
    accepted = 0
    for first, last in members:
        accepted |= (1 << last + 1) - (1 << first)
    return _Node(bytes=accepted ^ _ALL if negated else accepted, depth=2 if len(members) > 1 else 1)


def _alternatives(branches: Iterable[Sequence[_Node]]) -> _Node:
    """Return the node of a group in braces; an empty branch is as if it were not there."""
    parts = tuple(branch for branch in branches if any(node.atoms for node in branch))
    if not parts:
        return _Node(size=0, atoms=0)
    depth = max(
        (sum(node.atoms for node in part) > 1) + max(node.depth for node in part) for part in parts
    )
    return _Node(choices=parts, size=sum(map(_size, parts)), depth=1 + (len(parts) > 1) + depth)
