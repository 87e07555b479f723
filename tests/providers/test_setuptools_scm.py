"""Versions that setuptools-scm counts."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import written
from tests.providers.settings import Fit, WrongType
from tests.providers.setuptools_family import answers, build, head, overrides, setup
from uvlint.project import Project
from uvlint.providers.setuptools_scm import PROVIDER

TABLE = "[tool.setuptools_scm]\n"
GIT = ["git:commit+tags -> version", "- -> version"]
SCM = head("setuptools-scm")


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"pyproject.toml": SCM}, id="finder of files"),
        pytest.param({"pyproject.toml": head("setuptools-scm[toml]")}, id="another extra"),
        pytest.param(
            {"pyproject.toml": head("setuptools-scm", dynamic=()) + TABLE}, id="static version"
        ),
        pytest.param(
            {"pyproject.toml": head("setuptools-scm[simple]", dynamic=())}, id="simple, but static"
        ),
        pytest.param({"pyproject.toml": head() + TABLE}, id="not installed"),
        pytest.param(
            {"pyproject.toml": head("setuptools-scm", backend="hatchling.build") + TABLE},
            id="another back end",
        ),
        pytest.param(
            {
                "pyproject.toml": build("setuptools-scm") + TABLE,
                "setup.cfg": "[metadata]\nversion = file: VERSION\n",
            },
            id="version in setup.cfg",
        ),
        pytest.param(
            {"pyproject.toml": build("setuptools-scm") + TABLE, "setup.py": setup('version="1"')},
            id="version in setup.py",
        ),
        pytest.param(
            {
                "pyproject.toml": build("setuptools-scm"),
                "setup.cfg": "[tool:setuptools_scm]\nversion_file = a.py\n",
            },
            id="setup.cfg is not read",
        ),
        pytest.param(
            {"pyproject.toml": build(), "setup.py": setup("use_scm_version=False")},
            id="switched off",
        ),
        pytest.param(
            {"pyproject.toml": build(), "setup.py": "# use_scm_version\n" + setup("")},
            id="only in a comment",
        ),
        pytest.param(
            {
                "pyproject.toml": SCM
                + TABLE
                + 'version_file = "demo/_v.py"\n[tool.setuptools.dynamic]\n'
                'version = { attr = "demo.V" }\n',
                "demo/__init__.py": 'V = "1"\n',
            },
            id="a module has the last word",
        ),
        pytest.param(
            {
                "pyproject.toml": SCM
                + TABLE
                + '[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n',
            },
            id="a file has the last word",
        ),
    ],
)
def test_silent(lay_out: LayOut, files: dict[str, str]) -> None:
    assert answers(PROVIDER, lay_out(files)) == []


@pytest.mark.parametrize(
    ("files", "more"),
    [
        pytest.param({"pyproject.toml": SCM + TABLE}, [], id="empty table"),
        pytest.param({"pyproject.toml": head("setuptools_scm>=8") + TABLE}, [], id="old spelling"),
        pytest.param({"pyproject.toml": SCM + "[tool.vcs-versioning]\n"}, [], id="new table"),
        pytest.param({"pyproject.toml": head("setuptools-scm[simple]")}, [], id="simple"),
        pytest.param(
            {"pyproject.toml": SCM + TABLE + 'fallback_version = "0.9"\n'}, [], id="fallback"
        ),
        pytest.param(
            {"pyproject.toml": SCM + '[tool.setuptools_scm.scm.git]\ndescribe_command = "git"\n'},
            [],
            id="own command",
        ),
        pytest.param(
            {"pyproject.toml": build("setuptools-scm"), "setup.py": setup("use_scm_version=True")},
            [],
            id="keyword",
        ),
        pytest.param(
            {
                "setup.py": setup(
                    'use_scm_version={"root": ".."}, setup_requires=["setuptools_scm"]'
                )
            },
            [],
            id="no pyproject.toml",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.py": setup("use_scm_version=version", "def version():\n    return {}\n"),
            },
            [],
            id="function",
        ),
        pytest.param(
            {
                "pyproject.toml": build() + TABLE,
                "setup.cfg": "[options]\nsetup_requires = setuptools_scm\n",
            },
            [],
            id="installed by setup.cfg",
        ),
        pytest.param(
            {
                "pyproject.toml": build("setuptools-scm") + TABLE,
                "setup.cfg": "[metadata]\nversion = attr: demo.V\n",
            },
            [],
            id="attr in setup.cfg has no word",
        ),
        pytest.param(
            {
                "pyproject.toml": SCM
                + TABLE
                + 'version_file = "src/demo/_v.py"\n[tool.setuptools.dynamic]\n'
                'version = { attr = "demo._v.version" }\n',
                "src/demo/_v.py": 'version = "1"\n',
            },
            [],
            id="the module it wrote before",
        ),
        pytest.param(
            {
                "pyproject.toml": SCM
                + TABLE
                + 'version_file = "demo/_v.py"\n[tool.setuptools.dynamic]\n'
                'version = { attr = "demo.version" }\n',
                "demo/__init__.py": "from ._v import version\n",
            },
            [],
            id="a module that imports what it wrote",
        ),
        pytest.param(
            {
                "pyproject.toml": SCM
                + TABLE
                + 'version_scheme = "towncrier-fragments"\n[tool.towncrier]\ndirectory = "news"\n'
            },
            ["news/* -> version", "likely towncrier.toml -> version"],
            id="fragments",
        ),
        pytest.param(
            {
                "pyproject.toml": SCM + TABLE + 'version_scheme = "towncrier-fragments-zerover"\n',
                "towncrier.toml": 'directory = "notes"\n',
            },
            ["notes/* -> version", "likely towncrier.toml -> version"],
            id="fragments by towncrier.toml",
        ),
        pytest.param(
            {"pyproject.toml": SCM + TABLE + 'version_scheme = ["towncrier-fragments"]\n'},
            ["changelog.d/* -> version", "likely towncrier.toml -> version"],
            id="fragments where they usually are",
        ),
        pytest.param(
            {"pyproject.toml": SCM + TABLE, ".config/python-vcs-versioning.toml": ""},
            [".config/python-vcs-versioning.toml -> version"],
            id="overrides in the project",
        ),
        pytest.param(
            {"pyproject.toml": SCM + TABLE, ".git_archival.txt": "node: 1\n"},
            ["likely .git_archival.txt -> version"],
            id="an exported tree",
        ),
        pytest.param(
            {"pyproject.toml": SCM + TABLE, ".git_archival.txt": "", ".git/HEAD": ""},
            [],
            id="a repository needs no exported version",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], more: list[str]) -> None:
    assert answers(PROVIDER, lay_out(files)) == GIT + more


def test_overrides_at_the_root_of_the_repository(lay_out: LayOut) -> None:
    outer = lay_out(
        {
            "pkgs/demo/pyproject.toml": SCM + TABLE + 'root = "../.."\n',
            ".config/python-vcs-versioning.toml": '["pkgs/demo"]\nversion_file = "demo/_v.py"\n',
        }
    )
    project = Project(outer.path("pkgs/demo"))
    assert answers(PROVIDER, project) == [
        *GIT,
        "../../.config/python-vcs-versioning.toml -> version",
    ]
    assert written(PROVIDER, project) == ["demo/_v.py"]


def test_uv_cannot_watch_mercurial(lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": SCM + TABLE, ".hg/requires": ""})
    assert answers(PROVIDER, project) == ["- -> version"]


def test_variables(lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": SCM.replace('"demo"', '"my-Demo.x"') + TABLE})
    assert overrides(PROVIDER, project) == [
        "env:SETUPTOOLS_SCM_PRETEND_VERSION",
        "env:SETUPTOOLS_SCM_PRETEND_VERSION_FOR_MY_DEMO_X",
        "env:VCS_VERSIONING_PRETEND_VERSION",
        "env:VCS_VERSIONING_PRETEND_VERSION_FOR_MY_DEMO_X",
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": SCM + TABLE}, [], id="no file"),
        pytest.param(
            {"pyproject.toml": head("setuptools-scm", dynamic=()) + TABLE + 'write_to = "a.py"\n'},
            [],
            id="static version",
        ),
        pytest.param(
            {"pyproject.toml": SCM + TABLE + 'version_file = "a.py"\nwrite_to_source = false\n'},
            [],
            id="not into the source",
        ),
        pytest.param(
            {"pyproject.toml": SCM + TABLE + 'version_file = "src/demo/_v.py"\n'},
            ["src/demo/_v.py"],
            id="version_file",
        ),
        pytest.param(
            {"pyproject.toml": SCM + TABLE + 'root = ".."\nwrite_to = "demo/a/_v.py"\n'},
            ["../demo/a/_v.py"],
            id="write_to counts from the root",
        ),
        pytest.param(
            {
                "pyproject.toml": build("setuptools-scm"),
                "setup.py": setup(
                    "use_scm_version=options",
                    'options = {"write_to": "demo/_v.py", "local_scheme": str}\n',
                ),
            },
            ["demo/_v.py"],
            id="setup.py",
        ),
        pytest.param(
            {
                "pyproject.toml": SCM
                + TABLE
                + 'version_file = "demo/_v.py"\n[tool.setuptools.dynamic]\n'
                'version = { file = "VERSION" }\n',
            },
            ["demo/_v.py"],
            id="written even where it has no word",
        ),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out(files)) == expected


MISFITS = (
    WrongType("setuptools.build_meta", "setuptools-scm", "setuptools_scm = <true>", "a table"),
    WrongType("setuptools.build_meta", "setuptools-scm", "setuptools_scm.root = <3>", "a string"),
    WrongType(
        "setuptools.build_meta",
        "setuptools-scm",
        "setuptools_scm.version_scheme = <3>",
        "an array of strings",
    ),
)

FITS = (
    Fit("setuptools.build_meta", "setuptools-scm", 'setuptools_scm.version_scheme = "x"'),
    Fit("setuptools.build_meta", "setuptools-scm", 'setuptools_scm.version_scheme = ["x", "y"]'),
    Fit("setuptools.build_meta", "setuptools-scm", "setuptools_scm.unknown = 3"),
)
