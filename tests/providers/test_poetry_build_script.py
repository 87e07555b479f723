"""Scripts that poetry-core runs."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import Fit, WrongType
from uvlint.providers.poetry_build_script import PROVIDER

HEAD = '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n'


@pytest.mark.parametrize(
    ("settings", "inputs", "outputs"),
    [
        pytest.param("", [], [], id="a build.py that nobody names"),
        pytest.param("[tool.poetry]\nbuild = 3\n", [], [], id="a number"),
        pytest.param("[tool.poetry.build]\ngenerate-setup-file = true\n", [], [], id="no script"),
        pytest.param(
            '[tool.poetry]\nbuild = "build.py"\n', ["run build.py -> wheel"], [], id="old form"
        ),
        pytest.param(
            '[tool.poetry.build]\nscript = "build.py"\ngenerate-setup-file = true\n',
            ["run build.py -> wheel"],
            ["setup.py", "build/**/*"],
            id="with a setup.py",
        ),
    ],
)
def test_script(lay_out: LayOut, settings: str, inputs: list[str], outputs: list[str]) -> None:
    project = lay_out({"pyproject.toml": HEAD + settings, "build.py": "x = 1\n"})
    assert found(PROVIDER, project) == inputs
    assert written(PROVIDER, project) == outputs


def test_outputs_of_the_script(lay_out: LayOut) -> None:
    settings = '[tool.poetry.build]\nscript = "tools/build.py"\n'
    files = {"tools/build.py": "import helper\n", "tools/helper.py": "open('gen.py', 'w')\n"}
    project = lay_out({**files, "pyproject.toml": HEAD + settings})
    assert written(PROVIDER, project) == ["gen.py"]
    assert found(PROVIDER, project) == [
        "run tools/build.py -> wheel",
        "run tools/helper.py -> wheel",
    ]


MISFITS = (WrongType("poetry.core.masonry.api", "", "poetry.build = <3>", "a string or a table"),)

FITS = (
    Fit("poetry.core.masonry.api", "", 'poetry.build = "build.py"'),
    Fit("poetry.core.masonry.api", "", 'poetry.build.script = "build.py"'),
)
