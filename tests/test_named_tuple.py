"""The project's `NamedTuple` and that of `typing` behave alike, whatever is used first."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any
from typing import NamedTuple as Standard

import pytest

from uvlint.model import Location
from uvlint.named_tuple import NamedTuple


class Ours(NamedTuple):
    """Two fields."""

    name: str
    size: int = 1


def made(base: Any) -> Any:
    """Return a class that nothing was asked of."""

    class Sample(base):  # type: ignore[misc]
        """Three fields."""

        name: str
        size: int = 1
        parts: tuple[str, ...] = ()

        @property
        def double(self) -> int:
            return 2 * self.size

    return Sample


USES: dict[str, Callable[[Any], object]] = {
    "arguments": lambda kind: tuple(kind("a", 2)),
    "keywords": lambda kind: tuple(kind(name="a", parts=("b",))),
    "attributes": lambda kind: (kind("a").name, kind("a").size, kind("a", 4).double),
    "replaced": lambda kind: tuple(kind("a")._replace(size=3)),
    "made of a list": lambda kind: tuple(kind._make(["a", 2, ()])),
    "as a dictionary": lambda kind: kind("a")._asdict(),
    "equal": lambda kind: (kind("a") == kind("a"), kind("a") == ("a", 1, ()), kind("a") == 1),
    "hashed": lambda kind: hash(kind("a")) == hash(("a", 1, ())),
    "ordered": lambda kind: max(kind("a"), kind("b")).name,
    "shown": lambda kind: repr(kind("a")),
    "fields": lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__),
    "slots": lambda kind: hasattr(kind("a"), "__dict__"),
    "documented": lambda kind: kind.__doc__,
}
MISTAKES: dict[str, Callable[[Any], object]] = {
    "nothing": lambda kind: kind(),
    "too much": lambda kind: kind(1, 2, 3, 4),
    "another name": lambda kind: kind("a", other=1),
    "given twice": lambda kind: kind("a", name="b"),
    "replaced by another name": lambda kind: kind("a")._replace(other=1),
    "set": lambda kind: setattr(kind("a"), "size", 2),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_both_behave_alike(use: Callable[[Any], object]) -> None:
    ours = made(NamedTuple)
    expected = use(made(Standard))
    assert use(ours) == expected
    assert use(ours) == expected


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_both_refuse_the_same(mistake: Callable[[Any], object]) -> None:
    with pytest.raises((TypeError, ValueError, AttributeError)) as expected:
        mistake(made(Standard))
    with pytest.raises(expected.type):
        mistake(made(NamedTuple))


def test_pickled() -> None:
    assert pickle.loads(pickle.dumps(Ours("a"))) == Ours("a")


def test_matched_by_position() -> None:
    found: tuple[str, int] | None = None
    match Ours("a", 5):
        case Location():
            pytest.fail("another class")
        case Ours(name, size):
            found = (name, size)
    assert found == ("a", 5)
