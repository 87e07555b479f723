"""What setuptools copies into an editable install."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.settings import WrongType
from tests.providers.setuptools_family import answers, build, head
from uvlint.providers.setuptools_manifest import PROVIDER

DATA = """
[tool.setuptools]
include-package-data = true
package-data = { demo = ["*.json"] }
data-files = { share = ["data/*.txt"] }
"""
MANIFEST = {"MANIFEST.in": "graft data\n", "data/a.txt": "", "demo/b.json": ""}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": head()}, [], id="no settings"),
        pytest.param({"pyproject.toml": head() + DATA, **MANIFEST}, [], id="data"),
        pytest.param(
            {"pyproject.toml": head("setuptools-git"), **MANIFEST}, [], id="a finder of files"
        ),
        pytest.param(
            {"pyproject.toml": head() + '[tool.setuptools]\nscript-files = ["../x", "/y"]\n'},
            [],
            id="scripts outside",
        ),
        pytest.param(
            {"pyproject.toml": head() + '[tool.setuptools]\nscript-files = ["bin/x", "bin/y"]\n'},
            ["bin/x -> wheel", "bin/y -> wheel"],
            id="scripts",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.cfg": "[options]\nscripts =\n    bin/x\n    bin/y\n",
            },
            ["bin/x -> wheel", "bin/y -> wheel"],
            id="scripts in setup.cfg",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert answers(PROVIDER, lay_out(files)) == expected


GENERATES = "from setuptools import setup\nrun('npm', cwd='web')\nsetup(cmdclass={'build_py': B})\n"
WEB = {
    "pyproject.toml": head(dynamic=()),
    "setup.py": GENERATES,
    "demo/__init__.py": "",
    "web/package.json": "",
    "web/less/a.less": "",
    "web/less/deep/b.less": "",
    "web/notes.md": "",
    "tests/web.js": "",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [], id="no MANIFEST.in"),
        pytest.param({"MANIFEST.in": "", "setup.py": ""}, [], id="nothing listed"),
        pytest.param({"MANIFEST.in": "graft web\nprune web\n"}, [], id="pruned again"),
        pytest.param({"MANIFEST.in": "graft tests\n"}, [], id="a folder for people"),
        pytest.param(
            {"MANIFEST.in": "graft web\n", "setup.py": "from setuptools import setup\nsetup()\n"},
            [],
            id="no commands",
        ),
        pytest.param(
            {"MANIFEST.in": "graft web\n", "setup.py": GENERATES.replace("'web'", "'website'")},
            [],
            id="a folder the commands do not name",
        ),
        pytest.param(
            {"MANIFEST.in": "graft web\n", "web/__init__.py": ""}, [], id="a package of its own"
        ),
        pytest.param(
            {"MANIFEST.in": "graft web\n"},
            ["likely web/less/**/*.less -> wheel", "likely web/package.json -> wheel"],
            id="graft",
        ),
        pytest.param(
            {"MANIFEST.in": "recursive-include web *.less\nglobal-exclude b.*\n"},
            ["likely web/less/a.less -> wheel"],
            id="included and excluded",
        ),
    ],
)
def test_sources_of_commands(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert sorted(answers(PROVIDER, lay_out({**WEB, **files}))) == expected


@pytest.mark.parametrize(
    ("manifest", "files", "expected"),
    [
        pytest.param("", {}, [], id="nothing listed"),
        pytest.param("include demo/a.css\n", {"demo/a.css": ""}, [], id="there, and in git"),
        pytest.param("include other/a.css\n", {}, [], id="in no package"),
        pytest.param("exclude demo/a.css\n", {}, [], id="excluded"),
        pytest.param(
            "include demo/a.css demo/b.js\n", {}, ["demo/a.css", "demo/b.js"], id="awaited"
        ),
        pytest.param("graft demo/static\n", {}, ["demo/static/**/*"], id="an awaited folder"),
        pytest.param(
            "recursive-include demo/static *.css\n",
            {"demo/static/a.css": "", ".gitignore": "*.css\n"},
            ["demo/static/a.css"],
            id="not in git",
        ),
    ],
)
def test_outputs(
    lay_out: LayOut, manifest: str, files: dict[str, str], expected: list[str]
) -> None:
    project = lay_out({**WEB, "MANIFEST.in": manifest, **files})
    assert [item.file for item in PROVIDER.outputs(project)] == expected


MISFITS = (
    WrongType("setuptools.build_meta", "", "setuptools.script-files = <3>", "an array of strings"),
)
