"""The scripts of SCons, and the sources they name."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.enscons import PROVIDER

HEAD = '[build-system]\nrequires = ["enscons"]\nbuild-backend = "enscons.api"\n'
STATIC = HEAD + '[project]\nname = "demo"\nversion = "1"\n'


@pytest.mark.parametrize(
    ("pyproject", "files", "expected"),
    [
        pytest.param(STATIC, {}, [], id="no script"),
        pytest.param(
            STATIC.replace("enscons.api", "x.y"), {"SConstruct": ""}, [], id="another back end"
        ),
        pytest.param(STATIC, {"SConstruct": ""}, ["run SConstruct -> wheel"], id="a script"),
        pytest.param(
            STATIC.replace('version = "1"', 'dynamic = ["version"]'),
            {"SConstruct": ""},
            ["run SConstruct -> version wheel"],
            id="a version",
        ),
        pytest.param(
            STATIC,
            {
                "SConstruct": "SConscript('cpp/SConscript')\nx = 'gone.c' + \"a.c\"",
                "a.c": '#include "a.h"',
                "a.h": "",
                "cpp/SConscript": 'Glob("*.cpp"); x("#a.c"); SConscript("SConscript")',
                "cpp/x.cpp": "",
                "cpp/y.cpp": "",
            },
            [
                "run SConstruct -> wheel",
                "run cpp/SConscript -> wheel",
                "likely a.c -> wheel",
                "likely a.h -> wheel",
                "likely cpp/x.cpp -> wheel",
                "likely cpp/y.cpp -> wheel",
            ],
            id="scripts and sources",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, pyproject: str, files: dict[str, str], expected: list[str]
) -> None:
    found_here = found(PROVIDER, lay_out({"pyproject.toml": pyproject, **files}))
    assert sorted(found_here) == sorted(expected)


def test_outputs(lay_out: LayOut) -> None:
    expected = ["build/**", ".sconsign.dblite"]
    assert written(PROVIDER, lay_out({"pyproject.toml": STATIC})) == expected
