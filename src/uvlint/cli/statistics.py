"""`--statistics`: how many findings of each rule there are."""

from __future__ import annotations

from collections import Counter

from uvlint.plugin import Report
from uvlint.rendering import FIXABLE, is_fixable, summary


def statistics(report: Report, *, machine: bool) -> str:
    """Return a table of the rules with findings, the most frequent first; as JSON for programs."""
    numbers = Counter((e.diagnostic.code, e.diagnostic.name) for e in report.entries)
    fixable = {e.diagnostic.name for e in report.entries if is_fixable(e, unsafe=report.unsafe)}
    rows = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    if machine:
        import json

        items = [
            {"code": code, "name": name, "count": number, "fixable": name in fixable}
            for (code, name), number in rows
        ]
        return json.dumps(items, indent=2) + "\n"
    width = max((len(str(number)) for _, number in rows), default=0)
    table = [
        f"{number:>{width}}  {code}  {FIXABLE if name in fixable else '[ ]'}  {name}"
        for (code, name), number in rows
    ]
    return "".join(f"{line}\n" for line in [*table, *summary(report)])
