"""The machine itself: what is asked, what survives a mistake, what comes out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker, collect
from uvlint.analysis.fixer import changes, repaired, suggested
from uvlint.config import Settings
from uvlint.model import (
    Applicability,
    CannotFix,
    Dir,
    Env,
    File,
    Finding,
    Fix,
    Git,
    Input,
    Location,
    Reader,
    Severity,
)
from uvlint.plugin import Facts, Provider, Rule
from uvlint.project import PYPROJECT, Project

TOOLS = Path(__file__).parents[2] / "tools"

STATIC = """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "demo"
version = "1.0"
"""
DYNAMIC = STATIC.replace('version = "1.0"', 'dynamic = ["version"]') + (
    '\n[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n'
)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({PYPROJECT: STATIC}, id="static metadata"),
        pytest.param({PYPROJECT: STATIC, "setup.py": "import setuptools\n"}, id="a bare setup.py"),
        pytest.param({PYPROJECT: DYNAMIC.split("\n\n", 1)[1]}, id="no [build-system]"),
        pytest.param({PYPROJECT: DYNAMIC + "\n[tool.uv]\npackage = false\n"}, id="package = false"),
        pytest.param({PYPROJECT: '[tool.uv.workspace]\nmembers = ["a"]\n'}, id="a virtual root"),
        pytest.param({PYPROJECT: ""}, id="an empty file"),
    ],
)
def test_says_nothing(files: dict[str, str], lay_out: LayOut) -> None:
    found = checker.examine(lay_out(files))
    assert found.diagnostics == ()
    assert found.failures == ()
    assert suggested(found) == ()
    assert repaired(found, unsafe=True) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("project = 3\n", (1, 11), id="project is a number"),
        pytest.param("[project\n", (1, 9), id="syntax"),
        pytest.param("a = 1\na = 2\n", (2, 6), id="a key twice"),
        pytest.param("tool = []\n", (1, 8), id="tool is an array"),
        pytest.param("[tool]\nuv = []\n", (2, 6), id="tool.uv is an array"),
        pytest.param('[project]\ndynamic = "version"\n', (2, 11), id="dynamic is a string"),
        pytest.param("build-system = 1\n", (1, 16), id="build-system is a number"),
        pytest.param("[build-system]\nrequires = [1]\n", (2, 12), id="a requirement is a number"),
        pytest.param(b"[project]\nname = '\xff'\n", (2, 9), id="not UTF-8"),
        pytest.param("a = " + "[" * 5000, (1, 1), id="nested too deeply"),
    ],
)
def test_broken_pyproject_is_a_finding_with_a_place(
    text: str | bytes, place: tuple[int, int], lay_out: LayOut
) -> None:
    found = checker.examine(lay_out({PYPROJECT: text}))
    assert not found.failures
    (diagnostic,) = found.diagnostics
    assert diagnostic.name == "invalid-toml"
    assert diagnostic.location.file == PYPROJECT
    assert diagnostic.location.line == place[0]
    assert repaired(found, unsafe=True) is None


def test_a_folder_in_place_of_pyproject_is_a_finding(lay_out: LayOut) -> None:
    found = checker.examine(lay_out({"pyproject.toml/x": "", "setup.py": ""}))
    assert [d.finding.message for d in found.diagnostics] == ["pyproject.toml is a folder"]


def test_a_byte_order_mark_and_line_ends_stay(lay_out: LayOut) -> None:
    data = b"\xef\xbb\xbf" + DYNAMIC.replace("\n", "\r\n").encode()
    repair = repaired(checker.examine(lay_out({PYPROJECT: data})))
    assert repair is not None
    (write,) = repair.writes
    assert write.after.startswith(data)
    assert write.after.count(b"\n") == write.after.count(b"\r\n")


def test_a_pyproject_is_made_only_on_request(lay_out: LayOut) -> None:
    setup = "from setuptools import setup\nsetup(version=open('VERSION').read())\n"
    found = checker.examine(lay_out({"setup.py": setup, "VERSION": "1.0\n"}))
    assert {d.finding.fix.applicability for d in found.diagnostics if d.finding.fix} == {
        Applicability.UNSAFE
    }
    assert repaired(found) is None
    repair = repaired(found, unsafe=True)
    assert repair is not None
    (write,) = repair.writes
    assert write.before is None
    assert b'{ file = "VERSION" }' in write.after
    assert b'{ file = "pyproject.toml" }' in write.after


def test_suggested_is_what_fix_writes(lay_out: LayOut) -> None:
    project = lay_out({PYPROJECT: DYNAMIC, "VERSION": "1.0\n", "src/demo/__init__.py": ""})
    found = checker.examine(project)
    repair = repaired(found, unsafe=True)
    assert repair is not None
    facts = checker.facts_of(repair.outcome(project))
    assert suggested(found) == facts.keys.keys
    assert facts.keys.keys == (File(PYPROJECT), File("VERSION"), Dir("src"))


def test_a_fix_that_is_refused_leaves_the_others(
    lay_out: LayOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rewrite(_: Reader) -> Mapping[str, str]:
        raise CannotFix("too odd")

    def check(_: Facts) -> Iterator[Finding]:
        yield Finding(at=Location(PYPROJECT), message="odd", fix=Fix(title="x", rewrite=rewrite))

    odd = Rule(code="UVL999", name="odd", summary="x", severity=Severity.INFO, check=check)
    every = (*checker.rules(), odd)
    monkeypatch.setattr(checker, "rules", lambda: every)
    found = checker.examine(lay_out({PYPROJECT: DYNAMIC, "VERSION": "1.0\n"}))
    repair = repaired(found)
    assert repair is not None
    assert repair.refused == ("too odd",)
    assert [item.name for item in repair.fixed] == ["unwatched-file"]
    assert b"VERSION" in repair.writes[0].after
    with pytest.raises(CannotFix, match="too odd"):
        repaired(checker.examine(repair.outcome(found.project)))


def test_a_mistake_of_a_provider_is_named_and_the_others_go_on(
    lay_out: LayOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = collect.provider("setuptools_file")
    concerned = collect.concerned

    def inputs(_: Project) -> Iterator[Input]:
        raise ZeroDivisionError

    def with_a_broken_one(project: Project) -> tuple[Provider, ...]:
        bad = Provider(name="bad", about=broken.about, inputs=inputs)
        return (bad, *concerned(project))

    monkeypatch.setattr(collect, "concerned", with_a_broken_one)
    found = checker.examine(lay_out({PYPROJECT: DYNAMIC}))
    assert found.failures == ("provider bad: ZeroDivisionError: ",)
    assert [d.name for d in found.diagnostics] == ["unwatched-file"]


def test_the_list_begins_without_what_the_build_writes(lay_out: LayOut) -> None:
    text = (
        '[build-system]\nrequires = ["poetry-core", "poetry-dynamic-versioning"]\n'
        'build-backend = "poetry_dynamic_versioning.backend"\n'
        '[tool.poetry]\nname = "demo"\nversion = "0"\n'
        "[tool.poetry-dynamic-versioning]\nenable = true\n"
    )
    project = lay_out({PYPROJECT: text})
    repair = repaired(checker.examine(project))
    assert repair is not None
    again = checker.examine(repair.outcome(project))
    assert again.facts is not None
    assert again.facts.keys.keys == (Git(commit=True, tags=True),)
    assert [d.severity.name for d in again.diagnostics] == ["INFO"]
    assert repaired(again, unsafe=True) is None


def test_each_of_two_refused_entries_has_a_fix(lay_out: LayOut) -> None:
    text = (
        STATIC + '\n[tool.uv]\ncache-keys = ["pyproject.toml", { files = "a" }, { path = "b" }]\n'
    )
    found = checker.examine(lay_out({PYPROJECT: text, "a": "", "b": ""}))
    changed = [changes(found, d) for d in found.diagnostics]
    assert len(changed) == 2
    assert all(changed)


def test_strangers_are_the_requirements_that_nobody_knows(lay_out: LayOut) -> None:
    text = STATIC.replace('["setuptools"]', '["setuptools", "Wheel>=0.4", "Some_Plug.In"]')
    assert [r.name for r in checker.facts_of(lay_out({PYPROJECT: text})).unknown_requirements] == [
        "some-plug-in"
    ]


def test_git_is_offered_only_where_a_build_is_slow(lay_out: LayOut) -> None:
    text = STATIC.replace('version = "1.0"', 'dynamic = ["version"]').replace(
        '["setuptools"]', '["setuptools", "setuptools-scm"]'
    )
    text += "\n[tool.setuptools_scm]\n"
    extension = '\n[[tool.setuptools.ext-modules]]\nname = "demo.x"\nsources = ["native/x.c"]\n'
    for addition, applicability in (
        ("", Applicability.SAFE),
        (extension, Applicability.UNSAFE),
    ):
        found = checker.examine(lay_out({PYPROJECT: text + addition, "native/x.c": ""}))
        (finding,) = (d.finding for d in found.diagnostics if d.name == "unwatched-git")
        assert finding.fix is not None
        assert finding.fix.applicability is applicability
        assert Git(commit=True, tags=True) in suggested(found)


@pytest.mark.parametrize("tool", ["index_providers.py", "index_rules.py"])
def test_the_index_of_the_plug_ins_is_true(tool: str) -> None:
    done = subprocess.run(
        [sys.executable, str(TOOLS / tool), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_name_with_wildcards_is_watched_as_a_name(lay_out: LayOut) -> None:
    text = (
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "demo"\ndynamic = ["version"]\n'
        '[tool.hatch.version]\npath = "meta/[version].txt"\n'
    )
    project = lay_out({PYPROJECT: text, "meta/[version].txt": "__version__ = '1'"})
    keys = suggested(checker.examine(project))
    assert keys == (File(PYPROJECT), File("meta/[[]version].txt"))


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({PYPROJECT: STATIC}, False, id="nothing of uv"),
        pytest.param({PYPROJECT: STATIC + "\n[tool.uv]\n"}, True, id="settings"),
        pytest.param({PYPROJECT: STATIC, "uv.lock": ""}, True, id="a lock"),
        pytest.param({PYPROJECT: STATIC + "\n[tool.uv]\nmanaged = false\n"}, False, id="said no"),
    ],
)
def test_what_uv_plainly_manages(files: dict[str, str], expected: bool, lay_out: LayOut) -> None:
    assert checker.facts_of(lay_out(files)).is_managed is expected


def test_headers_are_asked_for_by_the_folders_that_a_list_leaves_out(lay_out: LayOut) -> None:
    names = [f"cpp/{folder}/h{n}.h" for folder in ("a", "b", "c") for n in range(9)]
    pyproject = (
        '[build-system]\nrequires = ["scikit-build-core"]\n'
        'build-backend = "scikit_build_core.build"\n[project]\nname = "demo"\nversion = "1"\n'
        '[tool.uv]\ncache-keys = [{ file = "pyproject.toml" }, { file = "CMakeLists.txt" },\n'
        '    { file = "cpp/*.cpp" }, { file = "cpp/a/**/*.h" }, { file = "cpp/b/**/*" }]\n'
    )
    facts = checker.facts_of(
        lay_out(
            {
                "pyproject.toml": pyproject,
                "CMakeLists.txt": "project(demo)\nadd_library(demo MODULE cpp/m.cpp)\n",
                "cpp/m.cpp": "".join(f'#include "{name[4:]}"\n' for name in names),
                **dict.fromkeys(names, ""),
            }
        )
    )
    assert [item.key for item in facts.unwatched] == [File("cpp/c/**/*.h")]


FIXED = """import os
from setuptools import setup

setup(version="1.0" + os.environ.get("DEMO_A", "") + os.environ.get("DEMO_B", ""))
"""


def test_variables_that_uv_sets_for_the_build_are_no_inputs(lay_out: LayOut) -> None:
    settings = '\n[tool.uv.extra-build-variables]\ndemo = { DEMO_A = "1" }\n'
    dynamic = STATIC.replace('version = "1.0"', 'dynamic = ["version"]')
    project = lay_out({PYPROJECT: dynamic + settings, "setup.py": FIXED})
    facts = collect.facts_about(project, Settings(), collect.Problems())
    assert {item.key for item in facts.inputs if isinstance(item.key, Env)} == {Env("DEMO_B")}
