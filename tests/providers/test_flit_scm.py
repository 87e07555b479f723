"""Versions that flit_scm counts from git."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from uvlint.providers.flit_scm import PROVIDER

BUILD = '[build-system]\nrequires = ["flit_scm"]\nbuild-backend = "flit_scm:buildapi"\n'
DYNAMIC = BUILD + '[project]\nname = "demo"\ndynamic = ["version"]\n'


@pytest.mark.parametrize(
    ("pyproject", "inputs", "outputs"),
    [
        pytest.param(DYNAMIC, [], [], id="no settings"),
        pytest.param(
            BUILD + '[project]\nname = "demo"\nversion = "1"\n[tool.setuptools_scm]\n'
            'write_to = "v.py"\n',
            [],
            ["v.py"],
            id="a static version: the file is written all the same",
        ),
        pytest.param(
            DYNAMIC + '[tool.setuptools_scm]\nwrite_to = "pkg/demo/v.py"\nroot = ".."\n',
            [
                "git:commit+tags -> version",
                "- -> version",
                "override env:SETUPTOOLS_SCM_PRETEND_VERSION -> version",
                "override env:VCS_VERSIONING_PRETEND_VERSION -> version",
            ],
            ["../pkg/demo/v.py"],
            id="a repository above",
        ),
    ],
)
def test_scm(lay_out: LayOut, pyproject: str, inputs: list[str], outputs: list[str]) -> None:
    project = lay_out({"pyproject.toml": pyproject})
    assert found(PROVIDER, project) == inputs
    assert written(PROVIDER, project) == outputs


MISFITS = (
    WrongType("flit_scm:buildapi", "", "setuptools_scm = <true>", "a table"),
    WrongType("flit_scm:buildapi", "", "setuptools_scm.write_to = <true>", "a string"),
)
