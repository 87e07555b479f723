"""What a process does, noted from inside; and the caller of hooks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from uvlint.trace import frontend, observer
from uvlint.trace.evidence import notes


def observe(tmp_path: Path, code: str) -> list[tuple[str, tuple[str, ...]]]:
    """Run code of a project under the observer; return the kinds and names in the project."""
    root = tmp_path / "tree"
    root.mkdir()
    (root / "data").mkdir()
    (root / "a.txt").touch()
    (root / "run.py").write_text(code)
    noted = tmp_path / "noted"
    start = f"import sys; sys.argv = ['run.py']; exec(open({observer.__file__!r}).read(), "
    start += f"{{'__file__': {observer.__file__!r}}}); import runpy; runpy.run_path('run.py')"
    environ = {**os.environ, observer.TARGET: f"{noted}:{root}", "X": "1", "Y": "2"}
    subprocess.run([sys.executable, "-c", start], cwd=root, env=environ, check=True)
    events = [*notes(noted.read_text().splitlines())]
    return [
        (event.kind.value, tuple(word.removeprefix(f"{root}/") for word in event.what))
        for event in events
        if event.by == "run.py"
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("open('a.txt')", [("read", "a.txt")]),
        ("open(b'a.txt').read(); open('a.txt')", [("read", "a.txt")]),
        ("open('new', 'w')", [("write", "new")]),
        ("open('a.txt', 'r+')", [("read", "a.txt"), ("write", "a.txt")]),
        ("open('/dev/null')", []),
        ("import os; os.listdir('data')", [("list", "data")]),
        ("import os; os.listdir()", [("list", "")]),
        ("import os; os.rename('a.txt', 'b')", [("write", "a.txt"), ("write", "b")]),
        ("import os; os.link('a.txt', 'b')", [("read", "a.txt"), ("write", "b")]),
        ("import os; os.environ['X']", [("env", "X")]),
        ("import os; os.environ.get('X'); os.getenv('Y')", [("env", "X"), ("env", "Y")]),
        ("import os; 'Z' in os.environ", [("env", "Z")]),
        ("import os; dict(os.environ); os.environ.copy(); {**os.environ}", []),
        ("import os; [v for k, v in os.environ.items()]", []),
        ("import os; os.mkdir('w'); os.chdir('w'); os.rmdir('../w'); os.path.exists('x')", []),
    ],
)
def test_what_is_noted(tmp_path: Path, code: str, expected: list[tuple[str, str]]) -> None:
    found = [
        (kind, "" if what[0].endswith("/tree") else what[0])
        for kind, what in observe(tmp_path, code)
    ]
    assert found == expected


def test_programs(tmp_path: Path) -> None:
    found = observe(
        tmp_path, "import os, subprocess\nsubprocess.run(['true', 'x'])\nos.system('true y')"
    )
    assert [what for kind, what in found if kind == "run"] == [("true", "x"), ("true", "y")]


def test_a_hook_is_called(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(
        "class backend:\n    def build_editable(folder, settings=None):\n        return folder + 'x'\n"
    )
    task, answer = tmp_path / "task", tmp_path / "answer"

    def call(hook: str) -> object:
        wanted = {
            "backend": "own:backend",
            "folders": ["."],
            "hook": hook,
            "arguments": ["f", None],
            "answer": str(answer),
        }
        task.write_text(json.dumps(wanted))
        subprocess.run([sys.executable, frontend.__file__, task], cwd=tmp_path, check=True)
        return json.loads(answer.read_text())

    assert call("build_editable") == {"offered": ["build_editable"], "value": "fx"}
    assert call("build_wheel") == {"offered": ["build_editable"], "value": None}
