from __future__ import annotations

import fnmatch
import os
import random
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uv import find_uv_bin

from tests.uv.real import Workspace
from uvlint.uv.globs import base, escaped, finder, is_glob, matcher, refusal, refusals, walk
from uvlint.uv.version import NEWEST, Version

TREE = (
    "a.txt",
    "b.TXT",
    "m.py",
    ".hid/a.txt",
    ".git/HEAD",
    "!n.txt",
    "#c.txt",
    "[x].txt",
    "é.txt",
    "back\\slash.txt",
    "sub/a.txt",
    "sub/deep/a.txt",
    "sub/deep/er/a.txt",
    "sub/deep/data.json",
    "src/m.py",
    "src/_v.py",
    "src/pkg/m.py",
    "src/pkg/inner/m.py",
    "dir.txt/f.md",
)
BEFORE = Version(0, 7, 20)
LINKS = {"link.txt": "a.txt", "linkdir": "sub", "dangling.txt": "nowhere", "round.txt": "round.txt"}

Grow = Callable[[Sequence[str], Mapping[str, str]], str]


@pytest.fixture
def grow(tmp_path: Path) -> Grow:
    """Return a function that makes empty files and links below a fresh folder."""

    def make(files: Sequence[str], links: Mapping[str, str]) -> str:
        plant(tmp_path / "project", files, links)
        return str(tmp_path / "project")

    return make


def plant(root: Path, files: Sequence[str], links: Mapping[str, str]) -> None:
    root.mkdir()
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    for name, target in links.items():
        (root / name).symlink_to(target)


EVERYTHING = set(TREE) | {"link.txt"}
SUB = {"sub/a.txt", "sub/deep/a.txt", "sub/deep/er/a.txt"}
SRC = {"src/m.py", "src/_v.py", "src/pkg/m.py", "src/pkg/inner/m.py"}
TXT = {name for name in EVERYTHING if name.endswith(".txt")}

NOTHING = {
    "a folder": ["sub"],
    "a folder with a slash": ["sub/"],
    "the project": [".", ""],
    "a file with a slash": ["a.txt/"],
    "a way through a file": ["m.py/../a.txt"],
    "a way through nothing": ["nope/../a.txt"],
    "a folder that matches": ["dir.tx?"],
    "another case": ["A.txt", "SUB/*.txt"],
    "blanks around": [" a.txt", "a.txt "],
    "a NUL byte": ["a\0.txt", "\0/*.txt"],
    "a home folder": ["~/a.txt", "$HOME/*.txt"],
    "a comment": ["#*.txt"],
    "a negation alone": ["!*.txt"],
    "a negation first": ["!**/a.txt", "nope*"],
    "only folders": ["*/ "],
    "a link that leads nowhere": ["dangl*", "dangling.txt"],
    "links in a circle": ["round*", "round.txt"],
    "below a folder that is a link": ["link*/a.txt"],
    "a file as the base": ["m.py/*", "m.py/**"],
    "no such base": ["pkg/*.py"],
    "an empty choice": ["{}.nope"],
    "a letter is several bytes": ["?.tx[é]", "[é].txt"],
    "one star does not cross": ["*/er/*"],
    "a refused glob": ["[", "*}"],
}

