"""A document as statements, and where the key list stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from uvlint.model import CannotFix
from uvlint.toml_edit.syntax import Kind, Statement, members, statements

UV = ("tool", "uv")
LIST = (*UV, "cache-keys")

__all__ = ["LIST", "UV", "Document", "Kind", "Statement", "document", "section_end"]


class Document:
    """The text of pyproject.toml and its statements.

    `top` are the headers and pairs; `found` also the pairs of those inline tables in
    which the list can stand. `list_parts` are the statements that make up the list:
    one group for a pair, one for each table of an array of tables.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self.top = statements(text)
            self.found = tuple(_opened(text, self.top))
        except (ValueError, IndexError) as error:
            raise CannotFix("the structure of pyproject.toml is not understood") from error
        self.list_parts = _list_parts(self.found)

    def is_nested(self, item: Statement) -> bool:
        """Tell whether a pair stands in an inline table."""
        return item not in self.top

    def is_inline_table(self, item: Statement) -> bool:
        """Tell whether a statement is a pair with an inline table as its value."""
        return _is_inline_table(self.text, item)


@lru_cache(maxsize=4)
def document(text: str) -> Document:
    """Return a text as a document; a fix and its proof look at the same few texts."""
    return Document(text)


def section_end(top: Sequence[Statement], index: int) -> int:
    """Return the index of the last statement under the same header."""
    while index + 1 < len(top) and top[index + 1].kind is Kind.PAIR:
        index += 1
    return index


def _opened(text: str, found: Iterable[Statement]) -> Iterator[Statement]:
    for item in found:
        yield item
        if _is_inline_table(text, item) and item.route in (UV[:1], UV):
            yield from _opened(text, members(text, item))


def _is_inline_table(text: str, item: Statement) -> bool:
    return item.kind is Kind.PAIR and text[item.value] == "{"


def _list_parts(found: Sequence[Statement]) -> tuple[tuple[Statement, ...], ...]:
    groups: list[list[Statement]] = []
    last = -1
    for index, item in enumerate(found):
        if item.route[: len(LIST)] != LIST:
            continue
        if item.kind is not Kind.ARRAY_TABLE and groups and last == index - 1:
            groups[-1].append(item)
        elif item.route == LIST or item.kind is Kind.PAIR:
            groups.append([item])
        else:
            raise CannotFix("the tables of the list are scattered over the file")
        last = index
    return tuple(map(tuple, groups))
