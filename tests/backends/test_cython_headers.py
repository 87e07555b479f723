"""The headers that Cython writes for C code."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.cython import headers


@pytest.mark.parametrize(
    ("source", "declarations", "expected"),
    [
        pytest.param("cdef int f(int x): return x\n", "", [], id="nothing for others"),
        pytest.param("cdef class A:\n    cdef public int x\n", "", [], id="an attribute"),
        pytest.param("# cdef public int x\n", "", [], id="a comment"),
        pytest.param("cdef publication x\n", "", [], id="another word"),
        pytest.param("cdef public int f(int x): return x\n", "", ["a/m.h"], id="public"),
        pytest.param("cpdef public int f(int x): return x\n", "", ["a/m.h"], id="cpdef"),
        pytest.param("ctypedef public struct S:\n    int x\n", "", ["a/m.h"], id="ctypedef"),
        pytest.param("cdef public:\n    int x\n", "", ["a/m.h"], id="a block"),
        pytest.param("cdef api int f(): return 1\n", "", ["a/m_api.h"], id="api"),
        pytest.param("cdef public api int x\n", "", ["a/m.h", "a/m_api.h"], id="both"),
        pytest.param("cdef int x\n", "cdef public int x\n", ["a/m.h"], id="in the declarations"),
    ],
)
def test_headers(lay_out: LayOut, source: str, declarations: str, expected: list[str]) -> None:
    project = lay_out({"a/m.pyx": source, "a/m.pxd": declarations})
    assert list(headers(project, "a/m.pyx")) == expected


def test_python_has_none(lay_out: LayOut) -> None:
    project = lay_out({"a/m.py": "", "a/m.pxd": "cdef public int x\n"})
    assert list(headers(project, "a/m.py")) == []
