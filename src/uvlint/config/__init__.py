"""The settings of uvlint: `[tool.uvlint]`, uvlint.toml, the command line."""

from __future__ import annotations

from uvlint.config.find import Finder
from uvlint.config.settings import UNSTATED, Globs, Origin, Problem, Selection, Settings

__all__ = ["UNSTATED", "Finder", "Globs", "Origin", "Problem", "Selection", "Settings", "schema"]


def schema(tool_name: str = "uvlint") -> dict[str, object]:  # noqa: ARG001 - what is called for
    """Return the JSON schema of `[tool.uvlint]`, as validate-pyproject asks for it."""
    import json
    from importlib.resources import files

    text = (files("uvlint") / "uvlint.schema.json").read_text(encoding="utf-8")
    found: dict[str, object] = json.loads(text)
    return found
