"""The helpers of pybind11 have setuptools compile C++."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from uvlint.backends.setuptools.extensions import declared, native_inputs, outputs_of
from uvlint.model import Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Extension


def inputs(project: Project) -> Iterator[Input]:
    """Yield the sources, what they depend on and the headers they include."""
    yield from native_inputs(project, _extensions(project), "setuptools, helped by pybind11,")


def outputs(project: Project) -> Iterator[Output]:
    """Yield the compiled modules of an editable build."""
    yield from outputs_of(project, _extensions(project))


def _extensions(project: Project) -> tuple[Extension, ...]:
    return tuple(e for e in declared(project) if e.kind == "Pybind11Extension")


PROVIDER = Provider(
    name="pybind11",
    about=("pybind11", "setup.py"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(extensions=("Pybind11Extension",), neutral=("pybind11",)),
)
