"""Versions that vcs-versioning counts for back ends other than setuptools."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import written
from tests.providers.settings import WrongType
from tests.providers.setuptools_family import answers, head
from uvlint.providers.vcs_versioning import PROVIDER

GIT = ["git:commit+tags -> version", "- -> version"]
SKBUILD = head("vcs-versioning", backend="scikit_build_core.build")
TABLE = '[tool.vcs-versioning]\nversion_file = "src/demo/_v.py"\n'
ENTRY = '[[tool.dynamic-metadata]]\nprovider = "vcs_versioning"\nfield = "version"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(SKBUILD, [], id="required only"),
        pytest.param(SKBUILD.replace('["version"]', "[]") + TABLE, [], id="static version"),
        pytest.param(head("vcs-versioning") + TABLE, [], id="setuptools asks setuptools-scm"),
        pytest.param(
            SKBUILD + ENTRY.replace("vcs_versioning", "dynamic_metadata.regex"),
            [],
            id="another provider",
        ),
        pytest.param(SKBUILD + ENTRY, GIT, id="provider"),
        pytest.param(SKBUILD + ENTRY + TABLE, GIT, id="provider with settings"),
        pytest.param(SKBUILD + TABLE, GIT, id="settings"),
    ],
)
def test_inputs(lay_out: LayOut, text: str, expected: list[str]) -> None:
    assert answers(PROVIDER, lay_out({"pyproject.toml": text})) == expected


def test_outputs(lay_out: LayOut) -> None:
    assert written(PROVIDER, lay_out({"pyproject.toml": SKBUILD + ENTRY})) == []
    project = lay_out({"pyproject.toml": SKBUILD + ENTRY + TABLE})
    assert written(PROVIDER, project) == ["src/demo/_v.py"]


MISFITS = (WrongType("hatchling.build", "vcs-versioning", "vcs-versioning.root = <3>", "a string"),)
