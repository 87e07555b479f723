"""A copy of a project beside another one that depends on it, and the uv that syncs that."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from uvlint.named_tuple import NamedTuple
from uvlint.project import PYPROJECT, Project
from uvlint.sandbox.copies import copied
from uvlint.sandbox.processes import Failed, environment, last_lines, run
from uvlint.uv.environment import find
from uvlint.uv.workspace import workspace_root
from uvlint.verify import stand_in

_OF_BUILDS = ("build", "config-settings", "extra-build", "find-links", "index", "no-build")
"""How those settings of uv begin that a build is made with."""


class Conditions(NamedTuple):
    """How it is proved.

    `uv` is the program; `real` asks for the project's own back end in place of one
    that stands in for it; `offline` forbids the network; `seconds` is what one sync may take.
    """

    uv: str
    real: bool
    offline: bool
    seconds: float


class Bench:
    """A project laid out in a folder of its own, to be synced again and again.

    `metadata` is the text of what is installed. The dependencies of the project count
    for nothing: they are neither locked nor installed.
    """

    def __init__(self, project: Project, conditions: Conditions, folder: str) -> None:
        self.conditions = conditions
        self.copy = copied(project.root, workspace_root(project), os.path.join(folder, "tree"))
        self.metadata = ""
        self.user = os.path.join(folder, "user")
        temporary = os.path.join(folder, "tmp")
        self.environ = environment(os.environ) | {
            "TMPDIR": temporary,
            "UV_CACHE_DIR": os.path.join(folder, "cache"),
            "UV_PYTHON_DOWNLOADS": "never",
        }
        self._name = project.name or "unnamed"
        self._project = project
        self._state: tuple[int, ...] = ()
        self._version = ""
        os.makedirs(self.user)
        os.makedirs(temporary)
        if not conditions.real:
            self.environ[stand_in.NAME] = self._name
            text = stand_in.replaced(project.text(PYPROJECT) or "", stand_in.write_wheel(folder))
            Path(self.copy.root, PYPROJECT).write_bytes(text.encode())
        self._depend(stand_in.VERSION)

    @property
    def place(self) -> str:
        """The environment that is synced."""
        return os.path.join(self.user, ".venv")

    def sync(self, **variables: str) -> bool:
        """Have uv sync; tell whether it installed the project anew.

        Raises `Failed` where uv does, with its last lines.
        """
        before = self._state
        version = self._synced(variables)
        is_new = before != self._state
        if version != self._version:
            # Or else uv would install it again for the sake of its version.
            self._depend(version)
            self._synced(variables)
        return is_new

    def _synced(self, variables: Mapping[str, str]) -> str:
        """Sync, and return the version that is installed."""
        command = [self.conditions.uv, "sync", "--no-progress", "--color=never"]
        if self.conditions.offline or not self.conditions.real:
            command.append("--offline")
        done = run(command, self.user, {**self.environ, **variables}, self.conditions.seconds)
        if done.code != 0:
            message = f"uv sync failed:\n{last_lines(done.output)}"
            raise Failed(message)
        installed = find(self.place, self.copy.root, self._name)
        if installed is None:
            message = "uv sync did not install the project"
            raise Failed(message)
        path = os.path.join(installed.dist_info, "METADATA")
        status = os.stat(path)
        self._state = (status.st_ino, status.st_mtime_ns, status.st_ctime_ns)
        self.metadata = Path(path).read_text(encoding="utf-8", errors="replace")
        return installed.version

    def _depend(self, version: str) -> None:
        """Write the project that depends on the copy."""
        import tomlkit

        self._version = version
        real = self.conditions.real
        pythons = self._project.pyproject.string("project", "requires-python") if real else None
        about = {"name": self._name, "version": version, "requires-dist": []}
        document = {
            "project": {
                "name": "uvlint-verify",
                "version": "0",
                "requires-python": pythons.value if pythons else ">=3.8",
                "dependencies": [self._name],
            },
            "tool": {
                "uv": {
                    **(self._settings() if real else {}),
                    "package": False,
                    "workspace": {},
                    "sources": {self._name: {"path": self.copy.root, "editable": True}},
                    "dependency-metadata": [about],
                }
            },
        }
        Path(self.user, PYPROJECT).write_text(tomlkit.dumps(document), encoding="utf-8")

    def _settings(self) -> Mapping[str, object]:
        """Return the settings of uv that a build is made with."""
        table = Project(workspace_root(self._project)).pyproject.table("tool", "uv").data
        return {name: value for name, value in table.items() if name.startswith(_OF_BUILDS)}
