"""Which local projects a project takes its packages from."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from uv import find_uv_bin

from tests.uv.old import environment
from tests.uv.real import BACKEND
from uvlint.project import Project
from uvlint.uv.sources import sources_of

WHEEL = "\ndef build_wheel(folder, *rest, **more):\n    return build_editable(folder)\n"


def write(top: Path, folder: str, text: str = "", needs: str = "") -> Path:
    """Write a project named like its folder."""
    name = os.path.basename(folder)
    root = top / folder
    root.mkdir(parents=True, exist_ok=True)
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "be"\nbackend-path = ["_be"]\n'
        f'[project]\nname = "{name}"\nversion = "1"\nrequires-python = ">=3.8"\n'
        f"dependencies = [{needs}]\n{text}"
    )
    return root


def found(root: Path) -> list[str]:
    sources = sources_of(Project(str(root)))
    return [os.path.relpath(folder, root).replace(os.sep, "/") for folder in sources]


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param("", id="none"),
        pytest.param("x = 1", id="no table"),
        pytest.param("x = { path = 1 }", id="no text"),
        pytest.param('x = { git = "https://example.org/x" }', id="elsewhere"),
        pytest.param('x = { path = "../nothing" }', id="not there"),
        pytest.param('x = { path = "../x.whl" }', id="a file"),
        pytest.param('x = { path = "../bare" }', id="no project"),
        pytest.param('x = { path = "../x", package = false }', id="nothing to build"),
        pytest.param("x = { workspace = true }", id="no workspace"),
        pytest.param("x = { workspace = false }", id="not of the workspace"),
    ],
)
def test_no_sources(sources: str, tmp_path: Path) -> None:
    write(tmp_path, "x")
    (tmp_path / "bare").mkdir()
    (tmp_path / "x.whl").touch()
    assert found(write(tmp_path, "app", f"[tool.uv.sources]\n{sources}\n")) == []


def test_a_name_with_a_dot(tmp_path: Path) -> None:
    write(tmp_path, "zope.interface")
    sources = '"zope.interface" = { path = "../zope.interface" }'
    app = write(tmp_path, "app", f"[tool.uv.sources]\n{sources}\n", needs='"zope.interface"')
    assert found(app) == ["../zope.interface"]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        pytest.param('x = { path = "../x" }', ["../x"], id="path"),
        pytest.param('x = { path = "../x", editable = true }', ["../x"], id="editable"),
        pytest.param('x = { path = "../y/../x/" }', ["../x"], id="in a roundabout way"),
        pytest.param('x = { path = "../old" }', ["../old"], id="setup.py alone"),
        pytest.param(
            'x = [{ path = "../x", marker = "a" }, { path = "../y" }]', ["../x", "../y"], id="two"
        ),
        pytest.param('x = { path = "../x" }\nX = { path = "../x" }', ["../x"], id="once"),
        pytest.param(
            'm = { workspace = true }\n[tool.uv.workspace]\nmembers = ["m"]', ["m"], id="w"
        ),
    ],
)
def test_sources(sources: str, expected: list[str], tmp_path: Path) -> None:
    for folder in ("x", "y", "app/m"):
        write(tmp_path, folder)
    (tmp_path / "old").mkdir()
    (tmp_path / "old/setup.py").touch()
    assert found(write(tmp_path, "app", f"[tool.uv.sources]\n{sources}\n")) == expected


WORKSPACE = '[tool.uv.workspace]\nmembers = ["m", "n"]\n[tool.uv.sources]\n'


def test_a_member_goes_by_the_root_for_what_it_needs(tmp_path: Path) -> None:
    write(tmp_path, "top", f'{WORKSPACE}x = {{ path = "../x" }}\ny = {{ path = "../y" }}\n')
    for folder in ("x", "y", "z", "top/n"):
        write(tmp_path, folder)
    own = '[tool.uv.sources]\nz = { path = "../../z" }\nn = { workspace = true }\n'
    assert found(write(tmp_path, "top/m", own, '"X>1"')) == ["../../z", "../n", "../../x"]
    own = '[tool.uv.sources]\nx = { path = "../../z" }\n'
    assert found(write(tmp_path, "top/m", own, '"x"')) == ["../../z"]
    group = '[dependency-groups]\ndev = ["y"]\n'
    assert found(write(tmp_path, "top/m", group)) == ["../../y"]


def test_a_broken_project_has_none(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[")
    assert found(tmp_path) == []


@pytest.mark.slow
def test_uv_builds_from_them(tmp_path: Path) -> None:
    write(tmp_path, "top", f'{WORKSPACE}x = {{ path = "../x" }}\n')
    member = write(tmp_path, "top/m", "", '"x"')
    write(tmp_path, "top/n")
    write(tmp_path, "x", '[tool.uv.sources]\ny = { path = "../y" }\n', '"y"')
    write(tmp_path, "y", '[tool.uv.sources]\nx = { path = "../x" }\n', '"x"')
    for folder in ("top", "top/m", "top/n", "x", "y"):
        (tmp_path / folder / "_be").mkdir()
        backend = (BACKEND + WHEEL).replace("@NAME@", os.path.basename(folder))
        (tmp_path / folder / "_be/be.py").write_text(backend)
    done = subprocess.run(
        [find_uv_bin(), "sync"],
        cwd=member,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    built = {line.split("file://")[1] for line in done.stderr.splitlines() if "Built" in line}
    reached = {os.path.normpath(member / folder) for folder in found(member)}
    assert built == {str(member), *reached, str(tmp_path / "y")}
