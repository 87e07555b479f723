"""UVL304: a key that adds nothing to the others, or a list that adds nothing to the defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from uvlint.advice.loops import loops
from uvlint.model import Drop, File, Finding, Fix, Key, ListSource, Place, Reader, Related, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.cost import walks_everything
from uvlint.uv.coverage import watcher
from uvlint.uv.globs import is_glob, walk
from uvlint.uv.keys import DEFAULTS, LIST, defaults, key_of, toml

_LIST = ("tool", "uv", "cache-keys")


def check(facts: Facts) -> Iterator[Finding]:
    """Report what can go without a loss: a key beside others that may stay as they are."""
    entries = facts.keys.entries
    if facts.keys.source is not ListSource.CONFIGURED:
        return
    if not facts.unwatched and set(entries) == set(defaults(facts.uv)):
        yield Finding(
            at=Place(PYPROJECT, LIST, key=True),
            message="this list says what uv does without one",
            fix=Fix(title="take the list out", rewrite=_without_list),
        )
        return
    looping = loops(facts.keys, facts.outputs, facts.uv)
    kept = [i for i, key in enumerate(entries) if i not in looping and not walks_everything(key)]
    for index in reversed(kept.copy()):
        key = entries[index]
        others = [other for i in kept if i != index and (other := entries[i])]
        cover = None if key is None else watcher(key, others, facts.uv)
        if key is None or cover is None or not _is_lossless(facts, index, key, cover):
            continue
        kept.remove(index)
        first = Place(PYPROJECT, (*LIST, entries.index(cover)))
        yield Finding(
            at=Place(PYPROJECT, (*LIST, index)),
            message=f"uv watches the same without this key: {toml(cover)} is in the list",
            related=(Related("this key covers it", first),),
            fix=Fix(title="drop the repetition", rewrite=partial(_without_repetition, key))
            if key == cover
            else Fix(title=f"drop {toml(key)}", ops=(Drop(key),)),
        )


def _is_lossless(facts: Facts, index: int, key: Key, cover: Key) -> bool:
    """Tell whether uv sees the same files without an entry, whatever else globs may meet."""
    if not isinstance(key, File) or key == cover:
        return True
    if key in DEFAULTS or key.pattern.startswith("!"):
        return False
    if not is_glob(key.pattern):
        return True
    entries = enumerate(facts.keys.entries)
    rest = [k.pattern for i, k in entries if i != index and isinstance(k, File)]
    return walk(facts.project.root, rest, facts.uv).files == facts.seen.files


def _without_list(text_of: Reader) -> Mapping[str, str]:
    from uvlint.toml_edit.remove import array_at, without_pair

    text = text_of(PYPROJECT) or ""
    return {PYPROJECT: without_pair(text, _LIST)} if array_at(text, _LIST) else {}


def _without_repetition(key: Key, text_of: Reader) -> Mapping[str, str]:
    """Return pyproject.toml with a key once in its list."""
    from uvlint.toml_edit.remove import array_at, without_items

    text = text_of(PYPROJECT) or ""
    same = [i for i, item in enumerate(array_at(text, _LIST)) if key_of(item) == key]
    gone = frozenset(same[1:])
    return {PYPROJECT: without_items(text, _LIST, gone)} if gone else {}


RULE = Rule(
    code="UVL304",
    name="redundant-key",
    summary="A key, or the whole list, adds nothing",
    severity=Severity.INFO,
    check=check,
    about="has_list",
    yields_to=(
        "folder-as-file",
        "literal-path",
        "no-git-here",
        "secret-in-key",
        "useless-negation",
    ),
)
