"""`uvlint trace`, with real builds."""

from __future__ import annotations

import json
import os
import shutil
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
from uvlint.trace import isolated

OWN = (
    '[build-system]\nrequires = []\nbuild-backend = "own"\nbackend-path = ["."]\n'
    '[project]\nname = "demo"\ndynamic = ["version"]\n'
)
HOOKS = """
def prepare_metadata_for_build_editable(folder, config_settings=None):
    metadata()
    return "demo-1.dist-info"

def build_editable(folder, config_settings=None, metadata_directory=None):
    build()
    return "demo-1-py3-none-any.whl"
"""
SETUPTOOLS = (
    '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n'
)
HATCHLING = (
    '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
    '[project]\nname = "demo"\ndynamic = ["version"]\n'
    '[tool.hatch.version]\npath = "demo/about.py"\n[tool.hatch.build.targets.wheel.hooks.custom]\n'
)

pytestmark = pytest.mark.slow
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def trace(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, Any]]:
    code = main(["trace", "--output-format", "json", *options])
    (project,) = json.loads(capsys.readouterr().out)["projects"]
    return code, project


def keys(items: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {"".join(map(str, one["key"].values())): one["feeds"] for one in items}


def state(root: str) -> dict[str, tuple[int, int, int, bytes]]:
    found = {}
    for path in Path(root).rglob("*"):
        status = path.lstat()
        data = path.read_bytes() if path.is_file() else b""
        found[str(path)] = (status.st_mtime_ns, status.st_ctime_ns, status.st_mode, data)
    return found


def commit(root: str) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "-q", "-m", "1")


def test_a_back_end_of_its_own(lay_out: LayOut, capsys: pytest.CaptureFixture[str]) -> None:
    own = (
        "import codecs, os, subprocess, sys, helper\n"
        "def metadata():\n"
        "    open('VERSION').read()\n"
        "    dict(os.environ), {**os.environ}, os.environ.copy(), list(os.environ.items())\n"
        "    os.environ.get('EDITION')\n"
        "    'CHANNEL' in os.environ\n"
        "    os.environ.get(codecs.decode('QNEX', 'rot13'))\n"
        "    open('made.py', 'w').write('1')\n"
        "    open('a/tracked.txt', 'w').write('2')\n"
        "def build():\n"
        "    open('made.py').read()\n"
        "    open('a/tracked.txt').read()\n"
        "    subprocess.run([sys.executable, '-c', 'open(\"a/child.txt\")'], check=True)\n"
        "    subprocess.run(['git', 'describe', '--always'], check=True)\n"
    )
    files = {
        "pyproject.toml": OWN,
        "own.py": own + HOOKS,
        "helper.py": "",
        "VERSION": "1",
        "a/tracked.txt": "",
        "a/child.txt": "",
        "a/unread.txt": "",
    }
    root = lay_out(files).root
    commit(root)
    before = state(root)
    code, found = trace(capsys, root, "--offline")
    assert state(root) == before
    assert found["failed"] is None
    assert found["hooks"] == ["prepare_metadata_for_build_editable", "build_editable"]
    observed = keys(found["observed"])
    assert observed.keys() >= {
        "VERSION",
        "helper.py",
        "own.py",
        "a/child.txt",
        "EDITION",
        "CHANNEL",
        "DARK",
    }
    assert observed.keys() >= {"{'commit': True, 'tags': True}"}
    assert not observed.keys() & {"a/tracked.txt", "made.py", "a/unread.txt", "PATH", "HOME"}
    assert {one["file"] for one in found["outputs"]} == {"made.py", "a/tracked.txt"}
    assert {one["by"] for one in found["observed"] if one["key"] == {"file": "VERSION"}} == {
        "own.py"
    }
    assert code == (1 if found["missed"] else 0)


def test_only_the_metadata(lay_out: LayOut, capsys: pytest.CaptureFixture[str]) -> None:
    own = "def metadata():\n    open('VERSION')\ndef build():\n    open('other')\n" + HOOKS
    root = lay_out({"pyproject.toml": OWN, "own.py": own, "VERSION": "", "other": ""}).root
    _, found = trace(capsys, root, "--offline", "--metadata-only")
    assert found["hooks"] == ["prepare_metadata_for_build_editable"]
    assert "other" not in keys(found["observed"])


