"""Versions of uv."""

from __future__ import annotations

import re

from uvlint.named_tuple import NamedTuple


class Version(NamedTuple):
    """A version of uv."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


NEWEST = Version(0, 13, 9)
"""The version that all of uvlint's knowledge was checked with."""

_PLAIN = r"\s*v?([0-9]{1,6})(?:\.([0-9]{1,6}))?(?:\.([0-9]{1,6}))?\s*"


def parse(text: str | None) -> Version | None:
    """Return a plain version such as `0.7.2`, None for any other text."""
    match = re.fullmatch(_PLAIN, text or "")
    return Version(*(int(part or 0) for part in match.groups())) if match else None
