"""Fields that meson-python takes from meson.build."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.model import WHEEL, Certainty, File
from uvlint.plugin import Provider
from uvlint.providers import meson_python

HEAD = '[build-system]\nrequires = ["meson-python"]\nbuild-backend = "mesonpy"\n'
STATIC = HEAD + '[project]\nname = "demo"\nversion = "1"\n'
DYNAMIC = HEAD + '[project]\nname = "demo"\ndynamic = ["version"]\n'
PROVIDER = Provider(
    name="meson",
    about=meson_python.PROVIDER.about,
    # The options that may appear are a case of their own below.
    inputs=lambda project: (
        item
        for item in meson_python.PROVIDER.inputs(project)
        if item.certainty is not Certainty.POSSIBLE
    ),
)
OPTIONS = "meson_options.txt"


@pytest.mark.parametrize(
    ("pyproject", "files", "expected"),
    [
        pytest.param(
            STATIC,
            {"meson.build": "project('demo', 'c', version: '1')", "a.c": ""},
            [],
            id="a static version: imports rebuild",
        ),
        pytest.param(DYNAMIC, {"src/demo.py": ""}, [], id="no meson.build"),
        pytest.param(
            DYNAMIC.replace('"mesonpy"', '"hatchling.build"'),
            {"meson.build": "project('demo', version: '1')"},
            [],
            id="another back end",
        ),
        pytest.param(
            DYNAMIC,
            {"meson.build": "project('demo', 'c', version: '1.0')", "1.0": "", "demo": ""},
            ["meson.build -> version"],
            id="a literal",
        ),
        pytest.param(
            HEAD,
            {"meson.build": "project('demo', version: '1')"},
            ["meson.build -> version license license-files"],
            id="no project table",
        ),
        pytest.param(
            DYNAMIC.replace('"version"', '"version", "license", "license-files"'),
            {"meson.build": "project('demo')"},
            ["meson.build -> version license license-files"],
            id="a dynamic license",
        ),
        pytest.param(
            DYNAMIC,
            {"meson.build": "project('demo', version: files('VERSION'))", "VERSION": "1"},
            ["meson.build -> version", "VERSION -> version"],
            id="a file",
        ),
        pytest.param(
            DYNAMIC,
            {
                "meson.build": "# project('no', version: files('NO'))\n"
                "project('demo', 'c', # version: files('NO')\n  meson_version: '>=1',\n"
                "  version: files(['VERSION']), license: 'MIT')\nx = files('OTHER')\n",
                "VERSION": "1",
                "NO": "",
                "MIT": "",
                "OTHER": "",
            },
            ["meson.build -> version", "VERSION -> version"],
            id="a file among other things",
        ),
        pytest.param(
            DYNAMIC,
            {
                "meson.build": "project('demo', version: run_command('python3', 'tools/v.py', "
                "'--text', check: true).stdout().strip(), license: 'MIT')",
                "tools/v.py": "",
            },
            ["meson.build -> version", "run tools/v.py -> version"],
            id="a script",
        ),
        pytest.param(
            DYNAMIC,
            {
                "meson.build": "project('demo', version: run_command(\n ['git', 'describe'],"
                " check: true).stdout())"
            },
            ["meson.build -> version", "git:commit+tags -> version"],
            id="git",
        ),
        pytest.param(
            DYNAMIC,
            {
                "meson.build": "project('demo', version: '1')\nsubdir('src')\nsubdir('gone')\n",
                "src/meson.build": "subdir('inner')\nsubdir('.')",
                "src/inner/meson.build": b"\xff",
                "meson_options.txt": "",
            },
            [
                "meson.build -> version",
            ],
            id="the other files of the language change no field",
        ),
        pytest.param(
            DYNAMIC,
            {
                "meson.build": "project('demo', version: '1')",
                "meson.options": "",
                "meson_options.txt": "",
            },
            ["meson.build -> version"],
            id="the newer name of the options wins",
        ),
        pytest.param(
            DYNAMIC,
            {"meson.build": "project('demo', version: files('VERSION'"},
            ["meson.build -> version"],
            id="a broken file",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, pyproject: str, files: dict[str, str | bytes], expected: list[str]
) -> None:
    found_here = found(PROVIDER, lay_out({"pyproject.toml": pyproject, **files}))
    assert sorted(found_here) == sorted(expected)


def test_files_after_the_project_are_possible(lay_out: LayOut) -> None:
    files = {"meson.build": "project('demo')\nsubdir('src')\n", "src/meson.build": "", OPTIONS: ""}
    project = lay_out({"pyproject.toml": DYNAMIC, **files})
    items = list(meson_python.PROVIDER.inputs(project))
    assert [(i.key, i.feeds, i.certainty) for i in items[1:]] == [
        (File(name), (WHEEL,), Certainty.POSSIBLE) for name in ("src/meson.build", OPTIONS)
    ]


def test_options_may_appear(lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": DYNAMIC, "meson.build": "project('demo')"})
    items = list(meson_python.PROVIDER.inputs(project))
    assert [(i.key, i.certainty) for i in items[1:]] == [
        (File("meson.options"), Certainty.POSSIBLE)
    ]


def test_outputs(lay_out: LayOut) -> None:
    expected = ["build/cp*/**", ".mesonpy-*/**"]
    assert written(meson_python.PROVIDER, lay_out({"pyproject.toml": STATIC})) == expected
    other = STATIC.replace('"mesonpy"', '"x"')
    assert written(meson_python.PROVIDER, lay_out({"pyproject.toml": other})) == []
