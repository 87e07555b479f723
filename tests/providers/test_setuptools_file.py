"""Fields that setuptools takes from files."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.settings import Fit, WrongType
from tests.providers.setuptools_family import answers, head
from uvlint.providers.setuptools_file import PROVIDER

TABLE = "[tool.setuptools.dynamic]\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(head(), id="no settings"),
        pytest.param(head(dynamic=()) + TABLE + 'readme = { file = "R" }\n', id="static"),
        pytest.param(
            head(dynamic=("version",)) + TABLE + 'readme = { file = "R" }\n', id="another field"
        ),
        pytest.param(head() + TABLE + 'version = { attr = "a.b" }\n', id="attr"),
        pytest.param(head() + TABLE + 'version = { file = "../VERSION" }\n', id="outside"),
        pytest.param(head() + TABLE + 'version = { file = "/VERSION" }\n', id="absolute"),
        pytest.param(head() + TABLE + 'version = { file = "demo" }\n', id="a folder"),
        pytest.param(head() + TABLE + 'version = { file = "*.txt" }\n', id="no globs"),
        pytest.param(head() + TABLE + "version = { file = 1 }\n", id="wrong type"),
        pytest.param(
            head(dynamic=("requires-python",)) + TABLE + 'requires-python = { file = "R" }\n',
            id="a field that takes no file",
        ),
        pytest.param(
            head(backend="hatchling.build") + TABLE + 'version = { file = "V" }\n',
            id="another back end",
        ),
    ],
)
def test_silent(lay_out: LayOut, text: str) -> None:
    assert answers(PROVIDER, lay_out({"pyproject.toml": text, "demo/__init__.py": ""})) == []


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param(
            ("version",), 'version = { file = "VERSION" }', ["VERSION -> version"], id="version"
        ),
        pytest.param(
            ("version",), 'version = { file = ["VERSION"] }', ["VERSION -> version"], id="list"
        ),
        pytest.param(
            ("readme",),
            'readme = { file = ["README.md", "docs/CHANGES.md"], content-type = "text/markdown" }',
            ["README.md -> readme", "docs/CHANGES.md -> readme"],
            id="readme of two files",
        ),
        pytest.param(
            ("description", "classifiers"),
            'description = { file = "D" }\nclassifiers = { file = "./C" }',
            ["D -> description", "C -> classifiers"],
            id="description and classifiers",
        ),
        pytest.param(
            ("dependencies",),
            'dependencies = { file = ["requirements/base.txt"] }',
            ["requirements/base.txt -> dependencies"],
            id="dependencies",
        ),
        pytest.param(
            ("optional-dependencies",),
            "optional-dependencies.dev = { file = ['dev.txt', 'all.txt'] }\n"
            "optional-dependencies.'a.b' = { file = 'dotted.txt' }\n"
            "optional-dependencies.x = { file = 'x.txt' }",
            [f"{n}.txt -> optional-dependencies" for n in ("dev", "all", "dotted", "x")],
            id="extras",
        ),
        pytest.param(
            ("scripts", "entry-points"),
            'entry-points = { file = "points.ini" }',
            ["points.ini -> entry-points scripts"],
            id="entry points with scripts",
        ),
    ],
)
def test_files(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    project = lay_out({"pyproject.toml": head(dynamic=dynamic) + TABLE + settings + "\n"})
    assert answers(PROVIDER, project) == expected


def test_included_requirements_are_refused_by_setuptools(lay_out: LayOut) -> None:
    project = lay_out(
        {
            "pyproject.toml": head(dynamic=("dependencies",))
            + TABLE
            + 'dependencies = { file = "requirements.txt" }\n',
            "requirements.txt": "-r base.txt\n",
            "base.txt": "",
        }
    )
    assert answers(PROVIDER, project) == ["requirements.txt -> dependencies"]


MISFITS = (
    WrongType(
        "setuptools.build_meta", "", "setuptools.dynamic.version.file = <3>", "an array of strings"
    ),
    WrongType(
        "setuptools.build_meta", "", "setuptools.dynamic.dependencies.file = ['a', <3>]", "a string"
    ),
    WrongType(
        "setuptools.build_meta",
        "",
        "setuptools.dynamic.optional-dependencies.dev = <['a']>",
        "a table",
    ),
)

FITS = (Fit("setuptools.build_meta", "", 'setuptools.dynamic.version.file = "VERSION"'),)
