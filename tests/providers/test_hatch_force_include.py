"""Files that hatchling copies."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from uvlint.providers.hatch_force_include import PROVIDER

WHEEL = "tool.hatch.build.targets.wheel"
FILES = {"web/dist/app.js": "", "bin/run": "", "a.txt": "", "../shared/schema.json": ""}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no settings"),
        pytest.param(
            f'[{WHEEL}]\npackages = ["demo"]\ninclude = ["a.txt"]\nartifacts = ["web/dist"]\n',
            [],
            id="read in place by an editable install",
        ),
        pytest.param(
            '[tool.hatch.build.targets.sdist.force-include]\n"a.txt" = "a.txt"\n', [], id="sdist"
        ),
        pytest.param(f'[{WHEEL}.force-include]\n"." = "demo"\n', [], id="the whole project"),
        pytest.param(f'[{WHEEL}.force-include]\n"~/a" = "a"\n', [], id="a home folder"),
        pytest.param(f'[{WHEEL}]\nforce-include = ["a.txt"]\n', [], id="a list"),
        pytest.param(
            '[tool.hatch.build.force-include]\n"a.txt" = "b.txt"\n', ["a.txt -> wheel"], id="file"
        ),
        pytest.param(
            f'[{WHEEL}.force-include]\n"web/dist/" = "demo/static"\n',
            ["web/dist/**/* -> wheel"],
            id="folder",
        ),
        pytest.param(
            f'[{WHEEL}.force-include]\n"../shared/schema.json" = "s.json"\n"../shared" = "s"\n',
            ["../shared/schema.json -> wheel", "../shared/**/* -> wheel"],
            id="outside the project",
        ),
        pytest.param(
            f'[tool.hatch.build.force-include]\n"a.txt" = "b"\n'
            f'[{WHEEL}.force-include]\n"gone.txt" = "b"\n',
            ["gone.txt -> wheel"],
            id="the table of the wheel replaces the other, a file that is not there yet",
        ),
        pytest.param(
            f'[{WHEEL}]\nsbom-files = ["a.txt"]\n[{WHEEL}.shared-data]\n"web" = "share"\n'
            f'[{WHEEL}.shared-scripts]\nbin = "."\n[{WHEEL}.extra-metadata]\n"a.txt" = "a.txt"\n',
            ["web/**/* -> wheel", "bin/**/* -> wheel", "a.txt -> wheel", "a.txt -> wheel"],
            id="shared-data, shared-scripts, extra-metadata, sbom-files",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling() + settings})
    assert found(PROVIDER, project) == expected
