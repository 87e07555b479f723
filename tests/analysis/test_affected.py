"""Which projects a change of files concerns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker
from uvlint.analysis.affected import is_affected

PYPROJECT = """\
[build-system]
requires = ["hatchling", "hatch-requirements-txt"]
build-backend = "hatchling.build"

[project]
name = "demo"
dynamic = ["version", "dependencies"]

[tool.hatch.version]
path = "../VERSION"

[tool.hatch.metadata.hooks.requirements_txt]
files = ["requirements.txt"]
"""


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param(["pyproject.toml"], True, id="what uv always watches"),
        pytest.param(["setup.py"], True, id="what would be watched if it were there"),
        pytest.param(["requirements.txt"], True, id="an input"),
        pytest.param(["../VERSION"], True, id="an input outside"),
        pytest.param(["README.md", "requirements.txt"], True, id="one of several"),
        pytest.param([], False, id="nothing"),
        pytest.param(["src/demo/code.py"], False, id="code that is read in place"),
        pytest.param(["sub/requirements.txt"], False, id="the same name elsewhere"),
        pytest.param(["../other/pyproject.toml"], False, id="another project"),
    ],
)
def test_affected(changed: list[str], expected: bool, lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": PYPROJECT, "requirements.txt": ""})
    found = checker.examine(project)
    paths = [str(Path(project.root) / name) for name in changed]
    assert is_affected(found, paths) is expected
