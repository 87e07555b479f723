"""What small projects compile, translate and generate, held against what `inputs` says."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.conftest import LayOut
from tests.trace.projects import PROGRAMS, PROJECTS
from uvlint.analysis import checker
from uvlint.analysis.fixer import suggested
from uvlint.cli import main
from uvlint.sandbox.copies import git
from uvlint.uv.coverage import covers_file
from uvlint.uv.version import NEWEST

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
    pytest.mark.skipif(shutil.which("cc") is None, reason="there is no compiler"),
]


def test_there_are_enough() -> None:
    assert len(PROJECTS) >= 30


@pytest.mark.parametrize("name", PROJECTS)
def test_all_that_is_read_is_watched(
    name: str, lay_out: LayOut, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = [program for program in PROGRAMS.get(name, ()) if not shutil.which(program)]
    if missing:
        pytest.skip(f"{missing[0]} is not installed")
    project = lay_out(PROJECTS[name])
    git(project.root, "init", "-q")
    git(project.root, "add", ".")
    main(["trace", "--output-format", "json", project.root])
    (found,) = json.loads(capsys.readouterr().out)["projects"]
    assert found["failed"] is None
    assert found["missed"] == []
    watched = suggested(checker.examine(project))
    written = [output["file"] for output in found["outputs"]]
    assert [file for file in written if covers_file(file, watched, NEWEST)] == []
