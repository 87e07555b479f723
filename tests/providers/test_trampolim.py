"""Versions and tasks of trampolim."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.trampolim import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["trampolim"]\nbuild-backend = "trampolim"\n[project]\nname = "x"\n'
)
TASKS = "run .trampolim.py -> wheel"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param('version = "1"\n', [TASKS], id="static"),
        pytest.param(
            'dynamic = ["version"]\n',
            [
                "git:commit+tags -> version",
                ".git-archive.txt -> version",
                "override env:TRAMPOLIM_VCS_VERSION -> version",
                TASKS,
            ],
            id="version",
        ),
    ],
)
def test_inputs(lay_out: LayOut, table: str, expected: list[str]) -> None:
    project = lay_out({"pyproject.toml": HEAD + table, ".trampolim.py": "x = 1\n"})
    assert found(PROVIDER, project) == expected
    assert written(PROVIDER, project) == [".trampolim/**/*"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param('version = "1"\n', False, id="static"),
        pytest.param('dynamic = ["version"]\n', True, id="version"),
    ],
)
def test_tasks_to_come(lay_out: LayOut, table: str, expected: bool) -> None:
    found_there = found(PROVIDER, lay_out({"pyproject.toml": HEAD + table}))
    assert (TASKS in found_there) is expected