SEES = {
    "a file": (["a.txt"], {"a.txt"}),
    "roundabout": (["./a.txt", "sub//a.txt", "src/../m.py"], {"a.txt", "sub/a.txt", "m.py"}),
    "a name with a bang": (["!n.txt"], {"!n.txt"}),
    "through a link": (["linkdir/a.txt"], {"linkdir/a.txt"}),
    "everything": (["**"], EVERYTHING),
    "everything, longer": (["**/*"], EVERYTHING),
    "everything, glued": (["***"], EVERYTHING),
    "one level": (["*"], {name for name in EVERYTHING if "/" not in name}),
    "any depth": (["*.txt"], TXT),
    "any depth, hidden too": (["**/a.txt"], {"a.txt", ".hid/a.txt", *SUB}),
    "below a folder": (["sub/*.txt"], SUB),
    "one level of a folder": (["sub/*"], {"sub/a.txt"}),
    "all of a folder": (["sub/**"], {*SUB, "sub/deep/data.json"}),
    "the name, not the folder": (["sub/d*"], {"sub/deep/data.json"}),
    "an anchored star": (["*/a.txt"], {".hid/a.txt", "sub/a.txt"}),
    "a folder anywhere": (["**/sub/*.txt"], {"sub/a.txt"}),
    "no literal base": (["[s]rc/*.py"], {"src/m.py", "src/_v.py"}),
    "merging narrows": (["src/*.py", "*.json"], {"src/m.py", "src/_v.py", "sub/deep/data.json"}),
    "merging narrows below": (["src/pkg/*.py", "src/*.pyx"], {"src/pkg/m.py"}),
    "no common base": (["src/*.py", "sub/*.json"], {*SRC, "sub/deep/data.json"}),
    "choices": (["{a,m}.*"], {*SUB, "a.txt", ".hid/a.txt", *SRC, "m.py"} - {"src/_v.py"}),
    "a choice with a slash": (["{m.py,sub/a.txt}"], {"m.py", "sub/a.txt"}),
    "an empty choice is none": (["{,a}.txt"], {"a.txt", ".hid/a.txt", *SUB}),
    "a class": (["[!a-z]*.txt"], {"[x].txt", "!n.txt", "#c.txt", "é.txt"}),
    "a class takes a slash": (["sub[!x]a.txt"], {"sub/a.txt"}),
    "bytes": (["??.txt"], {"é.txt", "!n.txt", "#c.txt"}),
    "escapes": (["\\[x\\]*", "\\#*", "[!]]n.txt"], {"[x].txt", "#c.txt", "!n.txt"}),
    "an escaped backslash": (["back\\\\slas?.txt"], {"back\\slash.txt"}),
    "blanks at the end": (["m.p? "], {"m.py", *SRC} - {"src/_v.py"}),
    "a link to a folder in the base": (["linkdir/*.json"], {"linkdir/deep/data.json"}),
    "a negation": (["**/*.txt", "!**/sub"], TXT - SUB),
    "a negated name": (["**/*.py", "!**/_v.py"], {*SRC, "m.py"} - {"src/_v.py"}),
    "the last line wins": (["!**/a.txt", "**/*.txt"], TXT),
    "a longer base comes last": (["src/**/*.py", "!**/_v.py"], SRC),
    "a folder is pruned all the same": (
        ["src/**/*.py", "!**/inner"],
        SRC - {"src/pkg/inner/m.py"},
    ),
    "a folder let in again": (["!**/sub", "**/*"], EVERYTHING),
    "a base that begins with a bang": (["src/**/*.py", "!src/**/_v.py"], SRC),
    "only negated folders": (["**/*.txt", "!*/ "], {n for n in TXT if "/" not in n}),
}


@pytest.mark.parametrize("patterns", NOTHING.values(), ids=NOTHING)
def test_sees_nothing(patterns: list[str], grow: Grow) -> None:
    root = grow(TREE, LINKS)
    assert walk(root, patterns, NEWEST).files == ()
    for pattern in patterns:
        assert walk(root, [pattern], NEWEST).files == ()


@pytest.mark.parametrize(("patterns", "expected"), SEES.values(), ids=SEES)
def test_sees(patterns: list[str], expected: set[str], grow: Grow) -> None:
    assert walk(grow(TREE, LINKS), patterns, NEWEST).files == tuple(sorted(expected))


NOTHING_BEFORE = {
    "dots in front": ["./*.txt"],
    "through a folder and back": ["a/../*", "src/../*.txt"],
    "beside the project": ["../shared/*.txt"],
    "two slashes": ["src//*.py"],
    "a slash at the end": ["sub/*/", "*/"],
    "below a link": ["linkdir/*.json"],
    "a link": ["link*"],
    "the root of the disk": ["/nope/*.txt"],
}

