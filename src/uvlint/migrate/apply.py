"""The files of a project after its constant metadata moved to `[project]`."""

from __future__ import annotations

from collections.abc import Mapping

from uvlint.migrate import setup_cfg, setup_py
from uvlint.migrate.moves import Moves
from uvlint.model import CannotFix, Reader
from uvlint.project import PYPROJECT, SETUP_PY


def applied(moves: Moves, text_of: Reader) -> Mapping[str, str]:
    """Return the new texts by file; raises `CannotFix` where they cannot be proved right."""
    from uvlint.migrate.pyproject import rewritten

    texts = {PYPROJECT: rewritten(text_of(PYPROJECT) or "", moves)}
    for file, names in moves.arguments.items():
        before = text_of(file)
        if before is None:
            message = f"{file} is no longer there"
            raise CannotFix(message)
        reduce = setup_py.without if file == SETUP_PY else setup_cfg.without
        texts[file] = reduce(before, names)
    return texts
