"""Extensions in Go."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.setuptools_golang import PROVIDER

SCRIPT = (
    "from setuptools import Extension, setup\n"
    'setup(name="demo", ext_modules=[Extension("demo.x", ["'
)

BASE = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools", "setuptools-golang"]\n'
        'build-backend = "setuptools.build_meta"\n'
    ),
    "main.go": "",
    "main_test.go": "",
    "go.mod": "",
    "go.sum": "",
    "part/part.go": "",
    "part/c.h": "",
    "sub/other.go": "",
    "cpp/c.h": "",
    "a.c": "",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": SCRIPT + 'main.go"])])\n'}, [], id="not asked for"),
        pytest.param(
            {"setup.py": SCRIPT + 'a.c"])], build_golang={"root": "example.org/x"})\n'},
            [],
            id="no Go",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT + 'main.go"])], build_golang={"root": "example.org/x"})\n',
                "pyproject.toml": '[build-system]\nrequires = ["setuptools", "x"]\nbuild-backend = "hatchling.build"\n',
            },
            [],
            id="another back end",
        ),
        pytest.param(
            {"setup.py": SCRIPT + 'main.go"])], build_golang={"root": "example.org/x"})\n'},
            [
                "go.mod -> wheel",
                "go.sum -> wheel",
                "main.go -> wheel",
                "part/part.go -> wheel",
                "sub/other.go -> wheel",
                "a.c -> wheel",
                "part/c.h -> wheel",
            ],
            id="the whole module",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT + 'sub/other.go"])], build_golang={"root": "example.org/x"})\n',
                "sub/go.mod": "",
            },
            ["sub/go.mod -> wheel", "sub/other.go -> wheel"],
            id="a module in a folder",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": SCRIPT + 'main.go"])])\n'}, [], id="not asked for"),
        pytest.param(
            {"setup.py": SCRIPT + 'main.go"])], build_golang={"root": "example.org/x"})\n'},
            ["demo/x.*.so", "demo/x.*.pyd"],
            id="the module",
        ),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected
