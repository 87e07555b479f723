from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uvlint.model import Dir, Env, File, Git, Key
from uvlint.uv.coverage import covers_file, parts, watcher
from uvlint.uv.globs import matcher
from uvlint.uv.version import NEWEST, Version

Case = tuple[Key, list[Key], int | None]
"""A key, a list, and the index of the key in the list that is expected."""


def files(*patterns: str) -> list[Key]:
    return [File(pattern) for pattern in patterns]


UNWATCHED: dict[str, tuple[Key, list[Key]]] = {
    "an empty list": (File("a"), []),
    "another file": (File("a"), files("b", "a/", "A")),
    "a folder of that name": (File("src/a.py"), [Dir("src"), File("src")]),
    "a narrow glob": (File("src/pkg/a.py"), files("src/*.py", "*.json")),
    "a negation": (File("tests/a.py"), files("**/*.py", "!**/tests")),
    "a glob by its files of today": (File("src/**/*.py"), files("src/a.py", "src/b.py")),
    "a glob, one level only": (File("src/**/*.py"), files("src/*.py", "*.json")),
    "a glob, nearly all names": (File("src/**/*.py"), files("src/**/[!_]*.py")),
    "a glob, small letters only": (File("src/*.c"), files("src/**/[a-z]*.c")),
    "a glob, one ending of two": (File("src/**/*.{c,h}"), files("src/**/*.c")),
    "a glob, another folder": (File("src/*.py"), files("source/*.py", "src/*.pyi")),
    "a glob that uv refuses": (File("src/["), files("**/*")),
    "a negation is no glob of files": (File("!**/x*"), files("**/*")),
    "commits, not tags": (Git(True, True), [Git(True, False), Git(False, False)]),
    "tags, not commits": (Git(True, False), [Git(False, True)]),
    "a file of git": (Git(True, True), files(".git/**")),
    "another variable": (Env("X"), [Env("x"), Env("XY"), File("X")]),
    "another folder": (Dir("src"), [Dir("src/a"), File("src"), File("src/**")]),
}

WATCHED: dict[str, Case] = {
    "the file": (File("a"), files("b", "a"), 1),
    "the file, written otherwise": (File("src/a.py"), files("./src//x/../a.py"), 0),
    "a file outside": (File("../a.c"), files("../*.c"), 0),
    "a glob": (File("src/pkg/a.py"), files("b", "src/**/*.py"), 1),
    "the first of several": (File("a.py"), files("*.c", "*.py", "a.py", "**"), 1),
    "a file let in again": (File("a.py"), files("!**/a.py", "*.py"), 1),
    "the same glob": (File("src/*.py"), files("*.json", "src/*.py"), 1),
    "the same glob, written otherwise": (File("src/**"), files("./src//**/*"), 0),
    "the same glob beside a negation": (File("**/*.c"), files("!**/.venv", "**/*.c"), 1),
    "a wider glob": (File("src/**/*.py"), files("**/*"), 0),
    "a wider glob, no base": (File("src/pkg/*.py"), files("*.py"), 0),
    "a base alone is deep": (File("src/**/*.py"), files("src/*.py"), 0),
    "choices": (File("src/**/*.{c,{h,hpp}}"), files("src/**/*.c", "src/**/*.h*"), 0),
    "a class": (File("src/[!a]?.[ch]"), files("src/**/*"), 0),
    "escapes": (File("\\[x\\]*/a"), files("[[]x]*/?"), 0),
    "commit and tags": (Git(True, True), [Env("X"), Git(True, True)], 1),
    "commit and tags apart": (Git(True, True), [Git(False, True), Git(True, False)], 0),
    "more than needed": (Git(False, True), [Git(True, False), Git(True, True)], 1),
    "the variable": (Env("X"), [Env("Y"), Env("X")], 1),
    "the folder": (Dir("src"), [Dir("./src/")], 0),
}


@pytest.mark.parametrize(("key", "keys"), UNWATCHED.values(), ids=UNWATCHED)
def test_unwatched(key: Key, keys: list[Key]) -> None:
    assert watcher(key, keys, NEWEST) is None


@pytest.mark.parametrize(("key", "keys", "index"), WATCHED.values(), ids=WATCHED)
def test_watched(key: Key, keys: list[Key], index: int) -> None:
    assert watcher(key, keys, NEWEST) == keys[index]


NOT_COVERED: dict[str, tuple[str, list[Key]]] = {
    "no file key": ("src/_v.py", [Dir("src"), Env("src/_v.py"), Git(True, True)]),
    "another file": ("src/_v.py", files("src/v.py", "src/**/[!_]*.py")),
    "left out": ("src/_v.py", files("**/*.py", "!**/_v.py")),
    "sources beside metadata": ("src/demo.egg-info/**", files("src/**/*.c", "src/**/*.py")),
    "sources beside cargo's folder": ("target/**", files("**/*.rs", "**/*.toml")),
    "sources beside archives": ("dist/*", files("**/*.py", "dist/notes/*.txt")),
    "another ending": ("src/**/*.so", files("src/**/*.c")),
    "an environment left out": (".venv/**", files("**/*", "!**/.venv")),
}

