"""Versions of versioningit, under setuptools and under hatchling."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import hatchling, written
from tests.providers.settings import Fit, WrongType
from tests.providers.setuptools_family import answers, head
from uvlint.providers.versioningit import PROVIDER

TABLE = "[tool.versioningit]\n"
ON = head("versioningit") + TABLE
GIT = ["git:commit+tags -> version", "- -> version"]
HATCH = hatchling("versioningit") + '[tool.hatch.version]\nsource = "versioningit"\n'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": head("versioningit")}, [], id="required only"),
        pytest.param({"pyproject.toml": head() + TABLE}, [], id="not installed"),
        pytest.param(
            {"pyproject.toml": head("versioningit", dynamic=()) + TABLE}, [], id="static version"
        ),
        pytest.param(
            {"pyproject.toml": ON, "versioningit.toml": ""}, [], id="its own file says nothing"
        ),
        pytest.param(
            {"pyproject.toml": hatchling("versioningit") + '[tool.hatch.version]\npath = "a"\n'},
            [],
            id="another source",
        ),
        pytest.param({"pyproject.toml": ON}, GIT, id="table"),
        pytest.param({"pyproject.toml": HATCH}, GIT, id="hatchling"),
        pytest.param(
            {"pyproject.toml": head("versioningit"), "versioningit.toml": TABLE},
            ["versioningit.toml -> version", *GIT],
            id="its own file",
        ),
        pytest.param(
            {"pyproject.toml": ON + 'vcs = { method = "hg" }\n'}, ["- -> version"], id="mercurial"
        ),
        pytest.param(
            {"pyproject.toml": ON + 'vcs = { method = "git-archive", describe-subst = "$" }\n'},
            GIT,
            id="git, also exported",
        ),
        pytest.param(
            {
                "pyproject.toml": ON
                + 'next-version = { method = { module = "steps", value = "bump", '
                'module-dir = "tools" } }\nformat = { module = "demo.shape", value = "form" }\n',
                "tools/steps.py": "",
                "demo/__init__.py": "",
                "demo/shape.py": "",
            },
            [
                *GIT,
                "run tools/steps.py -> version",
                "run demo/__init__.py -> version",
                "run demo/shape.py -> version",
            ],
            id="steps of the project",
        ),
        pytest.param(
            {"pyproject.toml": ON + '[tool.versioningit.format]\ndirty = "{build_date:%Y}"\n'},
            [*GIT, "- -> version"],
            id="the date of the build",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert answers(PROVIDER, lay_out(files)) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": ON}, [], id="no file"),
        pytest.param(
            {"pyproject.toml": ON + 'write = { file = "demo/_version.py" }\n'},
            ["demo/_version.py"],
            id="setuptools",
        ),
        pytest.param(
            {"pyproject.toml": HATCH + 'write = { file = "demo/_version.py" }\n'},
            ["demo/_version.py"],
            id="hatchling",
        ),
        pytest.param(
            {
                "pyproject.toml": ON + 'write = { file = "a.py" }\n',
                "versioningit.toml": TABLE + 'write = { file = "b.py" }\n',
            },
            ["b.py"],
            id="its own file",
        ),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out(files)) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "versioningit",
        'versioningit.vcs = <3>\nhatch.version.source = "versioningit"',
        "a string or a table",
    ),
    WrongType(
        "setuptools.build_meta", "versioningit", "versioningit.vcs = <3>", "a string or a table"
    ),
    WrongType(
        "setuptools.build_meta",
        "versioningit",
        "versioningit.next-version = {module = <3>, value = 'a'}",
        "a string",
    ),
)

FITS = (
    Fit(
        "setuptools.build_meta",
        "versioningit",
        'versioningit = {vcs = "git", next-version = "smallest"}',
    ),
    Fit(
        "setuptools.build_meta",
        "versioningit",
        'versioningit = {vcs.method = "git", format.a = "b"}',
    ),
    Fit(
        "setuptools.build_meta",
        "versioningit",
        'versioningit.write.method = {module = "a", value = "b"}',
    ),
)
