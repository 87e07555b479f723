"""What setup.py reads, under the back ends that run it."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.setuptools_family import build, head, setup
from uvlint.model import Unreadable
from uvlint.providers.setup_py import PROVIDER

READS = setup("version=open('V').read()")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": build()}, [], id="no setup.py"),
        pytest.param(
            {
                "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\n'
                'build-backend = "hatchling.build"\n',
                "setup.py": READS,
            },
            [],
            id="another back end",
        ),
        pytest.param(
            {"pyproject.toml": head(dynamic=()), "setup.py": READS},
            ["run setup.py -> wheel"],
            id="the version is static",
        ),
        pytest.param(
            {
                "pyproject.toml": head() + '[tool.setuptools.dynamic]\nversion.attr = "a.b"\n',
                "setup.py": READS,
            },
            ["run setup.py -> wheel"],
            id="pyproject.toml says where the version is",
        ),
        pytest.param(
            {"pyproject.toml": head(), "setup.py": READS},
            ["run setup.py -> version", "V -> version"],
            id="the version is dynamic",
        ),
        pytest.param(
            {"setup.py": READS},
            ["run setup.py -> version", "V -> version"],
            id="no pyproject.toml",
        ),
        pytest.param(
            {"setup.py": f"import helper\n{READS}", "helper.py": "open('H')"},
            [
                "run setup.py -> version",
                "run helper.py -> wheel",
                "H -> version",
                "V -> version",
            ],
            id="the legacy back end imports from the project",
        ),
        pytest.param(
            {"setup.py": "open('H')\n" + setup("version='1'")},
            ["run setup.py -> wheel", "H -> wheel"],
            id="the version is an argument",
        ),
        pytest.param(
            {"setup.py": f"open('H')\n{setup('')}", "setup.cfg": "[metadata]\nversion = 1\n"},
            ["run setup.py -> wheel", "H -> wheel"],
            id="setup.cfg says the version",
        ),
        pytest.param(
            {"pyproject.toml": build(), "setup.py": f"import helper\n{READS}", "helper.py": ""},
            ["run setup.py -> version", "V -> version"],
            id="build_meta does not",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.py": "from setuptools import Extension\nimport os\n"
                + setup("ext_modules=[Extension('a', ['a.c'])] if os.getenv('X') else []"),
                "a.c": "",
            },
            ["run setup.py -> wheel", "possible env:X -> wheel"],
            id="sources are for another provider",
        ),
        pytest.param(
            {
                "setup.py": "from glob import glob\n"
                + setup("data_files=[('etc', glob('etc/*.ini') + ['absent'])], scripts=['bin/a']"),
                "etc/a.ini": "",
                "bin/a": "",
            },
            [
                "run setup.py -> version",
                "possible etc/**/*.ini -> wheel",
                "likely bin/a -> wheel",
            ],
            id="files that are copied",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({"V": "1", "H": "", **files})) == expected


def test_outputs(lay_out: LayOut) -> None:
    files = {"setup.py": f"open('demo/_v.py', 'w').write('1')\n{READS}"}
    assert written(PROVIDER, lay_out(files)) == ["demo/_v.py"]


def test_a_broken_setup_py_is_unreadable(lay_out: LayOut) -> None:
    with pytest.raises(Unreadable):
        found(PROVIDER, lay_out({"setup.py": "setup(\n"}))