SEES_BEFORE = {
    "one folder only": (["src/*.py"], {"src/m.py", "src/_v.py"}),
    "whatever stands beside it": (["src/*.py", "sub/d*", "*.json"], {
        "src/m.py", "src/_v.py", "sub/deep/data.json",
    }),
    "the project in place of the root of the disk": (["/src/*.py"], {"src/m.py", "src/_v.py"}),
    "any depth": (["*.txt"], TXT - {"link.txt"}),
    "all of a folder": (["src/**"], SRC),
    "a negation in a folder": (["src/**/*.py", "!src/**/_v.py"], SRC - {"src/_v.py"}),
    "the order of the list": (["src/**/*.py", "!**/_v.py"], SRC - {"src/_v.py"}),
    "names as ever": (["link.txt", "linkdir/a.txt"], {"link.txt", "linkdir/a.txt"}),
}  # fmt: skip


@pytest.mark.parametrize("patterns", NOTHING_BEFORE.values(), ids=NOTHING_BEFORE)
def test_sees_nothing_before_0_7_21(patterns: list[str], grow: Grow, tmp_path: Path) -> None:
    plant(tmp_path / "shared", ["s.txt"], {})
    root = grow(TREE, LINKS)
    for pattern in patterns:
        assert walk(root, [pattern], BEFORE).files == ()


@pytest.mark.parametrize(("patterns", "expected"), SEES_BEFORE.values(), ids=SEES_BEFORE)
def test_sees_before_0_7_21(patterns: list[str], expected: set[str], grow: Grow) -> None:
    assert walk(grow(TREE, LINKS), patterns, BEFORE).files == tuple(sorted(expected))


def test_before_0_7_21_there_is_one_walk(grow: Grow) -> None:
    root = grow(["a.c", "no/b.c", "src/c.c"], {})
    seen = walk(root, ["src/*.c", "no/*.c", "["], BEFORE)
    assert (seen.matched, seen.walked, seen.passed) == ((1, 1, 0), (3, 3, 3), 1)
    assert base("src/*.c", BEFORE) == ""
    assert refusal("src/[", BEFORE) == f"error parsing glob 'src/[': {CLASS}"
    assert finder(["src/*.c"], BEFORE)("src/in/c.c") is None


def test_before_0_4_10_globs_are_unknown(grow: Grow) -> None:
    root = grow(TREE, LINKS)
    early = Version(0, 4, 9)
    assert walk(root, ["*.txt", "a.txt"], early).files == ("a.txt",)
    assert refusal("[", early) is None


class TestOutside:
    def test_files_beside_the_project(self, grow: Grow, tmp_path: Path) -> None:
        plant(tmp_path / "shared", ["s.c", "in/t.c"], {})
        root = grow(["x.c"], {})
        both = ("../shared/in/t.c", "../shared/s.c")
        assert walk(root, ["../shared/*.c"], NEWEST).files == both
        assert walk(root, ["../shared/*.c", "*.json"], NEWEST).files == both
        assert walk(root, ["../shared/s.c"], NEWEST).files == ("../shared/s.c",)
        assert walk(root, ["x.c", "../project/*.c"], NEWEST).files == ("../project/x.c", "x.c")

    def test_absolute_patterns(self, grow: Grow, tmp_path: Path) -> None:
        plant(tmp_path / "shared", ["s.c"], {})
        root = grow(["x.c", "in/y.c"], {})
        assert walk(root, [f"{tmp_path}/shared/*.c"], NEWEST).files == ("../shared/s.c",)
        assert walk(root, [f"{root}/*.c", "in/*.h"], NEWEST).files == ("in/y.c", "x.c")
        assert walk(root, [f"{root}/in/y.c"], NEWEST).files == ("in/y.c",)

    def test_dots_behind_a_link(self, grow: Grow, tmp_path: Path) -> None:
        plant(tmp_path / "shared", ["s.c", "in/t.c"], {})
        root = grow(["s.c"], {"link": "../shared/in"})
        assert walk(root, ["link/../*.c"], NEWEST).files == ("link/../in/t.c", "link/../s.c")
        assert walk(root, ["link/../s.c"], NEWEST).files == ("link/../s.c",)


