"""Fixes that the uv of a project understands."""

from __future__ import annotations

from uvlint.model import Add, Applicability, Drop, Finding, Fix, Key, Op, Replace, Rewrite
from uvlint.uv.features import since
from uvlint.uv.version import NEWEST, Version


def fitted(finding: Finding, version: Version) -> Finding:
    """Return a finding without keys that mean nothing to a uv: its fix tells which uv it needs."""
    fix = finding.fix
    if fix is None or version >= NEWEST:
        return finding
    needed = max((since(key) for op in fix.ops for key in _new(op)), default=version)
    if needed <= version:
        return finding
    title = f"{fix.title}, once uv {needed} or newer is required"
    return finding._replace(fix=Fix(title=title, applicability=Applicability.DISPLAY))


def _new(op: Op) -> tuple[Key, ...]:
    match op:
        case Add(key):
            return (key,)
        case Replace(_, keys) | Rewrite(keys):
            return keys
        case Drop():
            return ()
