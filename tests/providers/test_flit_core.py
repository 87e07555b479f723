"""Fields that flit_core takes from the module."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from tests.providers.settings import WrongType
from uvlint.providers.flit_core import PROVIDER

HEAD = '[build-system]\nrequires = ["flit_core"]\nbuild-backend = "flit_core.buildapi"\n'
LEGACY = '[build-system]\nrequires = ["flit"]\nbuild-backend = "flit.buildapi"\n'


def project(*dynamic: str, name: str = "demo") -> str:
    fields = ", ".join(f'"{field}"' for field in dynamic)
    return f'{HEAD}[project]\nname = "{name}"\ndynamic = [{fields}]\n'


WHOLE = '"""A demo."""\n__version__ = "1"\n'
BARE = '"""A demo."""\n'
BOTH = ("version", "description")


@pytest.mark.parametrize(
    ("pyproject", "files", "expected"),
    [
        pytest.param(project(), {"demo.py": WHOLE}, [], id="nothing is dynamic"),
        pytest.param(project("version"), {}, [], id="no module"),
        pytest.param(project("version"), {"other.py": WHOLE}, [], id="another module"),
        pytest.param(
            project("version").replace("flit_core", "hatchling"), {"demo.py": WHOLE}, [], id="hatch"
        ),
        pytest.param(
            project(*BOTH), {"demo.py": WHOLE}, ["demo.py -> version description"], id="a module"
        ),
        pytest.param(
            project("description"), {"demo.py": BARE}, ["demo.py -> description"], id="description"
        ),
        pytest.param(
            project("version"),
            {"demo/__init__.py": "__version__: str = '1'"},
            ["demo/__init__.py -> version"],
            id="a package",
        ),
        pytest.param(
            project("version"), {"src/demo.py": WHOLE}, ["src/demo.py -> version"], id="src"
        ),
        pytest.param(
            project("version", name="my-demo"),
            {"my_demo.py": WHOLE},
            ["my_demo.py -> version"],
            id="a name with a hyphen",
        ),
        pytest.param(
            project("version", name="demo-x-stubs"),
            {"demo_x-stubs/__init__.py": WHOLE},
            ["demo_x-stubs/__init__.py -> version"],
            id="stubs",
        ),
        pytest.param(
            project("version", name="dist") + '[tool.flit.module]\nname = "ns.demo"\n',
            {"ns/demo/__init__.py": WHOLE, "dist.py": WHOLE},
            ["ns/demo/__init__.py -> version"],
            id="a module in a namespace",
        ),
        pytest.param(
            LEGACY + '[tool.flit.metadata]\nmodule = "demo"\ndescription-file = "README.md"\n',
            {"demo.py": WHOLE},
            ["demo.py -> version description"],
            id="the old table",
        ),
        pytest.param(
            project(*BOTH),
            {"demo/__init__.py": BARE, "demo/_version.py": '__version__ = "1"\n'},
            ["demo/__init__.py -> version description", "demo/_version.py -> version"],
            id="the version beside the module",
        ),
        pytest.param(
            project("version"),
            {"demo/__init__.py": WHOLE, "demo/version.py": '__version__ = "2"\n'},
            ["demo/__init__.py -> version"],
            id="the version of the module counts more",
        ),
        pytest.param(
            project("version"),
            {"demo/__init__.py": "__version__ = str(1)\n"},
            ["run demo/__init__.py -> version"],
            id="no literal: the module is imported",
        ),
        pytest.param(
            project(*BOTH),
            {"demo.py": "__version__ = '1'\n"},
            ["run demo.py -> version description"],
            id="no docstring: the module is imported",
        ),
        pytest.param(
            project("version"),
            {"demo.py": b"# -*- coding: latin-1 -*-\n__version__ = '1' # \xe9\n"},
            ["demo.py -> version"],
            id="another encoding",
        ),
        pytest.param(
            project("version") + '[tool.flit.external-data]\ndirectory = "data"\n',
            {"demo.py": WHOLE, "data/share/x": ""},
            ["demo.py -> version", "data/**/* -> wheel"],
            id="data that is copied",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, pyproject: str, files: dict[str, str | bytes], expected: list[str]
) -> None:
    assert found(PROVIDER, lay_out({**files, "pyproject.toml": pyproject})) == expected


MISFITS = (
    WrongType("flit_core.buildapi", "", "flit.external-data.directory = <3>", "a string"),
    WrongType("flit_core.buildapi", "", "flit.module.name = <3>", "a string"),
)
