"""A list of findings for programs, in the shape of ruff's; `json-v1` is its other name."""

from __future__ import annotations

import json

from uvlint.model import Applicability, Certainty, Location, Place, Severity
from uvlint.plugin import Change, Entry, Format, Report, Screen
from uvlint.toml_edit import edits

SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
CONFIDENCES = {
    Certainty.OBSERVED: "certain",
    Certainty.CERTAIN: "certain",
    Certainty.LIKELY: "likely",
    Certainty.POSSIBLE: "possible",
}


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001 - the signature of a format
    """Return the document."""
    return json.dumps([_item(entry) for entry in report.entries], indent=2) + "\n"


def span(at: Location) -> dict[str, object]:
    """Return the two ends of a place: from 1, in characters, the end exclusive."""
    return {
        "location": {"row": at.line, "column": at.column},
        "end_location": {"row": at.end_line, "column": at.end_column},
    }


def _item(entry: Entry) -> dict[str, object]:
    diagnostic = entry.diagnostic
    at = diagnostic.finding.at
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": SEVERITIES[diagnostic.severity],
        "confidence": CONFIDENCES[diagnostic.finding.confidence],
        "message": diagnostic.finding.message,
        "url": None,
        "filename": entry.filename,
        **span(diagnostic.location),
        "route": list(at.route) if isinstance(at, Place) else [],
        "project": entry.project.root,
        "related": [
            {"message": message, "filename": entry.project.path(place.file), **span(place)}
            for message, place in diagnostic.related
        ],
        "fix": _fix(entry),
    }


def _fix(entry: Entry) -> dict[str, object] | None:
    fix = entry.diagnostic.finding.fix
    if fix is None:
        return None
    applicability = fix.applicability if entry.changes else Applicability.DISPLAY
    return {
        "applicability": applicability.value,
        "message": fix.title,
        "edits": [item for change in entry.changes for item in _edits(entry, change)],
    }


def _edits(entry: Entry, change: Change) -> list[dict[str, object]]:
    return [
        {
            "filename": entry.project.path(change.file),
            "content": edit.content,
            "location": {"row": edit.line, "column": edit.column},
            "end_location": {"row": edit.end_line, "column": edit.end_column},
        }
        for edit in edits(change.before, change.after)
    ]


FORMAT = Format(name="json", render=render, machine=True, changes=True)
