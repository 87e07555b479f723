"""Files that hatchling copies."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
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


COPIES = f'[{WHEEL}.force-include]\n"web/dist" = "demo/static"\n"a.txt" = "a"\n"gone" = "b"\n'
CUSTOM = "[tool.hatch.build.hooks.custom]\n"
TAGS = "from packaging.tags import sys_tags\nclass Hook: pass\n"
VCS = '[tool.hatch.build.hooks.vcs]\nversion-file = "demo/_version.py"\n'
NPM = "import subprocess\nsubprocess.run(['npm', 'run', 'build'])\n"
WEB, TEXT, GONE = "web/dist/**/* -> wheel", "a.txt -> wheel", "gone -> wheel"


@pytest.mark.parametrize(
    ("hook", "ignored", "inputs", "outputs"),
    [
        pytest.param("", "dist/\na.txt\n", [WEB, TEXT, GONE], [], id="no build hook"),
        pytest.param(VCS, "dist/\na.txt\n", [WEB, TEXT, GONE], [], id="only the version"),
        pytest.param(
            f'{CUSTOM}path = "tags.py"\n', "dist/\na.txt\n", [WEB, TEXT, GONE], [], id="only tags"
        ),
        pytest.param(f'{CUSTOM}path = "npm.py"\n', "dist\n", [TEXT], ["web/dist/**/*"], id="npm"),
        pytest.param(
            f'{CUSTOM}path = "tags.py"\ndependencies = ["babel"]\n',
            "dist\n",
            [TEXT],
            ["web/dist/**/*"],
            id="a library",
        ),
        pytest.param(CUSTOM, "", [WEB, TEXT], [], id="a hook, nothing ignored"),
        pytest.param(CUSTOM, "dist/\n", [WEB, TEXT], ["web/dist/**/*"], id="dist/"),
        pytest.param(CUSTOM, "dist\n", [TEXT], ["web/dist/**/*"], id="dist"),
        pytest.param(CUSTOM, "a.txt\n", [WEB], ["a.txt"], id="a file"),
        pytest.param(CUSTOM, "gone\n", [WEB, TEXT], ["gone/**/*"], id="a folder to come"),
        pytest.param(
            CUSTOM,
            "/web/dist/*\n!/web/dist/css\n",
            [WEB, TEXT],
            ["web/dist/*", "web/dist/app.js", "web/dist/made/**/*"],
            id="a folder but for one inside",
        ),
    ],
)
def test_what_git_ignores_may_be_made_by_a_hook(
    lay_out: LayOut, hook: str, ignored: str, inputs: list[str], outputs: list[str]
) -> None:
    more = {
        "tags.py": TAGS,
        "npm.py": NPM,
        "web/dist/css/a.css": "",
        "web/dist/made/b.js": "",
        ".gitignore": ignored,
    }
    project = lay_out({**FILES, **more, "pyproject.toml": hatchling() + COPIES + hook})
    assert found(PROVIDER, project) == inputs
    assert written(PROVIDER, project) == outputs


MISFITS = (
    WrongType("hatchling.build", "", "hatch.build.force-include = <3>", "a table"),
    WrongType(
        "hatchling.build", "", 'hatch.build.force-include."a.txt" = <3>', "an array of strings"
    ),
    WrongType("hatchling.build", "", "hatch.build.targets.wheel.shared-data = <[]>", "a table"),
    WrongType(
        "hatchling.build", "", "hatch.build.targets.wheel.sbom-files = <3>", "an array of strings"
    ),
)
