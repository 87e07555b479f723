"""Which keys are worth writing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from tests.conftest import LayOut
from uvlint.advice.gaps import unwatched
from uvlint.advice.key_selection import anchored, selected
from uvlint.advice.loops import loops
from uvlint.advice.secrets import is_secret
from uvlint.model import (
    Certainty,
    Dir,
    Env,
    File,
    Git,
    Input,
    Key,
    KeyList,
    ListSource,
    Location,
    Output,
)
from uvlint.uv.version import NEWEST

AT = Location("pyproject.toml")


def reads(
    key: Key | None, *, certainty: Certainty = Certainty.CERTAIN, override: bool = False
) -> Input:
    return Input(
        key=key, feeds=("version",), why="x", at=AT, certainty=certainty, override=override
    )


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(reads(None), id="uv has no word for it"),
        pytest.param(reads(Env("X"), override=True), id="only overrides by hand"),
        pytest.param(reads(File("a"), certainty=Certainty.POSSIBLE), id="no more than possible"),
        pytest.param(reads(File("watched.txt")), id="watched"),
        pytest.param(reads(File("odd[name")), id="uv would refuse it"),
        pytest.param(reads(File("[[]slug].md")), id="uv would walk everything for it"),
        pytest.param(reads(File("out/_version.py")), id="written by the build"),
        pytest.param(reads(File("gen/deep/a.c")), id="below a folder that the build writes"),
        pytest.param(reads(File("docs/a.md")), id="watched by a glob"),
    ],
)
def test_needs_no_key(item: Input, lay_out: LayOut) -> None:
    keys = (File("watched.txt"), File("docs/**/*.md"))
    outputs = (Output(file="out/_version.py", why="x"), Output(file="gen/**/*", why="x"))
    assert unwatched(lay_out({}), [item], outputs, keys, NEWEST) == ()


def test_files_for_git_are_no_content(lay_out: LayOut) -> None:
    project = lay_out(
        {"gen/.gitignore": "*.js\n", "gen/a/.gitkeep": "", "web/.keep": "", "web/a": ""}
    )
    outputs = (Output(file="gen/x.js", why="x"), Output(file="web/node_modules/**/*", why="x"))
    found = unwatched(
        project, [reads(File("gen/**/*")), reads(File("web/**/*"))], outputs, (), NEWEST
    )
    assert [item.key for item in found] == [File("web/a")]


def test_fields_of_the_same_key_are_united(lay_out: LayOut) -> None:
    sure = reads(File("a"))
    other = Input(
        key=File("a"), feeds=("readme",), why="y", at=AT, certainty=Certainty.LIKELY, runs=True
    )
    (item,) = unwatched(lay_out({}), [other, sure], (), (), NEWEST)
    assert item.feeds == ("readme", "version")
    assert item.why == "x"
    assert item.runs


def test_many_files_of_one_kind_become_a_glob(lay_out: LayOut) -> None:
    few = [reads(File(f"few/{n}.txt")) for n in range(8)]
    many = [reads(File(f"many/{n}.txt")) for n in range(9)]
    top = [reads(File(f"{n}.txt")) for n in range(20)]
    keys = {item.key for item in unwatched(lay_out({}), [*few, *many, *top], (), (), NEWEST)}
    assert keys == {*(item.key for item in few + top), File("many/**/*.txt")}


def folder(name: str, count: int, suffix: str = ".txt") -> list[str]:
    return [f"{name}/{n}{suffix}" for n in range(count)]


@pytest.mark.parametrize(
    ("read", "beside", "expected"),
    [
        pytest.param(folder("a", 9), [], ["a/**/*.txt"], id="one folder"),
        pytest.param(
            [*folder("a/b", 5), *folder("a/c/d", 5)], [], ["a/**/*.txt"], id="several folders"
        ),
        pytest.param(
            folder("a", 9), folder("a/other", 10), folder("a", 9), id="among more that do not count"
        ),
        pytest.param(
            [*folder("a/b", 9), *folder("a/c", 1)],
            folder("a/d", 20),
            ["a/c/0.txt", "a/b/**/*.txt"],
            id="one folder of several",
        ),
        pytest.param(
            [*folder("a", 9), *folder("b", 9)], [], ["a/**/*.txt", "b/**/*.txt"], id="two folders"
        ),
        pytest.param(
            folder("a", 9), ["a/build/x.txt"], folder("a", 9), id="builds leave some there"
        ),
        pytest.param(folder("gen", 9), [], folder("gen", 9), id="the build writes such files"),
        pytest.param(
            [f"crates/{n}/Cargo.toml" for n in range(9)] + ["crates/0/x.toml"],
            [],
            ["crates/0/x.toml", "crates/**/Cargo.toml"],
            id="files of one name",
        ),
        pytest.param(folder("..", 9), [], folder("..", 9), id="above the project"),
    ],
)
def test_which_glob_stands_for_many(
    lay_out: LayOut, read: list[str], beside: list[str], expected: list[str]
) -> None:
    project = lay_out(dict.fromkeys([*read, *beside], ""))
    outputs = (Output(file="gen/_v.txt", why="x"),)
    found = unwatched(project, [reads(File(name)) for name in read], outputs, (), NEWEST)
    assert {item.key for item in found} == {File(name) for name in expected}


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([], ["a/data/**/*.{csv,json,txt}"], id="a folder that is read as a whole"),
        pytest.param(["a/data/x.md"], [], id="another file beside"),
        pytest.param(["a/data/b/x.md"], [], id="a folder inside"),
    ],
)
def test_a_folder_is_named_where_all_that_it_holds_is_read(
    others: list[str], expected: list[str], lay_out: LayOut
) -> None:
    names = [f"a/data/{name}" for name in ("1.csv", "2.txt", "3.json", "4.json")]
    project = lay_out(dict.fromkeys(["a/b.py", *names, *others], ""))
    found = unwatched(project, [reads(File(name)) for name in names], (), (), NEWEST)
    assert [item.key for item in found] == [File(name) for name in expected or names]


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        pytest.param([], ["a/**/*.{c,h}"], id="only those"),
        pytest.param(["a/x.py", "a/README"], ["a/**/*.{c,h}"], id="files of other kinds"),
        pytest.param(
            [f"a/x{n}.h" for n in range(6)], None, id="more of one kind that do not count"
        ),
    ],
)
def test_many_files_of_a_few_kinds_become_a_glob(
    beside: list[str], expected: list[str] | None, lay_out: LayOut
) -> None:
    names = [*(f"a/{n}.c" for n in range(5)), *(f"a/{n}.h" for n in range(4))]
    found = unwatched(
        lay_out(dict.fromkeys([*names, *beside], "")),
        [*map(reads, map(File, names))],
        (),
        (),
        NEWEST,
    )
    assert [item.key for item in found] == [*map(File, expected or names)]


def test_a_glob_inside_another_needs_no_key(lay_out: LayOut) -> None:
    items = [reads(File(p)) for p in ("a/b/**/*.c", "a/**/*.c", "a/**/*.h", "b/**/*.c")]
    found = unwatched(lay_out({}), items, (), (), NEWEST)
    assert [item.key for item in found] == [File(p) for p in ("a/**/*.c", "a/**/*.h", "b/**/*.c")]


def test_a_file_by_way_of_a_link_is_named_once(lay_out: LayOut) -> None:
    project = lay_out({"demo/_version.py": "", "outside/x.py": ""})
    (Path(project.root) / "demo2").symlink_to("demo")
    (Path(project.root) / "alone").symlink_to("outside")
    names = ("demo2/_version.py", "demo/_version.py", "alone/x.py", "gone.py")
    found = unwatched(project, [reads(File(name)) for name in names], (), (), NEWEST)
    assert [item.key for item in found] == [File(name) for name in names[1:]]


def test_files_gathered_into_a_known_glob_are_one_input_with_it(lay_out: LayOut) -> None:
    items = [reads(File(f"many/{n}.txt")) for n in range(9)] + [reads(File("many/**/*.txt"))]
    assert [item.key for item in unwatched(lay_out({}), items, (), (), NEWEST)] == [
        File("many/**/*.txt")
    ]


def test_a_glob_over_outputs_becomes_the_files_that_are_none(lay_out: LayOut) -> None:
    project = lay_out({"gen/a.py": "", "gen/_version.py": ""})
    outputs = (Output(file="gen/_version.py", why="x"),)
    found = unwatched(project, [reads(File("gen/**/*.py"))], outputs, (), NEWEST)
    assert [item.key for item in found] == [File("gen/a.py")]


@pytest.mark.parametrize(
    ("files", "outputs", "expected"),
    [
        pytest.param(
            ["web/a.js", "web/b/x.js", "web/b/y.js", "web/c/d/x.js"],
            ["web/node_modules/**/*"],
            ["web/a.js", "web/b/**/*", "web/c/d/x.js"],
            id="a folder that is not there yet",
        ),
        pytest.param(
            ["web/a.js", "web/node_modules/b/c.js", "web/node_modules/b/d.js"],
            ["web/node_modules/**/*"],
            ["web/a.js"],
            id="a folder that builds fill",
        ),
        pytest.param(
            ["web/.vscode/a.json", "web/.vscode/b.json", "web/.babelrc"],
            ["web/out.js"],
            ["web/.babelrc"],
            id="hidden folders",
        ),
        pytest.param(
            ["web/a/x.js", "web/a/b/x.js", "web/a/b/y.js", "web/c/x.js", "web/c/y.js"],
            ["web/a/out.js"],
            ["web/a/x.js", "web/a/b/**/*", "web/c/**/*"],
            id="deep inside",
        ),
        pytest.param(
            ["web/a/x.j2", "web/b/x.j2", "web/b/y.j2", "web/c/x.j2", "web/c/y.css", "web/c/z.css"],
            ["web/c/out.css"],
            ["web/**/*.j2", "web/c/y.css", "web/c/z.css"],
            id="kinds that builds do not write, where they are fewer",
        ),
        pytest.param(
            ["web/a[b]/x.js", "web/a[b]/y.js"],
            ["web/out.js"],
            ["web/a[[]b]/**/*"],
            id="a folder of an odd name",
        ),
    ],
)
def test_a_glob_over_outputs_becomes_the_folders_without_any(
    files: list[str], outputs: list[str], expected: list[str], lay_out: LayOut
) -> None:
    written = [Output(file=file, why="x") for file in outputs]
    found = unwatched(
        lay_out(dict.fromkeys(files, "")), [reads(File("web/**/*"))], written, (), NEWEST
    )
    assert [item.key for item in found] == [*map(File, expected)]


def test_a_file_inside_a_glob_that_is_added_needs_no_key(lay_out: LayOut) -> None:
    items = [reads(File("src/**/*.rs")), reads(File("src/lib.rs"))]
    assert [i.key for i in unwatched(lay_out({}), items, (), (), NEWEST)] == [File("src/**/*.rs")]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param([File("a.txt"), Git(commit=True, tags=True), Dir("src")], [], id="harmless"),
        pytest.param([File("src/**/*.c")], [], id="another ending"),
        pytest.param([File("src/_version.py")], [0], id="the file itself"),
        pytest.param([File("a"), File("src/**/*.py")], [1], id="a glob over it"),
        pytest.param([File("**/*")], [0], id="the environment"),
        pytest.param([File("web/**/*.toml"), File("web/**/*.js")], [1], id="what npm installs"),
        pytest.param(
            [File("**/*"), File("!**/.venv"), File("!**/_version.py"), File("!**/node_modules")],
            [],
            id="negated",
        ),
        pytest.param([None, File("src/_version.py")], [1], id="beside a refused entry"),
    ],
)
def test_loops(keys: list[Key | None], expected: list[int]) -> None:
    listed = KeyList(entries=tuple(keys), source=ListSource.CONFIGURED)
    files = ("src/_version.py", "web/node_modules/**/*")
    assert list(loops(listed, [Output(file=file, why="x") for file in files], NEWEST)) == expected


def test_what_is_written_at_each_build_comes_before_what_is_written_once() -> None:
    once, always = Output(file="a.lock", why="x", once=True), Output(file="b.lock", why="x")
    listed = KeyList(entries=(File("[ab].lock"), File("a.lock")), source=ListSource.CONFIGURED)
    assert loops(listed, (once, always), NEWEST) == {0: always}
    assert loops(listed, (once,), NEWEST) == {0: once}


@pytest.mark.parametrize(
    "variable",
    (
        *("CC", "PATH", "COMPAT", "MULTI_PASS", "PASSED", "PATCH", "AUTHOR", "MONKEY"),
        *("CACHE_KEY", "KEYBOARD", "TOKENIZERS_PARALLELISM", "MAX_TOKENS", "TOKEN_LIMIT"),
        *("AWS_ACCESS_KEY_ID", "SECRET_NAME", "SIGNING_KEY_FILE", "TOKEN_URL", "SSH_AUTH_SOCK"),
        *("USE_AUTH", "GOOGLE_APPLICATION_CREDENTIALS"),
    ),
)
def test_no_secret(variable: str) -> None:
    assert not is_secret(variable)


@pytest.mark.parametrize(
    "variable",
    (
        *("TOKEN", "GITHUB_TOKEN", "github_token", "GH_PAT", "API_KEY", "MY_APIKEY", "DB_PASS"),
        *("TWINE_PASSWORD", "AWS_SECRET_ACCESS_KEY", "SECRET_KEY_BASE", "LICENSE_KEY", "NPM_AUTH"),
        *("PRIVATE_KEY", "PASSPHRASE", "CREDENTIALS"),
    ),
)
def test_a_secret(variable: str) -> None:
    assert is_secret(variable)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("**/*.rs", [File("build.rs"), File("src/**/*.rs")], id="everywhere"),
        pytest.param("*.rs", [File("build.rs"), File("src/**/*.rs")], id="a bare ending"),
        pytest.param("**/*", [], id="no kind of file"),
        pytest.param("**/*.py", [], id="below it lies what the build writes"),
        pytest.param("**/*.none", [], id="no match"),
        pytest.param("**/*.t", [], id="too many folders"),
    ],
)
def test_anchored(pattern: str, expected: list[Key], lay_out: LayOut) -> None:
    files = {"build.rs": "", "src/lib.rs": "", "src/a.py": "", "src/deep/b.rs": ""}
    project = lay_out(files | {f"{n}/x.t": "" for n in "abcdef"})
    outputs = (Output(file="src/_version.py", why="x"),)
    assert anchored(project, pattern, outputs, NEWEST) == tuple(expected)


def many(pattern: str, count: int = 9) -> list[str]:
    return [pattern.format(number) for number in range(count)]


@pytest.mark.parametrize(
    ("lying", "named", "expected"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param(["a.c"], ["a.c"], ["a.c"], id="one file"),
        pytest.param([], ["gone.c"], ["gone.c"], id="a file that is not there yet"),
        pytest.param([], many("c/{}.c", 8), many("c/{}.c", 8), id="eight are named"),
        pytest.param(many("c/{}.c"), many("c/{}.c"), ["c/**/*.c"], id="nine are a glob"),
        pytest.param(many("{}.c"), many("{}.c"), many("{}.c"), id="no glob at the root"),
        pytest.param(many("../c/{}.c"), many("../c/{}.c"), ["../c/**/*.c"], id="a folder outside"),
        pytest.param(
            many("../{}.c"), many("../{}.c"), many("../{}.c"), id="no glob at the root above"
        ),
        pytest.param(
            [*many("c/{}.c"), *many("c/{}.h", 2)],
            [*many("c/{}.c"), *many("c/{}.h", 2)],
            ["c/**/*.c", "c/0.h", "c/1.h"],
            id="each kind for itself",
        ),
        pytest.param(
            many("a/b/c/{}.c"), many("a/b/c/{}.c"), ["a/b/c/**/*.c"], id="the narrowest folder"
        ),
        pytest.param(
            [*many("a/x/{}.c"), *many("a/y/{}.c", 2)],
            [*many("a/x/{}.c"), *many("a/y/{}.c", 2)],
            ["a/**/*.c"],
            id="one glob for neighbours",
        ),
        pytest.param(
            [*many("a/{}.c"), "b/0.c", "0.c"],
            [*many("a/{}.c"), "b/0.c", "0.c"],
            ["0.c", "a/**/*.c", "b/0.c"],
            id="several folders at the root",
        ),
        pytest.param(
            [*many("a/lib/{}.c"), *many("a/tests/{}.c", 30)],
            many("a/lib/{}.c"),
            ["a/lib/**/*.c"],
            id="not the neighbour that is no input",
        ),
        pytest.param(
            [*many("a/{}.c"), *many("a/tests/{}.c", 30)],
            many("a/{}.c"),
            many("a/{}.c"),
            id="mostly others below",
        ),
        pytest.param(
            [*many("a/x/{}.c"), *many("a/y/{}.c"), "a/0.c", "a/tests/t.c"],
            [*many("a/x/{}.c"), *many("a/y/{}.c"), "a/0.c"],
            ["a/0.c", "a/x/**/*.c", "a/y/**/*.c"],
            id="tests beside what is meant",
        ),
        pytest.param(
            [*many("a/x/{}.c"), *many("a/y/{}.c"), "a/tests/t.c"],
            [*many("a/x/{}.c"), *many("a/y/{}.c"), "a/tests/t.c"],
            ["a/**/*.c"],
            id="tests that are meant",
        ),
        pytest.param(
            [*many("a/x/{}.c"), "a/build/0.c"],
            many("a/x/{}.c"),
            ["a/x/**/*.c"],
            id="past a build folder",
        ),
        pytest.param(
            [*many("a/{}.c"), "a/build/0.c"],
            many("a/{}.c"),
            many("a/{}.c"),
            id="no glob above a build folder",
        ),
        pytest.param(
            [*many("a/{}.c"), "a/.cache/0.c"],
            many("a/{}.c"),
            many("a/{}.c"),
            id="no glob above a hidden folder",
        ),
        pytest.param(
            [*many("a/{}.c"), "a/env/pyvenv.cfg"],
            many("a/{}.c"),
            many("a/{}.c"),
            id="no glob above an environment",
        ),
        pytest.param(
            [*many("a/{}.c"), "a/build/mod.rs", "a/.github/x.yml"],
            many("a/{}.c"),
            ["a/**/*.c"],
            id="a folder called build that holds none",
        ),
        pytest.param(
            [*many("a/{}.c"), "a/__pycache__/x.pyc"],
            many("a/{}.c"),
            ["a/**/*.c"],
            id="bytecode does no harm",
        ),
        pytest.param(
            many("a/{}/CMakeLists.txt"),
            many("a/{}/CMakeLists.txt"),
            ["a/**/CMakeLists.txt"],
            id="lists by their whole name",
        ),
        pytest.param(many("a/{}", 9), many("a/{}", 9), many("a/{}", 9), id="no suffix, no glob"),
    ],
)
def test_a_glob_stands_for_mainly_what_is_read(
    lay_out: LayOut, lying: Iterable[str], named: Iterable[str], expected: list[str]
) -> None:
    project = lay_out(dict.fromkeys(lying, ""))
    found = selected(project, [reads(File(name)) for name in named], (), (), NEWEST)
    assert sorted(item.key for item in found if item.key) == sorted(map(File, expected))


@pytest.mark.parametrize(
    ("lying", "expected"),
    [
        pytest.param(many("crates/c{}/src/lib.rs"), ["crates/*/src/**/*.rs"], id="nine of nine"),
        pytest.param(
            many("crates/c{}/src/lib.rs", 8),
            many("crates/c{}/src/**/*.rs", 8),
            id="eight are named",
        ),
        pytest.param(
            many("crates/c{}/src/lib.rs", 30), many("crates/c{}/src/**/*.rs"), id="mostly others"
        ),
    ],
)
def test_patterns_of_neighbours_are_one(
    lay_out: LayOut, lying: Sequence[str], expected: list[str]
) -> None:
    project = lay_out(dict.fromkeys(lying, ""))
    read = [reads(File(pattern)) for pattern in many("crates/c{}/src/**/*.rs", min(9, len(lying)))]
    found = selected(project, read, (), (), NEWEST)
    assert [item.key for item in found] == list(map(File, expected))


def test_no_pattern_for_all_folders_of_the_root(lay_out: LayOut) -> None:
    project = lay_out(dict.fromkeys(many("c{}/src/lib.rs"), ""))
    read = [reads(File(pattern)) for pattern in many("c{}/src/**/*.rs")]
    assert len(selected(project, read, (), (), NEWEST)) == len(read)
