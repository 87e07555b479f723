"""`NamedTuple`, as in `typing`, with classes that are made in a tenth of the time.

Start-up makes dozens of such classes, and most runs use few of them. So what
`collections.namedtuple` compiles for a class is compiled for its first instance.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    _COMPILED = ("__getnewargs__", "__new__", "__repr__", "_asdict", "_make", "_replace")

    class _Kind(type):
        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body.get("__annotations__", ()))
            body["_field_defaults"] = {name: body.pop(name) for name in fields if name in body}
            body["_fields"] = body["__match_args__"] = fields
            body["__slots__"] = ()
            return super().__new__(cls, name, bases, body)

    class NamedTuple(tuple, metaclass=_Kind):
        """The base of named tuples: their fields are what the class annotates, in order."""

        def __new__(cls, *values: object, **named: object) -> Self:
            """Return the first instance of a class."""
            return _ready(cls)(*values, **named)

        @classmethod
        def _make(cls, values: Iterable[object]) -> Self:
            return _ready(cls)._make(values)

    def _ready(kind: type[NamedTuple]) -> type[NamedTuple]:
        """Give a class the fields and methods of a named tuple, but for those it has."""
        from collections import namedtuple

        defaults = kind._field_defaults.values()
        made = namedtuple(kind.__name__, kind._fields, defaults=defaults)
        for name in (*_COMPILED, *kind._fields):
            if name not in vars(kind):
                setattr(kind, name, vars(made)[name])
        return kind
