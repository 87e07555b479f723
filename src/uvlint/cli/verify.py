"""`uvlint verify`: the real uv is asked whether it notices a change of each input."""

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
from uvlint.cli.verify_text import drawn
from uvlint.named_tuple import NamedTuple
from uvlint.plugin import Facts
from uvlint.project import Project
from uvlint.sandbox.processes import Failed, found
from uvlint.uv.keys import as_value
from uvlint.verify.bench import Conditions
from uvlint.verify.proof import Proof, prove


class Verified(NamedTuple):
    """A project with its proof; where there is none, `failed` tells why."""

    project: Project
    name: str | None
    proof: Proof | None
    failed: str = ""


def verify(
    paths: Sequence[str],
    voice: Voice,
    *,
    real: bool,
    offline: bool,
    jobs: str,
    timeout: str,
    config: Sequence[str] = (),
    isolated: bool = False,
    as_json: bool,
    color: str,
) -> int:
    """Prove what holds for all projects that paths mean; return the exit code."""
    uv = found("uv")
    if uv is None:
        raise Stop("uv is not installed: pip install 'uvlint[verify]'")
    conditions = Conditions(uv=uv, real=real, offline=offline, seconds=number("timeout", timeout))
    asked = Asked(config=config, isolated=isolated)
    projects = list(find_projects(paths, voice, asked.exclusion, asked.follows))
    job = partial(_verified, asked=asked, conditions=conditions, voice=voice)
    verified = each(job, projects, number("jobs", jobs))
    if as_json:
        import json

        document = {"schema": 1, "projects": [_document(item) for item in verified]}
        text = json.dumps(document, indent=2) + "\n"
    else:
        here = screen(color=wants_color(color, sys.stdout))
        text = drawn(((v.project, v.name, v.proof, v.failed) for v in verified), here)
    if not voice.silent:
        emit(text)
    return max(map(_code, verified), default=NOTHING)


def _verified(project: Project, *, asked: Asked, conditions: Conditions, voice: Voice) -> Verified:
    examined = checker.examine(project, asked.settings(project))
    facts = examined.facts
    if facts is None:
        reason = "; ".join(d.finding.message for d in examined.diagnostics)
        return Verified(project, None, None, reason)
    name = project.name
    if not project.is_package:
        return Verified(project, name, Proof(quiet=True, loops=(), tested=()))
    try:
        return Verified(project, name, prove(facts, conditions, _step(project, facts, voice)))
    except Failed as error:
        return Verified(project, name, None, str(error))
    except OSError as error:
        return Verified(project, name, None, f"{error.filename}: {error.strerror}")


def _step(project: Project, facts: Facts, voice: Voice) -> Callable[[str], None]:
    def say(what: str) -> None:
        voice.detail(f"{facts.project.name or project.root}: {what}")

    return say


def _code(verified: Verified) -> int:
    if verified.proof is None:
        return FAILED
    return OK if verified.proof.is_whole else FOUND


def _document(verified: Verified) -> dict[str, object]:
    proof = verified.proof
    document: dict[str, object] = {
        "root": verified.project.root,
        "name": verified.name,
        "quiet": proof.quiet if proof else None,
        "loops": [as_value(key) for key in proof.loops] if proof else [],
        "failed": verified.failed or None,
        "inputs": [],
    }
    if proof:
        document["inputs"] = [
            {
                "key": as_value(one.item.key) if one.item.key else None,
                "feeds": list(one.item.feeds),
                "result": one.result,
                "reason": one.reason or None,
                "metadata": list(one.metadata),
            }
            for one in proof.tested
        ]
    return document
