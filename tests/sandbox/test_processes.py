"""Programs that end in time, with all that they started."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from uvlint.sandbox.processes import Failed, environment, found, last_lines, run


def python(code: str, folder: Path, seconds: float = 30) -> str:
    return run([sys.executable, "-c", code], str(folder), os.environ, seconds).output


def test_both_streams_and_the_code(tmp_path: Path) -> None:
    code = "import sys; print(1, flush=True); print(2, file=sys.stderr); sys.exit(3)"
    assert run([sys.executable, "-c", code], str(tmp_path), os.environ, 30) == (3, "1\n2\n")


def test_there_is_no_terminal_to_ask_at(tmp_path: Path) -> None:
    assert python("import sys; print(repr(sys.stdin.read()))", tmp_path) == "''\n"


def test_time_is_limited(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="took longer than 1 s"):
        python("import time; time.sleep(60)", tmp_path, seconds=1)


def test_no_program(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="missing cannot be started: No such file or directory"):
        run(["/missing"], str(tmp_path), os.environ, 1)


@pytest.mark.parametrize(
    "option",
    [
        pytest.param("", id="in the group"),
        pytest.param(
            ", start_new_session=True",
            id="in a session of its own",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells"),
        ),
    ],
)
def test_what_is_left_running_is_ended(tmp_path: Path, option: str) -> None:
    child = "import time; time.sleep(60)"
    started = f"subprocess.Popen([sys.executable, '-c', {child!r}]{option})"
    process = int(python(f"import subprocess, sys; print({started}.pid)", tmp_path))
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return
        if state == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the child still runs")


def test_last_lines() -> None:
    text = "\n\n".join(f"line {number}  " for number in range(30))
    assert last_lines(text).splitlines() == [f"line {number}" for number in range(18, 30)]


def test_nothing_around_steers_a_run() -> None:
    given = {
        "UV_PROJECT_ENVIRONMENT": "x",
        "UV_CACHE_DIR": "x",
        "PYTHONPATH": "x",
        "GIT_DIR": "x",
        "UV_DEFAULT_INDEX": "i",
        "UV_NATIVE_TLS": "1",
        "PATH": "p",
        "VIRTUAL_ENV": "x",
    }
    kept = environment(given)
    assert {name for name in kept if name in given} == {"UV_DEFAULT_INDEX", "UV_NATIVE_TLS", "PATH"}


def test_programs_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert found(Path(sys.executable).name) == sys.executable
    assert found("no-such-program") is None
