"""Which modules a build has: by its requirements, and by what these bring along."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from uvlint.model import Unreadable
from uvlint.pyeval.machine import Machine

_ELSEWHERE = frozenset(
    {"Cython", "distutils", "numpy", "packaging", "pip", "pkg_resources", "setuptools", "wheel"}
)
"""Modules that are imported before the project's folder is asked, or that no project shadows."""

_BROUGHT = {
    "cffi": ("cffi", "pycparser"),
    "cmake": ("cmake",),
    "cython": ("Cython", "cython", "pyximport"),
    "ninja": ("ninja",),
    "numpy": ("numpy",),
    "packaging": ("packaging",),
    "pybind11": ("pybind11",),
    "setuptools": ("setuptools",),
    "setuptools-scm": ("packaging", "setuptools_scm", "tomli", "vcs_versioning"),
    "toml": ("toml",),
    "tomli": ("tomli",),
    "wheel": ("packaging", "wheel"),
}
"""The modules that build requirements bring along, those of what they require included."""

_MAYBE = frozenset({"distutils", "packaging", "pip", "pkg_resources", "wheel"})
"""Modules that some versions of setuptools or of the front end have, and others not."""


@dataclass(frozen=True, slots=True)
class Requirements:
    """The requirements of a build by their normalized names, and what its back end is."""

    names: frozenset[str]
    is_setuptools: bool
    has_backend_path: bool

    def is_missing(self, machine: Machine, first: str) -> bool | None:
        """Tell whether an isolated build has no module of a name, None where that is not known."""
        if first in sys.stdlib_module_names or first in machine.present:
            return False
        names = self.names | {"setuptools"} if self.is_setuptools else self.names
        if any(first in _BROUGHT.get(name, (name.replace("-", "_"),)) for name in names):
            return False
        if (
            first in _MAYBE
            or self.has_backend_path
            or not names <= _BROUGHT.keys()
            or _has_others(machine)
        ):
            return None
        return True

    def shadows(self, machine: Machine, first: str) -> bool:
        """Tell whether a module of the project is imported by a name that tools have as well."""
        if first not in _ELSEWHERE:
            return True
        # The project may be the tool itself: Cython imports Cython in its setup.py.
        return first.lower() not in self.names and any(
            machine.tree.is_file("/".join(p for p in (folder, first, "__init__.py") if p != "."))
            for folder in machine.sys_path
        )


def _has_others(machine: Machine) -> bool:
    """Tell whether setup.py or setup.cfg name further requirements."""
    try:
        texts = [machine.tree.data(file) or b"" for file in ("setup.py", "setup.cfg")]
    except Unreadable:
        return True
    return any(b"setup_requires" in text for text in texts)
