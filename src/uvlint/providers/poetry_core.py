"""poetry-core copies scripts into the wheel; every field comes from pyproject.toml."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import WHEEL, File, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the scripts of `type = "file"`, which poetry-core 2.5 copies for an editable too."""
    scripts = project.pyproject.table("tool", "poetry", "scripts")
    for name in scripts.data:
        # Entry points are text.
        for script in () if scripts.string(name) else scripts.tables(name):
            kind, reference = script.string("type"), script.string("reference")
            if reference and kind and kind.value == "file":
                why = "poetry-core copies this script into the wheel"
                yield Input(key=File(reference.value), feeds=(WHEEL,), why=why, at=reference.at)


PROVIDER = Provider(
    name="poetry-core",
    about=("poetry", "poetry-core"),
    inputs=inputs,
    claims=Claims(backends=("poetry",), families=("poetry-",)),
)
