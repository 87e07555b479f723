from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import LayOut
from uvlint.analysis import checker
from uvlint.analysis.fixer import changes, commented, repaired
from uvlint.analysis.suppress import comments_in, removal, with_comments
from uvlint.model import CannotFix, Location
from uvlint.project import PYPROJECT

STATED = "# uvlint: ignore[dead-key] why"
BUILT = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
DEAD = BUILT + '[tool.uv]\ncache-keys = [\n    "pyproject.toml",\n    "nowhere.txt",\n]\n'


def targets(file: str, text: str) -> list[tuple[int, tuple[str, ...] | None, int]]:
    return [(c.at.line, c.names, c.target) for c in comments_in(file, text)]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        pytest.param("a.toml", f"a = '{STATED}'", id="a TOML string"),
        pytest.param("a.toml", f'a = """\n{STATED}\n"""', id="a long TOML string"),
        pytest.param("a.toml", f"a = '''\n{STATED}\n'''", id="a long literal TOML string"),
        pytest.param("a.toml", f'a = "\\"{STATED}"', id="an escaped quote"),
        pytest.param("a.py", f"a = '{STATED}'", id="a Python string"),
        pytest.param("a.py", f'"""\n{STATED}\n"""', id="a docstring"),
        pytest.param("a.py", f"a = (\n{STATED}\n", id="broken Python"),
        pytest.param("setup.cfg", f"[a]\nb = c  {STATED}", id="a value of setup.cfg"),
        pytest.param("MANIFEST.in", f"include a\\{STATED}", id="escaped in MANIFEST.in"),
        pytest.param("README.md", STATED, id="another kind of file"),
        pytest.param("a.toml", "# uvlint: is run before", id="other words"),
        pytest.param("a.toml", "# see uvlint: ignore[dead-key]", id="in a sentence"),
    ],
)
def test_no_comment(file: str, text: str) -> None:
    assert targets(file, text) == []


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("a.toml", f"a = 1  {STATED}", [(1, ("dead-key",), 1)]),
        ("a.toml", f"  {STATED}\na = 1", [(1, ("dead-key",), 2)]),
        ("a.toml", f"{STATED}\n# more\n{STATED}\na = 1", [(1, ("dead-key",), 4), (3, ("dead-key",), 4)]),
        ("a.toml", f"{STATED}\n\na = 1", [(1, ("dead-key",), 2)]),
        ("a.toml", f"a = [\r\n  {STATED}\r\n  1,\r\n]", [(2, ("dead-key",), 3)]),
        ("a.toml", f"a = '#' {STATED}", [(1, ("dead-key",), 1)]),
        ("a.toml", "#uvlint:ignore[ a ,b,]", [(1, ("a", "b"), 2)]),
        ("a.toml", "# noqa  # uvlint: ignore[a] because # more", [(1, ("a",), 2)]),
        ("a.toml", "# uvlint: file-ignore[a]", [(1, ("a",), 0)]),
        ("a.toml", "# uvlint: ignore", [(1, None, 2)]),
        ("a.toml", "# uvlint: ignore[]", [(1, None, 2)]),
        ("a.toml", "# uvlint: ignore-file[a]", [(1, None, 2)]),
        ("setup.py", f"f(\n    {STATED}\n    a=1,\n)", [(2, ("dead-key",), 3)]),
        ("setup.py", f"a = 1  {STATED}\r\n", [(1, ("dead-key",), 1)]),
        ("setup.cfg", f"[a]\nb =\n    {STATED}\n    c", [(3, ("dead-key",), 4)]),
        ("MANIFEST.in", f"{STATED}\ngraft a {STATED}", [(1, ("dead-key",), 2), (2, ("dead-key",), 2)]),
    ],
)  # fmt: skip
def test_comments(file: str, text: str, expected: list[tuple[int, tuple[str, ...], int]]) -> None:
    assert targets(file, text) == expected


@given(st.sampled_from(["a.toml", "a.py", "a.cfg", "MANIFEST.in"]), st.text())
def test_any_text_is_read(file: str, text: str) -> None:
    for comment in comments_in(file, f"{text}\n{STATED}\n{text}"):
        assert comment.start < comment.end


def remarked(line: str) -> str:
    return DEAD.replace('    "nowhere.txt",', line)


@pytest.mark.parametrize(
    ("text", "left", "hidden"),
    [
        pytest.param(DEAD, ["dead-key"], 0, id="without a comment"),
        pytest.param(remarked(f'    "nowhere.txt",  {STATED}'), [], 1, id="behind it"),
        pytest.param(remarked(f'    {STATED}\n    "nowhere.txt",'), [], 1, id="above it"),
        pytest.param(f"# uvlint: file-ignore[UVL203]\n{DEAD}", [], 1, id="the file, by code"),
        pytest.param(
            remarked('    "nowhere.txt",  # uvlint: ignore[unwatched-git]'),
            ["dead-key", "unused-suppression"],
            0,
            id="another rule",
        ),
        pytest.param(f"{STATED}\n{DEAD}", ["dead-key", "unused-suppression"], 0, id="elsewhere"),
        pytest.param(
            DEAD + "\n# uvlint: file-ignore[unused-suppression]\n# uvlint: ignore[dead-key]\n",
            ["dead-key"],
            1,
            id="a suppressed complaint",
        ),
    ],
)
def test_suppression(text: str, left: list[str], hidden: int, lay_out: LayOut) -> None:
    found = checker.examine(lay_out({PYPROJECT: text}))
    assert sorted(d.name for d in found.diagnostics) == left
    assert len(found.suppressed) == hidden


