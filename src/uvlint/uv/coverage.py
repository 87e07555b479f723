"""Would uv notice? Inputs and outputs of a build held against a list of keys."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile, product

from uvlint.model import Dir, Env, File, Git, Key
from uvlint.uv.features import since
from uvlint.uv.globs import base, finder, is_glob, matcher
from uvlint.uv.version import NEWEST, Version

_NAMES = ("zq", "_q", "Q7")
"""What may stand where a pattern has a star: names that no list is made for."""

_DEPTHS = (0, 1, 3)
"""How many folders may stand where a pattern leaves it open."""

_MANY = 64
"""So many ways through the braces of a pattern are tried."""

_INSIDE = {
    ".egg-info": ("PKG-INFO", "SOURCES.txt", "top_level.txt", "dependency_links.txt"),
    ".dist-info": ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "uv_cache.json"),
    "__pycache__": ("zq.cpython-311.pyc",),
    "dist": ("zq-1.0.tar.gz", "zq-1.0-py3-none-any.whl"),
    "node_modules": tuple(
        f"zq/{name}"
        for name in (
            *("LICENSE", "README.md", "index.d.ts", "index.html", "index.js", "index.js.map"),
            *("index.jsx", "index.mjs", "index.ts", "index.tsx", "package.json"),
            *("style.css", "style.less", "style.scss", "zq.svg", "zq.vue"),
        )
    ),
    "target": ("CACHEDIR.TAG", ".rustc_info.json", "release/libzq.so", "release/deps/zq.d"),
    "": ("zq", "lib/zq.py", "lib/zq.so", "temp/zq.o", "CMakeCache.txt"),
}
"""What builds leave in folders, by the end of the folder's name."""


def watcher(key: Key, keys: Sequence[Key], version: Version) -> Key | None:
    """Return the key of a list that makes uv notice a change of `key`, None where none does.

    A glob stands for all files it matches on its own, those of tomorrow included.
    Where several keys are needed together, the first of them is returned.
    """
    match key:
        case File(pattern) if is_glob(pattern):
            return _same_glob(pattern, keys, version) or _watches_all(
                _samples(pattern), keys, version
            )
        case File(pattern):
            return _counts(pattern, keys, version)
        case Git():
            return _git(key, keys)
        case Env():
            return key if key in keys else None
        case Dir(path):
            folder = posixpath.normpath(path)
            return next(
                (k for k in keys if isinstance(k, Dir) and posixpath.normpath(k.path) == folder),
                None,
            )


def parts(
    pattern: str,
    files: Callable[[], Sequence[str]],
    keys: Sequence[Key],
    version: Version,
) -> tuple[str, ...]:
    """Return narrower patterns for a glob of which a list watches some folders as a whole.

    `files` gives its matches of today. The pattern itself is returned where a key watches
    it, where none watches one of the folders, or it is not of the form `folder/**/name`.
    """
    folder, wild, name = pattern.partition("/**/")
    if (
        not wild
        or is_glob(folder)
        or "/" in name
        or not any(isinstance(key, File) and _lies_below(key.pattern, folder) for key in keys)
        or watcher(File(pattern), keys, version) is not None
    ):
        return (pattern,)
    names = [file for file in files() if not is_glob(file)]
    return tuple(_parts(folder, name, names, keys, version) or (pattern,))


def _lies_below(pattern: str, folder: str) -> bool:
    return is_glob(pattern) and posixpath.normpath(base(pattern, NEWEST)).startswith(f"{folder}/")


def _parts(
    folder: str, name: str, files: Sequence[str], keys: Sequence[Key], version: Version
) -> list[str] | None:
    """Return the parts of the files below a folder, None where no glob watches any of them."""
    whole = f"{folder}/**/{name}"
    if watcher(File(whole), keys, version) is not None:
        return [whole]
    direct: list[str] = []
    below: dict[str, list[str]] = {}
    for file in files:
        child, slash, _ = file[len(folder) + 1 :].partition("/")
        if slash:
            below.setdefault(child, []).append(file)
        else:
            direct.append(file)
    counted = [_counts(file, keys, version) for file in direct]
    found = [*direct]
    is_watched = any(isinstance(key, File) and is_glob(key.pattern) for key in counted)
    for child, some in below.items():
        inside = _parts(f"{folder}/{child}", name, some, keys, version)
        found += [f"{folder}/{child}/**/{name}"] if inside is None else inside
        is_watched = is_watched or inside is not None
    return found if is_watched else None


def covers_file(path: str, keys: Sequence[Key], version: Version) -> Key | None:
    """Return the first key because of which uv counts a file, None where there is none.

    For a glob, that is a key that counts one of the files which are likely to be
    among its matches.
    """
    if not is_glob(path):
        return _counts(path, keys, version)
    found = (_counts(name, keys, version) for name in _written(path))
    return next((key for key in found if key is not None), None)


def _counts(path: str, keys: Sequence[Key], version: Version) -> Key | None:
    files = [key for key in keys if isinstance(key, File)]
    index = finder([key.pattern for key in files], version)(path) if files else None
    return None if index is None else files[index]


def _watches_all(names: Sequence[str], keys: Sequence[Key], version: Version) -> Key | None:
    found = [_counts(name, keys, version) for name in names]
    return found[0] if found and None not in found else None