COVERED: dict[str, tuple[str, list[Key], int]] = {
    "the file": ("src/_v.py", files("a", "./src/_v.py"), 1),
    "a glob": ("src/_v.py", files("*.c", "src/**/*.py"), 1),
    "a negation without effect": ("src/_v.py", files("src/**/*.py", "!**/_v.py"), 0),
    "metadata": ("src/demo.egg-info/**", files("**/*.c", "**/*.txt"), 1),
    "metadata in a folder of any name": ("**/*.egg-info/**", files("src/**/*.txt", "**/PKG-*"), 1),
    "a whole folder": ("build/**", files("build/*"), 0),
    "modules copied by the build": ("build/**/*", files("**/*.py"), 0),
    "cargo's folder": ("target/**", files("**/*.json"), 0),
    "archives": ("dist/*", files("*.whl"), 0),
    "libraries": ("src/demo/*.so", files("src/**"), 0),
    "bytecode": ("src/demo/__pycache__/**", files("**/*.pyc"), 0),
    "everything": ("**/*", files("*.py", "**"), 1),
}


@pytest.mark.parametrize(
    ("key", "keys", "watches"),
    [
        (File("src/pkg/m.c"), [File("src/*.c")], False),
        (File("src/m.c"), [File("src/*.c")], True),
        (File("src/**/*.c"), [File("src/*.c")], False),
        (File("src/**/*.c"), [File("src/**/*.c")], True),
        (File("m.c"), [File("./*.c")], False),
        (File("../x/*.c"), [File("../x/*.c")], False),
        (File("../x/m.c"), [File("../x/m.c")], True),
        (File("link/m.c"), [File("link/*.c")], True),
    ],
)
def test_before_0_7_21(key: Key, keys: list[Key], watches: bool) -> None:
    assert (watcher(key, keys, Version(0, 7, 20)) is not None) is watches
    assert watcher(key, keys, NEWEST) is not None
    if isinstance(key, File) and "*" not in key.pattern:
        assert (covers_file(key.pattern, keys, Version(0, 7, 20)) is not None) is watches


@pytest.mark.parametrize(("path", "keys"), NOT_COVERED.values(), ids=NOT_COVERED)
def test_not_covered(path: str, keys: list[Key]) -> None:
    assert covers_file(path, keys, NEWEST) is None


@pytest.mark.parametrize(("path", "keys", "index"), COVERED.values(), ids=COVERED)
def test_covered(path: str, keys: list[Key], index: int) -> None:
    assert covers_file(path, keys, NEWEST) == keys[index]


PARTS = ["a", "b.c", "*", "**", "*.c", "?", "[ab]", "{a,b}*", "[!a]", "{a,b/*}", "!a", "\\*", "é"]
PATTERNS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("/".join)


@given(PATTERNS, st.lists(PATTERNS, max_size=3))
def test_a_key_watches_itself(pattern: str, others: list[str]) -> None:
    keys = files(pattern)
    assert watcher(keys[0], keys, NEWEST) == keys[0]
    assert watcher(keys[0], [*files(*others), *keys], NEWEST) is not None


@given(PATTERNS, st.sampled_from(["a", "b.c", "a/b.c", "a/a/!a"]))
def test_a_key_watches_the_files_it_matches(pattern: str, name: str) -> None:
    watched = matcher([pattern], NEWEST)(name)
    assert (covers_file(name, files(pattern), NEWEST) is not None) is watched
    assert (watcher(File(name), files(pattern), NEWEST) is not None) is watched


@given(st.text(), st.lists(st.text(), max_size=3))
def test_never_raises(text: str, others: list[str]) -> None:
    keys = files(*others)
    assert watcher(File(text), keys, NEWEST) in (None, *keys)
    assert covers_file(text, keys, NEWEST) in (None, *keys)


TREE = ("cpp/a.h", "cpp/b.h", "cpp/in/x.h", "cpp/in/more/y.h", "cpp/out/z.h")


@pytest.mark.parametrize(
    ("pattern", "keys", "expected"),
    [
        pytest.param("cpp/**/*.h", [], ["cpp/**/*.h"], id="no list"),
        pytest.param("cpp/**/*.h", ["cpp/**/*"], ["cpp/**/*.h"], id="watched as a whole"),
        pytest.param("cpp/**/*.h", ["cpp/in/*.c"], ["cpp/**/*.h"], id="another kind"),
        pytest.param("cpp/**/*.h", ["cpp/in/x.h"], ["cpp/**/*.h"], id="by names"),
        pytest.param("cpp/**/*.h", ["other/in/**/*.h"], ["cpp/**/*.h"], id="another folder"),
        pytest.param("cpp/**/in/*.h", ["cpp/in/**/*.h"], ["cpp/**/in/*.h"], id="another form"),
        pytest.param(
            "cpp/**/*.h",
            ["cpp/in/**/*.h"],
            ["cpp/a.h", "cpp/b.h", "cpp/in/**/*.h", "cpp/out/**/*.h"],
            id="one folder",
        ),
        pytest.param(
            "cpp/**/*.h",
            ["cpp/in/**/*.{c,h}", "cpp/out/**/*", "cpp/a.h"],
            ["cpp/a.h", "cpp/b.h", "cpp/in/**/*.h", "cpp/out/**/*.h"],
            id="all folders",
        ),
        pytest.param(
            "cpp/**/*.h",
            ["cpp/in/more/**/*.h"],
            ["cpp/a.h", "cpp/b.h", "cpp/in/x.h", "cpp/in/more/**/*.h", "cpp/out/**/*.h"],
            id="deeper",
        ),
    ],
)
def test_parts(pattern: str, keys: list[str], expected: list[str]) -> None:
    found = parts(pattern, lambda: TREE, [File(key) for key in keys], NEWEST)
    assert list(found) == expected
