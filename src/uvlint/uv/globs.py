"""Which files a list of file keys makes uv look at, and what that walk costs.

uv 0.13.9, observed, on Unix. uv splits each glob at its first wildcard, merges
globs with a common folder into one group, and hands each group to `globwalk` as
a list of gitignore lines with the sense of `!` turned round. The lines are read
here as the crates `ignore` and `globset` read them, on the bytes of a path.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

Test = Callable[[bytes], object]
"""Is what it gets a match? The answer counts as true or false."""

_WILD = frozenset("*?[{")
_WILD_PART = frozenset("*?[]{}")
_ENCODING = ("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What uv sees for a list of file keys.

    `files` is sorted and relative to the project. For each key, in order:
    `matched` counts the files that count because of it - for a negation, the files
    and folders it leaves out - and `walked` the files its walk comes across.
    """

    files: tuple[str, ...]
    matched: tuple[int, ...]
    walked: tuple[int, ...]


def is_glob(text: str) -> bool:
    """Tell whether uv takes the text of a file key for a glob instead of a name."""
    return not _WILD.isdisjoint(text)


def base(pattern: str) -> str:
    """Return the folder at which the walk for a glob starts, "" for the project itself."""
    folders, _ = _split(pattern)
    return _joined(folders)


def refusal(pattern: str) -> str | None:
    """Return why uv refuses a file key, in its own words, or None where it takes it."""
    return refusals((pattern,)).get(0)


def refusals(patterns: Sequence[str]) -> dict[int, str]:
    """Return why uv refuses keys of a list, in its own words, by their index."""
    return {
        index: reason
        for group in _grouped(tuple(patterns))
        for index, reason in group.refusals.items()
    }


def matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Return a function that tells whether uv would count a file of this relative path.

    The file need not exist; the path is as `walk` gives it.
    """
    find = finder(patterns)
    return lambda path: find(path) is not None


def finder(patterns: Sequence[str]) -> Callable[[str], int | None]:
    """Return a function that gives the index of the first key because of which uv would
    count a file of this relative path, None where it would not.
    """
    return _finder(tuple(patterns))


@lru_cache(maxsize=1024)
def _finder(patterns: tuple[str, ...]) -> Callable[[str], int | None]:
    names: dict[str, int] = {}
    for index, pattern in enumerate(patterns):
        if _names_a_file(pattern):
            names.setdefault(posixpath.normpath(pattern), index)
    groups = [
        (posixpath.normpath(group.base).encode(*_ENCODING), group) for group in _grouped(patterns)
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


def walk(root: str, patterns: Sequence[str]) -> Seen:
    """Return exactly what uv sees in a project for these file keys; never raises.

    Globs that uv refuses count for nothing.
    """
    files: set[str] = set()
    matched = [0] * len(patterns)
    walked = [0] * len(patterns)
    for index, pattern in enumerate(patterns):
        if _names_a_file(pattern) and os.path.isfile(_on_disk(root, pattern)):
            files.add(_shown(root, pattern))
            matched[index] = 1
    for group in _grouped(tuple(patterns)):
        found, hits, visited = group.walk(_on_disk(root, group.base))
        shown = _shown(root, group.base) if found else ""
        prefix = "" if shown == "." else f"{shown}/"
        files.update([prefix + os.fsdecode(path) for path in found])
        for index in group.members:
            matched[index] = hits.get(index, 0)
            walked[index] = visited
    return Seen(files=tuple(sorted(files)), matched=tuple(matched), walked=tuple(walked))


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
def _grouped(patterns: tuple[str, ...]) -> tuple[_Group, ...]:
    """Put the globs of a list into the groups that uv walks, each with its lines in order."""
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
    """The globs that uv matches in one walk: a folder, and the lines in their order."""

    __slots__ = ("base", "lines", "members", "refusals")

    def __init__(self, folder: str, lines: Iterable[tuple[int, str]]) -> None:
        self.base = folder
        self.members: list[int] = []
        self.refusals: dict[int, str] = {}
        read: list[_Line] = []
        for index, text in lines:
            self.members.append(index)
            try:
                line = _read_line(index, text)
            except _RefusedError as error:
                self.refusals[index] = str(error)
            else:
                read += [line] if line else []
        # The last line that matches decides.
        self.lines = read[::-1]

    def counts(self, path: bytes) -> int | None:
        """Return the index of the line because of which a file counts, if any."""
        if any(line.negated for line in self.lines):
            end = path.find(b"/")
            while end >= 0:
                line = self._deciding(path[:end], is_folder=True)
                if line is not None and line.negated:
                    return None
                end = path.find(b"/", end + 1)
        line = self._deciding(path, is_folder=False)
        return None if line is None or line.negated else line.index

    def _deciding(self, path: bytes, *, is_folder: bool) -> _Line | None:
        end = path.rfind(b"/") + 1
        for line in self.lines:
            if is_folder or not line.folders_only:
                test = line.within(path[:end])
                if test is not None and test(path[end:]):
                    return line
        return None

    def walk(self, top: str) -> tuple[list[bytes], dict[int, int], int]:
        """Return the files below a folder that count, the matches by index, the files visited."""
        found: list[bytes] = []
        hits: dict[int, int] = dict.fromkeys(self.members, 0)
        visited = 0
        prunes = any(line.negated for line in self.lines)
        root = os.fsencode(top)
        waiting = [b""]
        while waiting:
            prefix = waiting.pop()
            tests = [
                (line, test) for line in self.lines if (test := line.within(prefix)) is not None
            ]
            on_files = [(line, test) for line, test in tests if not line.folders_only]
            for entry in _entries(root + b"/" + prefix):
                name = entry.name
                if entry.is_dir(follow_symlinks=False):
                    if prunes and (line := _first(tests, name)) and line.negated:
                        hits[line.index] += 1
                    else:
                        waiting.append(prefix + name + b"/")
                    continue
                visited += 1
                line = _first(on_files, name)
                if line is None:
                    continue
                if line.negated:
                    hits[line.index] += 1
                elif _is_file(entry):
                    found.append(prefix + name)
                    if len(on_files) == 1:
                        hits[line.index] += 1
                    else:
                        for other, test in on_files:
                            if not other.negated and test(name):
                                hits[other.index] += 1
        return found, hits, visited


def _first(tests: Iterable[tuple[_Line, Test]], name: bytes) -> _Line | None:
    for line, test in tests:
        if test(name):
            return line
    return None


def _is_file(entry: os.DirEntry[bytes]) -> bool:
    """Tell whether an entry is a file or a link to one."""
    try:
        return entry.is_file()
    except OSError:  # links in a circle
        return False


def _entries(folder: bytes) -> Iterator[os.DirEntry[bytes]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except (OSError, ValueError):  # missing, no folder, not readable, a NUL byte
        return


# --- lines --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """A gitignore line, ready to match: `head` against the folder with its slash, `tail`
    against the name; where the two cannot be told apart, `tail` is None and `head` takes
    the whole path.
    """

    index: int
    negated: bool
    folders_only: bool
    head: Test
    tail: Test | None

    def within(self, prefix: bytes) -> Test | None:
        """Return the test of the names in a folder, None where no name can match."""
        if self.tail is not None:
            return self.tail if self.head(prefix) else None
        head = self.head
        return lambda name: head(prefix + name)


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
        tokens = _Parser(glob).tokens()
    except _RefusedError as error:
        reason = f"error parsing glob '{text}': {error}"
        raise _RefusedError(reason) from None
    if 1 + max((token.depth for token in tokens), default=0) > _DEEPEST:
        raise _RefusedError("error parsing pattern 0")
    return _Line(index, negated, folders_only, *_tests(tokens))


def _tests(tokens: list[_Token]) -> tuple[Test, Test | None]:
    """Turn tokens into the tests of a `_Line`."""
    if tokens == [_PREFIX]:
        return _always, _always
    cut = next((i for i in range(len(tokens), 0, -1) if tokens[i - 1].crosses), 0)
    if cut and tokens[cut - 1] in (_SLASH, _PREFIX, _DEEP):
        head = _always if cut == 1 and tokens[0] is _PREFIX else _compiled(tokens[:cut])
        return head, _name_test(tokens[cut:])
    if not cut:
        return b"".__eq__, _name_test(tokens)
    return _compiled(tokens), None


def _always(_: bytes) -> bool:
    return True


def _name_test(tokens: list[_Token]) -> Test:
    """Return the test of a name, a fast one for the shapes that are common."""
    if tokens and all(token is _STAR for token in tokens):
        return _always
    start = 1 if tokens and tokens[0] is _STAR else 0
    literal = b"".join(token.literal for token in tokens[start:])
    if all(token.literal for token in tokens[start:]):
        return _ends_with(literal) if start else literal.__eq__
    return _compiled(tokens)


def _ends_with(suffix: bytes) -> Test:
    return lambda name: name.endswith(suffix)


def _compiled(tokens: list[_Token]) -> Test:
    return re.compile(_regex(tokens), re.DOTALL).fullmatch


def _regex(tokens: Sequence[_Token]) -> bytes:
    """Return the regular expression of tokens.

    Between two stars, what has a fixed length takes the first place it fits for good,
    which keeps `*a*a*a*b` from trying every split of a long name.
    """
    pieces: list[bytes] = []
    held: list[bytes] | None = None
    for token in tokens:
        if token is _STAR:
            if held:
                pieces += [b"(?>[^/]*?", *held, b")"]
            held = []
        elif held is not None and token.fixed:
            held.append(token.regex)
        else:
            if held is not None:
                pieces += [_STAR.regex, *held]
                held = None
            pieces.append(token.regex)
    if held is not None:
        pieces += [_STAR.regex, *held]
    return b"".join(pieces)


# --- globset ------------------------------------------------------------------------


class _RefusedError(Exception):
    """A glob that uv refuses; the text says why."""


class _Token(NamedTuple):
    """A piece of a glob: its regular expression, and whether it can match a slash.

    `fixed` is true where all matches have one length and a slash in them is sure.
    `literal` holds the bytes of a literal. `depth` counts how deep the pieces of the
    expression are nested, as the crate `regex` counts, and `atoms` how many it has.
    """

    regex: bytes
    crosses: bool = False
    fixed: bool = False
    literal: bytes = b""
    depth: int = 0
    atoms: int = 1


_ANY = _Token(rb"[^/]", fixed=True, depth=1)
_STAR = _Token(rb"[^/]*", depth=2)
_PREFIX = _Token(rb"(?:/?|.*/)", crosses=True, depth=4)
_SUFFIX = _Token(rb"/.*", crosses=True, depth=1, atoms=2)
_DEEP = _Token(rb"(?:/|/.*/)", crosses=True, depth=4)
_SLASH = _Token(rb"/", crosses=True, fixed=True, literal=b"/")

_DEEPEST = 250
"""So deep may a regular expression be nested (crate `regex`, its default)."""

_BLANKS = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What Rust's `trim` takes for white space."""


