"""A setup.py without some of its arguments reads as before."""

from __future__ import annotations

import pytest

from uvlint.migrate.setup_py import without

HEAD = "from setuptools import setup\n"
CALL = "\nsetup(\n    name=NAME,\n    url=URL,\n)\n"

REDUCED = {
    "the gap above what goes": (
        '\nNAME = "demo"\nURL = "x"\n',
        '\nURL = "x"\n',
    ),
    "the gap of what stays": (
        '\n\nNAME = "demo"\n\nURL = "x"\n',
        '\nURL = "x"\n',
    ),
    "a comment above what stays": (
        '\nNAME = "demo"\n# where\nURL = "x"\n',
        '\n# where\nURL = "x"\n',
    ),
    "a comment above what goes": (
        '\n# what\nNAME = "demo"\n\nURL = "x"\n',
        '\n# what\n\nURL = "x"\n',
    ),
    "no gap": (
        'NAME = "demo"\nURL = "x"\n',
        'URL = "x"\n',
    ),
}


@pytest.mark.parametrize(("before", "after"), REDUCED.values(), ids=REDUCED)
def test_what_stays_is_set_apart_as_before(before: str, after: str) -> None:
    left = without(HEAD + before + CALL, frozenset({"name"}))
    assert left == HEAD + after + CALL.replace("    name=NAME,\n", "")
