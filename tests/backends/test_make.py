"""The sources that a Makefile leads to."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.tools import make

FILES = [
    "a.c",
    "a.h",
    "b.cpp",
    "sub/c.c",
    "inc/d.h",
    "tests/t.c",
    "x.y",
    "x.c",
    "x.dat",
    "y.dat",
    "README.md",
]


@pytest.mark.parametrize(
    ("recipe", "expected"),
    [
        pytest.param("all:\n\techo done\n", [], id="nothing is named"),
        pytest.param("all: README.md other.c /usr/x.c ../y.c\n", [], id="no source of the folder"),
        pytest.param("check: tests/t.c\n", [], id="tests"),
        pytest.param("x.c: x.y\n\tbison x.y\n", ["x.y"], id="a target is made"),
        pytest.param("l.txt: x.dat\n\tcp x.dat y.dat l.txt\n", ["x.dat"], id="what a rule needs"),
        pytest.param("l.a: a.o\n", ["a.c", "a.h"], id="the source of an object, and its header"),
        pytest.param("S = sub/c.c\nl: ${S}\n", ["sub/c.c", "inc/d.h"], id="a variable"),
        pytest.param("A = $(B)\nB = $(A)\nl: $(A) b.cpp\n", ["b.cpp"], id="variables in a circle"),
        pytest.param("l: a.o \\\n  b.o\n", ["a.c", "b.cpp", "a.h"], id="a long line"),
        pytest.param("l: $(wildcard sub/*.c)\n", ["sub/**/*.c", "inc/d.h"], id="an open set"),
    ],
)
def test_keys(lay_out: LayOut, recipe: str, expected: list[str]) -> None:
    texts = {f"native/{name}": "" for name in FILES}
    texts["native/a.c"] = '#include "a.h"\n'
    texts["native/sub/c.c"] = "#include <d.h>\n"
    project = lay_out({**texts, "native/Makefile": f"CFLAGS = -Iinc\n{recipe}"})
    _, *keys = (key.pattern for key in make.keys(project, "native"))
    assert keys == [f"native/{name}" for name in expected]


def test_the_first_recipe_counts(lay_out: LayOut) -> None:
    project = lay_out({"GNUmakefile": "-include more.mk\n", "Makefile": "", "more.mk": "a.o:\n"})
    assert [key.pattern for key in make.keys(project, ".")] == ["GNUmakefile", "more.mk"]


def test_no_recipe(lay_out: LayOut) -> None:
    assert list(make.keys(lay_out({"a.c": ""}), ".")) == []


def test_recipes_that_include_one_another(lay_out: LayOut) -> None:
    project = lay_out({"Makefile": "include a.mk\n", "a.mk": "include Makefile\n\t$(MAKE) -C .\n"})
    assert [key.pattern for key in make.keys(project, ".")] == ["Makefile", "a.mk"]
