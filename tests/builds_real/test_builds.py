"""What a provider says and what a real build does agree, for every provider."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builds_real.building import Seen, build, keeps_access_times, prepare
from tests.builds_real.example import Example, examples
from tests.conftest import LayOut
from tests.providers.asking import short
from uvlint.analysis import checker
from uvlint.model import Certainty, Env, File, Git, Key
from uvlint.plugin import Facts
from uvlint.project import Project
from uvlint.uv.coverage import covers_file
from uvlint.uv.globs import matcher
from uvlint.uv.version import NEWEST

WATCHED = ("pyproject.toml", "setup.py", "setup.cfg")
"""What uv watches in any case."""

TEXTS = matcher(("README*", "LICEN[CS]E*", ".gitignore", "MANIFEST.in"), NEWEST)
"""Static texts, and what decides only which files go into an archive."""


@pytest.mark.slow
@pytest.mark.parametrize("name", examples())
def test_provider(name: str, tmp_path: Path, environments: Path) -> None:
    example = examples()[name]
    if example.unbuilt:
        pytest.skip(example.unbuilt)
    for program in example.programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    if example.programs and not keeps_access_times(tmp_path):
        pytest.skip("this file system keeps no access times, so compilers are not seen to read")
    root = tmp_path / "project"
    prepare(example, root)
    facts = checker.facts_of(Project(str(root)))
    seen = build(example, root, tmp_path, environments)
    wrong = list(mismatches(example, facts, seen))
    assert not wrong, "\n".join(wrong)
    assert witnessed(name, example, facts, seen)


@pytest.fixture(scope="session")
def environments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the environments that builds share."""
    return tmp_path_factory.mktemp("environments")


def mismatches(example: Example, facts: Facts, seen: Seen) -> Iterator[str]:
    """Yield a line for each thing in which the providers and the build disagree."""
    used: set[str] = set()

    def excused(name: str) -> bool:
        used.add(name)
        return name in example.aside

    named = [item.key for item in facts.inputs if isinstance(item.key, File)]
    for file in sorted(seen.read):
        known = file in WATCHED or TEXTS(file) or covers_file(file, named, NEWEST)
        if not known and not excused(file):
            yield f"reads {file}, which no provider names"
    for item in facts.inputs:
        if item.certainty is Certainty.CERTAIN and was_seen(item.key, example, seen) is False:
            key = short(item.key)
            if not excused(key):
                yield f"is not seen to read {key}, which {item.provider} is certain of"
    outputs: list[Key] = [File(output.file) for output in facts.outputs]
    for file in sorted(seen.written):
        if not covers_file(file, outputs, NEWEST) and not excused(file):
            yield f"writes {file}, which no provider names"
    for name in sorted(example.aside.keys() - used):
        yield f"{name} needs no excuse"


def witnessed(name: str, example: Example, facts: Facts, seen: Seen) -> bool:
    """Tell whether the build did something that the provider of this name speaks of."""
    outputs: list[Key] = [File(o.file) for o in facts.outputs if o.provider == name]
    return any(covers_file(file, outputs, NEWEST) for file in seen.written) or any(
        was_seen(item.key, example, seen) for item in facts.inputs if item.provider == name
    )


def was_seen(key: Key | None, example: Example, seen: Seen) -> bool | None:
    """Tell whether a key was read, None where that cannot be told."""
    match key:
        case File():
            matched = [file for file in example.files if covers_file(file, [key], NEWEST)]
            return not seen.read.isdisjoint(matched) if matched else None
        case Git():
            return "git" in seen.programs
        case Env(variable):
            return variable in seen.variables
        case _:
            return None


def test_disagreement_is_noticed(lay_out: LayOut) -> None:
    example = Example(
        files={
            "pyproject.toml": (
                '[build-system]\nrequires = ["hatchling", "hatch-vcs"]\n'
                'build-backend = "hatchling.build"\n[project]\nname = "demo"\n'
                'dynamic = ["version"]\n[tool.hatch.version]\nsource = "vcs"\n'
                '[tool.hatch.build.force-include]\n"a.txt" = "a.txt"\n'
            ),
            "a.txt": "",
        },
        aside={
            "env:SETUPTOOLS_SCM_PRETEND_VERSION": "a reason",
            "env:VCS_VERSIONING_PRETEND_VERSION": "a reason",
            "b.txt": "nothing of that name",
        },
    )
    facts = checker.facts_of(lay_out(example.files))
    idle = Seen(
        read=frozenset({"pyproject.toml", "README.md", "VERSION"}),
        written=frozenset({"made.py"}),
        programs=frozenset(),
        variables=frozenset(),
    )
    assert list(mismatches(example, facts, idle)) == [
        "reads VERSION, which no provider names",
        "is not seen to read a.txt, which hatch-force-include is certain of",
        "is not seen to read git:commit+tags, which hatch-vcs is certain of",
        "writes made.py, which no provider names",
        "b.txt needs no excuse",
    ]
    assert not witnessed("hatch-vcs", example, facts, idle)
    assert witnessed("hatch-vcs", example, facts, replace(idle, programs=frozenset({"git"})))
