"""How loud a pattern is whose depth depends on uv."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker
from uvlint.model import Severity

PYPROJECT = """\
[build-system]
requires = ["uv_build>=0.9"]
build-backend = "uv_build"

[project]
name = "demo"
version = "1.0"

[tool.uv]
cache-keys = ["pyproject.toml", "schemas/*.xsd"]
"""


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(["a.xsd"], [], id="no folder below"),
        pytest.param(["a.xsd", "__pycache__/b.pyc"], [], id="none that anybody means"),
        pytest.param(["a.xsd", "deep/b.txt"], [Severity.INFO], id="a folder below"),
        pytest.param(["a.xsd", "deep/b.xsd"], [Severity.WARNING], id="such a file below"),
    ],
)
def test_levels(files: list[str], expected: list[Severity], lay_out: LayOut) -> None:
    project = lay_out(
        {"pyproject.toml": PYPROJECT, **{f"schemas/{name}": "<x/>\n" for name in files}}
    )
    found = checker.examine(project).diagnostics
    assert [d.severity for d in found if d.name == "shifting-glob"] == expected