class TestCounts:
    FILES = ("a.py", "a.c", "src/b.py", "src/c.py", "src/d.c", "no/e.py")

    @pytest.mark.parametrize(
        ("patterns", "matched", "walked"),
        [
            pytest.param(["a.py", "nope.py"], (1, 0), (0, 0), id="names"),
            pytest.param(["src/*.py"], (2,), (3,), id="a base"),
            pytest.param(["*.py", "src/*.c"], (4, 1), (6, 6), id="a group"),
            pytest.param(["no/*", "src/*.c"], (1, 1), (1, 3), id="two groups"),
            pytest.param(["**/*.py", "**/*"], (4, 6), (6, 6), id="two matches for a file"),
            pytest.param(["**/*", "!**/no", "!**/*.c"], (3, 1, 2), (5, 5, 5), id="negations"),
            pytest.param(["*.py", "["], (4, 0), (6, 6), id="a refused glob"),
        ],
    )
    def test_matched_and_walked(
        self,
        patterns: list[str],
        matched: tuple[int, ...],
        walked: tuple[int, ...],
        grow: Grow,
    ) -> None:
        seen = walk(grow(self.FILES, {}), patterns, NEWEST)
        assert (seen.matched, seen.walked) == (matched, walked)

    @pytest.mark.parametrize(
        ("patterns", "passed"),
        [
            pytest.param(["a.py", "nope.py"], 0, id="names"),
            pytest.param(["src/*.py"], 1, id="a base"),
            pytest.param(["*.py", "src/*.c"], 1, id="a group walks once"),
            pytest.param(["no/*", "src/*.c"], 2, id="two groups"),
            pytest.param(["**/*", "!**/no", "!**/*.c"], 2, id="negations"),
        ],
    )
    def test_passed(self, patterns: list[str], passed: int, grow: Grow) -> None:
        assert walk(grow(self.FILES, {}), patterns, NEWEST).passed == passed


@pytest.mark.parametrize("text", ["a.txt", "!a", "a}", "a]", "\\a", "", "#x"])
def test_a_name_is_no_glob(text: str) -> None:
    assert not is_glob(text)
    assert refusal(text, NEWEST) is None


@pytest.mark.parametrize(
    ("pattern", "folder"),
    [
        ("*.txt", ""),
        ("./*.txt", ""),
        ("a.txt", ""),
        ("", ""),
        ("src/a.txt", "src"),
        ("src//./pkg/*.py", "src/pkg"),
        ("src/{a,b}/c", "src"),
        ("a]/b/*", ""),
        ("../shared/*", "../shared"),
        ("/abs/x/*", "/abs/x"),
        ("/*", "/"),
    ],
)
def test_base(pattern: str, folder: str) -> None:
    assert base(pattern, NEWEST) == folder


CLASS = "unclosed character class; missing ']'"
OPENED = "unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)"
CLOSED = "unopened alternate group; missing '{' (maybe escape '}' with '[}]'?)"

ACCEPTED = [
    "\\*",
    "a\\[b",
    "*]",
    "[[]",
    "[]]",
    "[!]]",
    "[a-]*",
    "[-a]*",
    "#[",
    "**",
    "{,}",
    "a*\\ ",
]
REFUSED = {
    "[": f"error parsing glob '[': {CLASS}",
    "sub/a[": f"error parsing glob 'a[': {CLASS}",
    "[]": f"error parsing glob '[]': {CLASS}",
    "[!]x": f"error parsing glob '[!]x': {CLASS}",
    "![ ": f"error parsing glob '![': {CLASS}",
    "[z-a]*": "error parsing glob '[z-a]*': invalid range; 'z' > 'a'",
    "[é-a]": "error parsing glob '[é-a]': invalid range; 'é' > 'a'",
    "*}": f"error parsing glob '*}}': {CLOSED}",
    "{a,b}}": f"error parsing glob '{{a,b}}}}': {CLOSED}",
    "{a": f"error parsing glob '{{a': {OPENED}",
    "*.{txt": f"error parsing glob '*.{{txt': {OPENED}",
    "*\\": "error parsing glob '*\\': dangling '\\'",
    "{a" * 124 + "*" + "}" * 124: "error parsing pattern 0",
    "{a,b" * 83 + "*" + "}" * 83: "error parsing pattern 0",
}
NEARLY_TOO_DEEP = ["{a" * 123 + "*" + "}" * 123, "{a,b" * 82 + "*" + "}" * 82]


