"""`--show-files` and `--show-settings`: what a run would look at, and what holds there."""

from __future__ import annotations

import json

from uvlint.cli.check import Options, asked_by, projects
from uvlint.cli.console import FAILED, NOTHING, OK, emit
from uvlint.config import Settings
from uvlint.config.keys import KEYS
from uvlint.project import Project


def show(options: Options, *, settings: bool) -> int:
    """List the projects, on request with their settings; return the exit code."""
    asked = asked_by(options)
    code = NOTHING
    for project in projects(options, asked):
        code = OK if code == NOTHING else code
        if not settings:
            emit(f"{project.root}\n")
            continue
        found = asked.settings(project)
        emit(_table(project, found))
        for problem in found.problems:
            code = FAILED
            at = project.locate(problem.at)
            options.voice.warn(f"error: {at.file}:{at.line}:{at.column}: {problem.message}")
    return code


def _table(project: Project, settings: Settings) -> str:
    """Return the settings of a project as TOML, with what each is from as a comment."""
    lines = [f"# {project.root}"]
    stated = [origin for origin in settings.origins if origin.key != "extend"]
    for key in KEYS:
        own = [origin for origin in stated if origin.key == key.name]
        # Selections add up, what else is stated last replaces what was before.
        together = key.name.startswith("extend-") or key.name in ("ignore", "unfixable")
        lines += [
            f"{key.name} = {_toml(origin.value)}  # {origin.source}"
            for origin in (own if together else own[-1:])
        ]
        if not own and key.name != "extend":
            lines.append(f"# {key.name}: {key.default}")
    return "".join(f"{line}\n" for line in lines) + "\n"


def _toml(value: object) -> str:
    match value:
        case dict():
            pairs = (f"{_name(name)} = {_toml(item)}" for name, item in value.items())
            return f"{{ {', '.join(pairs)} }}"
        case tuple() | list():
            return f"[{', '.join(_toml(item) for item in value if item is not None)}]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def _name(name: str) -> str:
    plain = name.replace("-", "").replace("_", "")
    return name if plain.isascii() and plain.isalnum() else json.dumps(name, ensure_ascii=False)
