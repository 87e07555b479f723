"""`uvlint why`: would uv build now, why or why not, and what does it not notice?"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from uvlint.analysis.rebuild import Part, Why
from uvlint.analysis.rebuild import why as judge
from uvlint.cli.asked import Asked
from uvlint.cli.console import FAILED, FOUND, NOTHING, OK, Voice, emit, find_projects, wants_color
from uvlint.cli.output import screen
from uvlint.cli.why_text import drawn
from uvlint.uv.keys import as_value
from uvlint.uv.record import shown


def why(
    paths: Sequence[str],
    voice: Voice,
    *,
    environment: str | None,
    active: bool,
    config: Sequence[str] = (),
    isolated: bool = False,
    as_json: bool,
    color: str,
) -> int:
    """Tell of all projects that paths mean whether uv would build them; return the exit code."""
    asked = Asked(config=config, isolated=isolated)
    code = NOTHING
    verdicts: list[Why] = []
    for project in find_projects(paths, voice, asked.exclusion, asked.follows):
        code = OK if code == NOTHING else code
        try:
            verdict = judge(
                project.root,
                os.environ,
                given=environment,
                active=active,
                settings_of=asked.settings,
            )
        except Exception as error:  # noqa: BLE001 - one project must not end the run
            voice.report_crash(error, about=project.root)
            code = FAILED
            continue
        verdicts.append(verdict)
        if verdict.unnoticed:
            code = max(code, FOUND)
    if as_json:
        import json

        document = {"schema": 1, "projects": [_project(verdict) for verdict in verdicts]}
        text = json.dumps(document, indent=2) + "\n"
    else:
        here = screen(color=wants_color(color, sys.stdout))
        text = drawn(verdicts, here, time.time_ns(), details=voice.verbose)
    if not voice.silent:
        emit(text)
    return code


def _project(verdict: Why) -> dict[str, object]:
    return {
        "root": verdict.root,
        "name": verdict.name,
        "environment": verdict.environment,
        "installed": verdict.installed,
        "rebuilds": verdict.rebuilds,
        "reason": verdict.reason,
        "parts": [_part(verdict, part) for part in verdict.parts],
        "unnoticed": [
            {
                "key": as_value(item.key),
                "feeds": list(item.feeds),
                "changed": shown(item.changed),
            }
            for item in verdict.unnoticed
        ],
    }


def _part(verdict: Why, part: Part) -> dict[str, object]:
    document = {
        "part": part.part,
        "stored": part.stored,
        "now": part.now,
        "changed": part.changed,
    }
    if part.part == "timestamp":
        document["newest"] = verdict.newest
    return document
