"""Since which uv a key means what it says, and patterns that mean two things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from uvlint.model import Dir, Env, File, Git, Key
from uvlint.named_tuple import NamedTuple
from uvlint.uv.gitstate import COMMITS
from uvlint.uv.globs import BASES, FIRST, host, is_glob, is_name_in_folder
from uvlint.uv.version import Version

LISTS = Version(0, 4, 8)
"""Since this version uv reads a list of keys."""

TAGS = Version(0, 4, 23)
"""Since this version `git` takes a table, with `commit` and `tags`."""

VARIABLES = Version(0, 5, 12)
"""Since this version uv takes `env`."""

FOLDERS = Version(0, 6, 7)
"""Since this version uv takes `dir`, and `src` is one of its defaults."""

STRICT = Version(0, 13, 5)
"""Since this version uv stops at a list it cannot read, in place of using its defaults."""


def taken_since(key: Key, form: object = None) -> Version:
    """Return the first uv that reads the entry of a list instead of dropping the list.

    `form` is the entry as it is written; without it the key stands for its full form.
    """
    match key:
        case File():
            return LISTS
        case Git():
            return LISTS if _is_short(form) else TAGS
        case Env():
            return VARIABLES
        case Dir():
            return FOLDERS


def since(key: Key, form: object = None) -> Version:
    """Return the first uv to which a key means what it means now.

    `folder/*.ext` is left to `shifts`. Versions before 0.4.10 look for files where
    uv was started, those before 0.4.19 read no commit of a branch, and those before
    0.7.21 match nothing with a glob that goes through `.`, `..` or the root of the
    disk, or that ends in a slash (observed).
    """
    match key:
        case File(pattern) if is_glob(pattern) and not {"", ".", ".."}.isdisjoint(
            pattern.split("/")
        ):
            return BASES
        case File():
            return FIRST
        case Git():
            return max(COMMITS, taken_since(key, form))
        case Env() | Dir():
            return taken_since(key, form)


def _is_short(form: object) -> bool:
    return isinstance(form, Mapping) and isinstance(form.get("git"), bool)


class Shift(NamedTuple):
    """How `folder/*.ext` is read: into the folders below, or in its own folder only.

    `by` is another glob of the list that keeps it from going deep.
    """

    deep: bool
    by: str | None = None


def shifts(pattern: str, others: Sequence[str], version: Version) -> Shift | None:
    """Return how a uv reads a pattern beside the other file keys of its list, if that shifts.

    None for a pattern that goes equally deep with every uv and beside every key. From
    0.7.21 on `folder/*.ext` goes deep, unless a glob of a folder above takes it into
    its walk; before that it never does.
    """
    if not is_name_in_folder(pattern):
        return None
    if version < BASES:
        return Shift(deep=False)
    above = host(pattern, others)
    return Shift(deep=above is None, by=above)
