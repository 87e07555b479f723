"""The settings of uv: which mistakes cost all of them, which stop uv, and which do nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
import tomli
from uv import find_uv_bin

from tests.conftest import LayOut
from tests.uv.old import environment
from uvlint.analysis import checker
from uvlint.model import Place
from uvlint.project import PYPROJECT, Project
from uvlint.project.table import Table
from uvlint.uv.reinstall import reinstalled_by
from uvlint.uv.schema import known, mistake, stop
from uvlint.uv.settings import nearest, package_settings, stopped
from uvlint.uv.version import NEWEST, Version

SOUND = (
    "",
    'cache-keys = ["[", { env = "X" }]',
    'reinstall-package = ["a.b_c"]',
    "reinstall = false",
    "concurrent-builds = 1",
    'config-settings = { a = "b", c = ["d"] }',
    'config-settings-package = { a = { b = "c" } }',
    'extra-build-variables = { a = { b = "c" } }',
    "environments = \"python_version > '3'\"",
    "preview-features = true",
    "build-backend = 3",
    'pip = { no-binary = ["x"], python = "3.12" }',
    'required-version = ">=0.4"',
    "dev-dependencies = []\nworkspace = {}\nsources = {}\npackage = false",
)
COSTLY = {
    "foo = 1": (("foo",), "unknown field `foo`"),
    "[tool.uv.foo]\na = 1": (("foo",), "unknown field `foo`"),
    "cache_keys = []": (("cache_keys",), "unknown field `cache_keys`"),
    "pip = { foo = 1 }": (("pip", "foo"), "unknown field `foo`"),
    "pip = 3": (("pip",), "invalid type: integer `3`, expected a map"),
    "no-cache = 3": (("no-cache",), "invalid type: integer `3`, expected a boolean"),
    'offline = "true"': (("offline",), 'invalid type: string "true", expected a boolean'),
    "reinstall-package = 'm'": (
        ("reinstall-package",),
        'invalid type: string "m", expected a sequence',
    ),
    "reinstall-package = [1]": (
        ("reinstall-package", 0),
        "invalid type: integer `1`, expected a string",
    ),
    "reinstall-package = ['a b']": (
        ("reinstall-package", 0),
        "`a b` is not a valid package name",
    ),
    "concurrent-builds = 0": (
        ("concurrent-builds",),
        "invalid value: integer `0`, expected a nonzero usize",
    ),
    "concurrent-builds = true": (
        ("concurrent-builds",),
        "invalid type: boolean `true`, expected a nonzero usize",
    ),
    "cache-dir = 2024-01-01": (("cache-dir",), "invalid type: map, expected a string"),
    "config-settings = { a = true }": (
        ("config-settings", "a"),
        "invalid type: boolean `true`, expected a string or list of strings",
    ),
    "config-settings-package = { m = { a = 1 } }": (
        ("config-settings-package", "m", "a"),
        "invalid type: integer `1`, expected a string or list of strings",
    ),
    "extra-build-variables = { m = { a = 1 } }": (
        ("extra-build-variables", "m", "a"),
        "invalid type: integer `1`, expected a string",
    ),
    "cache-keys = 3": (("cache-keys",), "invalid type: integer `3`, expected a sequence"),
    "cache-keys = [{ fiel = 'x' }]": (("cache-keys", 0), "no cache key that uv knows"),
}
DEADLY = {
    "package = 'x'": "package",
    "managed = 1": "managed",
    "sources = 3": "sources",
    "workspace = 3": "workspace",
    "dependency-groups = 3": "dependency-groups",
    "dev-dependencies = 3": "dev-dependencies",
    "dev-dependencies = [3]": "dev-dependencies",
    "conflicts = 3": "conflicts",
    "override-dependencies = 3": "override-dependencies",
}
VALUES = ("3", "true", '"x"', '["x"]', "[3]", '{ x = "y" }', "{ x = 3 }", "2024-01-01")


def _table(text: str) -> Table:
    data = tomli.loads(f"[tool.uv]\n{text}\n")
    return Table(PYPROJECT, data).table("tool", "uv")


@pytest.mark.parametrize("text", SOUND)
def test_what_is_sound(text: str) -> None:
    assert mistake(_table(text), NEWEST) is None
    assert stop(_table(text)) is None


@pytest.mark.parametrize("text", COSTLY)
def test_what_costs_all_settings(text: str) -> None:
    found = mistake(_table(text), NEWEST)
    route, reason = COSTLY[text]
    assert found is not None
    assert (found.route, found.reason) == (("tool", "uv", *route), reason)
    assert stop(_table(text)) is None


@pytest.mark.parametrize("text", DEADLY)
def test_what_stops_uv(text: str) -> None:
    found = stop(_table(text))
    assert found is not None
    assert found.route[2] == DEADLY[text]


def test_of_a_newer_uv_no_name_is_known_to_be_wrong() -> None:
    newer = Version(NEWEST.major, NEWEST.minor, NEWEST.patch + 1)
    assert mistake(_table("foo = 1\npip = { foo = 1 }"), newer) is None
    assert mistake(_table("foo = 1\nno-cache = 1"), newer) is not None


def test_an_old_uv_knows_fewer_keys() -> None:
    table = _table('cache-keys = [{ env = "X" }]')
    assert mistake(table, Version(0, 5, 11)) is not None
    assert mistake(table, Version(0, 5, 12)) is None
    assert mistake(_table("cache-keys = []"), Version(0, 4, 7)) is not None
    assert mistake(_table("cache-keys = []"), Version(0, 4, 8)) is None


# --- what follows from it -----------------------------------------------------------

DEMO = '[project]\nname = "demo"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n'
ASKS = 'reinstall-package = ["demo"]\n'


@pytest.mark.parametrize(
    ("files", "asks"),
    [
        pytest.param({PYPROJECT: f"{DEMO}[tool.uv]\n{ASKS}"}, True, id="sound"),
        pytest.param({PYPROJECT: f"{DEMO}[tool.uv]\n{ASKS}foo = 1\n"}, False, id="unknown name"),
        pytest.param(
            {PYPROJECT: f"{DEMO}[tool.uv]\n{ASKS}reinstall = false\n"}, False, id="taken back"
        ),
        pytest.param(
            {PYPROJECT: f"{DEMO}[tool.uv]\n{ASKS}", "uv.toml": ""}, False, id="beside uv.toml"
        ),
        pytest.param(
            {PYPROJECT: f"{DEMO}[tool.uv]\nfoo = 1\n", "uv.toml": ASKS}, True, id="in uv.toml"
        ),
    ],
)
def test_who_asks_for_a_build_each_time(
    files: Mapping[str, str], asks: bool, lay_out: LayOut, tmp_path: Path
) -> None:
    project = lay_out(files)
    place = Place("uv.toml" if "uv.toml" in files else PYPROJECT, ())
    found = reinstalled_by(project, NEWEST)
    assert (found.file if found else None) == (place.file if asks else None)
    wanted = package_settings(
        project.root, project.root, "demo", {"XDG_CONFIG_HOME": str(tmp_path)}, NEWEST
    )
    assert wanted.reinstall is asks


def test_the_settings_above_count_where_the_own_ones_are_dropped(
    lay_out: LayOut, tmp_path: Path
) -> None:
    (tmp_path / "uv.toml").write_text(ASKS)
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "none")}
    for text, asks in (("", False), ("package = true\n", False), ("foo = 1\n", True)):
        project = lay_out({PYPROJECT: f"{DEMO}[tool.uv]\n{text}"})
        assert (
            package_settings(project.root, project.root, "demo", environ, NEWEST).reinstall is asks
        )
        assert nearest(project.root).file == PYPROJECT


def test_why_they_are_dropped(lay_out: LayOut) -> None:
    for text, said in (
        (f"{ASKS}foo = 1\n", "uv takes no settings from pyproject.toml: unknown field `foo`"),
        ("foo = 1\n", None),
        (ASKS, None),
    ):
        project = lay_out({PYPROJECT: f"{DEMO}[tool.uv]\n{text}"})
        assert package_settings(project.root, project.root, "demo", {}, NEWEST).dropped == said
        quiet = {"UV_NO_CONFIG": "1"}
        assert package_settings(project.root, project.root, "demo", quiet, NEWEST).dropped is None


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({PYPROJECT: f"{DEMO}[tool.uv]\nfoo = 1\n"}, None),
        ({PYPROJECT: DEMO, "uv.toml": "no-cache = true"}, None),
        (
            {PYPROJECT: f"{DEMO}[tool.uv]\npackage = 'x'\n"},
            'uv stops at pyproject.toml: invalid type: string "x", expected a boolean',
        ),
        (
            {PYPROJECT: f"{DEMO}[tool.uv]\nmanaged = false\n"},
            "uv does not manage it: `managed = false`",
        ),
        ({PYPROJECT: DEMO, "uv.toml": "foo = 1"}, "uv stops at uv.toml: unknown field `foo`"),
    ],
)
def test_what_keeps_uv_from_anything(
    files: Mapping[str, str], said: str | None, lay_out: LayOut
) -> None:
    project = lay_out(files)
    assert stopped(project.root, project.root, NEWEST) == said
    other = Project(str(Path(project.root).parent))
    if said and said.startswith("uv stops at pyproject"):
        assert stopped(other.root, project.root, NEWEST) == said
    else:
        assert stopped(other.root, project.root, NEWEST) is None


@pytest.mark.parametrize(
    ("files", "silent"),
    [
        pytest.param({PYPROJECT: f"{DEMO}[tool.uv]\n{ASKS}foo = 1\n"}, False, id="lost"),
        pytest.param(
            {PYPROJECT: f"{DEMO}[tool.uv]\n{ASKS}foo = 1\n", "uv.toml": ""},
            True,
            id="uv does not read the table beside uv.toml",
        ),
        pytest.param(
            {
                PYPROJECT: f"{DEMO}[tool.uv]\n{ASKS}foo = 1\n",
                "../pyproject.toml": '[tool.uv.workspace]\nmembers = ["project"]\n',
            },
            True,
            id="uv reads the settings of the workspace",
        ),
        pytest.param(
            {PYPROJECT: f"{DEMO}[tool.uv]\n{ASKS}cache-keys = 3\n"}, True, id="uv stops anyway"
        ),
    ],
)
def test_the_rule(files: Mapping[str, str], silent: bool, lay_out: LayOut) -> None:
    found = checker.examine(lay_out(files)).diagnostics
    assert ("dropped-settings" not in [d.name for d in found]) is silent


# --- with the real uv ---------------------------------------------------------------


@pytest.mark.slow
def test_uv_says_the_same(tmp_path: Path) -> None:
    project = '[project]\nname = "demo"\nversion = "1"\nrequires-python = ">=3.8"\n[tool.uv]\n'
    cases = [*SOUND, *COSTLY, *DEADLY]
    cases += [f"{name} = {value}" for name in known() for value in VALUES]
    wrong = []
    for text in cases:
        (tmp_path / PYPROJECT).write_text(f"{project}{text}\n")
        done = subprocess.run(
            [find_uv_bin(), "sync", "--dry-run"],
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
        drops = "during settings discovery" in done.stderr
        stops = "Failed to parse: pyproject.toml" in done.stderr
        table = _table(text)
        costs, deadly = mistake(table, NEWEST) is not None, stop(table) is not None
        if drops < costs or stops < deadly or (text in SOUND and (drops or stops)):
            wrong.append((text, done.stderr))
    assert not wrong
