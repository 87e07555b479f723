"""What strace writes, as events."""

from __future__ import annotations

import pytest

from uvlint.trace.evidence import Event, Kind
from uvlint.trace.strace import events

CWD = "AT_FDCWD</t>"


def seen(text: str) -> list[tuple[str, str]]:
    found = events(text.splitlines(keepends=True), "/t")
    return [(event.kind.value, event.what[0]) for event in found]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(f'1 openat({CWD}, "/usr/x", O_RDONLY) = 3</usr/x>', id="outside"),
        pytest.param(f'1 openat({CWD}, "/tx/y", O_RDONLY) = 3</tx/y>', id="another folder"),
        pytest.param(f'1 openat({CWD}, "a", O_PATH) = 3</t/a>', id="only a handle"),
        pytest.param(f'1 openat({CWD}, "a", O_RDONLY) = -1 EACCES (No)', id="forbidden"),
        pytest.param(f'1 newfstatat({CWD}, "a", {{st_mode=S_IFREG}}, 0) = 0', id="is there"),
        pytest.param(
            f'1 openat({CWD}, "a/b", O_RDONLY|O_DIRECTORY) = -1 ENOTDIR (Not a directory)',
            id="no folder",
        ),
        pytest.param('1 getcwd("/t", 4096) = 3', id="working directory"),
        pytest.param("1 exit_group(0) = ?", id="end"),
        pytest.param('1 unlink("/t/a") = 0', id="removed"),
        pytest.param("+++ killed by SIGKILL +++", id="no call"),
        pytest.param("1 <... openat resumed>) = 3</t/a>", id="the rest of nothing"),
    ],
)
def test_nothing_is_read(line: str) -> None:
    assert seen(line) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f'1 openat({CWD}, "a", O_RDONLY|O_CLOEXEC) = 3</t/a>', [("read", "/t/a")]),
        ('1 open("/t/a", O_RDONLY) = 3</t/a>', [("read", "/t/a")]),
        ('1 openat(5</t/d>, "../a", O_RDONLY) = 3</t/a>', [("read", "/t/a")]),
        (
            f'1 openat({CWD}, "a", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3</t/a>',
            [("write", "/t/a")],
        ),
        (f'1 openat({CWD}, "a", O_RDWR) = 3</t/a>', [("read", "/t/a"), ("write", "/t/a")]),
        (f'1 openat({CWD}, "a", O_RDWR|O_CREAT|O_TRUNC, 0666) = 3</t/a>', [("write", "/t/a")]),
        (f'1 openat({CWD}, "d", O_RDONLY|O_DIRECTORY) = 3</t/d>', [("list", "/t/d")]),
        (f'1 openat({CWD}, "a", O_RDONLY) = -1 ENOENT (No such file)', [("absent", "/t/a")]),
        (f'1 newfstatat({CWD}, "a", 0x7ff, 0) = -1 ENOENT (No such)', [("absent", "/t/a")]),
        ('1 access("/t/a", R_OK) = -1 ENOENT (No such file)', [("absent", "/t/a")]),
        ('1 rename("/tmp/x", "/t/a") = 0', [("write", "/t/a")]),
        (
            f'1 renameat2({CWD}, "x", {CWD}, "a", RENAME_NOREPLACE) = 0',
            [("write", "/t/x"), ("write", "/t/a")],
        ),
        (f'1 linkat({CWD}, "x", {CWD}, "a", 0) = 0', [("read", "/t/x"), ("write", "/t/a")]),
        (f'1 symlinkat("/t/x", {CWD}, "a") = 0', [("write", "/t/a")]),
        (
            r'1 openat(AT_FDCWD</t>, "\303\251 \"q\"\n>", O_RDONLY) = 3</t/x>',
            [("read", '/t/é "q"\n>')],
        ),
        (
            f'1 openat({CWD}, "a O_RDWR", O_RDONLY) = 3</t/a O_RDWR>',
            [("read", "/t/a O_RDWR")],
        ),
        (
            '1 execve("/t/run.sh", ["run.sh", "x"], 0x7ffe /* 3 vars */) = 0',
            [("run", "/t/run.sh"), ("read", "/t/run.sh")],
        ),
    ],
)
def test_a_line(line: str, expected: list[tuple[str, str]]) -> None:
    assert seen(line) == expected


def test_a_call_in_two_lines() -> None:
    text = (
        f'1 openat({CWD}, "a", O_RDONLY <unfinished ...>\n'
        f'2 openat({CWD}, "b", O_RDONLY) = 3</t/b>\n'
        "1 <... openat resumed>) = 3</t/a>\n"
    )
    assert seen(text) == [("read", "/t/b"), ("read", "/t/a")]


def test_the_working_directory_is_followed() -> None:
    text = (
        '1 chdir("/t/d") = 0\n'
        "1 vfork( <unfinished ...>\n"
        '2 access("a", R_OK) = -1 ENOENT (No such file)\n'
        "1 <... vfork resumed>) = 2\n"
        '2 chdir("..") = 0\n'
        '2 access("b", R_OK) = -1 ENOENT (No such file)\n'
        '1 access("c", R_OK) = -1 ENOENT (No such file)\n'
    )
    assert seen(text) == [("absent", "/t/d/a"), ("absent", "/t/b"), ("absent", "/t/d/c")]


def test_programs_are_named() -> None:
    text = (
        '1 execve("/usr/bin/make", ["make", "-j"], 0x1 /* 3 vars */) = 0\n'
        "1 clone(child_stack=NULL) = 2\n"
        '2 execve("/usr/bin/cc", ["cc", "a.c"], 0x1 /* 3 vars */ <unfinished ...>\n'
        "2 <... execve resumed>) = 0\n"
        f'2 openat({CWD}, "a.c", O_RDONLY) = 3</t/a.c>\n'
        f'1 openat({CWD}, "Makefile", O_RDONLY) = 3</t/Makefile>\n'
    )
    assert list(events(text.splitlines(), "/t")) == [
        Event(Kind.RUN, ("/usr/bin/make", "-j"), ""),
        Event(Kind.RUN, ("/usr/bin/cc", "a.c"), "make"),
        Event(Kind.READ, ("/t/a.c",), "cc"),
        Event(Kind.READ, ("/t/Makefile",), "make"),
    ]
