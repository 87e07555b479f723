"""What commands that run builds share: several projects at a time, and an end to all of it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import FrameType
from typing import TypeVar

from uvlint.cli.console import Stop
from uvlint.project import Project
from uvlint.sandbox.processes import end_all

T = TypeVar("T")


def each(job: Callable[[Project], T], projects: Sequence[Project], jobs: int) -> list[T]:
    """Return what a job gives for each project; when interrupted, end all that runs."""
    signal.signal(signal.SIGTERM, _interrupt)
    pool = ThreadPoolExecutor(jobs)
    try:
        return list(pool.map(job, projects))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        end_all()


def number(option: str, text: str) -> int:
    """Return the number that an option says; raises `Stop` where it says none above 0."""
    if not text.isdecimal() or int(text) < 1:
        message = f"--{option} takes a number above 0, not {text!r}"
        raise Stop(message)
    return int(text)


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
