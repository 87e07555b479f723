"""Dependencies from files."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_requirements_txt import PROVIDER

HOOK = "[tool.hatch.metadata.hooks.requirements_txt]\n"
BOTH = ("dependencies", "optional-dependencies")


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param(("dependencies",), "", [], id="no hook"),
        pytest.param(("version",), HOOK + 'files = ["a.txt"]\n', [], id="fields are static"),
        pytest.param((), HOOK, [], id="nothing is dynamic"),
        pytest.param(BOTH, HOOK + "files = 3\n", [], id="a number"),
        pytest.param(
            ("dependencies",), HOOK, ["requirements.txt -> dependencies"], id="the default file"
        ),
        pytest.param(
            ("dependencies",),
            HOOK + 'files = ["a.txt", "b/c.txt"]\n',
            ["a.txt -> dependencies", "b/c.txt -> dependencies"],
            id="files",
        ),
        pytest.param(
            ("dependencies",), HOOK + 'filename = "a.txt"\n', ["a.txt -> dependencies"], id="one"
        ),
        pytest.param(
            ("optional-dependencies",),
            HOOK + 'optional-dependencies."a.b" = ["x.txt"]\n',
            ["x.txt -> optional-dependencies"],
            id="extras only",
        ),
        pytest.param(
            BOTH,
            HOOK + 'files = ["a.txt"]\n[tool.hatch.metadata.hooks.requirements_txt.'
            'optional-dependencies]\ndev = ["b.txt", "c.txt"]\n',
            [
                "a.txt -> dependencies",
                "b.txt -> optional-dependencies",
                "c.txt -> optional-dependencies",
            ],
            id="both",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    head = hatchling("hatch-requirements-txt", dynamic=dynamic)
    assert found(PROVIDER, lay_out({"pyproject.toml": head + settings})) == expected


def test_hatch_toml(lay_out: LayOut) -> None:
    project = lay_out(
        {
            "pyproject.toml": hatchling("hatch_requirements_txt", dynamic=("dependencies",)),
            "hatch.toml": '[metadata.hooks.requirements_txt]\nfiles = ["a.txt"]\n',
        }
    )
    assert found(PROVIDER, project) == ["a.txt -> dependencies"]


def test_nested_requirements_are_not_followed(lay_out: LayOut) -> None:
    project = lay_out(
        {
            "pyproject.toml": hatchling("hatch-requirements-txt", dynamic=("dependencies",)) + HOOK,
            "requirements.txt": "-r base.txt\n",
            "base.txt": "idna\n",
        }
    )
    assert found(PROVIDER, project) == ["requirements.txt -> dependencies"]


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-requirements-txt",
        "hatch.metadata.hooks.requirements_txt.files = <3>",
        "an array of strings",
    ),
    WrongType(
        "hatchling.build",
        "hatch-requirements-txt",
        'hatch.metadata.hooks.requirements_txt.files = ["a", <3>]',
        "a string",
    ),
    WrongType(
        "hatchling.build",
        "hatch-requirements-txt",
        "hatch.metadata.hooks.requirements_txt.optional-dependencies.dev = <3>",
        "an array of strings",
    ),
)
