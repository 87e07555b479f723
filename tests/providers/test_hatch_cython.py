"""Modules that hatch-cython compiles."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import Fit, WrongType
from uvlint.providers.hatch_cython import PROVIDER

HOOK = "[tool.hatch.build.targets.wheel.hooks.cython]\n"
SRC = dict.fromkeys(["src/demo/__init__.py", "src/demo/fast.pyx", "src/demo/sub/a.pxd"], "")
FLAT = dict.fromkeys(["demo/__init__.py", "demo/fast.pyx"], "")


@pytest.mark.parametrize(
    ("files", "settings", "expected"),
    [
        pytest.param(SRC, "", [], id="no hook"),
        pytest.param({}, HOOK, [], id="no package"),
        pytest.param(SRC, HOOK + "enable-by-default = false\n", [], id="not enabled"),
        pytest.param(
            SRC,
            HOOK,
            ["src/demo/**/*.pyx", "src/demo/**/*.pxd", "src/demo/**/*.py"],
            id="src, Python is compiled as well",
        ),
        pytest.param(
            FLAT, HOOK + "options = { compile_py = false }\n", ["demo/**/*.pyx"], id="Cython only"
        ),
        pytest.param(
            {"src/other/a.pyx": ""},
            HOOK + 'options = { src = "other" }\n',
            ["src/other/**/*.pyx"],
            id="another package",
        ),
        pytest.param(
            {**FLAT, "demo/b.c": "", "include/x.h": ""},
            HOOK + '[tool.hatch.build.targets.wheel.hooks.cython.options]\nincludes = ["include"]\n'
            'files = { targets = ["*/b", { matches = "*/fast" }] }\n',
            ["demo/**/*.pyx", "demo/b.c", "demo/fast.pyx", "include/**/*"],
            id="targets and headers",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], settings: str, expected: list[str]) -> None:
    project = lay_out({**files, "pyproject.toml": hatchling() + settings})
    assert found(PROVIDER, project) == [f"{file} -> wheel" for file in expected]


def test_outputs(lay_out: LayOut) -> None:
    files = {**FLAT, "demo/made.pyx.in": ""}
    assert written(PROVIDER, lay_out({**files, "pyproject.toml": hatchling()})) == []
    assert written(PROVIDER, lay_out({**files, "pyproject.toml": hatchling() + HOOK})) == [
        "demo/**/*.so",
        "demo/**/*.pyd",
        "demo/__init__.c",
        "demo/__init__.cpp",
        "demo/fast.c",
        "demo/fast.cpp",
        "demo/made.pyx",
    ]


MISFITS = (
    WrongType(
        "hatchling.build", "hatch-cython", "hatch.build.hooks.cython.options.src = <3>", "a string"
    ),
)

FITS = (
    Fit(
        "hatchling.build",
        "hatch-cython",
        'hatch.build.hooks.cython.options.files.targets = [{matches = "a"}, "b"]',
    ),
)
