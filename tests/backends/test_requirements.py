"""Requirement files that include one another."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.python.requirement_files import included


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", (), id="nothing"),
        pytest.param("requests\n# -r b.txt\n", (), id="a comment"),
        pytest.param("-e .\n--index-url https://a.b\n", (), id="other options"),
        pytest.param("-r https://a.b/c.txt\n-r /etc/c.txt\n-r $HOME/c.txt\n", (), id="elsewhere"),
        pytest.param("-r a.txt\n", (), id="itself"),
        pytest.param("-r\n\nb.txt\n", (), id="no name on the line"),
        pytest.param("-r b.txt\n", ("req/b.txt", "req/c.txt"), id="beside it, and further"),
        pytest.param("  --requirement=b.txt # why\n", ("req/b.txt", "req/c.txt"), id="long form"),
        pytest.param(
            "-rc.txt\n-c ../top.txt\n", ("req/c.txt", "top.txt", "req/b.txt"), id="short and above"
        ),
        pytest.param("-r top.txt\n", ("top.txt",), id="from the top, where only that exists"),
        pytest.param("-r absent.txt\n", ("req/absent.txt",), id="absent"),
    ],
)
def test_included(lay_out: LayOut, text: str, expected: tuple[str, ...]) -> None:
    project = lay_out(
        {"req/a.txt": text, "req/b.txt": "-r c.txt", "req/c.txt": "-r b.txt", "top.txt": ""}
    )
    assert included(project, "req/a.txt") == expected


def test_unreadable_files_end_the_way(lay_out: LayOut) -> None:
    project = lay_out({"a.txt": b"-r b.txt\xff\n", "folder.txt/b": ""})
    assert included(project, "a.txt") == ()
    assert included(project, "folder.txt") == ()
