"""Versions that pdm-backend counts from git."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import Fit, WrongType
from uvlint.providers.pdm_version_scm import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["pdm-backend"]\nbuild-backend = "pdm.backend"\n'
    '[project]\nname = "demo"\n'
)
DYNAMIC = HEAD + 'dynamic = ["version"]\n'
SCM = '[tool.pdm.version]\nsource = "scm"\n'
GIT = [
    "git:commit+tags -> version",
    "- -> version",
    "override env:PDM_BUILD_SCM_VERSION -> version",
]


@pytest.mark.parametrize(
    ("pyproject", "expected"),
    [
        pytest.param(DYNAMIC, [], id="no settings"),
        pytest.param(HEAD + 'version = "1"\n' + SCM, [], id="static"),
        pytest.param(DYNAMIC + '[tool.pdm.version]\nsource = "file"\n', [], id="file"),
        pytest.param(DYNAMIC + SCM, GIT, id="scm"),
        pytest.param(
            DYNAMIC + SCM + 'version_format = "fmt:format_version"\n',
            [*GIT, "run fmt.py -> version"],
            id="a formatter of the project",
        ),
        pytest.param(
            DYNAMIC + SCM + 'version_format = "installed.fmt:format_version"\n',
            GIT,
            id="a formatter from elsewhere",
        ),
        pytest.param(DYNAMIC + SCM + 'version_format = "fmt"\n', GIT, id="no formatter at all"),
        pytest.param(
            DYNAMIC.replace("pdm.backend", "pdm.pep517.api")
            + "[tool.pdm]\nversion = { use_scm = true }\n",
            [*GIT[:2], "override env:PDM_PEP517_SCM_VERSION -> version"],
            id="pdm-pep517",
        ),
    ],
)
def test_inputs(lay_out: LayOut, pyproject: str, expected: list[str]) -> None:
    project = lay_out({"pyproject.toml": pyproject, "fmt.py": "def format_version(v): ...\n"})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("files", "settings", "expected"),
    [
        pytest.param({}, SCM, [], id="no write_to"),
        pytest.param({}, '[tool.pdm.version]\nwrite_to = "v.py"\n', [], id="no source"),
        pytest.param({}, SCM + 'write_to = "demo/v.py"\n', ["demo/v.py"], id="flat"),
        pytest.param(
            {"src/demo/__init__.py": ""},
            SCM + 'write_to = "demo/v.py"\n',
            ["src/demo/v.py"],
            id="src",
        ),
        pytest.param(
            {"src/demo/__init__.py": ""},
            SCM + 'write_to = "demo/v.py"\n[tool.pdm.build]\npackage-dir = ""\n',
            ["demo/v.py"],
            id="package-dir",
        ),
        pytest.param(
            {"src/x.txt": "", "lib/demo/__init__.py": ""},
            SCM + 'write_to = "v.py"\n[tool.pdm.build]\nincludes = ["lib"]\n',
            ["v.py"],
            id="src is not included",
        ),
    ],
)
def test_outputs(
    lay_out: LayOut, files: dict[str, str], settings: str, expected: list[str]
) -> None:
    assert written(PROVIDER, lay_out({**files, "pyproject.toml": DYNAMIC + settings})) == expected


MISFITS = (
    WrongType("pdm.backend", "", 'pdm.version = {source = "scm", write_to = <3>}', "a string"),
)

FITS = (Fit("pdm.backend", "", 'pdm.version = {source = "scm", path = 3}'),)
