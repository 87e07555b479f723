from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.formats.reports import AT, CHANGE, FIXED, ROUTE, TEXT, entry, project, report, screen
from uvlint.formats.json import FORMAT
from uvlint.model import Applicability, Certainty, Location, Severity
from uvlint.plugin import Entry


def items(*entries: Entry) -> list[dict[str, object]]:
    document = json.loads(FORMAT.render(report(*entries), screen(Path("/"))))
    assert isinstance(document, list)
    return document


def test_nothing_found_is_an_empty_list() -> None:
    assert FORMAT.render(report(), screen(Path("/"))) == "[]\n"


def test_the_whole_shape(tmp_path: Path) -> None:
    related = (("read here", Location("setup.cfg", 2, 1, 2, 8)),)
    found = entry(
        project(tmp_path), spot=ROUTE, related=related, fix=Applicability.SAFE, changes=(CHANGE,)
    )
    assert items(found) == [
        {
            "code": "UVL102",
            "name": "unwatched-file",
            "severity": "error",
            "confidence": "certain",
            "message": "uv keeps the old version",
            "url": None,
            "filename": f"{tmp_path}/pyproject.toml",
            "location": {"row": 3, "column": 12},
            "end_location": {"row": 3, "column": 21},
            "route": ["project", "dynamic", 0],
            "project": str(tmp_path),
            "related": [
                {
                    "message": "read here",
                    "filename": f"{tmp_path}/setup.cfg",
                    "location": {"row": 2, "column": 1},
                    "end_location": {"row": 2, "column": 8},
                }
            ],
            "fix": {
                "applicability": "safe",
                "message": "watch VERSION",
                "edits": [
                    {
                        "filename": f"{tmp_path}/pyproject.toml",
                        "content": FIXED.removeprefix(TEXT),
                        "location": {"row": 4, "column": 1},
                        "end_location": {"row": 4, "column": 1},
                    }
                ],
            },
        }
    ]


@pytest.mark.parametrize(
    ("severity", "word"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "info")],
)
def test_severities(tmp_path: Path, severity: Severity, word: str) -> None:
    assert items(entry(project(tmp_path), severity=severity))[0]["severity"] == word


@pytest.mark.parametrize(
    ("confidence", "word"),
    [
        (Certainty.OBSERVED, "certain"),
        (Certainty.CERTAIN, "certain"),
        (Certainty.LIKELY, "likely"),
        (Certainty.POSSIBLE, "possible"),
    ],
)
def test_confidences(tmp_path: Path, confidence: Certainty, word: str) -> None:
    assert items(entry(project(tmp_path), confidence=confidence))[0]["confidence"] == word


def test_a_finding_at_no_value_has_no_route(tmp_path: Path) -> None:
    assert items(entry(project(tmp_path), AT))[0]["route"] == []


def test_a_fix_that_nobody_can_apply_is_for_display(tmp_path: Path) -> None:
    fix = items(entry(project(tmp_path), fix=Applicability.SAFE, changes=()))[0]["fix"]
    assert fix == {"applicability": "display", "message": "watch VERSION", "edits": []}


def test_odd_characters_survive_any_encoding(tmp_path: Path) -> None:
    message = "ü\x1b\udcff"
    text = FORMAT.render(report(entry(project(tmp_path), message=message)), screen(tmp_path))
    assert text.isascii()
    assert json.loads(text)[0]["message"] == message
