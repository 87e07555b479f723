"""`uvlint verify`, with the real uv."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import LayOut
from uvlint.cli import main
from uvlint.sandbox.copies import git

HEAD = (
    '[build-system]\nrequires = ["{requires}"]\nbuild-backend = "{backend}"\n\n'
    '[project]\nname = "demo"\ndynamic = ["version"]\ndependencies = ["no-such-thing-anywhere"]\n\n'
)
SETUPTOOLS = HEAD.format(requires="setuptools>=77", backend="setuptools.build_meta") + (
    '[tool.setuptools]\npy-modules = []\n[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n'
)
VCS = HEAD.format(requires="hatch-vcs", backend="hatchling.build") + (
    '[tool.hatch.version]\nsource = "vcs"\n'
)


def keys(text: str) -> str:
    return f"[tool.uv]\ncache-keys = [{text}]\n"


def verify(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, Any]]:
    code = main(["verify", "--output-format", "json", *options])
    (project,) = json.loads(capsys.readouterr().out)["projects"]
    return code, project


def results(project: dict[str, Any]) -> dict[str, str]:
    return {
        ",".join(map(str, one["key"].values())) if one["key"] else "-": one["result"]
        for one in project["inputs"]
    }


pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("listed", "code", "result"),
    [
        pytest.param("", 1, "unnoticed", id="no list"),
        pytest.param(keys('"pyproject.toml", "VERSION"'), 0, "proven", id="watched"),
        pytest.param(keys('"pyproject.toml", "VERSIONS"'), 1, "unnoticed", id="misspelled"),
    ],
)
def test_a_file(
    lay_out: LayOut,
    capsys: pytest.CaptureFixture[str],
    listed: str,
    code: int,
    result: str,
) -> None:
    root = lay_out({"pyproject.toml": SETUPTOOLS + listed, "VERSION": "1\n"}).root
    assert verify(capsys, root) == (
        code,
        {
            "root": root,
            "name": "demo",
            "quiet": True,
            "loops": [],
            "failed": None,
            "inputs": [
                {
                    "key": {"file": "VERSION"},
                    "feeds": ["version"],
                    "result": result,
                    "reason": None,
                    "metadata": [],
                }
            ],
        },
    )
    assert sorted(os.listdir(root)) == ["VERSION", "pyproject.toml"]


@pytest.mark.parametrize(
    ("listed", "result"),
    [
        pytest.param("{ git = { commit = true, tags = true } }", "proven", id="both"),
        pytest.param('"pyproject.toml"', "unnoticed", id="neither"),
    ],
)
def test_git(lay_out: LayOut, capsys: pytest.CaptureFixture[str], listed: str, result: str) -> None:
    root = lay_out({"pyproject.toml": VCS + keys(listed)}).root
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "-q", "-m", "1")
    head = git(root, "rev-parse", "HEAD")
    _, project = verify(capsys, root)
    assert result in results(project).values()
    assert git(root, "rev-parse", "HEAD") == head


def test_without_a_repository_git_is_not_tested(
    lay_out: LayOut, capsys: pytest.CaptureFixture[str]
) -> None:
    code, project = verify(capsys, lay_out({"pyproject.toml": VCS}).root)
    assert code == 0
    assert {one["reason"] for one in project["inputs"]} >= {"there is no git repository"}


def test_a_loop_that_only_a_real_build_causes(
    lay_out: LayOut, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "pyproject.toml": (
            '[build-system]\nrequires = []\nbuild-backend = "own"\nbackend-path = ["."]\n'
            '[project]\nname = "demo"\nversion = "1"\n' + keys('"stamp/*.txt"')
        ),
        "stamp/a.txt": "",
        "own.py": (
            "import time, zipfile\n"
            "def build_editable(folder, config_settings=None, metadata_directory=None):\n"
            "    open('stamp/a.txt', 'w').write(str(time.time()))\n"
            "    with zipfile.ZipFile(folder + '/demo-1-py3-none-any.whl', 'w') as file:\n"
            "        file.writestr('demo-1.dist-info/METADATA',"
            " 'Metadata-Version: 2.1\\nName: demo\\nVersion: 1\\n')\n"
            "        file.writestr('demo-1.dist-info/WHEEL',"
            " 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')\n"
            "        file.writestr('demo-1.dist-info/RECORD', '')\n"
            "    return 'demo-1-py3-none-any.whl'\n"
        ),
    }
    root = lay_out(files).root
    code, project = verify(capsys, root, "--real", "--offline")
    assert (code, project["quiet"]) == (1, False)
    assert project["loops"] == [{"file": "stamp/*.txt"}]
    assert Path(root, "stamp/a.txt").read_text() == ""
    code, project = verify(capsys, root)
    assert project["quiet"]


def test_a_build_that_fails(lay_out: LayOut, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "pyproject.toml": (
            '[build-system]\nrequires = []\nbuild-backend = "own"\nbackend-path = ["."]\n'
            '[project]\nname = "demo"\nversion = "1"\n'
        ),
        "own.py": "raise SystemExit('no compiler for this')\n",
    }
    code, project = verify(capsys, lay_out(files).root, "--real", "--offline")
    assert code == 2
    assert "no compiler for this" in project["failed"]


def test_a_list_that_uv_refuses(lay_out: LayOut, capsys: pytest.CaptureFixture[str]) -> None:
    text = SETUPTOOLS + keys("{ file = '[' }")
    code, project = verify(capsys, lay_out({"pyproject.toml": text, "VERSION": "1"}).root)
    assert code == 2
    assert project["failed"].startswith("uv sync failed:\n")


def test_no_uv(
    lay_out: LayOut, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uvlint.cli.verify.found", lambda _: None)
    assert main(["verify", lay_out({"pyproject.toml": SETUPTOOLS}).root]) == 2
    assert "pip install 'uvlint[verify]'" in capsys.readouterr().err


def test_a_table(lay_out: LayOut, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out({"pyproject.toml": SETUPTOOLS, "VERSION": "1\n"}).root
    assert main(["verify", root]) == 1
    assert capsys.readouterr().out == (
        "demo: uv does not notice changes of 1 input\n  VERSION  version  unnoticed\n\n"
    )


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_of_a_run_that_is_interrupted(
    lay_out: LayOut, tmp_path: Path, kind: signal.Signals
) -> None:
    root = lay_out({"pyproject.toml": SETUPTOOLS, "VERSION": "1\n"}).root
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "uvlint", "verify", root],
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(200):
        if any(scratch.iterdir()):
            break
        time.sleep(0.05)
    process.send_signal(kind)
    assert process.wait(30) != 0
    assert list(scratch.iterdir()) == []
