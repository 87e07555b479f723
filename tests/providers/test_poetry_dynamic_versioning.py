"""Versions from poetry-dynamic-versioning."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from uvlint.providers.poetry_dynamic_versioning import PROVIDER

BUILD = (
    '[build-system]\nrequires = ["poetry-core", "poetry-dynamic-versioning"]\n'
    'build-backend = "poetry_dynamic_versioning.backend"\n'
)
CLASSIC = BUILD + '[tool.poetry]\nname = "demo"\nversion = "0"\n'
PLUG_IN = "[tool.poetry-dynamic-versioning]\nenable = true\n"
OVERRIDES = [
    "override env:POETRY_DYNAMIC_VERSIONING_BYPASS -> version",
    "override env:POETRY_DYNAMIC_VERSIONING_OVERRIDE -> version",
]
GIT = "git:commit+tags -> version"


@pytest.mark.parametrize(
    ("pyproject", "expected"),
    [
        pytest.param(CLASSIC, [], id="no settings"),
        pytest.param(CLASSIC + '[tool.poetry-dynamic-versioning]\nvcs = "git"\n', [], id="not on"),
        pytest.param(
            CLASSIC.replace("poetry_dynamic_versioning.backend", "poetry.core.masonry.api")
            + PLUG_IN,
            [],
            id="poetry-core as back end",
        ),
        pytest.param(
            BUILD + '[project]\nname = "demo"\nversion = "1"\n' + PLUG_IN, [], id="static version"
        ),
        pytest.param(CLASSIC + PLUG_IN, [GIT, *OVERRIDES], id="classic"),
        pytest.param(
            BUILD + '[project]\nname = "demo"\ndynamic = ["version"]\n' + PLUG_IN,
            [GIT, *OVERRIDES],
            id="a project table",
        ),
        pytest.param(
            CLASSIC + PLUG_IN + 'from-file = { source = "V" }\n',
            ["V -> version", *OVERRIDES],
            id="a file",
        ),
        pytest.param(
            CLASSIC + PLUG_IN + "dirty = true\nformat-jinja = \"{{ env['A'] }}\"\n",
            [GIT, "- -> version", "env:A -> version", *OVERRIDES],
            id="a template",
        ),
        pytest.param(
            CLASSIC + PLUG_IN + '[tool.poetry-dynamic-versioning.files."demo/_version.py"]\n'
            "initial-content-jinja = \"{{ env['B'] }}\"\n",
            [GIT, *OVERRIDES, "env:B -> wheel"],
            id="a template of a file",
        ),
    ],
)
def test_inputs(lay_out: LayOut, pyproject: str, expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({"pyproject.toml": pyproject})) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="not on"),
        pytest.param(
            PLUG_IN, ["pyproject.toml", "setup.py", "demo/__init__.py"], id="files with a version"
        ),
        pytest.param(
            PLUG_IN + '[tool.poetry-dynamic-versioning.files."demo/_version.py"]\n'
            'initial-content = "x"\n[tool.poetry-dynamic-versioning.substitution]\n'
            'files = ["demo/**/*.py"]\n',
            ["pyproject.toml", "demo/_version.py", "demo/__init__.py"],
            id="files by name and by pattern",
        ),
        pytest.param(
            PLUG_IN + '[tool.poetry-dynamic-versioning.substitution]\nfiles = ["none.py"]\n'
            'patterns = ["(x)(y)"]\nfolders = [{ path = "demo", files = ["*.py"] }]\n',
            ["pyproject.toml", "demo/__init__.py", "demo/a.py"],
            id="patterns of its own, in a folder",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    files = {
        "demo/__init__.py": '__version__ = "0"\n',
        "demo/a.py": "",
        "demo/sub/__init__.py": "",
        "setup.py": '__version_tuple__ = ("0",)\n',
    }
    assert written(PROVIDER, lay_out({**files, "pyproject.toml": CLASSIC + settings})) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("", [], id="left alone"),
        pytest.param(
            '[tool.poetry]\nname = "demo"\nversion = "0"\n', ["pyproject.toml"], id="named"
        ),
    ],
)
def test_outputs_with_a_static_version(lay_out: LayOut, name: str, expected: list[str]) -> None:
    pyproject = f'{BUILD}[project]\nname = "demo"\nversion = "1"\n{name}{PLUG_IN}'
    assert written(PROVIDER, lay_out({"pyproject.toml": pyproject})) == expected


MISFITS = (
    WrongType(
        "poetry_dynamic_versioning.backend",
        "poetry-dynamic-versioning",
        'poetry-dynamic-versioning.enable = <"yes">',
        "true or false",
    ),
    WrongType(
        "poetry_dynamic_versioning.backend",
        "poetry-dynamic-versioning",
        "poetry-dynamic-versioning = {enable = true, format-jinja = <3>}",
        "a string",
    ),
    WrongType(
        "poetry_dynamic_versioning.backend",
        "poetry-dynamic-versioning",
        "poetry-dynamic-versioning = {enable = true, files.a = <3>}",
        "a table",
    ),
)