def test_rules_that_did_not_run_are_not_called_unused(lay_out: LayOut) -> None:
    files = {PYPROJECT: f"{BUILT}{STATED}\n", "uvlint.toml": "ignore = ['dead-key']"}
    assert checker.examine(lay_out(files)).diagnostics == ()


def test_comments_of_another_project_are_its_own(lay_out: LayOut) -> None:
    text = BUILT + '[tool.hatch.version]\npath = "b/x.py"\n[project]\ndynamic = ["version"]\n'
    other = {"b/pyproject.toml": BUILT, "b/x.py": f"{STATED}\n__version__ = '1'\n"}
    names = [d.name for d in checker.examine(lay_out({PYPROJECT: text, **other})).diagnostics]
    assert "unused-suppression" not in names


@pytest.mark.parametrize(
    ("file", "text", "after"),
    [
        ("a.toml", f"a = 1  {STATED}\nb = 2\n", "a = 1\nb = 2\n"),
        ("a.toml", f"{STATED}\na = 1\n", "a = 1\n"),
        ("a.toml", f"a = 1\n{STATED}", "a = 1\n"),
        ("a.toml", f"a = [ # first {STATED}\r\n]\r\n", "a = [ # first\r\n]\r\n"),
        ("a.toml", f"a = 1 {STATED}  # more\n", "a = 1 # more\n"),
        ("a.toml", "# uvlint: ignore[b, dead-key] x\na = 1", "# uvlint: ignore[b] x\na = 1"),
        ("setup.py", f"f(  {STATED}\n)\n", "f(\n)\n"),
        ("setup.cfg", f"[a]\nb =\n  {STATED}\n  c\n", "[a]\nb =\n  c\n"),
        ("MANIFEST.in", f"include a {STATED}\n", "include a\n"),
    ],
)
def test_removal(file: str, text: str, after: str) -> None:
    (comment,) = comments_in(file, text)
    rewrite = removal(comment, text, ["dead-key"])
    assert rewrite({file: text}.get) == {file: after}
    assert rewrite({file: after}.get) in ({}, {file: after})
    assert rewrite(lambda _: None) == {}
    shifted = "\n\n" + text
    if not file.endswith(".cfg"):
        assert rewrite({file: shifted}.get) == {file: "\n\n" + after}


def test_a_removal_that_changes_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uvlint.analysis.suppress._means_the_same", lambda *_: False)
    (comment,) = comments_in("a.toml", STATED)
    with pytest.raises(CannotFix):
        removal(comment, STATED, ["dead-key"])({"a.toml": STATED}.get)


def test_equal_comments_are_all_removed(lay_out: LayOut) -> None:
    names = (PYPROJECT, "setup.py", "setup.cfg")
    lines = "".join(f'    "{name}",  {STATED}\n' for name in names)
    text = f"{BUILT}[tool.uv]\ncache-keys = [\n{lines}]\n"
    found = checker.examine(lay_out({PYPROJECT: text}))
    repair = repaired(found)
    assert repair is not None
    assert repair.writes[0].after.decode() == text.replace(f"  {STATED}", "")
    for diagnostic in found.diagnostics:
        (change,) = changes(found, diagnostic)
        assert change.after.count(STATED) == 2


@pytest.mark.parametrize(
    ("file", "text", "line", "after"),
    [
        ("a.toml", "a = [\n  1,\n]\n", 2, "a = [\n  # uvlint: ignore[x, y] why\n  1,\n]\n"),
        ("a.toml", "a = 1\r\nb = 2\r\n", 2, "a = 1\r\n# uvlint: ignore[x, y] why\r\nb = 2\r\n"),
        ("a.toml", 'a = """\nb\n"""\n', 2, None),
        ("a.py", "f(\n    a,\n)\n", 2, "f(\n    # uvlint: ignore[x, y] why\n    a,\n)\n"),
        ("a.py", "a = 1 + \\\n    2\n", 2, None),
        ("a.py", "#!/usr/bin/python\n", 1, None),
        ("a.py", "a = '''\nb'''\n", 2, None),
        ("a.cfg", "[a]\nb =\n  c\n", 3, "[a]\nb =\n  # uvlint: ignore[x, y] why\n  c\n"),
        ("a.md", "a\n", 1, None),
        ("a.toml", "a = 1\n", 9, None),
    ],
)
def test_adding(file: str, text: str, line: int, after: str | None) -> None:
    at = Location(file, line)
    new, refused = with_comments(file, text, [(at, "y"), (at, "x"), (at, "x")], "why")
    assert (new, refused) == ((text, (line,)) if after is None else (after, ()))


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({PYPROJECT: DEAD}, id="one"),
        pytest.param({PYPROJECT: "\ufeff" + DEAD.replace("\n", "\r\n")}, id="other line ends"),
        pytest.param(
            {PYPROJECT: DEAD.replace("nowhere.txt", "a.txt").replace("pyproject.toml", "b.txt")},
            id="two",
        ),
    ],
)
def test_what_is_found_can_be_ignored(files: Mapping[str, str], lay_out: LayOut) -> None:
    project = lay_out(files)
    found = checker.examine(project)
    repair, refused = commented(found, "because")
    assert repair is not None
    assert refused == ()
    after = checker.examine(repair.outcome(project))
    assert after.diagnostics == ()
    assert len(after.suppressed) == len(found.diagnostics)


def test_what_cannot_be_ignored_is_told(lay_out: LayOut) -> None:
    found = checker.examine(lay_out({PYPROJECT: "["}))
    assert commented(found, "because") == (None, found.diagnostics)
