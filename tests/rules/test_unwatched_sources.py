"""Projects that uv installs as copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker
from uvlint.analysis.fixer import repaired
from uvlint.backends.packages import source_keys
from uvlint.project import Project

MEMBER = (
    '[build-system]\nrequires = ["uv_build>=0.9"]\nbuild-backend = "uv_build"\n\n'
    '[project]\nname = "my-lib"\nversion = "1"\n'
)
WORKSPACE = '[tool.uv.workspace]\nmembers = ["libs/*"]\n\n[tool.uv.sources]\n'
KEYS = '[tool.uv]\ncache-keys = ["pyproject.toml", "src/**/*.py"]\n'


def found(root: Path) -> list[str]:
    diagnostics = checker.examine(Project(str(root))).diagnostics
    return [d.location.file for d in diagnostics if d.name == "unwatched-sources"]


def member(lay_out: LayOut, above: str, own: str = MEMBER) -> Path:
    files = {"pyproject.toml": above, "libs/a/pyproject.toml": own, "libs/a/src/my_lib/x.py": ""}
    return Path(lay_out(files).root, "libs", "a")


@pytest.mark.parametrize(
    "above",
    [
        pytest.param("", id="nobody"),
        pytest.param("[", id="broken"),
        pytest.param(WORKSPACE, id="no source"),
        pytest.param(WORKSPACE + "my-lib = { workspace = true }\n", id="editable by default"),
        pytest.param(WORKSPACE + 'my-lib = { path = "libs/a", editable = true }\n', id="editable"),
        pytest.param(WORKSPACE + 'my-lib = { path = "libs/b" }\n', id="another folder"),
        pytest.param(WORKSPACE + "other = { workspace = true, editable = false }\n", id="another"),
        pytest.param(
            "[tool.uv.sources]\nmy-lib = { workspace = true, editable = false }\n", id="no member"
        ),
        pytest.param(
            WORKSPACE + 'my-lib = { path = "libs/a", package = false }\n', id="not installed"
        ),
        pytest.param(WORKSPACE + "my-lib = 1\n", id="wrong type"),
        pytest.param("[tool.uv]\nsources = 1\n", id="wrong type of all"),
    ],
)
def test_silent(above: str, lay_out: LayOut) -> None:
    assert found(member(lay_out, above)) == []


@pytest.mark.parametrize(
    "above",
    [
        pytest.param(WORKSPACE + "My_Lib = { workspace = true, editable = false }\n", id="member"),
        pytest.param('[tool.uv.sources]\nmy-lib = { path = "libs/a" }\n', id="path"),
        pytest.param(
            '[tool.uv.sources]\nmy-lib = [{ path = "./libs/a/", editable = false }]\n', id="list"
        ),
    ],
)
def test_a_copy_and_its_fix(above: str, lay_out: LayOut) -> None:
    root = member(lay_out, above)
    assert found(root) == ["pyproject.toml"]
    repair = repaired(checker.examine(Project(str(root))), unsafe=True)
    assert repair is not None
    assert b"src/my_lib/**/*.py" in repair.writes[0].after
    assert repaired(checker.examine(Project(str(root)))) is None
    assert found(member(lay_out, above, MEMBER + KEYS)) == []


def test_a_repository_has_an_end(lay_out: LayOut) -> None:
    root = member(lay_out, '[tool.uv.sources]\nmy-lib = { path = "libs/a" }\n')
    (root / ".git").mkdir()
    assert found(root) == []


@pytest.mark.parametrize(
    ("source", "own", "count"),
    [
        ('{ path = "../lib" }', MEMBER, 1),
        ('{ path = "../lib", editable = true }', MEMBER, 0),
        ('{ path = "../lib" }', MEMBER + KEYS, 0),
        ('{ path = "../lib/x.whl" }', MEMBER, 0),
        ('{ path = "../missing" }', MEMBER, 0),
        ('{ path = "../lib" }', "[", 0),
        ('{ path = "../lib" }', '[project]\nname = "my-lib"\n', 0),
    ],
)
def test_a_neighbour(source: str, own: str, count: int, lay_out: LayOut) -> None:
    files = {
        "app/pyproject.toml": f'[project]\nname = "app"\n[tool.uv.sources]\nmy-lib = {source}\n',
        "lib/pyproject.toml": own,
        "lib/src/my_lib/x.py": "",
        "lib/x.whl": "",
    }
    assert len(found(Path(lay_out(files).root, "app"))) == count


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"my_lib.py": "", "setup.py": ""}, ["my_lib.py"], id="a module"),
        pytest.param({"my_lib/a.py": "", "tests/__init__.py": ""}, ["my_lib/**/*.py"], id="flat"),
        pytest.param(
            {"src/my_lib/a.py": "", "src/my_lib/b/c.json": "", "src/my_lib/x.so": "", "a.py": ""},
            ["src/my_lib/**/*.py", "src/my_lib/**/*.json"],
            id="data, but nothing compiled",
        ),
        pytest.param(
            {f"my_lib/a.{kind}": "" for kind in ("py", "css", "js", "json", "html", "txt")},
            ["my_lib/**/*.py"],
            id="too many kinds",
        ),
        pytest.param({"src/other/__init__.py": ""}, ["src/other/**/*.py"], id="another name"),
        pytest.param(
            {
                "pyproject.toml": MEMBER
                + '[tool.uv.build-backend]\nmodule-root = "lib"\nmodule-name = "a.b"\n',
                "lib/a/b/c.py": "",
            },
            ["lib/a/b/**/*.py"],
            id="named for uv_build",
        ),
        pytest.param(
            {
                "pyproject.toml": MEMBER.replace("uv_build", "hatchling", 2)
                + '[tool.hatch.build.targets.wheel]\npackages = ["code/x"]\n',
                "code/x/__init__.py": "",
            },
            ["code/x/**/*.py"],
            id="named for hatchling",
        ),
        pytest.param(
            {
                "pyproject.toml": MEMBER.replace("uv_build", "setuptools")
                + '[tool.setuptools]\npackage-dir = { "" = "python" }\n',
                "python/my_lib/__init__.py": "",
            },
            ["python/my_lib/**/*.py"],
            id="named for setuptools",
        ),
        pytest.param(
            {"pyproject.toml": MEMBER + '[tool.uv.build-backend]\nmodule-root = "../up"\n'},
            [],
            id="outside",
        ),
    ],
)
def test_keys(files: dict[str, str], expected: list[str], lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": MEMBER, **files})
    assert [key.pattern for key in source_keys(project)] == expected
