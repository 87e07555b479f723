"""Back ends that lie in the project."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.in_tree import PROVIDER


def own(backend: str = "wrap", folder: str = "_build", more: str = "") -> str:
    return (
        f'[build-system]\nrequires = ["setuptools"]\nbuild-backend = "{backend}"\n'
        f'backend-path = ["{folder}"]\n{more}'
    )


WRAP = "from setuptools.build_meta import *\nimport textual\n"
HOOK = """
import os
from setuptools import build_meta
def get_requires_for_build_wheel(config_settings=None):
    return build_meta.get_requires_for_build_wheel() + os.environ.get('X', '').split()
def build_wheel(*args):
    open('gen/a.py', 'w').write(open('spec').read())
def build_sdist(*args):
    open('never')
"""

REQUIRES = """
'''More requirements.'''
import os
from setuptools.build_meta import *
from setuptools import build_meta as _other
ALWAYS = ["a"]
def _more():
    return [os.environ['MPI']] if os.path.exists('with-mpi') else ALWAYS
def get_requires_for_build_wheel(config_settings=None):
    return _other.get_requires_for_build_wheel() + _more()
"""
BOTH = """
import os
from textual import get
def get_requires_for_build_editable(config_settings=None):
    if os.environ.get("SKIP"):
        return []
    for name in get():
        get(name)
    return []
def get_requires_for_build_wheel(config_settings=None):
    return [os.environ["MPI"]]
"""
DYNAMIC = '[project]\nname = "a"\ndynamic = ["version"]\n'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": ""}, [], id="no back end"),
        pytest.param({"pyproject.toml": own()}, [], id="no such module"),
        pytest.param({"pyproject.toml": own(".."), "_build/__init__.py": ""}, [], id="no name"),
        pytest.param(
            {
                "pyproject.toml": own(),
                "_build/wrap.py": WRAP,
                "_build/textual.py": "",
                "_build/unused.py": "",
            },
            ["run _build/wrap.py -> wheel", "run _build/textual.py -> wheel"],
            id="what it imports",
        ),
        pytest.param(
            {
                "pyproject.toml": own(more='[project]\nname = "a"\nversion = "1"\n'),
                "_build/wrap.py": HOOK,
                "spec": "",
            },
            ["run _build/wrap.py -> wheel", "likely env:X -> wheel", "likely spec -> wheel"],
            id="what its hooks read",
        ),
        pytest.param(
            {
                "pyproject.toml": own(folder="./_build/", more='[project]\nname = "a"\n'),
                "_build/wrap.py": HOOK,
            },
            ["run _build/wrap.py -> wheel", "likely env:X -> wheel", "possible spec -> wheel"],
            id="a path that is not in normal form",
        ),
        pytest.param(
            {"pyproject.toml": own(more=DYNAMIC), "_build/wrap.py": HOOK, "spec": ""},
            ["run _build/wrap.py -> version", "likely env:X -> version", "likely spec -> version"],
            id="hooks that make metadata",
        ),
        pytest.param(
            {"pyproject.toml": own(more=DYNAMIC), "_build/wrap.py": REQUIRES, "with-mpi": ""},
            ["run _build/wrap.py -> wheel", "likely env:MPI -> wheel"],
            id="hooks that only ask for requirements",
        ),
        pytest.param(
            {"pyproject.toml": own(more=DYNAMIC), "_build/wrap.py": BOTH},
            [
                "run _build/wrap.py -> wheel",
                "possible env:SKIP -> wheel",
                "possible env:MPI -> wheel",
            ],
            id="requirements of builds that are not editable, and a switch for all",
        ),
        pytest.param(
            {
                "pyproject.toml": own(more=DYNAMIC),
                "_build/wrap.py": f"{REQUIRES}_other.Distribution.parse = _more()\n",
                "with-mpi": "",
            },
            ["run _build/wrap.py -> version", "likely env:MPI -> version"],
            id="one that changes more than requirements",
        ),
        pytest.param(
            {
                "pyproject.toml": own(),
                "_build/wrap.py": "def build_wheel(*a):\n    open('no.toml')",
            },
            ["run _build/wrap.py -> wheel", "possible no.toml -> wheel"],
            id="a file that is not there",
        ),
        pytest.param(
            {
                "pyproject.toml": own("tools.back:end"),
                "_build/tools/__init__.py": "",
                "_build/tools/back.py": "class End:\n    def build_editable(self, *a):\n"
                "        return open('F')\nend = End()\n",
                "F": "",
            },
            [
                "run _build/tools/__init__.py -> wheel",
                "run _build/tools/back.py -> wheel",
                "likely F -> wheel",
            ],
            id="an object of a package",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out(files)) == expected


def test_outputs(lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": own(), "_build/wrap.py": HOOK})
    assert written(PROVIDER, project) == ["gen/a.py"]
