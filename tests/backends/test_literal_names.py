"""Native sources that a script mentions."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.python.literal_names import mentioned

TREE = {
    "ext/a.c": '#include "a.h"\n',
    "ext/a.h": "",
    "ext/deep/b.f90": "",
    "ext/t.c.src": "",
    "native/c.cpp": "",
    "other.c": "",
}


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("x = 1", (), id="nothing"),
        pytest.param("'gone.c'", (), id="nowhere"),
        pytest.param("'/usr/a.c', '../other.c', 'setup.py'", (), id="elsewhere, or no source"),
        pytest.param("'a.c'", ("ext/a.c", "ext/a.h"), id="with what it includes"),
        pytest.param('"b.f90"', ("ext/deep/b.f90",), id="further down"),
        pytest.param("'t.c.src'", ("ext/t.c.src",), id="a template"),
        pytest.param("'*.h'", ("ext/a.h",), id="a pattern"),
        pytest.param("'*.f90'", ("ext/deep/b.f90",), id="a pattern of a folder further down"),
        pytest.param("'c.cpp'", ("native/c.cpp",), id="a folder besides"),
    ],
)
def test_mentioned(lay_out: LayOut, script: str, expected: tuple[str, ...]) -> None:
    project = lay_out({**TREE, "ext/setup.py": script + "\n"})
    assert mentioned(project, "ext/setup.py", "native") == expected
