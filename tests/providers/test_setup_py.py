"""What setup.py reads, under the back ends that run it."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.setuptools_family import build, head, setup
from uvlint.model import Unreadable
from uvlint.providers.setup_py import PROVIDER

READS = setup("version=open('V').read()")
MUCH = (
    "N = range(10)\nT = [(a, b, c, d, e) for a in N for b in N for c in N for d in N for e in N]\n"
)


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
                "H -> wheel",
                "V -> version",
            ],
            id="the legacy back end imports from the project",
        ),
        pytest.param(
            {"pyproject.toml": head(), "setup.py": f"import os\nos.environ['X']\n{MUCH}{READS}"},
            [
                "run setup.py -> version",
                "possible env:X -> version",
                "possible - -> version",
                "likely V -> version",
            ],
            id="too much is done before the call",
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


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("os.chmod('configure', 0o755)", ["configure"]),
        (
            "for name in ['a', 'b']:\n    os.utime(os.path.join('tools', name))",
            ["tools/a", "tools/b"],
        ),
        ("pathlib.Path('configure').chmod(0o755)", ["configure"]),
        ("shutil.copymode('a', 'configure')", ["configure"]),
        ("os.chmod('/usr/bin/x', 0o755)", []),
        ("if not os.access('configure', os.X_OK):\n    os.chmod('configure', 0o755)", []),
        (
            "def build():\n    if os.environ.get('SYSTEM'): return\n    os.chmod('configure', 0)\nbuild()",
            ["configure"],
        ),
        ("if os.environ.get('SYSTEM'):\n    os.chmod('configure', 0o755)", []),
    ],
)
def test_rights_and_times(lay_out: LayOut, code: str, expected: list[str]) -> None:
    project = lay_out({"setup.py": f"import os, pathlib, shutil\n{code}\n{READS}"})
    assert written(PROVIDER, project) == expected


def test_new_rights_hand_nothing_on(lay_out: LayOut) -> None:
    code = "import os\nflags = os.environ.get('FLAGS').split()\nos.chmod('configure', 0o755)\n"
    project = lay_out({"setup.py": code + setup("version='1'")})
    assert found(PROVIDER, project) == ["run setup.py -> wheel", "possible env:FLAGS -> wheel"]


NATIVE = "ext_modules=[Extension('a', ['a.c'])]"
EXTENSION = "from setuptools import Extension\n"


@pytest.mark.parametrize(
    ("files", "counts"),
    [
        ({"setup.py": EXTENSION + setup(NATIVE)}, False),
        ({"setup.py": EXTENSION + setup(NATIVE), "pyproject.toml": build()}, True),
        ({"setup.py": EXTENSION + setup(f"name='a', {NATIVE}")}, True),
        ({"setup.py": EXTENSION + setup(f"packages=['a'], {NATIVE}")}, True),
        ({"setup.py": EXTENSION + setup(f"**given, {NATIVE}")}, True),
        ({"setup.py": EXTENSION + setup(NATIVE), "setup.cfg": "[metadata]\nname = a\n"}, True),
        ({"setup.py": EXTENSION + setup(NATIVE), "pyproject.toml": head(dynamic=())}, True),
        ({"setup.py": "import os\n" + setup("")}, True),
        ({"setup.py": EXTENSION + setup("ext_modules=[]")}, True),
        ({"setup.py": "import os\n"}, True),
    ],
)
def test_what_has_no_name_is_never_installed(
    lay_out: LayOut, files: dict[str, str], counts: bool
) -> None:
    assert bool(found(PROVIDER, lay_out(files))) is counts


def test_a_broken_setup_py_is_unreadable(lay_out: LayOut) -> None:
    with pytest.raises(Unreadable):
        found(PROVIDER, lay_out({"setup.py": "setup(\n"}))
