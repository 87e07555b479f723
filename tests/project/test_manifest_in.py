"""MANIFEST.in: commands, places, and the files they take."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uvlint.model import Location
from uvlint.project.manifest_in import FILE, ManifestCommand, matches, read

UV = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


def command(
    action: str, *patterns: str, folder: str | None = None, understood: bool = True
) -> ManifestCommand:
    at = Location(FILE)
    return ManifestCommand(
        action=action, patterns=patterns, folder=folder, understood=understood, at=at
    )


def without_places(text: str) -> list[ManifestCommand]:
    return [
        command(c.action, *c.patterns, folder=c.folder, understood=c.understood) for c in read(text)
    ]


# --- lines ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t\r\n", id="blanks"),
        pytest.param("# include a\n  # include b", id="comments"),
        pytest.param("\\\n", id="lone backslash"),
    ],
)
def test_no_commands(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("include a *.b", [command("include", "a", "*.b")], id="include"),
        pytest.param("\texclude  a\t", [command("exclude", "a")], id="blanks"),
        pytest.param("global-include *", [command("global-include", "*")], id="global-include"),
        pytest.param("global-exclude *", [command("global-exclude", "*")], id="global-exclude"),
        pytest.param(
            "recursive-include a b c",
            [command("recursive-include", "b", "c", folder="a")],
            id="recursive-include",
        ),
        pytest.param(
            "recursive-exclude a b",
            [command("recursive-exclude", "b", folder="a")],
            id="recursive-exclude",
        ),
        pytest.param("graft a", [command("graft", folder="a")], id="graft"),
        pytest.param("prune a*/b", [command("prune", folder="a*/b")], id="prune"),
        pytest.param(
            "graft ./docs//api/\ninclude . /a //b ../c",
            [command("graft", folder="docs/api"), command("include", ".", "/a", "/b", "../c")],
            id="superfluous dots and slashes",
        ),
        pytest.param(
            "include a # b\ninclude c#d\ninclude e\\#f # g",
            [
                command("include", "a"),
                command("include", "c"),
                command("include", "e#f", "#", "g"),
            ],
            id="comments",
        ),
        pytest.param(
            "include a \\\n  b\\\nc\ninclude d",
            [command("include", "a", "bc"), command("include", "d")],
            id="continuation",
        ),
        pytest.param(
            "include a \\ # comment\n# comment\n  b",
            [command("include", "a", "b")],
            id="comments in a continuation",
        ),
        pytest.param(
            "include a \\\n\nb",
            [command("include", "a"), command("b", understood=False)],
            id="blank line ends a continuation",
        ),
        pytest.param("include a \\", [command("include", "a")], id="continuation at the end"),
        pytest.param(
            "include a\rexclude b\r\ngraft c\n",
            [command("include", "a"), command("exclude", "b"), command("graft", folder="c")],
            id="line ends",
        ),
    ],
)
def test_commands(text: str, expected: list[ManifestCommand]) -> None:
    assert without_places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("bogus a ./b", "Include a ./b", "graft a ./b", "prune a ./b", "graft", "prune"),
        *("include", "exclude", "global-include", "global-exclude"),
        *("recursive-include a", "recursive-exclude a"),
    ],
)
def test_not_understood(text: str) -> None:
    action, *words = text.split()
    assert without_places(text) == [command(action, *words, understood=False)]
    assert matches(read(text), ["a", "b", "a/b"]) == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("include a", [(1, 1, 1, 10)]),
        ("# c\n  include é # c\n\ngraft b  \n", [(2, 3, 2, 12), (4, 1, 4, 8)]),
        (" include a \\\n# c\n   b \\\n  # c\n\n graft c", [(1, 2, 3, 7), (6, 2, 6, 9)]),
        ("include a\\#b\r\ngraft c\r\n", [(1, 1, 1, 13), (2, 1, 2, 8)]),
        ("include a \\", [(1, 1, 1, 12)]),
    ],
)
def test_places(text: str, places: list[tuple[int, int, int, int]]) -> None:
    assert [c.at for c in read(text)] == [Location(FILE, *place) for place in places]


@given(st.text(st.sampled_from("include graft*[]!\\#/.\n\r\t é")))
def test_no_text_raises(text: str) -> None:
    matches(read(text), ["a", "include", "graft/t"])


# --- files ------------------------------------------------------------------------

TREE = [
    *("LICENSE", "b.txt", "c-d.txt", ".hidden", "x[1].c"),
    *("src/a.py", "src/b.txt", "src/.x", "src/pkg/a.py", "src/pkg/deep/a.py", "src/pkg/deep/.h"),
    *("docs/a/b.txt", "docs/b.txt", "docs/-.txt", "docs/^.txt", "sub.d/x.py"),
]

TAKEN = [
    ("", ""),
    ("include", ""),
    ("include src", ""),
    ("include LICENSE missing.txt", "LICENSE"),
    ("include ./LICENSE", "LICENSE"),
    ("include *.txt", "b.txt c-d.txt"),
    ("include *", ".hidden LICENSE b.txt c-d.txt x[1].c"),
    ("include */*.py", "src/a.py sub.d/x.py"),
    ("include **/*.py", "src/a.py sub.d/x.py"),
    ("include [a-c].txt", "b.txt"),
    ("include [!b].txt ?.txt", "b.txt"),
    ("include x[1].c", ""),
    ("include x[[]1].c", "x[1].c"),
    ("include docs/[^b].txt", "docs/^.txt docs/b.txt"),
    ("include /LICENSE", ""),
    ("recursive-include src *.py", "src/a.py src/pkg/a.py src/pkg/deep/a.py"),
    ("recursive-include src/ *.py", "src/a.py src/pkg/a.py src/pkg/deep/a.py"),
    ("recursive-include src pkg/*.py", "src/pkg/a.py"),
    ("recursive-include s* *.py", "src/a.py src/pkg/a.py src/pkg/deep/a.py sub.d/x.py"),
    ("recursive-include src a.py b.txt", "src/a.py src/b.txt src/pkg/a.py src/pkg/deep/a.py"),
    ("recursive-include . .*", ".hidden src/.x src/pkg/deep/.h"),
    ("recursive-include docs **", "docs/-.txt docs/^.txt docs/b.txt docs/a/b.txt"),
    ("global-include [ab].txt", "b.txt docs/b.txt docs/a/b.txt src/b.txt"),
    ("global-include [a-c].txt", "docs/-.txt"),
    ("global-include pkg/a.py", "src/pkg/a.py"),
    ("global-include **/deep/*", "src/pkg/deep/.h src/pkg/deep/a.py"),
    ("graft src/pkg", "src/pkg/a.py src/pkg/deep/.h src/pkg/deep/a.py"),
    ("graft s*/pkg", "src/pkg/a.py src/pkg/deep/.h src/pkg/deep/a.py"),
    ("graft **/pkg/deep", "src/pkg/deep/.h src/pkg/deep/a.py"),
    ("graft **/deep", ""),
    ("graft LICENSE", ""),
    ("graft missing", ""),
    ("graft .\nprune src\nprune docs", ".hidden LICENSE b.txt c-d.txt x[1].c sub.d/x.py"),
    ("prune docs\ngraft docs\nexclude docs/b.txt", "docs/-.txt docs/^.txt docs/a/b.txt"),
    ("graft docs\nprune docs/a", "docs/-.txt docs/^.txt docs/b.txt"),
    ("graft docs\nprune .", "docs/-.txt docs/^.txt docs/b.txt docs/a/b.txt"),
    ("graft docs\nexclude *.txt", "docs/-.txt docs/^.txt docs/b.txt docs/a/b.txt"),
    ("graft docs\nexclude docs/*.txt", "docs/a/b.txt"),
    ("graft docs\nexclude docs/**/b.txt", "docs/-.txt docs/^.txt"),
    ("graft docs\nexclude docs/**", ""),
    ("graft docs\nexclude docs/[a-c].txt", "docs/^.txt docs/b.txt docs/a/b.txt"),
    ("graft docs\nexclude docs/[!a-c].txt", "docs/-.txt docs/a/b.txt"),
    ("graft docs\nglobal-exclude b.txt [-!].txt", "docs/^.txt"),
    ("graft docs\nglobal-exclude []-b].txt", "docs/^.txt"),
    ("graft src\nrecursive-exclude src/pkg a.py", "src/.x src/a.py src/b.txt src/pkg/deep/.h"),
    ("graft src/pkg/deep\nrecursive-exclude src [A-b].py .h", "src/pkg/deep/a.py"),
    (
        "graft src\nrecursive-exclude . a.py",
        "src/.x src/a.py src/b.txt src/pkg/a.py src/pkg/deep/.h src/pkg/deep/a.py",
    ),
    ("recursive-include . a.py\nexclude src/a.py\nglobal-exclude deep/*", "src/a.py src/pkg/a.py"),
    ("graft docs\nglobal-exclude *.txt\ninclude docs/b.txt", "docs/b.txt"),
    ("include b.txt b.*\ninclude b.txt", "b.txt"),
]


@pytest.mark.parametrize(
    ("text", "expected"), TAKEN, ids=[text.replace("\n", "; ") or "nothing" for text, _ in TAKEN]
)
def test_files(text: str, expected: str) -> None:
    assert matches(read(text), reversed(TREE)) == tuple(expected.split())


def test_no_pattern_takes_long() -> None:
    text = "graft .\nglobal-exclude " + "**/" * 200 + "x\nglobal-exclude " + "*a" * 50 + "b\n"
    assert len(matches(read(text), ["a/" * 200 + "y", "a" * 250])) == 2
    assert len(read("include a\\\n" * 20_000)) == 1


# Prints what setuptools takes for each text of a JSON list, in a tree without the file itself.
SETUPTOOLS = """
import json, os, sys
from setuptools import Distribution
from setuptools.command.egg_info import FileList, manifest_maker
taken = []
for text in json.load(sys.stdin):
    with open("../MANIFEST.in", "w") as file:
        file.write(text)
    maker = manifest_maker(Distribution())
    maker.template, maker.filelist = "../MANIFEST.in", FileList()
    maker.read_template()
    maker.filelist.files = [os.path.normpath(name) for name in maker.filelist.files]
    maker.filelist.sort()
    maker.filelist.remove_duplicates()
    taken.append([text, maker.filelist.files])
sys.stdout.write("\\n" + json.dumps(taken))
"""


@pytest.mark.slow
def test_same_as_setuptools(tmp_path: Path) -> None:
    assert UV is not None
    for name in TREE:
        file = tmp_path / "tree" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    command = [UV, "run", "--no-project", "--python", sys.executable, "--with", "setuptools>=84"]
    done = subprocess.run(
        [*command, "python", "-c", SETUPTOOLS],
        cwd=tmp_path / "tree",
        env={n: v for n, v in os.environ.items() if n != "VIRTUAL_ENV"},
        input=json.dumps([text for text, _ in TAKEN]),
        check=True,
        capture_output=True,
        text=True,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [
        [text, expected.split()] for text, expected in TAKEN
    ]
