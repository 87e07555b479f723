"""`uvlint config`: what can be set."""

from __future__ import annotations

from collections.abc import Sequence

from uvlint.cli.console import OK, Stop, emit
from uvlint.config.keys import BY_NAME, KEYS, Key


def config(names: Sequence[str], *, as_json: bool) -> int:
    """Explain the named settings, or list all of them; return the exit code."""
    keys = tuple(map(_named, names)) or KEYS
    if as_json:
        emit(_document(keys))
    elif names:
        emit("\n".join(map(_page, keys)))
    else:
        emit("".join(f"{key.name}\n" for key in keys))
    return OK


def _named(name: str) -> Key:
    """Return a setting by its name; raises `Stop` with the nearest one."""
    wanted = name.strip().lower().replace("_", "-")
    if wanted in BY_NAME:
        return BY_NAME[wanted]
    from difflib import get_close_matches

    near = get_close_matches(wanted, BY_NAME, n=1)
    hint = f"did you mean {near[0]}?" if near else "`uvlint config` lists them"
    message = f"there is no setting {name!r}; {hint}"
    raise Stop(message)


def _page(key: Key) -> str:
    example = f"[tool.uvlint]\n{key.example}\n"
    return f"{key.about}\n\nDefault: {key.default}\n\nExample:\n\n{example}"


def _document(keys: tuple[Key, ...]) -> str:
    import json

    items = {
        key.name: {
            "about": key.about,
            "default": key.default,
            "example": key.example,
            "schema": key.schema,
        }
        for key in keys
    }
    return json.dumps(items, indent=2) + "\n"
