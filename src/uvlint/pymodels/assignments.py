"""What happens when attributes of modules from outside the project are set."""

from __future__ import annotations

from uvlint.pyeval.domain import (
    ANYTHING,
    Bound,
    Class,
    External,
    Function,
    Value,
    join,
)
from uvlint.pyeval.machine import Machine
from uvlint.pymodels import environment
from uvlint.pymodels.code import assign_path
from uvlint.pymodels.hooks import call_back

_FUNDAMENTAL = frozenset({"builtins", "glob", "io", "os", "os.path", "pathlib", "shutil"})
"""Modules whose functions mean something else once they are replaced."""


def assigned(machine: Machine, owner: External, name: str, value: Value) -> None:
    """Note that an attribute of a module from outside is set; `[]` stands for an item."""
    match owner.name, name:
        case ("sys", "path") | ("sys.path", "[]"):
            assign_path(machine, value)
        case "os", "environ":
            environment.update(machine, value)
        case "sys", _:
            _keep(machine, owner, name, value)
        case _:
            if owner.name in _FUNDAMENTAL:
                machine.blur()
            _keep(machine, owner, name, value)
            if any(isinstance(option, Function | Bound | Class) for option in value.options):
                call_back(machine, value, given=ANYTHING)


def _keep(machine: Machine, owner: External, name: str, value: Value) -> None:
    """Remember what an attribute may be from now on."""
    if name == "[]":
        return
    dotted = f"{owner.name}.{name}"
    before = machine.assigned.get(dotted)
    machine.assigned[dotted] = value if before is None else join(before, value)
