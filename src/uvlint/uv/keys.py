"""`tool.uv.cache-keys`: TOML values and keys."""

from __future__ import annotations

from uvlint.model import Dir, Env, File, Git, Key

DEFAULTS: tuple[Key, ...] = (
    File("pyproject.toml"),
    File("setup.py"),
    File("setup.cfg"),
    Dir("src"),
)
"""What uv watches where a project has no list (uv 0.13.9, observed)."""


def as_value(key: Key) -> dict[str, object]:
    """Return the TOML (and JSON) value of a key, in its full form."""
    match key:
        case File(pattern):
            return {"file": pattern}
        case Dir(path):
            return {"dir": path}
        case Git(commit, tags):
            return {"git": {"commit": commit, "tags": tags}}
        case Env(name):
            return {"env": name}
