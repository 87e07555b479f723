"""UVL301: a key matches what the build or the sync writes."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.advice.key_selection import anchored
from uvlint.advice.loops import ENVIRONMENT, loops
from uvlint.model import Applicability, Drop, File, Finding, Fix, Key, Place, Replace, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.cost import walks_everything
from uvlint.uv.coverage import covers_file, watcher
from uvlint.uv.globs import is_glob
from uvlint.uv.keys import DEFAULTS, LIST, toml


def check(facts: Facts) -> Iterator[Finding]:
    """Report each file key that matches an output, given the negations of the whole list."""
    if not facts.has_list:
        return
    for index, output in loops(facts.keys, facts.outputs, facts.uv).items():
        key = facts.keys.entries[index]
        assert isinstance(key, File)
        if output.once:
            yield Finding(
                at=Place(PYPROJECT, (*LIST, index)),
                message="uv builds once more than needed in every fresh checkout: "
                f"this key matches {output.file}, and {output.why}",
                severity=Severity.INFO,
            )
            continue
        what = "the environment" if output == ENVIRONMENT else output.file
        how = "once more after each edit" if output.incremental else "at every sync and run"
        yield Finding(
            at=Place(PYPROJECT, (*LIST, index)),
            severity=Severity.WARNING if output.incremental else None,
            message=f"uv rebuilds {how}: this key matches {what}, and {output.why}",
            fix=_narrowed(facts, key) if is_glob(key.pattern) else _dropped(key),
        )


def _dropped(key: File) -> Fix:
    # Without one of the defaults, edits of that file would go unnoticed.
    safe = key not in DEFAULTS
    return Fix(
        title=f"drop {toml(key)}",
        ops=(Drop(key),),
        applicability=Applicability.SAFE if safe else Applicability.UNSAFE,
    )


def _narrowed(facts: Facts, key: File) -> Fix:
    """Return the fix of a glob: the same below literal folders, or the inputs it watched."""
    keys: tuple[Key, ...] = ()
    if walks_everything(key):
        keys = anchored(facts.project, key.pattern, facts.outputs, facts.uv)
    rest = tuple(other for other in facts.keys.keys if other != key)
    for wanted in (File(PYPROJECT), *(item.key for item in facts.inputs if not item.override)):
        if (
            wanted is not None
            and watcher(wanted, facts.keys.keys, facts.uv) == key
            and watcher(wanted, (*rest, *keys), facts.uv) is None
            and not any(covers_file(output.file, (wanted,), facts.uv) for output in facts.outputs)
        ):
            keys = (*keys, wanted)
    if not keys:
        return Fix(title=f"drop {toml(key)}", ops=(Drop(key),), applicability=Applicability.UNSAFE)
    return Fix(
        title=f"write {', '.join(map(toml, keys))} in place of {toml(key)}",
        ops=(Replace(key, keys),),
        applicability=Applicability.UNSAFE,
    )


RULE = Rule(
    code="UVL301",
    name="rebuild-loop",
    summary="A key matches what the build or the sync writes",
    severity=Severity.ERROR,
    check=check,
    about="has_list",
    yields_to=("touched-pyproject",),
)
