"""What the build scripts of cffi_modules read and compile."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.setuptools_family import build, setup
from uvlint.providers.cffi import PROVIDER

SCRIPT = """
from cffi import FFI
ffi = FFI()
with open('tools/api.h') as file:
    ffi.cdef(file.read())
ffi.set_source('demo._f', '#include "impl.h"', include_dirs=['tools'], sources=['tools/impl.c'])
if __name__ == '__main__':
    ffi.compile()
"""
FUNCTION = (
    "from cffi import FFI\ndef make():\n    f = FFI()\n    f.cdef(open('tools/api.h').read())\n"
)
TREE = {
    "demo/__init__.py": "",
    "tools/api.h": "",
    "tools/impl.h": "",
    "tools/impl.c": '#include "more.h"\n',
    "tools/more.h": "",
    "tools/unused.h": "",
    "tools/build.py": SCRIPT,
    "tools/other.py": FUNCTION,
    "packed/__init__.py": "from packed import core",
    "packed/core.py": "",
    "packed/names.py": "",
    "packed/build.py": (
        "try:\n    from names import NAME\nexcept ImportError:\n    from .names import NAME\n"
    ),
}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param("", [], id="none"),
        pytest.param("cffi_modules=names()", [], id="unknown"),
        pytest.param("cffi_modules=['absent.py:ffi', 1, '/x.py:ffi', '']", [], id="no such script"),
        pytest.param(
            "cffi_modules=['tools/build.py:ffi']",
            [
                "run tools/build.py -> wheel",
                "tools/api.h -> wheel",
                "tools/impl.c -> wheel",
                "tools/impl.h -> wheel",
                "tools/more.h -> wheel",
            ],
            id="a script",
        ),
        pytest.param(
            "cffi_modules='tools/other.py:make'",
            ["run tools/other.py -> wheel", "likely tools/api.h -> wheel"],
            id="a function",
        ),
        pytest.param(
            "cffi_modules='packed/build.py:ffi'",
            ["run packed/build.py -> wheel"],
            id="a script that lies in a package but is not run as part of it",
        ),
    ],
)
def test_inputs(lay_out: LayOut, arguments: str, expected: list[str]) -> None:
    files = {"pyproject.toml": build("cffi"), "setup.py": setup(arguments)}
    assert sorted(found(PROVIDER, lay_out({**TREE, **files}))) == sorted(expected)


def test_outputs(lay_out: LayOut) -> None:
    files = {
        "pyproject.toml": build("cffi"),
        "setup.py": setup("cffi_modules=['tools/build.py:f']"),
    }
    assert written(PROVIDER, lay_out({**TREE, **files})) == ["demo/*.so", "demo/*.pyd"]
