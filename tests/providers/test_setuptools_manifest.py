"""What setuptools copies into an editable install."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.setuptools_family import answers, build, head
from uvlint.providers.setuptools_manifest import PROVIDER

DATA = """
[tool.setuptools]
include-package-data = true
package-data = { demo = ["*.json"] }
data-files = { share = ["data/*.txt"] }
"""
MANIFEST = {"MANIFEST.in": "graft data\n", "data/a.txt": "", "demo/b.json": ""}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": head()}, [], id="no settings"),
        pytest.param({"pyproject.toml": head() + DATA, **MANIFEST}, [], id="data"),
        pytest.param(
            {"pyproject.toml": head("setuptools-git"), **MANIFEST}, [], id="a finder of files"
        ),
        pytest.param(
            {"pyproject.toml": head() + '[tool.setuptools]\nscript-files = ["../x", "/y"]\n'},
            [],
            id="scripts outside",
        ),
        pytest.param(
            {"pyproject.toml": head() + '[tool.setuptools]\nscript-files = ["bin/x", "bin/y"]\n'},
            ["bin/x -> wheel", "bin/y -> wheel"],
            id="scripts",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.cfg": "[options]\nscripts =\n    bin/x\n    bin/y\n",
            },
            ["bin/x -> wheel", "bin/y -> wheel"],
            id="scripts in setup.cfg",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert answers(PROVIDER, lay_out(files)) == expected
