"""Modules that Pythran translates for setuptools."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.setuptools_family import build
from uvlint.analysis.checker import facts_of
from uvlint.model import File
from uvlint.providers.pythran import PROVIDER

HEAD = "from setuptools import Extension, setup\nfrom pythran.dist import PythranExtension\n"
TREE = {
    "pyproject.toml": build("pythran"),
    "demo/__init__.py": "",
    "demo/fast.py": "# pythran export f(int)\n",
    "demo/more.py": "",
    "demo/more.pythran": "",
    "demo/fast.cpp": "",
}


def script(modules: str) -> dict[str, str]:
    return {**TREE, "setup.py": f"{HEAD}setup(ext_modules={modules})\n"}


@pytest.mark.parametrize(
    ("modules", "expected"),
    [
        pytest.param("[]", [], id="none"),
        pytest.param("[Extension('demo.fast', ['demo/fast.cpp'])]", [], id="C++"),
        pytest.param(
            "[PythranExtension('demo.fast', ['demo/fast.py'])]",
            ["demo/fast.py -> wheel"],
            id="a module",
        ),
        pytest.param(
            "[PythranExtension('demo.more', sources=['demo/more.py'])]",
            ["demo/more.py -> wheel", "demo/more.pythran -> wheel"],
            id="with exports beside it",
        ),
    ],
)
def test_inputs(lay_out: LayOut, modules: str, expected: list[str]) -> None:
    assert found(PROVIDER, lay_out(script(modules))) == expected


def test_outputs(lay_out: LayOut) -> None:
    project = lay_out(script("[PythranExtension('demo.fast', ['demo/fast.py'])]"))
    assert written(PROVIDER, project) == ["demo/*.so", "demo/*.pyd", "demo/fast.cpp"]


def test_nobody_else_speaks_of_the_module(lay_out: LayOut) -> None:
    facts = facts_of(lay_out(script("[PythranExtension('demo.fast', ['demo/fast.py'])]")))
    inputs = [i for i in facts.inputs if i.key == File("demo/fast.py")]
    assert [i.provider for i in inputs] == ["pythran"]
    assert File("demo/fast.cpp") not in [i.key for i in facts.inputs]
