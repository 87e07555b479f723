"""Random projects, keys and changes: uvlint says what the real uv does."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

import pytest

from tools.random_cases import Answer, Bench, Case, examine, generated
from uvlint.model import File, Key
from uvlint.uv import record
from uvlint.uv.record import Computed
from uvlint.uv.version import Version

UV = shutil.which("uv") or "uv"


def test_a_seed_gives_the_same_cases() -> None:
    assert list(islice(generated(7), 50)) == list(islice(generated(7), 50))
    assert list(islice(generated(7), 50)) != list(islice(generated(8), 50))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="cases have repositories")
def test_uv_does_what_uvlint_says(tmp_path: Path) -> None:
    contradictions, answers = examine(tmp_path.resolve(), UV, 240, seed=20)
    assert not contradictions, "\n\n".join(map(str, contradictions))
    assert min(answers[answer] for answer in (Answer.BUILDS, Answer.FRESH, Answer.REFUSES)) > 5
    assert answers[Answer.UNKNOWN] < 5


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="cases have repositories")
def test_a_mistake_is_found_and_made_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = record.compute

    def wrong(
        root: str, keys: Sequence[Key], environ: Mapping[str, str], version: Version
    ) -> Computed:
        return right(root, [key for key in keys if key != File("sub/*.txt")], environ, version)

    monkeypatch.setattr(record, "compute", wrong)
    case = Case(
        setup=(("write", "a", "x"), ("write", "sub/b.txt", "x"), ("folder", "src")),
        keys=("a", {"env": "@VAR@A"}, {"file": "sub/*.txt"}),
        late=(("touch", "a"),),
        change=("touch", "sub/b.txt"),
    )
    bench = Bench(tmp_path.resolve(), UV, size=10)
    (found,) = bench.run([case])[0]
    small = bench.shrunk(found)
    assert found.observed is Answer.BUILDS
    assert small.case.setup == (("write", "sub/b.txt", "x"),)
    assert small.case.keys == ({"file": "sub/*.txt"},)
