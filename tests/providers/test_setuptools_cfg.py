"""Fields that setuptools takes from setup.cfg."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.setuptools_family import answers, build, head, setup
from uvlint.providers.setuptools_cfg import PROVIDER

NAME = "[metadata]\nname = demo\n"
FILES = {"demo/__init__.py": 'V = "1"\n'}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"pyproject.toml": build()}, id="no setup.cfg"),
        pytest.param({"pyproject.toml": build(), "setup.cfg": ""}, id="empty"),
        pytest.param({"pyproject.toml": build(), "setup.cfg": "[flake8]\n"}, id="other tools"),
        pytest.param(
            {
                "pyproject.toml": head(dynamic=()),
                "setup.cfg": "[metadata]\nversion = attr: demo.V\nlong_description = file: R\n",
            },
            id="a static project table stands before it",
        ),
        pytest.param(
            {
                "pyproject.toml": head()
                + '[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n',
                "setup.cfg": "[metadata]\nversion = attr: demo.V\n",
            },
            id="pyproject.toml stands before it",
        ),
        pytest.param(
            {
                "pyproject.toml": head(backend="hatchling.build"),
                "setup.cfg": "[metadata]\nversion = attr: demo.V\n",
            },
            id="another back end",
        ),
        pytest.param(
            {
                "pyproject.toml": head(),
                "setup.py": setup('version="2"'),
                "setup.cfg": "[metadata]\nversion = attr: demo.V\n",
            },
            id="setup.py stands before it",
        ),
    ],
)
def test_silent(lay_out: LayOut, files: dict[str, str]) -> None:
    assert answers(PROVIDER, lay_out({**FILES, **files})) == []


@pytest.mark.parametrize(
    ("cfg", "expected"),
    [
        pytest.param("", [], id="the name alone"),
        pytest.param("version = 1\n", ["setup.cfg -> version"], id="static"),
        pytest.param(
            "version = attr: demo.V\n",
            ["setup.cfg -> version", "demo/__init__.py -> version"],
            id="attr",
        ),
        pytest.param(
            "version = attr:demo.V\n",
            ["setup.cfg -> version", "demo/__init__.py -> version"],
            id="attr without blank",
        ),
        pytest.param(
            "version = file: VERSION\n",
            ["setup.cfg -> version", "VERSION -> version"],
            id="version file",
        ),
        pytest.param(
            "long-description = file: README.md, docs/HISTORY.md,\n    NEWS.md\n",
            [
                "setup.cfg -> readme",
                "README.md -> readme",
                "docs/HISTORY.md -> readme",
                "NEWS.md -> readme",
            ],
            id="a list over two lines, and a hyphen in the name",
        ),
        pytest.param(
            "long_description =\n    file: README.md\n",
            ["setup.cfg -> readme"],
            id="text on the next line names no file",
        ),
        pytest.param(
            "long_description = file: README.md\n    NEWS.md\n",
            ["setup.cfg -> readme"],
            id="lines are no list",
        ),
        pytest.param(
            "long_description = file: ../README.md\n", ["setup.cfg -> readme"], id="outside"
        ),
        pytest.param(
            "summary = file: S\nclassifiers = file: C\n",
            [
                "setup.cfg -> description classifiers",
                "S -> description",
                "C -> classifiers",
            ],
            id="description and classifiers",
        ),
        pytest.param("license_files = LICENSE\nkeywords = file: K\n", [], id="licences, keywords"),
        pytest.param(
            "[options]\ninstall_requires = file: a.txt, b.txt\n",
            ["setup.cfg -> dependencies", "a.txt -> dependencies", "b.txt -> dependencies"],
            id="dependencies",
        ),
        pytest.param(
            "[options]\ninstall_requires = idna\npython_requires = >=3.11\n",
            ["setup.cfg -> dependencies requires-python"],
            id="dependencies in the file itself",
        ),
        pytest.param(
            "[options.extras_require]\ndev = file: dev.txt\ndocs = sphinx\n",
            ["setup.cfg -> optional-dependencies", "dev.txt -> optional-dependencies"],
            id="extras",
        ),
        pytest.param(
            "[options]\nentry_points = file: points.ini\n",
            ["setup.cfg -> entry-points", "points.ini -> entry-points"],
            id="entry points",
        ),
        pytest.param(
            "[options.entry_points]\nconsole_scripts =\n    demo = demo:main\n",
            ["setup.cfg -> entry-points"],
            id="entry points in the file itself",
        ),
        pytest.param("[options]\npackages = demo\nzip_safe = no\n", [], id="no fields"),
    ],
)
def test_inputs(lay_out: LayOut, cfg: str, expected: list[str]) -> None:
    files = {**FILES, "pyproject.toml": build(), "setup.cfg": NAME + cfg}
    assert answers(PROVIDER, lay_out(files)) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"setup.cfg": "[metadata]\nversion = attr: demo.V\n"},
            ["setup.cfg -> version", "demo/__init__.py -> version"],
            id="no pyproject.toml",
        ),
        pytest.param(
            {
                "pyproject.toml": head(dynamic=("optional-dependencies",)),
                "setup.cfg": "[metadata]\nversion = attr: demo.V\n"
                "[options.extras_require]\ndev = file: dev.txt\n",
            },
            ["setup.cfg -> optional-dependencies", "dev.txt -> optional-dependencies"],
            id="only the dynamic fields",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.cfg": "[metadata]\nversion = attr: demo.V\n"
                "[options]\npackage_dir =\n    =lib\npackages = demo\n",
                "lib/demo.py": "V = '1'\n",
            },
            ["setup.cfg -> version", "lib/demo.py -> version"],
            id="package_dir",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.cfg": "[metadata]\nversion = attr: demo.V\n",
                "src/demo.py": "V = '1'\n",
            },
            ["setup.cfg -> version", "src/demo.py -> version"],
            id="src is found",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.py": setup("version=None, install_requires=[]"),
                "setup.cfg": "[metadata]\nversion = attr: demo.V\n",
            },
            ["setup.cfg -> version", "demo/__init__.py -> version"],
            id="setup.py says nothing",
        ),
        pytest.param(
            {
                "pyproject.toml": build("setuptools-scm") + "[tool.setuptools_scm]\n",
                "setup.cfg": "[metadata]\nversion = attr: demo.V\n",
            },
            ["setup.cfg -> version"],
            id="setuptools-scm stands before a module",
        ),
        pytest.param(
            {"pyproject.toml": build(backend="pbr.build"), "setup.cfg": NAME + "version = 1\n"},
            ["setup.cfg -> version"],
            id="pbr wraps setuptools",
        ),
    ],
)
def test_projects(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert answers(PROVIDER, lay_out({**FILES, **files})) == expected