def _same_glob(pattern: str, keys: Sequence[Key], version: Version) -> Key | None:
    spelling = _spelling(pattern)
    same = (k for k in keys if isinstance(k, File) and _spelling(k.pattern) == spelling)
    return next((k for k in same if since(k) <= version), None)


def _spelling(pattern: str) -> str:
    """Return the one spelling of a glob that uv reads in several ways alike."""
    spelling = posixpath.normpath(pattern)
    while spelling.endswith(("/**/*", "/**/**")):
        spelling = spelling.rpartition("/")[0]
    return spelling


def _git(key: Git, keys: Sequence[Key]) -> Key | None:
    listed = [k for k in keys if isinstance(k, Git)]
    if key.commit and not any(k.commit for k in listed):
        return None
    if key.tags and not any(k.tags for k in listed):
        return None
    helps = ((k.commit and key.commit) or (k.tags and key.tags) for k in listed)
    return next((k for k, helpful in zip(listed, helps, strict=True) if helpful), None)


# --- names that stand for a pattern -------------------------------------------------


def examples(pattern: str) -> tuple[str, ...]:
    """Return names that a glob matches on its own; they need not exist."""
    return _samples(pattern)


@lru_cache(maxsize=1024)
def _written(pattern: str) -> tuple[str, ...]:
    """Return files that a build is likely to write where it says that it writes a pattern."""
    folders = list(dropwhile(_is_open, reversed(posixpath.normpath(pattern).split("/"))))[::-1]
    if not folders or not _is_open(posixpath.basename(posixpath.normpath(pattern))):
        return _samples(pattern)
    folder = _filled("/".join(folders), _NAMES[0], 0)
    names = next(names for end, names in _INSIDE.items() if folder.endswith(end))
    matches = matcher((pattern,), NEWEST)
    return tuple(name for inner in names if matches(name := f"{folder}/{inner}"))


def _is_open(part: str) -> bool:
    return part in ("*", "**")


@lru_cache(maxsize=1024)
def _samples(pattern: str) -> tuple[str, ...]:
    """Return names that a glob matches on its own, chosen to tell it from narrower ones."""
    matches = matcher((pattern,), NEWEST)
    parent, _, name = posixpath.normpath(pattern).rpartition("/")
    # Alone, `folder/*.x` reaches into the folders below.
    shapes = (pattern, posixpath.join(parent, "**", name))
    found = {
        _filled(branch, stand_in, depth): None
        for shape in shapes
        for branch in _branches(shape)
        for stand_in, depth in product(_NAMES, _DEPTHS)
    }
    return tuple(name for name in found if matches(name))


def _branches(pattern: str) -> list[str]:
    """Return a pattern once for each way through its braces, up to a limit."""
    done: list[str] = []
    waiting = [pattern]
    while waiting and len(done) < _MANY:
        text = waiting.pop()
        braces = _braces(text)
        if braces is None:
            done.append(text)
            continue
        start, end, choices = braces
        choices = [choice for choice in choices if choice][:_MANY]
        waiting += [text[:start] + choice + text[end:] for choice in reversed(choices)]
    return done


def _braces(pattern: str) -> tuple[int, int, list[str]] | None:
    """Return where the first group in braces stands, and its alternatives."""
    depth, start, cut = 0, 0, 0
    choices: list[str] = []
    for at, piece in _pieces(pattern):
        if piece == "{":
            depth += 1
            if depth == 1:
                start, cut = at, at + 1
        elif piece == "," and depth == 1:
            choices.append(pattern[cut:at])
            cut = at + 1
        elif piece == "}" and depth:
            depth -= 1
            if depth == 0:
                return start, at + 1, [*choices, pattern[cut:at]]
    return None


def _filled(pattern: str, stand_in: str, depth: int) -> str:
    """Return a pattern without braces with names in place of its wildcards."""
    parts: list[str] = []
    for part in posixpath.normpath(pattern).split("/"):
        if part == "**":
            parts += [stand_in] * depth
            continue
        parts.append("".join(_stand_in(piece, stand_in) for _, piece in _pieces(part)))
    if pattern.endswith("**"):
        parts.append(stand_in)
    return "/".join(parts)


def _stand_in(piece: str, name: str) -> str:
    if piece.startswith("*"):
        return name
    if piece == "?":
        return "q"
    if len(piece) == 1:
        return piece
    if piece.startswith("\\"):
        return piece[1]
    return next((char for char in "qzaQ0_-." + piece if matcher((piece,), NEWEST)(char)), "q")


def _pieces(pattern: str) -> Iterator[tuple[int, str]]:
    """Yield the characters of a pattern, with stars, classes and escapes as one piece each."""
    at = 0
    while at < len(pattern):
        end = at + 1
        if pattern[at] == "\\":
            end = min(at + 2, len(pattern))
        elif pattern[at] == "*":
            while pattern[end : end + 1] == "*":
                end += 1
        elif pattern[at] == "[":
            inside = end + (pattern[end : end + 1] in ("!", "^"))
            end = pattern.find("]", inside + 1) + 1 or at + 1
        yield at, pattern[at:end]
        at = end
