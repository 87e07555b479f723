"""UVL205: a text that uv takes as it stands, though it was meant in another way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.model import (
    Applicability,
    Dir,
    Drop,
    Env,
    File,
    Finding,
    Fix,
    Key,
    Place,
    Replace,
    Severity,
)
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT, Project
from uvlint.uv.globs import base, is_glob, walk
from uvlint.uv.keys import LIST, toml

_EXPANDED = r"^~[\w.-]*(?:/|$)|\$\w|\$\{\w|%\w+%|^file:"
_VARIABLE = r"\$(\w+)|\$\{(\w+)\}|%(\w+)%"


def check(facts: Facts) -> Iterator[Finding]:
    """Report entries that match nothing as they stand, and would if they were read otherwise."""
    if not facts.has_list or facts.keys.refusals:
        return
    for index, key in enumerate(facts.keys.entries):
        if key is not None and (found := _misread(facts, index, key)):
            message, fix = found
            yield Finding(at=Place(PYPROJECT, (*LIST, index)), message=message, fix=fix)


def _misread(facts: Facts, index: int, key: Key) -> tuple[str, Fix | None] | None:
    match key:
        case Env(name):
            match = re.fullmatch(_VARIABLE, name)
            meant = next(filter(None, match.groups()), None) if match else None
            if meant is None:
                return None
            why = f"uv does not notice another value of {meant}: it looks for a variable {name}"
            return why, _write(key, meant)
        case File(text) if text.startswith("!") and not is_glob(text):
            if facts.project.is_file(text):
                return None
            title = f"drop {toml(key)}"
            fix = Fix(title=title, ops=(Drop(key),), applicability=Applicability.UNSAFE)
            return f"uv leaves nothing out for {text}: only a pattern can be negated", fix
        case File(text) if not text.startswith("!") and (closed := _unspaced(text)) != text:
            missed = _only_matched_by(facts, closed, text)
            why = (
                f"uv does not notice a change of {missed}: it takes the blanks in {text} for names"
            )
            return (why, _write(key, closed)) if missed else None
        case File(text) | Dir(text) if not text.startswith("!") and not _matches(facts, index, key):
            meant = _corrected(facts.project, text)
            if meant != text and _is_there(facts, key, meant):
                why = f"it takes {_shown(text)} letter by letter"
                return f"uv does not notice a change of {meant}: {why}", _write(key, meant)
            if re.search(_EXPANDED, text):
                return f"uv watches nothing for {text}: it replaces neither ~ nor variables", None
    return None


def _write(key: Key, meant: str) -> Fix:
    new = type(key)(meant) if isinstance(key, File | Dir | Env) else key
    return Fix(title=f"write {toml(new)}", ops=(Replace(key, (new,)),))


def _matches(facts: Facts, index: int, key: File | Dir) -> bool:
    """Tell whether an entry means something as it stands."""
    match key:
        case Dir(path):
            return facts.project.is_dir(path)
        case File(pattern) if base(pattern, facts.uv).startswith("/") and is_glob(pattern):
            return True
        case File():
            return facts.seen.matched[index] > 0


def _is_there(facts: Facts, key: File | Dir, text: str) -> bool:
    if isinstance(key, Dir):
        return facts.project.is_dir(text)
    if is_glob(text):
        return bool(walk(facts.project.root, (text,), facts.uv).files)
    return facts.project.is_file(text)


def _unspaced(pattern: str) -> str:
    """Return a pattern without the blanks around the alternatives in its braces."""
    return re.sub(
        r"\{[^{}]*\}", lambda braces: re.sub(r"(?<=[{,])\s+|\s+(?=[,}])", "", braces[0]), pattern
    )


def _only_matched_by(facts: Facts, meant: str, text: str) -> str | None:
    """Return the first file that one pattern matches and another one does not."""
    root, version = facts.project.root, facts.uv
    as_it_stands = set(walk(root, (text,), version).files)
    return next((f for f in walk(root, (meant,), version).files if f not in as_it_stands), None)


def _corrected(project: Project, text: str) -> str:
    """Return a path without blanks around it, with slashes, and in the case of the names on disk."""
    path = text.strip().replace("\\", "/")
    path = path.rstrip("/") or path
    done: list[str] = []
    for part in path.split("/"):
        if not is_glob(part) and part not in ("", ".", ".."):
            names = [name for name, _ in project.listing("/".join(done) or ".")]
            alike = [name for name in names if name.lower() == part.lower()]
            if part not in names and len(alike) == 1:
                done += alike
                continue
        done.append(part)
    return "/".join(done)


def _shown(text: str) -> str:
    return f'"{text}"' if text != text.strip() else text


RULE = Rule(
    code="UVL205",
    name="literal-path",
    summary="uv takes a path letter by letter",
    severity=Severity.ERROR,
    check=check,
    about="has_list",
    yields_to=("refused-list", "folder-as-file", "needs-newer-uv"),
)
