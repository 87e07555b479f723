"""Files that pdm-backend copies."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from tests.providers.settings import Fit, WrongType
from uvlint.model import Certainty
from uvlint.providers.pdm_copied_files import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["pdm-backend"]\nbuild-backend = "pdm.backend"\n'
    '[project]\nname = "demo"\nversion = "1"\n'
)
FILES = dict.fromkeys(
    ["demo/__init__.py", "demo/data/x.json", "bin/run", "share/a/b.txt", "conf/x.ini", "ns/m.py"],
    "",
)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no settings"),
        pytest.param("wheel-data = 3\n", [], id="a number"),
        pytest.param('includes = ["demo", "demo/data/*.json"]\n', [], id="a package"),
        pytest.param('includes = ["ns", "*.py", "demo/*.py"]\n', [], id="code"),
        pytest.param('source-includes = ["share"]\n', [], id="for source distributions"),
        pytest.param('wheel-data = { scripts = ["${BUILD_DIR}/x"] }\n', [], id="generated"),
        pytest.param('wheel-data = { scripts = ["*.none"] }\n', [], id="nothing matches"),
        pytest.param('wheel-data = { scripts = ["bin/run"] }\n', ["bin/run"], id="a file"),
        pytest.param(
            'wheel-data = { scripts = ["bin/*"], data = [{ path = "share/**/*.txt" }] }\n',
            ["bin/**/*", "share/**/*.txt"],
            id="patterns",
        ),
        pytest.param('wheel-data = { data = ["*.toml"] }\n', ["pyproject.toml"], id="at the top"),
        pytest.param(
            'includes = ["demo", "share/", "conf/*.ini"]\n',
            ["share/**/*", "conf/**/*.ini"],
            id="data beside the packages",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": f"{HEAD}[tool.pdm.build]\n{settings}"})
    assert found(PROVIDER, project) == [f"{file} -> wheel" for file in expected]


def test_a_folder_that_is_not_there_is_no_more_than_possible(lay_out: LayOut) -> None:
    settings = 'wheel-data = { data = ["gone/**/*", "share/**/*", "gone.txt"] }\n'
    project = lay_out({**FILES, "pyproject.toml": f"{HEAD}[tool.pdm.build]\n{settings}"})
    sure = [item.certainty for item in PROVIDER.inputs(project)]
    assert sure == [Certainty.POSSIBLE, Certainty.CERTAIN, Certainty.CERTAIN]


MISFITS = (
    WrongType("pdm.backend", "", "pdm.build.wheel-data = <3>", "a table"),
    WrongType(
        "pdm.backend",
        "",
        "pdm.build.wheel-data.scripts = <3>",
        "an array of strings or an array of tables",
    ),
    WrongType("pdm.backend", "", "pdm.build.includes = [<3>]", "a string"),
)

FITS = (Fit("pdm.backend", "", 'pdm.build.wheel-data = {a = ["b"], c = "d", e = [{path = "f"}]}'),)
