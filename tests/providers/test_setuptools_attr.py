"""Versions that setuptools takes from a module."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.settings import WrongType
from tests.providers.setuptools_family import answers, build, head, setup
from uvlint.model import File, Unreadable
from uvlint.providers.setuptools_attr import PROVIDER

LITERAL = '__version__ = "1"\n'
DYNAMIC = "[tool.setuptools.dynamic]\n"
ATTR = DYNAMIC + 'version = { attr = "demo.__version__" }\n'
FLAT = {"demo/__init__.py": LITERAL}
SRC = {"src/demo/__init__.py": LITERAL}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"pyproject.toml": head(), **FLAT}, id="no settings"),
        pytest.param({"pyproject.toml": head(dynamic=()) + ATTR, **FLAT}, id="static version"),
        pytest.param({"pyproject.toml": build() + ATTR, **FLAT}, id="no project table"),
        pytest.param(
            {"pyproject.toml": head(backend="hatchling.build") + ATTR, **FLAT},
            id="another back end",
        ),
        pytest.param(
            {"pyproject.toml": head() + DYNAMIC + 'version = { file = "VERSION" }\n', **FLAT},
            id="a file",
        ),
        pytest.param(
            {
                "pyproject.toml": head()
                + DYNAMIC
                + 'version = { file = "VERSION", attr = "demo.__version__" }\n',
                **FLAT,
            },
            id="a file stands before a name",
        ),
        pytest.param(
            {"pyproject.toml": head() + DYNAMIC + "version = { attr = 1 }\n", **FLAT},
            id="wrong type",
        ),
    ],
)
def test_silent(lay_out: LayOut, files: dict[str, str]) -> None:
    assert answers(PROVIDER, lay_out(files)) == []


@pytest.mark.parametrize(
    ("files", "module"),
    [
        pytest.param({"pyproject.toml": head() + ATTR, **FLAT}, "demo/__init__.py", id="flat"),
        pytest.param({"pyproject.toml": head() + ATTR, **SRC}, "src/demo/__init__.py", id="src"),
        pytest.param(
            {"pyproject.toml": head() + ATTR, **FLAT, **SRC},
            "src/demo/__init__.py",
            id="src stands before flat",
        ),
        pytest.param(
            {"pyproject.toml": head() + ATTR, "demo.py": LITERAL, **FLAT},
            "demo.py",
            id="a module stands before a package",
        ),
        pytest.param(
            {
                "pyproject.toml": head() + DYNAMIC + 'version = { attr = "demo._about.V" }\n',
                "demo/__init__.py": "raise RuntimeError\n",
                "demo/_about.py": "V = (1, 2)\n",
            },
            "demo/_about.py",
            id="a submodule, without its package",
        ),
        pytest.param(
            {
                "pyproject.toml": head() + DYNAMIC + 'version = { attr = "space.demo.V" }\n',
                "src/space/demo/__init__.py": 'V: str = "1"\n',
            },
            "src/space/demo/__init__.py",
            id="a namespace",
        ),
        pytest.param(
            {
                "pyproject.toml": head() + DYNAMIC + 'version = { attr = "V" }\n',
                "__init__.py": 'V = "1"\n',
            },
            "__init__.py",
            id="a bare name",
        ),
        pytest.param(
            {
                "pyproject.toml": head()
                + '[tool.setuptools]\npackage-dir = { "" = "./lib/" }\n'
                + ATTR,
                "lib/demo/__init__.py": LITERAL,
                **SRC,
            },
            "lib/demo/__init__.py",
            id="package-dir of all",
        ),
        pytest.param(
            {
                "pyproject.toml": head()
                + '[tool.setuptools]\npackage-dir = { demo = "code" }\n'
                + ATTR,
                "code/__init__.py": LITERAL,
                **SRC,
            },
            "code/__init__.py",
            id="package-dir of one",
        ),
        pytest.param(
            {
                "pyproject.toml": head()
                + '[tool.setuptools]\npackage-dir = { a = "x", "a.b" = "y" }\n'
                + DYNAMIC
                + 'version = { attr = "a.b.c.V" }\n',
                "x/b/c.py": LITERAL,
                "y/c.py": 'V = "1"\n',
            },
            "y/c.py",
            id="the longest name in package-dir",
        ),
        pytest.param(
            {
                "pyproject.toml": head() + '[tool.setuptools]\npackages = ["demo"]\n' + ATTR,
                **FLAT,
                "src/other.c": "",
            },
            "demo/__init__.py",
            id="listed packages are not looked for",
        ),
        pytest.param(
            {
                "pyproject.toml": head()
                + '[tool.setuptools.packages.find]\nwhere = ["python"]\n'
                + ATTR,
                "python/demo/__init__.py": LITERAL,
                **SRC,
            },
            "python/demo/__init__.py",
            id="find.where",
        ),
        pytest.param(
            {
                "pyproject.toml": head()
                + '[tool.setuptools.packages.find]\nwhere = ["."]\n'
                + ATTR,
                **FLAT,
            },
            "demo/__init__.py",
            id="find.where is the project itself",
        ),
        pytest.param(
            {
                "pyproject.toml": head()
                + '[tool.setuptools.packages.find]\nwhere = ["a", "b"]\n'
                + ATTR,
                "a/other/__init__.py": "",
                "b/demo/__init__.py": LITERAL,
            },
            "b/demo/__init__.py",
            id="find.where with two folders",
        ),
        pytest.param(
            {
                "pyproject.toml": head() + ATTR,
                "setup.py": setup('package_dir={"": "lib"}, packages=["demo"]'),
                "lib/demo/__init__.py": LITERAL,
            },
            "lib/demo/__init__.py",
            id="package_dir in setup.py",
        ),
        pytest.param(
            {
                "pyproject.toml": head() + ATTR,
                "setup.py": setup("**known", 'known = dict(package_dir={"": "lib"})\n'),
                "lib/demo/__init__.py": LITERAL,
            },
            "lib/demo/__init__.py",
            id="package_dir in a dictionary of setup.py",
        ),
        pytest.param(
            {
                "pyproject.toml": head() + ATTR,
                "setup.cfg": "[options]\npackages = demo\npackage_dir =\n    = lib\n",
                "lib/demo/__init__.py": LITERAL,
            },
            "lib/demo/__init__.py",
            id="package_dir in setup.cfg",
        ),
        pytest.param(
            {
                "pyproject.toml": head() + ATTR,
                "setup.cfg": "[options]\npackages = find:\n[options.packages.find]\nwhere = lib\n",
                "lib/demo/__init__.py": LITERAL,
            },
            "lib/demo/__init__.py",
            id="find in setup.cfg",
        ),
        pytest.param(
            {
                "pyproject.toml": head(
                    backend="local.hooks", system='backend-path = ["packaging"]\n'
                )
                + ATTR,
                **FLAT,
            },
            "demo/__init__.py",
            id="a back end of the project around setuptools",
        ),
        pytest.param(
            {"pyproject.toml": head(backend="around.build") + ATTR, **FLAT},
            "demo/__init__.py",
            id="a back end around setuptools",
        ),
    ],
)
def test_module(lay_out: LayOut, files: dict[str, str], module: str) -> None:
    assert answers(PROVIDER, lay_out(files)) == [f"{module} -> version"]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("__version__ = str(1)\n", id="call"),
        pytest.param("from ._v import __version__\n", id="import"),
        pytest.param('if True:\n    __version__ = "1"\n', id="condition"),
        pytest.param('__version__ = f"{1}"\n', id="format"),
        pytest.param('__version__ = str(1)\n__version__ = "1"\n', id="the first one counts"),
        pytest.param("__version__: str\n", id="annotation without value"),
        pytest.param("", id="nothing"),
    ],
)
def test_import(lay_out: LayOut, code: str) -> None:
    project = lay_out({"pyproject.toml": head() + ATTR, "demo/__init__.py": code})
    assert "run demo/__init__.py -> version" in answers(PROVIDER, project)


def test_imported_code_and_its_files(lay_out: LayOut) -> None:
    project = lay_out(
        {
            "pyproject.toml": head() + ATTR,
            "src/demo/__init__.py": "from demo._load import load\n__version__ = load()\n",
            "src/demo/_load.py": "from pathlib import Path\n\n"
            "def load():\n    return (Path(__file__).parent / 'VERSION').read_text()\n",
            "src/demo/VERSION": "1",
        }
    )
    assert [item.key for item in PROVIDER.inputs(project)] == [
        File("src/demo/__init__.py"),
        File("src/demo/_load.py"),
        File("src/demo/VERSION"),
    ]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import pkgutil\nread = pkgutil.get_data(__name__, 'VERSION')\n", id="name"),
        pytest.param(
            "from importlib.resources import files\nread = (files(__package__) / 'VERSION').read_text()\n",
            id="package",
        ),
    ],
)
def test_file_of_the_package_by_its_own_name(lay_out: LayOut, code: str) -> None:
    files = {"src/demo/__init__.py": f"{code}__version__ = str(read)\n", "src/demo/VERSION": "1"}
    project = lay_out({"pyproject.toml": head() + ATTR, **files})
    assert [item.key for item in PROVIDER.inputs(project)] == [*map(File, files)]


def test_broken_module(lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": head() + ATTR, "demo/__init__.py": "def (\n"})
    with pytest.raises(Unreadable):
        answers(PROVIDER, project)


def test_no_module(lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": head() + ATTR})
    assert answers(PROVIDER, project) == ["possible demo.py -> version"]


MISFITS = (
    WrongType("setuptools.build_meta", "", 'setuptools.dynamic = <"x">', "a table"),
    WrongType("setuptools.build_meta", "", 'setuptools.dynamic.version = <"x">', "a table"),
    WrongType("setuptools.build_meta", "", "setuptools.dynamic.version.attr = <3>", "a string"),
)
