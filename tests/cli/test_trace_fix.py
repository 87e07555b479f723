"""What `uvlint trace --fix` writes; the builds themselves are in tests/trace."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import LayOut
from uvlint.cli import main
from uvlint.cli.asked import Asked
from uvlint.cli.console import FOUND, OK, Voice
from uvlint.cli.trace_fix import recorded
from uvlint.cli.trace_text import Traced
from uvlint.model import Env, File, Git, Key
from uvlint.project import Project
from uvlint.trace.comparison import Comparison, Observed

PYPROJECT = (
    '[build-system]\nrequires = ["acme"]\nbuild-backend = "acme"\n\n'
    '[project]\nname = "demo"\ndynamic = ["version"]\n'
)
WHY = 'why = "observed by uvlint trace"'


def record(root: str, *keys: Key, feeds: tuple[str, ...] = ("wheel",)) -> int:
    missed = tuple(Observed(key, feeds, "acme") for key in keys)
    found = Comparison(("build_editable",), missed, missed, (), (), ())
    return recorded(Traced(Project(root), "demo", found), Asked(), Voice())


def text(root: str, name: str = "pyproject.toml") -> str:
    return Path(root, name).read_text()


def test_inputs_and_keys(lay_out: LayOut) -> None:
    root = lay_out({"pyproject.toml": PYPROJECT, "data/a.txt": ""}).root
    assert record(root, File("data/a.txt"), Env("EDITION"), feeds=("version",)) == OK
    assert text(root) == (
        PYPROJECT + "\n[tool.uvlint]\ninputs = [\n"
        f'    {{ file = "data/a.txt", feeds = ["version"], {WHY} }},\n'
        f'    {{ env = "EDITION", feeds = ["version"], {WHY} }},\n]\n\n'
        '[tool.uv]\ncache-keys = [\n    { file = "pyproject.toml" },\n'
        '    { file = "data/a.txt" },\n    { env = "EDITION" },\n]\n'
    )
    assert main(["check", root]) == 0


def test_many_files_become_a_glob(lay_out: LayOut) -> None:
    files = {f"c/{number}.h": "" for number in range(20)}
    root = lay_out({"pyproject.toml": PYPROJECT, **files}).root
    assert record(root, *map(File, files)) == OK
    assert f'    {{ file = "c/**/*.h", {WHY} }},\n' in text(root)


def test_git(lay_out: LayOut) -> None:
    root = lay_out({"pyproject.toml": PYPROJECT}).root
    record(root, Git(commit=True, tags=False), feeds=("version",))
    assert "git = { commit = true, tags = false }" in text(root).partition("[tool.uv]")[0]


@pytest.mark.parametrize("name", ["uvlint.toml", ".uvlint.toml"])
def test_a_settings_file_of_its_own(lay_out: LayOut, name: str) -> None:
    files = {"pyproject.toml": PYPROJECT, name: 'select = ["ALL"]\n', "a.txt": ""}
    root = lay_out(files).root
    assert record(root, File("a.txt")) == OK
    assert f'{{ file = "a.txt", {WHY} }}' in text(root, name)
    assert "uvlint" not in text(root)
    assert '{ file = "a.txt" }' in text(root)


def test_settings_of_a_folder_above_are_left_alone(lay_out: LayOut) -> None:
    above = '[tool.uvlint]\nselect = ["ALL"]\n'
    files = {"pyproject.toml": above, "p/pyproject.toml": PYPROJECT, "p/a.txt": ""}
    root = lay_out(files).root
    assert record(f"{root}/p", File("a.txt")) == OK
    assert text(root) == above
    assert "uvlint" not in text(f"{root}/p")
    assert '{ file = "a.txt" }' in text(f"{root}/p")


def test_nothing_is_missed(lay_out: LayOut) -> None:
    files: Mapping[str, str] = {"pyproject.toml": PYPROJECT}
    root = lay_out(files).root
    assert record(root) == OK
    assert text(root) == PYPROJECT


def test_nothing_is_missed_but_unwatched(
    lay_out: LayOut, capsys: pytest.CaptureFixture[str]
) -> None:
    pyproject = (
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
        '[project]\nname = "demo"\ndynamic = ["version"]\n'
        '[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n'
    )
    root = lay_out({"pyproject.toml": pyproject, "VERSION": "1"}).root
    assert record(root) == OK
    assert "uvlint" not in text(root)
    assert '{ file = "VERSION" }' in text(root)
    assert capsys.readouterr().err == "uvlint: demo: repaired pyproject.toml\n"


def test_what_cannot_be_written_is_said(
    lay_out: LayOut, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = PYPROJECT + "[tool]\nuvlint = { inputs = 1 }\n"
    root = lay_out({"pyproject.toml": broken, "a.txt": ""}).root
    assert record(root, File("a.txt")) == FOUND
    assert text(root) == broken
    assert "left as it is: demo: tool.uvlint.inputs is no array" in capsys.readouterr().err
