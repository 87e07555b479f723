"""Import each of the modules named as arguments alone and first, each in a process of its own.

A program without imports beside `os` and `sys`: a fork of it is as good as a new interpreter,
and costs a fraction.  It prints the modules that cannot be imported, with tracebacks on stderr.
"""

from __future__ import annotations

import os
import sys

IMPORTED = 3
"""The exit status of a process that got to the end of the import; `sys.exit()` does not give it."""


def fails(module: str) -> bool:
    """Whether an import of the module raises, or ends the process."""
    child = os.fork()
    if not child:
        __import__(module)
        os._exit(IMPORTED)
    _, status = os.waitpid(child, 0)
    failed = os.waitstatus_to_exitcode(status) != IMPORTED
    if failed:
        print(f"(this was the import of {module})\n", file=sys.stderr)
    return failed


if __name__ == "__main__":
    failed = [module for module in sys.argv[1:] if fails(module)]
    print(*failed, sep="\n")
