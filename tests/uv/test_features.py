from __future__ import annotations

import pytest

from uvlint.model import Dir, Env, File, Git, Key
from uvlint.uv.features import Shift, shifts, since, taken_since
from uvlint.uv.version import NEWEST, Version

BEFORE = Version(0, 7, 20)


@pytest.mark.parametrize(
    ("key", "form", "taken", "meant"),
    [
        (File("a.txt"), None, "0.4.8", "0.4.10"),
        (File("../a.txt"), None, "0.4.8", "0.4.10"),
        (File("src/**/*.py"), "src/**/*.py", "0.4.8", "0.4.10"),
        (File("src/*.py"), None, "0.4.8", "0.4.10"),
        (File("./*.py"), None, "0.4.8", "0.7.21"),
        (File("../shared/*.c"), None, "0.4.8", "0.7.21"),
        (File("/abs/*.c"), None, "0.4.8", "0.7.21"),
        (File("src//*.c"), None, "0.4.8", "0.7.21"),
        (File("src/*/"), None, "0.4.8", "0.7.21"),
        (Git(commit=True, tags=False), {"git": True}, "0.4.8", "0.4.19"),
        (Git(commit=False, tags=False), {"git": False}, "0.4.8", "0.4.19"),
        (Git(commit=True, tags=False), {"git": {"commit": True}}, "0.4.23", "0.4.23"),
        (Git(commit=True, tags=True), None, "0.4.23", "0.4.23"),
        (Env("X"), None, "0.5.12", "0.5.12"),
        (Dir("src"), {"dir": "src"}, "0.6.7", "0.6.7"),
    ],
)
def test_since(key: Key, form: object, taken: str, meant: str) -> None:
    assert (str(taken_since(key, form)), str(since(key, form))) == (taken, meant)


@pytest.mark.parametrize(
    "pattern",
    [
        "src/a.py",
        "*.py",
        "./*.py",
        "src/*",
        "src/*/",
        "src/**",
        "src/**/*.py",
        "[s]rc/*.py",
        "s*/a",
    ],
)
def test_what_never_shifts(pattern: str) -> None:
    assert shifts(pattern, ["*.json"], NEWEST) is None
    assert shifts(pattern, [], BEFORE) is None


@pytest.mark.parametrize(
    ("pattern", "others", "expected"),
    [
        ("src/*.py", [], Shift(deep=True)),
        ("src/*.py", ["docs/*.md", "src/a/*.c", "a.json", "src/*.c"], Shift(deep=True)),
        ("src/*.py", ["*.json"], Shift(deep=False, by="*.json")),
        ("src/*.py", ["!**/_v.py"], Shift(deep=False, by="!**/_v.py")),
        ("src/pkg/*.py", ["src/*.c"], Shift(deep=False, by="src/*.c")),
        ("./src/{a,b}.py", ["src/*.c"], Shift(deep=True)),
        ("../shared/*.c", ["*.c"], Shift(deep=True)),
        ("/abs/*.c", ["*.c", "/*.c"], Shift(deep=False, by="/*.c")),
    ],
)
def test_shifts(pattern: str, others: list[str], expected: Shift) -> None:
    assert shifts(pattern, [pattern, *others], NEWEST) == expected
    assert shifts(pattern, others, BEFORE) == Shift(deep=False)
