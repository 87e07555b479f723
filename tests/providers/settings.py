"""Settings of the wrong type, and of each right one, as the tests of a provider list them.

A module of tests names them `MISFITS` and `FITS`; `tests/test_misfits.py` tries them all.
"""

from __future__ import annotations

from typing import NamedTuple


class WrongType(NamedTuple):
    """Settings below `[tool]` with a value in angles, and in words what it should be.

    The project builds with `backend`, requires `plug_in`, if there is one, and has a
    setup.py, if that says something.
    """

    backend: str
    plug_in: str
    settings: str
    wanted: str
    setup_py: str = ""


class Fit(NamedTuple):
    """Settings below `[tool]` that are taken as they are, or left alone."""

    backend: str
    plug_in: str
    settings: str
