"""Manual pages in builds of setuptools."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from tests.providers.setuptools_family import build
from uvlint.providers.argparse_manpage import PROVIDER

FILES = {"bin/x.py": "", "src/demo/__init__.py": "", "src/demo/cli.py": 'open("help.txt")\n'}
BUILD = build("argparse-manpage")
TABLE = "[tool.build_manpages]\nmanpages = "
PAGE = '["man/x.1:function=p:pyfile=bin/x.py"]\n'
SETUP = "from build_manpages import build_manpages, get_build_py_cmd, install\n"
WHOLE = (
    SETUP + "setup(cmdclass={'build_manpages': build_manpages, 'build_py': get_build_py_cmd()})\n"
)
CLASS = '[tool.setuptools.cmdclass]\nbuild_py = "build_manpages.build_py"\n'
CFG = (
    "[build_manpages]\nmanpages =\n    man/a.1:object=p:module=demo.cli\n    man/b.1:module=gone\n"
)


@pytest.mark.parametrize(
    ("files", "inputs", "outputs"),
    [
        pytest.param({"pyproject.toml": BUILD, "setup.py": WHOLE}, [], [], id="no settings"),
        pytest.param({"pyproject.toml": BUILD + TABLE + PAGE}, [], [], id="no command"),
        pytest.param(
            {
                "pyproject.toml": BUILD + TABLE + PAGE,
                "setup.py": "setup(cmdclass={'build_manpages': build_manpages})",
            },
            [],
            [],
            id="a command that no build runs",
        ),
        pytest.param(
            {"pyproject.toml": build("x") + TABLE + PAGE, "setup.py": WHOLE},
            [],
            [],
            id="not required",
        ),
        pytest.param(
            {
                "pyproject.toml": BUILD + TABLE + '["man/x.1:pyfile=bin/x.py:manfile=x.1"]\n',
                "setup.py": WHOLE,
            },
            [],
            [],
            id="a page that is there",
        ),
        pytest.param(
            {"pyproject.toml": BUILD + TABLE + PAGE, "setup.py": WHOLE},
            ["run bin/x.py -> wheel"],
            ["man/x.1"],
            id="a file",
        ),
        pytest.param(
            {"pyproject.toml": BUILD + TABLE + PAGE.strip("[]\n") + "\n", "setup.py": WHOLE},
            ["run bin/x.py -> wheel"],
            ["man/x.1"],
            id="one text",
        ),
        pytest.param(
            {"pyproject.toml": BUILD + CLASS + TABLE + PAGE},
            ["run bin/x.py -> wheel"],
            ["man/x.1"],
            id="without setup.py",
        ),
        pytest.param(
            {
                "pyproject.toml": BUILD
                + TABLE
                + """['man/x.1:author="a: b":pyfile=bin/x.py:include=x.inc']\n""",
                "setup.py": WHOLE,
            },
            ["run bin/x.py -> wheel", "x.inc -> wheel"],
            ["man/x.1"],
            id="in quotes",
        ),
        pytest.param(
            {"pyproject.toml": BUILD + TABLE + PAGE, "setup.py": WHOLE, "setup.cfg": CFG},
            [
                "run src/demo/__init__.py -> wheel",
                "run src/demo/cli.py -> wheel",
                "help.txt -> wheel",
            ],
            ["man/a.1", "man/b.1"],
            id="setup.cfg stands before",
        ),
    ],
)
def test_pages(
    lay_out: LayOut, files: dict[str, str], inputs: list[str], outputs: list[str]
) -> None:
    project = lay_out({**FILES, "help.txt": "", **files})
    assert [item.replace("possible ", "") for item in found(PROVIDER, project)] == inputs
    assert written(PROVIDER, project) == outputs


MISFITS = (
    WrongType(
        "setuptools.build_meta",
        "argparse-manpage",
        'setuptools.cmdclass.build_py = "build_manpages.build_py"\nbuild_manpages.manpages = <3>',
        "an array of strings",
    ),
)
