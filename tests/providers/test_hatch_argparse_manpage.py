"""Manual pages."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_argparse_manpage import PROVIDER

HOOK = "[tool.hatch.build.hooks.argparse-manpage]\n"

FILES = {"bin/x.py": "", "src/demo/__init__.py": "", "src/demo/cli.py": ""}


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param((), "", [], id="no hook"),
        pytest.param((), HOOK + 'manpages = [0, "", "man/x.1"]\n', [], id="no parser"),
        pytest.param(
            (),
            HOOK + 'manpages = ["man/x.1:pyfile=/usr/bin/x:function=p"]\n',
            [],
            id="a file elsewhere",
        ),
        pytest.param(
            (),
            HOOK + 'manpages = ["man/x.1:module=gone.x:object=p"]\n',
            [],
            id="a module elsewhere",
        ),
        pytest.param(
            (),
            HOOK + 'manpages = ["man/x.1:pyfile=bin/x.py:function=p"]\n',
            ["run bin/x.py -> wheel"],
            id="a file",
        ),
        pytest.param(
            (),
            HOOK + 'manpages = ["man/x.1:module=demo.cli:function=p:include=man/x.inc"]\n',
            [
                "run src/demo/__init__.py -> wheel",
                "run src/demo/cli.py -> wheel",
                "man/x.inc -> wheel",
            ],
            id="a module",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    pyproject = hatchling("hatch-argparse-manpage", dynamic=dynamic) + settings
    project = lay_out({**FILES, "pyproject.toml": pyproject})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(
            HOOK + 'manpages = ["man/x.1:module=a", "/out.1:module=a"]\n', ["man/x.1"], id="pages"
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    pyproject = hatchling("hatch-argparse-manpage", dynamic=()) + settings
    project = lay_out({**FILES, "pyproject.toml": pyproject})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-argparse-manpage",
        "hatch.build.hooks.argparse-manpage.manpages = <3>",
        "an array of strings",
    ),
)
