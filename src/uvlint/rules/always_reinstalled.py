"""UVL305: `reinstall-package` on the project itself, where keys would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from uvlint.advice.gaps import is_beyond_keys, unwatched
from uvlint.advice.unknown_requirements import plug_ins
from uvlint.model import Add, Applicability, Finding, Fix, Reader, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT, normalized
from uvlint.uv.keys import toml
from uvlint.uv.reinstall import reinstalled_by

_SETTING = ("tool", "uv", "reinstall-package")


def check(facts: Facts) -> Iterator[Finding]:
    """Report the setting, unless the build depends on what no key can watch or nobody knows."""
    project = facts.project
    at = reinstalled_by(project, facts.uv) if project.is_package else None
    if at is None or facts.keys.refusals:
        return
    if plug_ins(project, facts.unknown_requirements, facts.inputs, compiles=facts.compiles):
        return
    if any(is_beyond_keys(item, facts.inputs) for item in facts.inputs):
        return
    missing = unwatched(project, facts.inputs, facts.outputs, facts.keys.keys, facts.uv)
    keys = tuple(item.key for item in missing if item.key is not None)
    watched = f"watch {', '.join(map(toml, keys))} instead" if keys else "take it out"
    yield Finding(
        at=at,
        message="uv builds this project at every sync and run because of this setting, "
        + (
            "where cache keys would do" if keys else "though its cache keys watch all that it reads"
        ),
        fix=Fix(
            title=watched,
            ops=tuple(map(Add, keys)),
            rewrite=partial(_taken_out, project.name or ""),
            applicability=Applicability.UNSAFE,
        )
        if at.route[:-1] == _SETTING and at.file == PYPROJECT
        else None,
    )


def _taken_out(name: str, text_of: Reader) -> Mapping[str, str]:
    """Return pyproject.toml without a name in the setting."""
    from uvlint.toml_edit.remove import array_at, without_items

    text = text_of(PYPROJECT) or ""
    names = [normalized(str(item)) for item in array_at(text, _SETTING)]
    gone = frozenset(i for i, other in enumerate(names) if other == normalized(name))
    return {PYPROJECT: without_items(text, _SETTING, gone)} if gone else {}


RULE = Rule(
    code="UVL305",
    name="always-reinstalled",
    summary="reinstall-package names the project itself, where keys would do",
    severity=Severity.INFO,
    check=check,
)
