"""What sip builds from."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from uvlint.providers.sip import PROVIDER

HEAD = '[build-system]\nrequires = ["sip>=6"]\nbuild-backend = "sipbuild.api"\n'
STATIC = HEAD + '[project]\nname = "demo"\nversion = "1"\n'


@pytest.mark.parametrize(
    ("pyproject", "files", "expected"),
    [
        pytest.param(STATIC, {}, [], id="nothing there"),
        pytest.param(
            STATIC.replace("sipbuild.api", "x.y"), {"project.py": "", "a.sip": ""}, [], id="other"
        ),
        pytest.param(STATIC, {"project.py": ""}, ["run project.py -> wheel"], id="project.py"),
        pytest.param(
            HEAD, {"project.py": ""}, ["run project.py -> version wheel"], id="its version"
        ),
        pytest.param(STATIC, {"demo.sip": ""}, ["demo.sip -> wheel"], id="a file in the root"),
        pytest.param(
            STATIC + '[tool.sip.project]\nsip-files-dir = "sip"\nsip-include-dirs = ["more"]\n',
            {"sip/a.sip": "", "sip/deep/b.sip": "", "more/c.sip": "", "other.sip": ""},
            ["sip/**/*.sip -> wheel", "more/**/*.sip -> wheel"],
            id="folders",
        ),
        pytest.param(
            STATIC + '[tool.sip.bindings.demo]\nsources = ["cpp/*.cpp"]\ninclude-dirs = ["inc"]\n'
            'headers = ["inc/h.h"]\n',
            {
                "cpp/a.cpp": '#include <x.h>\n#include "y.h"',
                "cpp/y.h": "",
                "inc/x.h": "",
                "inc/h.h": "",
            },
            ["cpp/a.cpp -> wheel", "cpp/y.h -> wheel", "inc/x.h -> wheel", "inc/h.h -> wheel"],
            id="sources",
        ),
        pytest.param(
            STATIC + "[tool.sip]\nproject = 1\nbindings = [2]\n", {}, [], id="wrong types"
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, pyproject: str, files: dict[str, str], expected: list[str]
) -> None:
    found_here = found(PROVIDER, lay_out({"pyproject.toml": pyproject, **files}))
    assert sorted(found_here) == sorted(expected)


def test_outputs(lay_out: LayOut) -> None:
    assert written(PROVIDER, lay_out({"pyproject.toml": STATIC})) == ["build/**"]
    moved = STATIC + '[tool.sip.project]\nbuild-dir = "out"\n'
    assert written(PROVIDER, lay_out({"pyproject.toml": moved})) == ["out/**"]


MISFITS = (
    WrongType("sipbuild.api", "", "sip.project.sip-files-dir = <3>", "a string"),
    WrongType("sipbuild.api", "", "sip.bindings.a = <3>", "a table"),
)
