"""Commands named in pyproject.toml and setup.cfg."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from tests.providers.setuptools_family import head
from uvlint.providers.setuptools_cmdclass import PROVIDER

COMMAND = """
from pathlib import Path
from setuptools.command.build_py import build_py
class Gen(build_py):
    def run(self):
        Path('demo/_g.py').write_text(Path('spec.txt').read_text())
        super().run()
"""


def named(dotted: str) -> str:
    return head(dynamic=()) + f"[tool.setuptools]\ncmdclass = {{ build_py = {dotted} }}\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": head(dynamic=())}, [], id="none"),
        pytest.param({"pyproject.toml": named('"elsewhere.Gen"')}, [], id="not in the project"),
        pytest.param({"pyproject.toml": named('"Gen"')}, [], id="no module"),
        pytest.param({"pyproject.toml": named("1")}, [], id="no text"),
        pytest.param({"pyproject.toml": named('"../up.Gen"')}, [], id="no name"),
        pytest.param(
            {
                "pyproject.toml": named('"cmds.gen.Gen"')
                .replace("setuptools.build_meta", "x")
                .replace('"setuptools"', '"x"'),
            },
            [],
            id="another back end",
        ),
        pytest.param(
            {"pyproject.toml": named('"cmds.gen.Gen"')},
            ["run cmds/gen.py -> wheel", "likely spec.txt -> wheel"],
            id="the module alone, without its package",
        ),
        pytest.param(
            {
                "pyproject.toml": named('"cmds.gen.Gen"'),
                "cmds/gen.py": COMMAND.replace("build_py", "sdist"),
            },
            ["run cmds/gen.py -> wheel"],
            id="a command that no build of a wheel runs",
        ),
        pytest.param(
            {"setup.cfg": "[options]\ncmdclass =\n  build_py = cmds.gen.Gen\n", "setup.py": ""},
            ["run cmds/gen.py -> wheel", "likely spec.txt -> wheel"],
            id="setup.cfg",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    rest = {"cmds/__init__.py": "", "cmds/gen.py": COMMAND, "spec.txt": ""}
    assert found(PROVIDER, lay_out({**rest, **files})) == expected


def test_outputs(lay_out: LayOut) -> None:
    files = {"pyproject.toml": named('"cmds.gen.Gen"'), "cmds/gen.py": COMMAND}
    assert written(PROVIDER, lay_out(files)) == ["demo/_g.py"]


MISFITS = (
    WrongType(
        "setuptools.build_meta", "", "setuptools.cmdclass.build_py = <3>", "an array of strings"
    ),
)
