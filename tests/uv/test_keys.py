from __future__ import annotations

import pytest
import tomli
import tomlkit
from hypothesis import given
from hypothesis import strategies as st
from uv import find_uv_bin

from tests.conftest import LayOut
from tests.uv.real import Workspace
from uvlint.model import Dir, Env, File, Git, Key, ListSource, Place, Refusal, Unreadable
from uvlint.project import Project
from uvlint.uv.keys import (
    DEFAULTS,
    LIST,
    UNLISTED,
    as_value,
    defaults,
    defaults_here,
    key_of,
    read,
    stray,
    toml,
    watched,
)
from uvlint.uv.version import NEWEST, Version, parse


def project(text: str, **others: str) -> Project:
    """Return a project with these files and none on disk."""
    files = {"pyproject.toml": text} | {f"{name}.toml": content for name, content in others.items()}
    return Project("/nonexistent", {name: content.encode() for name, content in files.items()})


LISTS: dict[str, tuple[str, tuple[Key, ...]]] = {
    "empty": ("cache-keys = []", ()),
    "strings": ('cache-keys = ["a", "b/*.c", ""]', (File("a"), File("b/*.c"), File(""))),
    "tables": (
        'cache-keys = [{ file = "a" }, { dir = "b" }, { env = "C" }]',
        (File("a"), Dir("b"), Env("C")),
    ),
    "git": (
        "cache-keys = [{ git = true }, { git = false }, { git = {} }, { git = { commit = true } }]",
        (Git(True, False), Git(False, False), Git(False, False), Git(True, False)),
    ),
    "git tags": (
        "cache-keys = [{ git = { tags = true, commit = false } }, { git.tags = true }]",
        (Git(False, True), Git(False, True)),
    ),
    "array of tables": (
        '[[tool.uv.cache-keys]]\nfile = "a"\n[[tool.uv.cache-keys]]\ngit = { tags = true }',
        (File("a"), Git(False, True)),
    ),
    "a folder that looks like a glob": ('cache-keys = [{ dir = "[" }]', (Dir("["),)),
    "a quoted name": ('"cache-keys" = ["a"]', (File("a"),)),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_lists_uv_takes(text: str, expected: tuple[Key, ...]) -> None:
    found = read(project(f"[tool.uv]\n{text}\n"), NEWEST)
    assert (found.entries, found.source, found.refusals) == (expected, ListSource.CONFIGURED, ())


def test_a_dotted_name_is_the_same_list() -> None:
    assert read(project('[tool]\nuv.cache-keys = ["a"]'), NEWEST).entries == (File("a"),)


PATH = "expected a path or a cache key table"
FIELDS = "expected one of `file`, `dir`, `git`, `env`"
GIT = "expected a boolean or a Git cache key table"
DATE = "unknown field `$__toml_private_datetime`, expected"

REFUSED: dict[str, tuple[tuple[str | int, ...], str]] = {
    '["a", 1]': ((1,), f"invalid type: integer `1`, {PATH}"),
    "[-1]": ((0,), f"invalid type: integer `-1`, {PATH}"),
    "[0x10]": ((0,), f"invalid type: integer `16`, {PATH}"),
    "[1.5]": ((0,), f"invalid type: floating point `1.5`, {PATH}"),
    "[1e30]": ((0,), f"invalid type: floating point `1{'0' * 30}.0`, {PATH}"),
    "[1e-7]": ((0,), f"invalid type: floating point `0.0000001`, {PATH}"),
    "[-0.0]": ((0,), f"invalid type: floating point `-0.0`, {PATH}"),
    "[-inf]": ((0,), f"invalid type: floating point `-inf`, {PATH}"),
    "[-nan]": ((0,), f"invalid type: floating point `NaN`, {PATH}"),
    "[true]": ((0,), f"invalid type: boolean `true`, {PATH}"),
    '[["a"]]': ((0,), f"invalid type: sequence, {PATH}"),
    "[2020-01-01]": ((0,), f"{DATE} one of `file`, `dir`, `git`, `env`"),
    "[07:32:00]": ((0,), f"{DATE} one of `file`, `dir`, `git`, `env`"),
    "[{}]": ((0,), "empty cache key table"),
    '[{ fiel = "a" }]': ((0, "fiel"), f"unknown field `fiel`, {FIELDS}"),
    '[{ "" = "a" }]': ((0, ""), f"unknown field ``, {FIELDS}"),
    '[{ file = "a", dir = "b" }]': ((0,), "extra cache key field"),
    '[{ file = "a", bogus = 1 }]': ((0,), "extra cache key field"),
    '[{ bogus = 1, file = "a" }]': ((0, "bogus"), f"unknown field `bogus`, {FIELDS}"),
    '[{ file = 1, dir = "b" }]': ((0, "file"), "invalid type: integer `1`, expected a string"),
    '[{ file = ["a"] }]': ((0, "file"), "invalid type: sequence, expected a string"),
    "[{ dir = { a = 1 } }]": ((0, "dir"), "invalid type: map, expected a string"),
    "[{ env = 2020-01-01 }]": ((0, "env"), "invalid type: map, expected a string"),
    '[{ git = "tags" }]': ((0, "git"), f'invalid type: string "tags", {GIT}'),
    r"""[{ git = "a\"b\\c\td\r'\u0000é\u200b" }]""": (
        (0, "git"),
        rf"""invalid type: string "a\"b\\c\td\r'\0é\u{{200b}}", {GIT}""",
    ),
    "[{ git = 1 }]": ((0, "git"), f"invalid type: integer `1`, {GIT}"),
    "[{ git = [] }]": ((0, "git"), f"invalid type: sequence, {GIT}"),
    "[{ git = 2020-01-01 }]": ((0, "git"), f"{DATE} `commit` or `tags`"),
    "[{ git = { tag = true } }]": (
        (0, "git", "tag"),
        "unknown field `tag`, expected `commit` or `tags`",
    ),
    "[{ git = { tags = 1, branch = true } }]": (
        (0, "git", "tags"),
        "invalid type: integer `1`, expected a boolean",
    ),
    '["["]': ((0,), "error parsing glob '[': unclosed character class; missing ']'"),
    '["*.c", { file = "src/[" }]': (
        (1,),
        "error parsing glob 'src/[': unclosed character class; missing ']'",
    ),
    '"a"': ((), 'invalid type: string "a", expected a sequence'),
    "true": ((), "invalid type: boolean `true`, expected a sequence"),
    "1": ((), "invalid type: integer `1`, expected a sequence"),
    '{ file = "a" }': ((), "invalid type: map, expected a sequence"),
    "2020-01-01": ((), "invalid type: map, expected a sequence"),
}


@pytest.mark.parametrize(("value", "expected"), REFUSED.items(), ids=REFUSED)
def test_what_uv_refuses(value: str, expected: tuple[tuple[str | int, ...], str]) -> None:
    route, reason = expected
    found = read(project(f"[tool.uv]\ncache-keys = {value}\n"), NEWEST)
    assert found.source is ListSource.INVALID
    assert found.refusals == (Refusal(route=(*LIST, *route), reason=reason),)
    assert [index for index, entry in enumerate(found.entries) if entry is None] == [*route[:1]]


def test_each_refused_part_is_named() -> None:
    text = 'cache-keys = ["a", {}, "[", { git = 1 }, { git = true }, "../{"]'
    found = read(project(f"[tool.uv]\n{text}\n"), NEWEST)
    assert found.entries == (File("a"), None, None, None, Git(True, False), None)
    assert found.keys == (File("a"), Git(True, False))
    assert [refusal.route[3:] for refusal in found.refusals] == [(1,), (2,), (3, "git"), (5,)]


UNREAD: dict[str, str] = {
    "[tool.uv]\ncache_keys = []": "pyproject.toml:tool.uv.cache_keys",
    "[tool.uv]\ncache-key = ['a']": "pyproject.toml:tool.uv.cache-key",
    "[tool.uv.pip]\ncache-keys = ['a']": "pyproject.toml:tool.uv.pip.cache-keys",
    "[tool]\ncache-keys = ['a']": "pyproject.toml:tool.cache-keys",
    "[uv]\ncache-keys = ['a']": "pyproject.toml:uv.cache-keys",
    "[project]\ncache-keys = ['a']": "pyproject.toml:project.cache-keys",
    "cache-keys = ['a']": "pyproject.toml:cache-keys",
}


class TestOlderVersions:
    STRICT = Version(0, 13, 5)
    LENIENT = Version(0, 13, 4)

    @pytest.mark.parametrize("text", ["[1]", '["a", { fiel = "b" }]', '"a"', '["[", {}]'])
    def test_drop_a_list_that_they_cannot_read(self, text: str) -> None:
        listing = project(f"[tool.uv]\ncache-keys = {text}\n")
        stopped, dropped = read(listing, self.STRICT), read(listing, self.LENIENT)
        assert (stopped.dropped, dropped.dropped) == (False, True)
        assert stopped.source is dropped.source is ListSource.INVALID
        assert stopped.refusals == dropped.refusals
        assert watched(stopped, self.STRICT) == ()
        assert watched(dropped, self.LENIENT) == DEFAULTS

    @pytest.mark.parametrize(
        ("entry", "first"),
        [
            ('"a"', "0.4.8"),
            ("{ git = true }", "0.4.8"),
            ("{ git = { commit = true } }", "0.4.23"),
            ('{ env = "A" }', "0.5.12"),
            ('{ dir = "a" }', "0.6.7"),
        ],
    )
    def test_drop_a_list_with_what_they_do_not_know(self, entry: str, first: str) -> None:
        version = parse(first)
        assert version is not None
        before = Version(*version[:2], version.patch - 1)
        listing = project(f'[tool.uv]\ncache-keys = [{entry}, "b"]\n')
        known, unknown = read(listing, version), read(listing, before)
        assert (known.source, known.dropped) == (ListSource.CONFIGURED, False)
        assert (unknown.source, unknown.dropped) == (ListSource.INVALID, True)
        assert unknown.entries == known.entries
        assert unknown.refusals == ()
        assert watched(known, version) == known.keys
        assert watched(unknown, before) == defaults(before)

    def test_stop_at_a_glob_that_they_cannot_read(self) -> None:
        found = read(project('[tool.uv]\ncache-keys = ["["]\n'), self.LENIENT)
        assert (found.source, found.dropped, len(found.refusals)) == (ListSource.INVALID, False, 1)
        assert watched(found, self.LENIENT) == ()

    def test_do_not_watch_src(self, lay_out: LayOut) -> None:
        before, since = Version(0, 6, 6), Version(0, 6, 7)
        assert (defaults(before), defaults(since)) == (DEFAULTS[:3], DEFAULTS)
        assert read(project(""), before).entries == DEFAULTS[:3]
        here = lay_out({"setup.py": "", "src/a.py": ""})
        assert defaults_here(here, before) == (File("setup.py"),)
        assert defaults_here(here, since) == (File("setup.py"), Dir("src"))


class TestListsThatStandElsewhere:
    @pytest.mark.parametrize(("text", "where"), UNREAD.items(), ids=UNREAD.values())
    def test_are_ignored(self, text: str, where: str) -> None:
        file, _, path = where.partition(":")
        found = read(project(text), NEWEST)
        assert (found.entries, found.source) == (DEFAULTS, ListSource.IGNORED)
        assert stray(project(text)) == Place(file, tuple(path.split(".")), key=True)
        beside = f"{text}\n[tool.uv.sources]\n[[tool.uv.cache-keys]]\nfile = 'b'\n"
        if "[tool.uv]" not in text:
            assert read(project(beside), NEWEST).entries == (File("b"),)
            assert stray(project(beside)) == stray(project(text))

    def test_in_the_settings_of_uv(self) -> None:
        other = project("[project]\n", uv='cache-keys = ["a"]')
        assert read(other, NEWEST).source is ListSource.IGNORED
        assert stray(other) == Place("uv.toml", ("cache-keys",), key=True)

    @pytest.mark.parametrize(
        ("text", "settings"),
        [
            pytest.param("", "", id="nothing"),
            pytest.param("[tool.uv]\npackage = true", "", id="other settings"),
            pytest.param("[tool.other]\ncache-keys = ['a']", "", id="of another tool"),
            pytest.param("[tool.uv.sources]\ncache-keys = [{ path = 'a' }]", "", id="a package"),
            pytest.param("[project.scripts]\ncache-keys = 'a:b'", "", id="a script"),
            pytest.param("", "cache-keys = [", id="uv.toml is broken"),
        ],
    )
    def test_are_not_there(self, text: str, settings: str) -> None:
        nothing = project(text, uv=settings)
        assert read(nothing, NEWEST) == UNLISTED
        assert stray(nothing) is None


class TestWrongTypesAbove:
    @pytest.mark.parametrize(
        ("text", "route"),
        [
            ("tool = 3", ("tool",)),
            ("tool = []", ("tool",)),
            ("tool.uv = []", ("tool", "uv")),
            ("tool.uv = 'x'", ("tool", "uv")),
            ("[[tool.uv]]\ncache-keys = ['x']", ("tool", "uv")),
        ],
    )
    def test_uv_stops(self, text: str, route: tuple[str, ...]) -> None:
        found = read(project(text), NEWEST)
        assert (found.entries, found.source) == (DEFAULTS, ListSource.DEFAULT)
        assert [refusal.route for refusal in found.refusals] == [route]

    @pytest.mark.parametrize("text", ["tool = 2020-01-01", "tool.uv = 2020-01-01", "project = 3"])
    def test_uv_takes_it(self, text: str) -> None:
        assert read(project(text), NEWEST) == UNLISTED


def test_a_broken_file_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        read(project("[tool.uv"), NEWEST)


def test_no_file_is_no_list() -> None:
    assert read(Project("/nonexistent"), NEWEST) == UNLISTED


def test_defaults_here(lay_out: LayOut) -> None:
    here = lay_out({"pyproject.toml": "", "setup.cfg/x": "", "src/a.py": ""})
    assert defaults_here(here, NEWEST) == (File("pyproject.toml"), Dir("src"))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (File("src/a.py"), '{ file = "src/a.py" }'),
        (File('q"\\\n\x00\x7fé'), r'{ file = "q\"\\\n\u0000\u007fé" }'),
        (Dir("src"), '{ dir = "src" }'),
        (Env("X"), '{ env = "X" }'),
        (Git(True, True), "{ git = { commit = true, tags = true } }"),
        (Git(True, False), "{ git = { commit = true } }"),
        (Git(False, True), "{ git = { tags = true } }"),
        (Git(False, False), "{ git = false }"),
    ],
)
def test_the_text_of_a_key(key: Key, text: str) -> None:
    assert toml(key) == text