def test_hatchling(lay_out: LayOut, capsys: pytest.CaptureFixture[str]) -> None:
    hook = (
        "from pathlib import Path\n"
        "from hatchling.builders.hooks.plugin.interface import BuildHookInterface\n"
        "class Hook(BuildHookInterface):\n"
        "    def initialize(self, version, build_data):\n"
        "        names = 'sche' + 'ma'\n"
        "        Path(self.root, *[names, 'a.xsd']).read_text()\n"
    )
    files = {
        "pyproject.toml": HATCHLING,
        "demo/__init__.py": "",
        "demo/about.py": '__version__ = "1"\n',
        "hatch_build.py": hook,
        "schema/a.xsd": "<a/>",
    }
    _, found = trace(capsys, lay_out(files).root)
    observed = keys(found["observed"])
    assert observed["demo/about.py"] == ["version"]
    assert observed["schema/a.xsd"] == ["wheel"]
    assert "hatch_build.py" in observed
    assert found["unread"] == []


DARK = (
    "import codecs, setuptools\n"
    "name = codecs.decode('qngn/irefvba.gkg', 'rot13')\n"
    "setuptools.setup(name='demo', py_modules=[], version=open(name).read())\n"
)
"""A setup.py that reads `data/version.txt`."""


def test_what_is_missed_is_recorded(lay_out: LayOut, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"pyproject.toml": SETUPTOOLS, "setup.py": DARK, "data/version.txt": "1"}
    root = lay_out(files).root
    code, found = trace(capsys, root)
    assert (code, list(keys(found["missed"]))) == (1, ["data/version.txt"])
    assert main(["trace", "--fix", root]) == 0
    text = Path(root, "pyproject.toml").read_text()
    reason = 'why = "observed by uvlint trace"'
    assert (
        f'[tool.uvlint]\ninputs = [\n    {{ file = "data/version.txt", feeds = ["version"], {reason} }},\n]\n'
        in text
    )
    assert '    { file = "setup.py" },\n    { file = "data/version.txt" },\n]\n' in text
    assert main(["check", root]) == 0
    capsys.readouterr()
    code, found = trace(capsys, root)
    assert (code, found["missed"]) == (0, [])


@needs_strace
@pytest.mark.skipif(shutil.which("gcc") is None, reason="there is no compiler")
def test_an_extension_in_c(lay_out: LayOut, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "pyproject.toml": SETUPTOOLS
        + '[project]\nname = "demo"\nversion = "1"\n[tool.setuptools]\npy-modules = []\n'
        'ext-modules = [{ name = "demo", sources = ["c/demo.c"], include-dirs = ["c/include"] }]\n',
        "c/demo.c": '#include <Python.h>\n#include "deep/x.h"\nPyMODINIT_FUNC PyInit_demo(void)'
        "\n{ return 0; }\n",
        "c/include/deep/x.h": "",
        "c/include/unused.h": "",
    }
    code, found = trace(capsys, lay_out(files).root)
    assert found["failed"] is None
    observed = keys(found["observed"])
    assert observed["c/demo.c"] == observed["c/include/deep/x.h"] == ["wheel"]
    assert "c/include/unused.h" not in observed
    assert any(one["file"].endswith(".so") for one in found["outputs"])
    assert code == 0


def test_without_strace(
    lay_out: LayOut, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "usable_strace", lambda: None)
    own = "def metadata():\n    open('VERSION')\ndef build():\n    pass\n" + HOOKS
    root = lay_out({"pyproject.toml": OWN, "own.py": own, "VERSION": ""}).root
    _, found = trace(capsys, root, "--offline")
    assert keys(found["observed"])["VERSION"] == ["version"]
    assert found["absent"] is None
    main(["trace", "--offline", root])
    assert "strace cannot be used here" in capsys.readouterr().out


def test_ignored_files(lay_out: LayOut, capsys: pytest.CaptureFixture[str]) -> None:
    own = (
        "import os\ndef metadata():\n    os.path.exists('big.' + 'gen') and open('big.' + 'gen')\n"
        "def build():\n    pass\n" + HOOKS
    )
    files = {"pyproject.toml": OWN, "own.py": own, ".gitignore": "*.gen\n", "big.gen": ""}
    root = lay_out(files).root
    commit(root)
    _, found = trace(capsys, root, "--offline", "--include", "*.gen")
    assert "big.gen" in keys(found["observed"])


