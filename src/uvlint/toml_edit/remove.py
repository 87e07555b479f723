"""Text with something taken out: items of an array, or a pair with its lines."""

from __future__ import annotations

from uvlint.model import CannotFix
from uvlint.toml_edit.array import changed_array
from uvlint.toml_edit.document import LIST, Document, Kind, Statement
from uvlint.toml_edit.layout import line_end, line_start
from uvlint.toml_edit.plan import Plan
from uvlint.toml_edit.syntax import comments
from uvlint.toml_edit.tables import changed_tables
from uvlint.toml_edit.verify import settings, without


def array_at(text: str, route: tuple[str, ...]) -> list[object]:
    """Return the items of the array at a route, none where there is no array."""
    found: object = settings(text)
    for name in route:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, list) else []


def without_items(text: str, route: tuple[str, ...], gone: frozenset[int]) -> str:
    """Return a document whose array at a route lost the items of these indices.

    An array of which nothing is left goes with its name. Raises `CannotFix`.
    """
    before = array_at(text, route)
    left = [item for index, item in enumerate(before) if index not in gone]
    if not left:
        return without_pair(text, route)
    document = Document(text)
    plan = Plan(
        replaced=tuple(() if index in gone else None for index in range(len(before))),
        inserted=((),) * (len(before) + 1),
    )
    if route == LIST and document.list_parts[0][0].kind is Kind.ARRAY_TABLE:
        after = changed_tables(document, plan)
    else:
        after = changed_array(document, pair_at(document, route), plan, (None,) * len(before))
    _prove(text, after, route)
    if repr(array_at(after, route)) != repr(left):
        raise CannotFix("other items would change")
    return after


def without_pair(text: str, route: tuple[str, ...]) -> str:
    """Return a document without the pair at a route; raises `CannotFix` for one with comments."""
    start, end = lines_of(text, pair_at(Document(text), route))
    if comments(text[start:end]):
        raise CannotFix("comments would be lost")
    after = text[:start] + text[end:]
    _prove(text, after, route)
    return after


def pair_at(document: Document, route: tuple[str, ...]) -> Statement:
    """Return the pair at a route, on lines of its own; raises `CannotFix`."""
    for item in document.top:
        if item.kind is Kind.PAIR and item.route == route:
            return item
    raise CannotFix("it does not stand on a line of its own")


def lines_of(text: str, pair: Statement) -> tuple[int, int]:
    """Return where the lines of a pair begin and end, the last line end included."""
    end = line_end(text, pair.end)
    return line_start(text, pair.start), text.find("\n", end) + 1 or len(text)


def _prove(before: str, after: str, route: tuple[str, ...]) -> None:
    if repr(without(settings(before), route)) != repr(without(settings(after), route)):
        raise CannotFix("other settings would change")
