"""From operations on the key list to new text of pyproject.toml, proved to change nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from uvlint.model import CannotFix, Fix, Key, KeyList, Op, Rewrite
from uvlint.toml_edit.array import changed_array
from uvlint.toml_edit.diff import Edit, edits, unified
from uvlint.toml_edit.document import Kind, document
from uvlint.toml_edit.insert import made_list, with_list
from uvlint.toml_edit.plan import fold, has_list, plan_of, planned
from uvlint.toml_edit.tables import changed_tables
from uvlint.toml_edit.verify import prove, read

__all__ = ["Edit", "apply", "edits", "fold", "planned", "prove", "unified"]


def apply(text: str, fixes: Sequence[Fix], before: KeyList, defaults: tuple[Key, ...]) -> str:
    """Return pyproject.toml with all fixes applied, the same text where they change nothing.

    `text` has no byte order mark, `before` is what was read from it, `defaults` are
    those of uv's defaults that exist in the project. Raises `CannotFix` where the
    outcome cannot be proved right.
    """
    ops = tuple(op for fix in fixes for op in fix.ops)
    after = _written(text, ops, before, defaults)
    if after != text:
        prove(text, after, planned(ops, before, defaults))
        if _written(after, ops, read(after), defaults) != after:
            raise CannotFix("a second run would change the list again")
    return after


def _written(text: str, ops: tuple[Op, ...], before: KeyList, defaults: tuple[Key, ...]) -> str:
    if not has_list(before):
        wanted = planned(ops, before, defaults)
        if wanted == planned((), before, defaults):
            return text
        return with_list(document(text), wanted)
    plan = plan_of(ops, before.entries)
    if plan.idle:
        return text
    found = document(text)
    match found.list_parts:
        case ((pair,),) if pair.kind is Kind.PAIR and text[pair.value] == "[":
            return changed_array(found, pair, plan, before.entries)
        case ((header, *_), *_) if header.kind is Kind.ARRAY_TABLE:
            return changed_tables(found, plan)
    if not any(isinstance(op, Rewrite) for op in ops):
        raise CannotFix("cache-keys is no list")
    return made_list(found, fold(ops, before.entries))
