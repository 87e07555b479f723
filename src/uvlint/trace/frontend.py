"""Calls one hook of a build back end, in a process of its own: `frontend.py TASK`.

The task is a file with a JSON table: `backend`, `folders` (of `backend-path`), `hook`,
`arguments`, and `answer`, the file for `{"offered": hooks, "value": what it returned}`;
a hook that is not offered is not called. Runs in the interpreter of the build.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any

HOOKS = tuple(
    start + kind
    for kind in ("editable", "wheel")
    for start in ("get_requires_for_build_", "prepare_metadata_for_build_", "build_")
)


def main(task: str) -> None:
    """Do what a task says."""
    with open(task, encoding="utf-8") as file:
        wanted = json.load(file)
    # The folder of this file is none of the build's.
    sys.path[:1] = [os.path.abspath(folder) for folder in wanted["folders"]]
    backend = _backend(wanted["backend"])
    offered = [name for name in HOOKS if hasattr(backend, name)]
    hook = wanted["hook"]
    value = getattr(backend, hook)(*wanted["arguments"]) if hook in offered else None
    with open(wanted["answer"], "w", encoding="utf-8") as file:
        json.dump({"offered": offered, "value": value}, file)


def _backend(name: str) -> Any:
    module, _, attributes = name.partition(":")
    found: Any = importlib.import_module(module)
    for attribute in filter(None, attributes.split(".")):
        found = getattr(found, attribute)
    return found


if __name__ == "__main__":
    main(sys.argv[1])