def _literal(char: str) -> _Token:
    if char == "/":
        return _SLASH
    encoded = char.encode(*_ENCODING)
    return _Token(re.escape(encoded), fixed=True, literal=encoded, atoms=len(encoded))


class _Parser:
    """Reads a glob into tokens as the crate `globset` does, oddities included."""

    def __init__(self, glob: str) -> None:
        self.glob = glob
        self.at = 0
        self.branches: list[list[_Token]] = [[]]
        self.opened: list[int] = []

    def tokens(self) -> list[_Token]:
        """Return the tokens of the glob; raises `_RefusedError`."""
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
                    self._push(_literal(escaped))
                case _:
                    self._push(_literal(char))
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

    def _push(self, *tokens: _Token) -> None:
        self.branches[-1] += tokens

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

    def _replace_slash(self, token: _Token) -> None:
        """Put a token in place of the slash before it; of two in a row one is enough."""
        last = self.branches[-1].pop()
        self._push(last if last is _PREFIX or last is _SUFFIX else token)

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


def _class(ranges: list[tuple[str, str]], *, negated: bool) -> _Token:
    """Return the token of a class: of bytes, so a letter beyond ASCII stands for its parts."""
    members: list[tuple[int, int]] = []
    for low, high in ranges:
        start, end = low.encode(*_ENCODING), high.encode(*_ENCODING)
        if low == high:
            members += [(byte, byte) for byte in start]
        else:
            members += [(byte, byte) for byte in start[:-1]]
            members.append((start[-1], end[0]))
            members += [(byte, byte) for byte in end[1:]]
    inside = b"".join(b"\\x%02x-\\x%02x" % member for member in members)
    crosses = any(low <= 0x2F <= high for low, high in members) is not negated
    return _Token(
        b"[%s%s]" % (b"^" if negated else b"", inside),
        crosses=crosses,
        fixed=not crosses,
        depth=2 if len(members) > 1 else 1,
    )


def _alternatives(branches: list[list[_Token]]) -> _Token:
    """Return the token of a group in braces; an empty branch is as if it were not there."""
    parts = [branch for branch in branches if any(token.regex for token in branch)]
    if not parts:
        return _Token(b"", atoms=0)
    depth = max(
        (sum(token.atoms for token in part) > 1) + max(token.depth for token in part)
        for part in parts
    )
    return _Token(
        b"(?:%s)" % b"|".join(map(_regex, parts)),
        crosses=any(token.crosses for part in parts for token in part),
        depth=1 + (len(parts) > 1) + depth,
    )
