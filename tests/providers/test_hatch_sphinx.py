"""What hatch-sphinx reads and writes."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_sphinx import PROVIDER

WHO = "hatch-sphinx"
HOOK = "[[tool.hatch.build.hooks.sphinx.tools]]\n"
FILES = {
    "docs/conf.py": "",
    "docs/index.rst": "",
    "docs/output/index.html": "",
    "manual/a.md": "",
    "manual/po/de.po": "",
    "src/demo/__init__.py": "",
}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(HOOK + 'tool = "other"\n', [], id="an unknown tool"),
        pytest.param(
            HOOK + 'tool = "build"\n',
            [
                "docs/conf.py -> wheel",
                "likely docs/**/*.py -> wheel",
                "likely docs/**/*.rst -> wheel",
            ],
            id="pages",
        ),
        pytest.param(
            HOOK + 'tool = "build"\ndoc_dir = "manual"\n',
            ["likely manual/**/*.md -> wheel", "likely manual/po/**/*.po -> wheel"],
            id="a folder",
        ),
        pytest.param(
            HOOK + 'tool = "apidoc"\nsource = "../src/demo"\n',
            ["likely src/demo/**/*.py -> wheel"],
            id="modules",
        ),
        pytest.param(
            HOOK
            + 'tool = "custom"\ndoc_dir = "manual"\ncommands = ["msgfmt po/de.po -o ../demo/de.mo"]\n',
            ["likely manual/po/de.po -> wheel"],
            id="a command",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling(WHO) + settings})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(
            HOOK + 'tool = "build"\nout_dir = "../demo/help"\n',
            ["demo/help/**/*", "demo/help/**/*"],
            id="pages",
        ),
        pytest.param(
            HOOK
            + 'tool = "custom"\ndoc_dir = "manual"\ncommands = ["msgfmt po/de.po -o ../demo/de.mo"]\n',
            ["manual/output/**/*", "demo/de.mo"],
            id="a command",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling(WHO) + settings})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType("hatchling.build", WHO, "hatch.build.hooks.sphinx.tools = <3>", "an array of tables"),
    WrongType(
        "hatchling.build", WHO, "hatch.build.hooks.sphinx.tools = [{tool = <3>}]", "a string"
    ),
)
