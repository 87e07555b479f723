"""`uvlint inputs`: what builds read, beside what uv watches."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from uvlint.analysis import checker
from uvlint.cli.asked import Asked
from uvlint.cli.console import (
    BUG,
    FAILED,
    FOUND,
    NOTHING,
    OK,
    Voice,
    emit,
    find_projects,
    wants_color,
)
from uvlint.cli.inputs_text import drawn
from uvlint.cli.output import screen
from uvlint.cli.surveys import Survey, survey
from uvlint.model import Input
from uvlint.uv.keys import as_value


def inputs(
    paths: Sequence[str],
    voice: Voice,
    *,
    config: Sequence[str] = (),
    isolated: bool = False,
    as_json: bool,
    files: bool,
    color: str,
) -> int:
    """Show the inputs of all projects that paths mean; return the exit code."""
    asked = Asked(config=config, isolated=isolated)
    code = NOTHING
    surveys = []
    for project in find_projects(paths, voice, asked.exclusion, asked.follows):
        code = OK if code == NOTHING else code
        root = project.root
        try:
            found = checker.examine(project, asked.settings(project))
            surveys.append(survey(found))
        except Exception as error:  # noqa: BLE001 - one project must not end the run
            voice.report_crash(error, about=root)
            code = FAILED
            continue
        for failure in found.failures:
            voice.warn(f"{BUG}: {root}: {failure}")
            code = FAILED
        for failure in found.foreign:
            voice.warn(f"error: {root}: {failure}")
            code = FAILED
        if found.facts is None:
            code = max(code, FOUND)
            if as_json:
                voice.warn(f"{root}: {surveys[-1].trouble}")
    if as_json:
        import json

        projects = [_document(survey, files=files) for survey in surveys]
        text = json.dumps({"schema": 1, "projects": projects}, indent=2) + "\n"
    else:
        here = screen(color=wants_color(color, sys.stdout))
        text = drawn(surveys, here, files=files, reasons=voice.verbose)
    if not voice.silent:
        emit(text)
    return code


def _document(survey: Survey, *, files: bool) -> dict[str, object]:
    project, facts = survey.project, survey.facts
    entries = [
        {
            "key": as_value(counted.key),
            "matched": counted.matched,
            "walked": counted.walked,
            "milliseconds": None if counted.cost is None else round(counted.cost / 1000, 4),
        }
        for counted in survey.keys
    ]
    keys: dict[str, object] = {"source": survey.listed.source.value, "entries": entries}
    if files:
        keys["files"] = list(survey.files)
    document: dict[str, object] = {"root": project.root}
    if facts is None:
        document |= {"name": None, "backend": None, "dynamic": [], "error": survey.trouble}
    else:
        document |= {
            "name": project.name,
            "backend": project.backend,
            "dynamic": sorted(project.dynamic),
        }
    return document | {
        "inputs": [_input(survey, item) for item in (facts.inputs if facts else ())],
        "outputs": [
            {"file": item.file, "provider": item.provider, "why": item.why}
            for item in (facts.outputs if facts else ())
        ],
        "keys": keys,
        "suggested": _suggested(survey),
        "unexamined": [unknown.name for unknown in (facts.unknown_requirements if facts else ())],
    }


def _suggested(survey: Survey) -> list[dict[str, object]]:
    """Return the list that `fix` would write, with tables that stay as they are spelled now."""
    if not survey.suggested:
        return []
    found = survey.project.pyproject.get("tool", "uv", "cache-keys")
    written = found.value if found is not None and isinstance(found.value, list) else []
    spelled = {
        key: item
        for key, item in zip(survey.listed.entries, written, strict=False)
        if isinstance(item, dict)
    }
    return [spelled.get(key) or as_value(key) for key in survey.suggested]


def _input(survey: Survey, item: Input) -> dict[str, object]:
    at = survey.where(item)
    return {
        "key": as_value(item.key) if item.key else None,
        "feeds": list(item.feeds),
        "provider": item.provider,
        "certainty": item.certainty.name.lower(),
        "override": item.override,
        "why": item.why,
        "at": {
            "filename": survey.project.path(at.file),
            "location": {"row": at.line, "column": at.column},
            "end_location": {"row": at.end_line, "column": at.end_column},
        },
        "watched": survey.watched_by(item) is not None,
    }