@needs_strace
def test_what_is_looked_for_and_ignored_is_said(
    lay_out: LayOut, capsys: pytest.CaptureFixture[str]
) -> None:
    own = (
        "import os\nname = chr(98) + '.gen'\ndef metadata():\n    os.path.exists(name)\n"
        "def build():\n    pass\n" + HOOKS
    )
    files = {"pyproject.toml": OWN, "own.py": own, ".gitignore": "*.gen\n", "b.gen": ""}
    root = lay_out(files).root
    commit(root)
    main(["trace", root, "--offline"])
    assert "The build looks for b.gen, which git ignores: try --include" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        pytest.param("raise SystemExit('no compiler for this')\n", "no compiler", id="fails"),
        pytest.param(
            "import os, shutil\nshutil.rmtree(os.getcwd())\nraise SystemExit('gone')\n",
            "gone",
            id="deletes",
        ),
        pytest.param("input()\n", "EOFError", id="asks"),
    ],
)
def test_a_build_that_fails(
    lay_out: LayOut, capsys: pytest.CaptureFixture[str], code: str, reason: str
) -> None:
    root = lay_out({"pyproject.toml": OWN, "own.py": code}).root
    before = state(root)
    exit_code, found = trace(capsys, root, "--offline")
    assert exit_code == 2
    assert reason in found["failed"]
    assert state(root) == before


HANGS = (
    "import os, subprocess, sys, time\n"
    "sleep = [sys.executable, '-c', 'import time; time.sleep(60)', os.environ['MARK']]\n"
    "subprocess.Popen(sleep, start_new_session=True)\n"
    "subprocess.Popen(sleep)\ntime.sleep(60)\n"
)


def running(mark: str) -> list[str]:
    found = []
    for process in Path("/proc").iterdir() if sys.platform == "linux" else ():
        try:
            line = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if mark.encode() in line and b"-c" in line:
            found.append(process.name)
    return found


def test_a_build_that_hangs(
    lay_out: LayOut,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("MARK", mark := f"mark-{os.getpid()}-hangs")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    root = lay_out({"pyproject.toml": OWN, "own.py": HANGS}).root
    code, found = trace(capsys, root, "--offline", "--timeout", "4")
    assert code == 2
    assert "took longer than 4 s" in found["failed"]
    assert running(mark) == []
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_of_a_run_that_is_interrupted(
    lay_out: LayOut, tmp_path: Path, kind: signal.Signals
) -> None:
    mark = f"mark-{os.getpid()}-{kind}"
    root = lay_out({"pyproject.toml": OWN, "own.py": HANGS}).root
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "uvlint", "trace", "--offline", root],
        env={**os.environ, "TMPDIR": str(scratch), "MARK": mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(400):
        if len(running(mark)) == 2:
            break
        time.sleep(0.05)
    process.send_signal(kind)
    assert process.wait(30) != 0
    assert running(mark) == []
    assert list(scratch.iterdir()) == []


def test_no_uv(
    lay_out: LayOut, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uvlint.cli.trace.found", lambda _: None)
    assert main(["trace", lay_out({"pyproject.toml": OWN}).root]) == 2
    assert "pip install 'uvlint[trace]'" in capsys.readouterr().err


def test_a_table(lay_out: LayOut, capsys: pytest.CaptureFixture[str]) -> None:
    own = "def metadata():\n    open('VERSION')\ndef build():\n    pass\n" + HOOKS
    root = lay_out({"pyproject.toml": OWN, "own.py": own, "VERSION": ""}).root
    assert main(["trace", "--offline", root]) == 0
    said = capsys.readouterr()
    assert said.err == "uvlint: demo: runs its build in a copy: own\n"
    assert said.out == (
        "demo: uvlint knows all 2 inputs that the build reads\n"
        "  VERSION  version  agreed  read by own.py\n"
        "  own.py   version  agreed  read by python\n"
        "  Ran prepare_metadata_for_build_editable and build_editable.\n\n"
    )


def test_confirmed(lay_out: LayOut, capsys: pytest.CaptureFixture[str]) -> None:
    own = (
        "import os, time\n"
        "def metadata():\n"
        "    pass\n"
        "def build():\n"
        "    text = open('CAUSE').read() + os.environ.get('EDITION', '')\n"
        "    open('ID' + 'LE').read(), os.environ.get('UNUSED')\n"
        "    open('out.txt', 'w').write(text)\n"
        "    open('log.txt', 'w').write(str(time.time()))\n"
    )
    files = {"pyproject.toml": OWN, "own.py": own + HOOKS, "CAUSE": "1", "IDLE": "2"}
    root = lay_out(files).root
    commit(root)
    before = state(root)
    _, found = trace(capsys, root, "--offline", "--confirm")
    assert state(root) == before
    assert found["failed"] is None
    decided = {"".join(one["key"].values()): one["confirmed"] for one in found["observed"]}
    assert decided == {
        "own.py": True,
        "CAUSE": True,
        "EDITION": True,
        "IDLE": False,
        "UNUSED": False,
    }
    assert "IDLE" not in keys(found["missed"])
