"""Native sources as the fewest and narrowest keys."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends import native
from uvlint.model import File


def test_no_key_names_a_path_of_this_machine() -> None:
    assert native.named(["/abs/a.c", "b.c", "b.c"]) == (File("b.c"),)


def test_an_open_set_is_a_glob_at_once(lay_out: LayOut) -> None:
    project = lay_out({"c/a.c": "", "b.c": ""})
    found = native.sets(project, ["c/a.c"])
    assert [key.pattern for key in found] == ["c/**/*.c"]
    found = native.sets(project, ["b.c"])
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
