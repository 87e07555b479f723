"""Native sources as the fewest and narrowest keys."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.conftest import LayOut
from uvlint.backends import native


def many(pattern: str, count: int = 9) -> list[str]:
    return [pattern.format(number) for number in range(count)]


@pytest.mark.parametrize(
    ("lying", "named", "expected"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param(["a.c"], ["a.c"], ["a.c"], id="one file"),
        pytest.param([], ["gone.c"], ["gone.c"], id="a file that is not there yet"),
        pytest.param([], many("c/{}.c", 8), many("c/{}.c", 8), id="eight are named"),
        pytest.param(many("c/{}.c"), many("c/{}.c"), ["c/**/*.c"], id="nine are a glob"),
        pytest.param(many("{}.c"), many("{}.c"), many("{}.c"), id="no glob at the root"),
        pytest.param(many("../c/{}.c"), many("../c/{}.c"), ["../c/**/*.c"], id="a folder outside"),
        pytest.param(
            many("../{}.c"), many("../{}.c"), many("../{}.c"), id="no glob at the root above"
        ),
        pytest.param(
            [*many("c/{}.c"), *many("c/{}.h", 2)],
            [*many("c/{}.c"), *many("c/{}.h", 2)],
            ["c/**/*.c", "c/0.h", "c/1.h"],
            id="each kind for itself",
        ),
        pytest.param(
            many("a/b/c/{}.c"), many("a/b/c/{}.c"), ["a/b/c/**/*.c"], id="the narrowest folder"
        ),
        pytest.param(
            [*many("a/x/{}.c"), *many("a/y/{}.c", 2)],
            [*many("a/x/{}.c"), *many("a/y/{}.c", 2)],
            ["a/**/*.c"],
            id="one glob for neighbours",
        ),
        pytest.param(
            [*many("a/{}.c"), "b/0.c", "0.c"],
            [*many("a/{}.c"), "b/0.c", "0.c"],
            ["0.c", "a/**/*.c", "b/0.c"],
            id="several folders at the root",
        ),
        pytest.param(
            [*many("a/lib/{}.c"), *many("a/tests/{}.c", 30)],
            many("a/lib/{}.c"),
            ["a/lib/**/*.c"],
            id="not the neighbour that is no input",
        ),
        pytest.param(
            [*many("a/{}.c"), *many("a/tests/{}.c", 30)],
            many("a/{}.c"),
            many("a/{}.c"),
            id="mostly others below",
        ),
        pytest.param(
            [*many("a/x/{}.c"), *many("a/y/{}.c"), "a/0.c", "a/tests/t.c"],
            [*many("a/x/{}.c"), *many("a/y/{}.c"), "a/0.c"],
            ["a/0.c", "a/x/**/*.c", "a/y/**/*.c"],
            id="tests beside what is meant",
        ),
        pytest.param(
            [*many("a/x/{}.c"), *many("a/y/{}.c"), "a/tests/t.c"],
            [*many("a/x/{}.c"), *many("a/y/{}.c"), "a/tests/t.c"],
            ["a/**/*.c"],
            id="tests that are meant",
        ),
        pytest.param(
            [*many("a/x/{}.c"), "a/build/0.c"],
            many("a/x/{}.c"),
            ["a/x/**/*.c"],
            id="past a build folder",
        ),
        pytest.param(
            [*many("a/{}.c"), "a/build/0.c"],
            many("a/{}.c"),
            many("a/{}.c"),
            id="no glob above a build folder",
        ),
        pytest.param(
            [*many("a/{}.c"), "a/.cache/0.c"],
            many("a/{}.c"),
            many("a/{}.c"),
            id="no glob above a hidden folder",
        ),
        pytest.param(
            [*many("a/{}.c"), "a/env/pyvenv.cfg"],
            many("a/{}.c"),
            many("a/{}.c"),
            id="no glob above an environment",
        ),
        pytest.param(
            [*many("a/{}.c"), "a/build/mod.rs", "a/.github/x.yml"],
            many("a/{}.c"),
            ["a/**/*.c"],
            id="a folder called build that holds none",
        ),
        pytest.param(
            [*many("a/{}.c"), "a/__pycache__/x.pyc"],
            many("a/{}.c"),
            ["a/**/*.c"],
            id="bytecode does no harm",
        ),
        pytest.param(
            many("a/{}/CMakeLists.txt"),
            many("a/{}/CMakeLists.txt"),
            ["a/**/CMakeLists.txt"],
            id="lists by their whole name",
        ),
        pytest.param(many("a/{}", 9), many("a/{}", 9), many("a/{}", 9), id="no suffix, no glob"),
        pytest.param(["/abs/a.c"], ["/abs/a.c", "b.c"], ["b.c"], id="no path of this machine"),
    ],
)
def test_keys(
    lay_out: LayOut, lying: Iterable[str], named: Iterable[str], expected: list[str]
) -> None:
    project = lay_out({name: "" for name in lying if not name.startswith("/")})
    assert sorted(key.pattern for key in native.keys(project, named)) == sorted(expected)


def test_an_open_set_is_a_glob_at_once(lay_out: LayOut) -> None:
    project = lay_out({"c/a.c": "", "b.c": ""})
    found = native.keys(project, ["c/a.c"], many=0)
    assert [key.pattern for key in found] == ["c/**/*.c"]
    found = native.keys(project, ["b.c"], many=0)
    assert [key.pattern for key in found] == ["b.c"]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        pytest.param("missing", (), id="no folder"),
        pytest.param("..", (), id="above the project"),
        pytest.param("../..", (), id="far above the project"),
        pytest.param("/", (), id="the whole disk"),
        pytest.param("a\0b", (), id="a name that cannot be"),
        pytest.param("c", ("c/a.c", "c/d/B.C"), id="a folder"),
        pytest.param(".", ("c/a.c", "c/d/B.C"), id="the project"),
    ],
)
def test_below(lay_out: LayOut, folder: str, expected: tuple[str, ...]) -> None:
    project = lay_out(
        {"c/a.c": "", "c/d/B.C": "", "c/x.py": "", "c/build/z.c": "", "c/.git/y.c": ""}
    )
    assert native.below(project, folder, {".c"}) == expected


@pytest.mark.parametrize(
    ("files", "sources", "folders", "expected"),
    [
        pytest.param({}, ["a.c"], (), ["a.c"], id="a source that is not there"),
        pytest.param({"a.c": '#include "b.h"'}, ["a.c"], (), ["a.c"], id="a header elsewhere"),
        pytest.param(
            {"a.c": "#include <b.h>", "b.h": ""}, ["a.c"], (), ["a.c"], id="a system header"
        ),
        pytest.param(
            {"a.txt": '#include "b.h"', "b.h": ""}, ["a.txt"], (), ["a.txt"], id="no source"
        ),
        pytest.param(
            {"c/a.c": '  #  include "b.h"\n', "c/b.h": ""},
            ["c/a.c"],
            (),
            ["c/a.c", "c/b.h"],
            id="beside the source",
        ),
        pytest.param(
            {"c/a.c": '#include "../inc/b.h"', "inc/b.h": '#include "c.h"', "inc/c.h": ""},
            ["c/a.c"],
            (),
            ["c/a.c", "inc/b.h", "inc/c.h"],
            id="one leads to another",
        ),
        pytest.param(
            {"a.c": '#include "b.h"', "b.h": '#include "a.c"\n#include "b.h"'},
            ["a.c"],
            (),
            ["a.c", "b.h"],
            id="in a circle",
        ),
        pytest.param(
            {"a.c": "#include <lib/b.h>", "include/lib/b.h": ""},
            ["a.c"],
            ("include",),
            ["a.c", "include/lib/b.h"],
            id="in a folder for headers",
        ),
        pytest.param(
            {"m.pyx": 'cdef extern from "b.h":\n  pass\n', "m.pxd": "", "b.h": ""},
            ["m.pyx"],
            (),
            ["b.h", "m.pxd", "m.pyx"],
            id="Cython",
        ),
        pytest.param(
            {"a.c": b'// caf\xe9\n#include "b.h"\n', "b.h": b"\xff\xfe"},
            ["a.c"],
            (),
            ["a.c", "b.h"],
            id="not UTF-8",
        ),
    ],
)
def test_with_includes(
    lay_out: LayOut,
    files: dict[str, str | bytes],
    sources: list[str],
    folders: tuple[str, ...],
    expected: list[str],
) -> None:
    found = native.with_includes(lay_out(files), sources, folders)
    assert sorted(found) == expected


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        pytest.param("", [], id="no module"),
        pytest.param("other._core", [], id="no package"),
        pytest.param("demo._core", ["src/demo/*.so", "src/demo/*.pyd"], id="in a package"),
        pytest.param("demo", ["src/demo/*.so", "src/demo/*.pyd"], id="named like the package"),
    ],
)
def test_libraries(lay_out: LayOut, module: str, expected: list[str]) -> None:
    project = lay_out({"src/demo/__init__.py": ""})
    assert [item.file for item in native.libraries(project, module, ["src"])] == expected