TEXTS = st.text(st.characters(codec="utf-8"))
KEYS: st.SearchStrategy[Key] = st.one_of(
    st.builds(File, TEXTS),
    st.builds(Dir, TEXTS),
    st.builds(Env, TEXTS),
    st.builds(Git, st.booleans(), st.booleans()),
)


@given(KEYS)
def test_a_key_survives_its_text(key: Key) -> None:
    assert key_of(tomli.loads(f"key = {toml(key)}")["key"]) == key
    assert key_of(as_value(key)) == key


NAMES = st.sampled_from(["file", "dir", "git", "env", "commit", "tags", "cache-keys", "uv", "pip"])
PLAIN = st.one_of(
    st.booleans(), st.integers(-9, 9), st.floats(), st.dates(), st.times(), st.sampled_from("a*[")
)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3)
)


@given(st.dictionaries(st.sampled_from(["tool", "project", "uv", "cache-keys"]), VALUES), VALUES)
def test_odd_files_never_crash(document: dict[str, object], value: object) -> None:
    found = read(project(tomlkit.dumps(document)), NEWEST)
    assert (found.source is ListSource.INVALID) <= bool(found.refusals)
    listed = read(project(tomlkit.dumps({"tool": {"uv": {"cache-keys": value}}})), NEWEST)
    assert listed.source in (ListSource.CONFIGURED, ListSource.INVALID)
    if isinstance(value, list):
        assert len(listed.entries) == len(value)
        assert len(listed.refusals) == listed.entries.count(None)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(tmp_path_factory.mktemp("uv"), find_uv_bin(), members=1)


@pytest.mark.slow
@pytest.mark.parametrize("value", REFUSED)
def test_uv_says_the_same(workspace: Workspace, value: str) -> None:
    member = workspace.members[0]
    workspace.write(member, f"cache-keys = {value}\n")
    assert workspace.complaint(member) == REFUSED[value][1]


@pytest.mark.slow
@pytest.mark.parametrize("text", [text for text, _ in LISTS.values()], ids=LISTS)
def test_uv_takes_the_same(workspace: Workspace, text: str) -> None:
    member = workspace.members[0]
    workspace.write(member, f"{text}\n")
    assert workspace.complaint(member) is None
