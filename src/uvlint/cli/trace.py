"""`uvlint trace`: the real build says what it reads."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial

from uvlint.analysis import checker
from uvlint.cli.asked import Asked
from uvlint.cli.builds import each, number
from uvlint.cli.console import (
    FAILED,
    FOUND,
    NOTHING,
    OK,
    Stop,
    Voice,
    emit,
    find_projects,
    wants_color,
)
from uvlint.cli.output import screen
from uvlint.cli.trace_text import Traced, drawn
from uvlint.model import Input
from uvlint.project import Project
from uvlint.sandbox.processes import Failed, found
from uvlint.trace.comparison import Comparison, Observed
from uvlint.trace.isolated import Conditions
from uvlint.trace.tracing import trace as traced_build
from uvlint.uv.keys import as_value


def trace(
    paths: Sequence[str],
    voice: Voice,
    *,
    conditions: Callable[[str], Conditions],
    fix: bool,
    jobs: str,
    config: Sequence[str] = (),
    isolated: bool = False,
    as_json: bool,
    color: str,
) -> int:
    """Trace the builds of all projects that paths mean; return the exit code.

    `conditions` gives how that is done for the path of uv.
    """
    uv = found("uv")
    if uv is None:
        raise Stop("uv is not installed: pip install 'uvlint[trace]'")
    asked = Asked(config=config, isolated=isolated)
    projects = list(find_projects(paths, voice, asked.exclusion, asked.follows))
    job = partial(_traced, asked=asked, conditions=conditions(uv), voice=voice)
    traced = each(job, projects, number("jobs", jobs))
    code = max(map(_code, traced), default=NOTHING)
    if as_json:
        import json

        document = {"schema": 1, "projects": [_document(one) for one in traced]}
        text = json.dumps(document, indent=2) + "\n"
    else:
        here = screen(color=wants_color(color, sys.stdout))
        text = drawn(traced, here, brief=voice.brief)
    if not voice.silent:
        emit(text)
    if fix:
        from uvlint.cli.trace_fix import recorded

        left = [recorded(one, asked, voice) for one in traced]
        return max((code if code != FOUND else OK, *left), default=code)
    return code


def _traced(project: Project, *, asked: Asked, conditions: Conditions, voice: Voice) -> Traced:
    examined = checker.examine(project, asked.settings(project))
    facts, name = examined.facts, project.name if examined.facts else None
    if facts is None:
        reason = "; ".join(d.finding.message for d in examined.diagnostics)
        return Traced(project, None, None, reason)
    if not project.is_package:
        return Traced(project, name, Comparison((), (), (), (), (), ()))
    called = name or project.root
    needs = [item.value for item in project.pyproject.strings("build-system", "requires")]
    tools = f", with {', '.join(needs)}" if needs else ""
    voice.tell(f"{called}: runs its build in a copy: {project.backend}{tools}")
    try:
        done = traced_build(facts, conditions, lambda what: voice.step(f"{called}: {what}"))
        return Traced(project, name, done)
    except Failed as error:
        return Traced(project, name, None, str(error))
    except OSError as error:
        return Traced(project, name, None, f"{error.filename}: {error.strerror}")
    finally:
        voice.step("")


def _code(traced: Traced) -> int:
    if traced.comparison is None:
        return FAILED
    return FOUND if traced.comparison.missed else OK


def _document(traced: Traced) -> dict[str, object]:
    found, project = traced.comparison, traced.project
    document: dict[str, object] = {"root": project.root, "name": traced.name, "backend": None}
    if traced.name is not None or found is not None:
        document["backend"] = project.backend
    return document | {
        "hooks": list(found.hooks) if found else [],
        "observed": [_observed(one) for one in found.observed] if found else [],
        "missed": [_key_and_feeds(one) for one in found.missed] if found else [],
        "unread": [_unread(item) for item in found.unread] if found else [],
        "outputs": [{"file": name} for name in found.outputs] if found else [],
        "absent": None
        if found is None or found.absent is None
        else [{"file": name} for name in found.absent],
        "failed": traced.failed or None,
    }


def _observed(one: Observed) -> dict[str, object]:
    certainty = {"certainty": "observed", "confirmed": one.confirmed}
    return {**_key_and_feeds(one), "by": one.by, **certainty}


def _key_and_feeds(one: Observed) -> dict[str, object]:
    return {"key": as_value(one.key), "feeds": list(one.feeds)}


def _unread(item: Input) -> dict[str, object]:
    return {"key": as_value(item.key) if item.key else None, "provider": item.provider}
