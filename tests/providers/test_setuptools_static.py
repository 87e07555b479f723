"""What setuptools writes at every build."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import written
from tests.providers.settings import Fit, WrongType
from tests.providers.setuptools_family import answers, build, head, setup
from uvlint.providers.setuptools_static import PROVIDER

STATIC = head(dynamic=())


def test_silent(lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": head(dynamic=(), backend="hatchling.build")})
    assert written(PROVIDER, project) == []


def test_static_texts_are_no_inputs(lay_out: LayOut) -> None:
    text = STATIC + 'readme = "README.md"\nlicense-files = ["LICENSE"]\n'
    project = lay_out({"pyproject.toml": text, "README.md": "", "LICENSE": ""})
    assert answers(PROVIDER, project) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": STATIC}, "demo.egg-info/**", id="flat"),
        pytest.param(
            {"pyproject.toml": STATIC, "src/demo.py": ""}, "src/demo.egg-info/**", id="src"
        ),
        pytest.param(
            {
                "pyproject.toml": STATIC + '[tool.setuptools]\npackages = ["demo"]\n',
                "src/demo.c": "",
            },
            "demo.egg-info/**",
            id="src is not looked for",
        ),
        pytest.param(
            {"pyproject.toml": STATIC + '[tool.setuptools]\npackage-dir = { "" = "lib/py" }\n'},
            "lib/py/demo.egg-info/**",
            id="package-dir",
        ),
        pytest.param(
            {"pyproject.toml": STATIC + '[tool.setuptools.packages.find]\nwhere = ["a", "b"]\n'},
            "demo.egg-info/**",
            id="two folders",
        ),
        pytest.param(
            {"pyproject.toml": STATIC.replace('"demo"', '"My.Pkg--x_y-Z"')},
            "My.Pkg__x_y_Z.egg-info/**",
            id="the spelling of the name",
        ),
        pytest.param(
            {"pyproject.toml": STATIC, "setup.cfg": "[egg_info]\negg_base = eggs\n"},
            "eggs/demo.egg-info/**",
            id="egg_base",
        ),
        pytest.param(
            {"setup.py": setup('name="old", package_dir={"": "lib"}')},
            "lib/old.egg-info/**",
            id="setup.py alone",
        ),
        pytest.param(
            {"pyproject.toml": build(), "setup.cfg": "[metadata]\nname = cfg\n"},
            "cfg.egg-info/**",
            id="setup.cfg",
        ),
        pytest.param(
            {"pyproject.toml": build(), "setup.py": setup("name=find()")},
            "*.egg-info/**",
            id="a computed name",
        ),
        pytest.param({"pyproject.toml": build(backend="pbr.build")}, "*.egg-info/**", id="no name"),
    ],
)
def test_egg_info(lay_out: LayOut, files: dict[str, str], expected: str) -> None:
    assert written(PROVIDER, lay_out(files)) == [expected]


MISFITS = (
    WrongType("setuptools.build_meta", "", "setuptools.package-dir = <3>", "a table"),
    WrongType(
        "setuptools.build_meta", "", 'setuptools.package-dir."a.b" = <3>', "an array of strings"
    ),
    WrongType("setuptools.build_meta", "", "setuptools.packages.find = <3>", "a table"),
)

FITS = (
    Fit("setuptools.build_meta", "", 'setuptools.packages = ["demo"]'),
    Fit("setuptools.build_meta", "", 'setuptools.packages.find.where = ["src"]'),
)
