"""What was read, held against what is predicted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import LayOut
from uvlint.analysis.checker import facts_of
from uvlint.model import Env, File, Git, Key
from uvlint.phrases import named
from uvlint.trace.comparison import Comparison, compared
from uvlint.trace.evidence import Evidence, Read

NOTHING = Git(commit=False, tags=False)
METADATA, BUILD = "prepare_metadata_for_build_editable", "build_editable"
PYPROJECT = (
    '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
    '[project]\nname = "demo"\ndynamic = ["version"]\nreadme = "README.md"\n'
    '[tool.setuptools]\npackages = []\n[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n'
)


def evidence(
    reads: Mapping[str, tuple[str, ...]],
    *,
    variables: tuple[str, ...] = (),
    looked_up: tuple[str, ...] = (),
    git: Git = NOTHING,
    absent: frozenset[str] | None = frozenset(),
    programs: frozenset[str] = frozenset(),
    files: frozenset[str] = frozenset({"VERSION"}),
) -> Evidence:
    read = Read("setuptools", (METADATA,))
    return Evidence(
        files=files | reads.keys(),
        is_repository=True,
        reads={name: Read("setuptools", hooks) for name, hooks in reads.items()},
        outputs=(),
        variables=dict.fromkeys(variables, read),
        looked_up=dict.fromkeys(looked_up, read),
        git=git,
        git_read=read if git != NOTHING else None,
        listed=frozenset(),
        absent=absent,
        programs=programs,
    )


Compare = Callable[..., Comparison]


@pytest.fixture
def compare(lay_out: LayOut) -> Compare:
    def held(found: Evidence, pyproject: str = PYPROJECT) -> Comparison:
        return compared(facts_of(lay_out({"pyproject.toml": pyproject})), found, (METADATA, BUILD))

    return held


SETUP_PY = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'


def missed(found: Comparison) -> dict[Key, tuple[str, ...]]:
    return {one.key: one.feeds for one in found.missed}


@pytest.mark.parametrize(
    "name",
    [
        "pyproject.toml",
        "setup.py",
        "setup.cfg",
        "VERSION",
        "README.md",
        "LICENSE",
        "docs/.gitignore",
        "MANIFEST.in",
        "demo.egg-info/PKG-INFO",
    ],
)
def test_known(compare: Compare, name: str) -> None:
    assert missed(compare(evidence({name: (METADATA,)}))) == {}


def test_missed(compare: Compare) -> None:
    reads = {"data/x.txt": (METADATA, BUILD), "c/[a].h": (BUILD,), "VERSION": (METADATA,)}
    found = compare(
        evidence(reads, variables=("EDITION",), looked_up=("HOME",), git=Git(True, True))
    )
    assert missed(found) == {
        File("data/x.txt"): ("version",),
        File("c/[[]a].h"): ("wheel",),
        Env("EDITION"): ("version",),
        Git(True, True): ("version",),
    }


def test_feeds_are_those_of_the_facts(compare: Compare) -> None:
    found = compare(evidence({"VERSION": (BUILD,), "README.md": (METADATA,)}))
    assert {one.key: one.feeds for one in found.observed} == {
        File("VERSION"): ("version",),
        File("README.md"): ("readme",),
    }


def test_texts_without_a_project_table(compare: Compare) -> None:
    reads = {"README.rst": (METADATA,), "NOTICE": (METADATA,), "doc/README.rst": (METADATA,)}
    assert list(missed(compare(evidence(reads), pyproject=SETUP_PY))) == [File("doc/README.rst")]


def test_variables_of_the_machine(compare: Compare) -> None:
    found = compare(evidence({}, variables=("CC", "DEMO_JOBS", "SOURCE_DATE_EPOCH", "DEMO")))
    assert list(missed(found)) == [Env("DEMO")]


def test_a_dynamic_text_is_missed(compare: Compare) -> None:
    text = PYPROJECT.replace('dynamic = ["version"]\nreadme = "README.md"', 'dynamic = ["readme"]')
    reads = {"intro.md": (METADATA,), "README.md": (METADATA,), "LICENSE": (METADATA,)}
    assert missed(compare(evidence(reads), pyproject=text)) == {
        File("README.md"): ("readme",),
        File("intro.md"): ("readme",),
    }


def test_fields_without_a_project_table(lay_out: LayOut) -> None:
    setup = "import setuptools\nsetuptools.setup(version=open('VERSION').read())\n"
    project = lay_out({"pyproject.toml": SETUP_PY, "setup.py": setup, "VERSION": "1"})
    found = compared(facts_of(project), evidence({"other": (METADATA,)}), (METADATA, BUILD))
    assert missed(found) == {File("other"): ("version",)}


def unread(found: Comparison) -> list[str]:
    return [named(item.key) for item in found.unread if item.key]


def test_unread(compare: Compare) -> None:
    assert unread(compare(evidence({}))) == ["VERSION"]
    assert unread(compare(evidence({"VERSION": (METADATA,)}))) == []
    assert unread(compare(evidence({}, absent=frozenset({"VERSION"}), files=frozenset()))) == []


def test_what_could_not_be_seen_is_not_unread(compare: Compare) -> None:
    assert unread(compare(evidence({}, absent=None, files=frozenset()))) == []
