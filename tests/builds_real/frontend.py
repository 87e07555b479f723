"""A build front end in one call: `frontend.py UV HOOK TARGET BACKEND [FOLDER...]`.

Installs what the back end asks for into its own environment, then calls the hook.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from typing import Any


def main(uv: str, hook: str, target: str, backend: str, *folders: str) -> None:
    sys.path[:0] = [os.path.abspath(folder) for folder in folders]
    module, _, attributes = backend.partition(":")
    found: Any = importlib.import_module(module)
    for name in filter(None, attributes.split(".")):
        found = getattr(found, name)
    if backend.endswith("__legacy__"):
        sys.path.insert(0, os.getcwd())
    ask = getattr(found, f"get_requires_for_{hook}", None)
    if wanted := ask(None) if ask else []:
        command = [uv, "pip", "install", "--quiet", "--python", sys.executable, *wanted]
        subprocess.run(command, check=True)
        importlib.invalidate_caches()
    getattr(found, hook)(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