@pytest.mark.parametrize("pattern", ACCEPTED + NEARLY_TOO_DEEP)
def test_accepted(pattern: str) -> None:
    assert refusal(pattern, NEWEST) is None


@pytest.mark.parametrize(("pattern", "reason"), REFUSED.items())
def test_refused(pattern: str, reason: str) -> None:
    assert refusal(pattern, NEWEST) == reason


def test_what_is_refused_depends_on_the_list() -> None:
    assert refusals(["*.x", "sub/a["], NEWEST) == {1: f"error parsing glob 'sub/a[': {CLASS}"}
    assert refusal("#sub/[", NEWEST) == f"error parsing glob '[': {CLASS}"
    assert refusals(["*.x", "#sub/["], NEWEST) == {}


@pytest.mark.parametrize(
    "pattern",
    [
        "*a" * 100 + "b",
        "{*a,*b}" * 30 + "c",
        "{a,a}" * 200 + "*",
        "**/" * 500 + "x*",
        "{" * 5000,
        "a/" * 5000 + "*",
        "x" * 15_000 + "*",
        "*a" + "?" * 200,
    ],
    ids=lambda pattern: pattern[:12],
)
def test_hostile_patterns_cost_little(pattern: str) -> None:
    matches = matcher([pattern], NEWEST)
    assert not matches("a" * 150)
    assert not matches("/".join(["ab" * 10] * 50))


class TestFinder:
    def test_the_first_key_of_the_list(self) -> None:
        find = finder(["*.c", "a.py", "*.py", "src/**"], NEWEST)
        names = ["a.py", "b.py", "src/x.c", "src/./x.h", "x.h"]
        assert [find(name) for name in names] == [1, 2, 0, 3, None]

    def test_a_negation_is_no_answer(self) -> None:
        assert finder(["**/*.py", "!**/x"], NEWEST)("x/a.py") is None

    def test_outside(self) -> None:
        find = finder(["../x/*.c", "/abs/*.c"], NEWEST)
        names = ["../x/in/y.c", "/abs/y.c", "x/y.c", "../y.c"]
        assert [find(name) for name in names] == [0, 1, None, None]


PARTS = st.sampled_from(["a", "b", ".a", "a.b", "!a", "#a", "é", "sub", "a]", "a\\b"])
PATHS = st.lists(PARTS, min_size=1, max_size=4).map("/".join)
PIECES = st.one_of(
    st.sampled_from(["*", "**", "?", "/", "/**/", "**/", "!", "#", "\\", "[", "]", "{", ",", "}"]),
    st.sampled_from(["[ab]", "[!a]", "[a-é]", "[.-0]", "{a,b}", "{a,*/b}", "{**/a,}"]),
    st.sampled_from(["a", "b", ".", "é", "sub", " "]),
)
PATTERNS = st.lists(PIECES, min_size=1, max_size=6).map("".join)


