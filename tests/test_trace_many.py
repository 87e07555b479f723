"""`tools/trace_many.py` counts what traces tell."""

from __future__ import annotations

import runpy
from pathlib import Path

TOOL = runpy.run_path(str(Path(__file__).parents[1] / "tools/trace_many.py"))


def test_a_table() -> None:
    headers = [{"key": {"file": f"c/{name}.h"}} for name in "abcd"]
    project = {
        "observed": [*headers, {"key": {"env": "X"}}, {"key": {"file": "setup.py"}}],
        "missed": headers[:1],
        "unread": [{"key": {"file": "c/e.h"}}, {"key": None}],
    }
    assert list(TOOL["table"](TOOL["counted"]([project]))) == [
        "kind         observed  missed not read  recall  noise",
        "C, C++              4       1        1   75.0%  25.0%",
        "env                 1       0        0  100.0%   0.0%",
        "all                 5       1        1   80.0%  20.0%",
    ]