@given(st.lists(PATHS, max_size=8), st.lists(PATTERNS, min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_the_matcher_agrees_with_the_walk(paths: list[str], patterns: list[str]) -> None:
    patterns = [f"./{pattern} " for pattern in patterns if "/../" not in f"/{pattern}/"]
    with tempfile.TemporaryDirectory() as root:
        files: set[str] = set()
        for path in paths:
            try:
                os.makedirs(os.path.dirname(f"{root}/{path}"), exist_ok=True)
                with open(f"{root}/{path}", "wb"):
                    files.add(path)
            except OSError:  # a folder stands there, or a file in the way
                continue
        matches = matcher(patterns, NEWEST)
        assert walk(root, patterns, NEWEST).files == tuple(sorted(filter(matches, files)))


@given(st.lists(st.text(), max_size=4), st.text())
def test_never_raises(patterns: list[str], path: str) -> None:
    assert finder(patterns, NEWEST)(path) in (None, *range(len(patterns)))
    assert set(refusals(patterns, NEWEST)) <= set(range(len(patterns)))


@given(st.text("ab*?", min_size=1), st.text("ab", min_size=1))
def test_simple_wildcards_are_those_of_every_shell(pattern: str, name: str) -> None:
    simple = re.sub(r"\*\*+", "*", f"[ab]{pattern}")
    assert matcher([f"[ab]{pattern}"], NEWEST)(name) is fnmatch.fnmatchcase(name, simple)


# --- the real uv --------------------------------------------------------------------

FOLDERS = ("", "src/", "sub/", "src/pkg/", "sub/src/", ".d/", "!src/", "é/", "a]/")
NAMES = ("a.txt", "b.py", "_a.py", ".hid", "é.txt", "!n", "#h", "[x].txt", "a b", "m.tar.gz")
GLOBS = (
    *("*", "**", "**/*", "*.txt", "**/*.py", "src/*.py", "src/**/*.py", "sub/*", "src/**", "?"),
    *("!*", "!**/*.py", "!**/sub", "!src/**", "!**/src", "*/ ", "!*/ ", "!n", "a.txt"),
    *("[!_]*", "**/[!_]*.py", "{src,sub}/*", "src/{pkg/,}*.py", "**/{a,b}*", "{**/a,b}.*"),
    *("../shared/*", "sub/../src/*", "./sub/a.txt", "s*/**/*.t?t", "sub[!x]a.txt", "*.*"),
    *("#*", "\\#*", "a]/*", "é/*", "?.txt", "[é]*", "*[.-0]*"),
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(tmp_path_factory.mktemp("uv"), find_uv_bin(), members=24)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_uv_sees_the_same(workspace: Workspace, seed: int) -> None:
    chance = random.Random(seed)
    lists: list[list[str]] = []
    for member in workspace.members:
        lists.append(chance.choices(GLOBS, k=chance.randint(1, 4)))
        files = {chance.choice(FOLDERS) + chance.choice(NAMES) for _ in range(9)}
        workspace.fill(member, [*sorted(files), "../shared/s.txt"], lists[-1])
    expected = [
        {*walk(str(member), patterns, NEWEST).files} - {"pyproject.toml", "_be/be.py"}
        for member, patterns in zip(workspace.members, lists, strict=True)
    ]
    found = workspace.seen()
    wrong = [case for case in zip(lists, expected, found, strict=True) if case[1] != case[2]]
    assert not wrong


@pytest.mark.slow
@pytest.mark.parametrize("pattern", [*ACCEPTED, *NEARLY_TOO_DEEP, *REFUSED])
def test_uv_refuses_the_same(workspace: Workspace, pattern: str) -> None:
    member = workspace.members[0]
    workspace.fill(member, [], [pattern])
    said = workspace.complaint(member)
    assert said == REFUSED.get(pattern)


ODD_NAMES = (
    "a[1].txt",
    "[slug].md",
    "{id}.json",
    "a}b.txt",
    "what?.txt",
    "a*b.txt",
    "[]].c",
    "[!a]",
)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_escaped_name_matches_itself_alone(name: str) -> None:
    matches = matcher((f"d/{escaped(name)}",), NEWEST)
    assert matches(f"d/{name}")
    assert not any(matches(f"d/{other}") for other in (*ODD_NAMES, "a1.txt") if other != name)


@pytest.mark.slow
def test_uv_finds_escaped_names(workspace: Workspace) -> None:
    for member in workspace.members:
        workspace.fill(member, [], [])
    for member, name in zip(workspace.members, ODD_NAMES, strict=False):
        files = [f"d/{each}" for each in (*ODD_NAMES, "a1.txt")]
        workspace.fill(member, files, [f"d/{escaped(name)}"])
    assert workspace.seen()[: len(ODD_NAMES)] == [{f"d/{name}"} for name in ODD_NAMES]
