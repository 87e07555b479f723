"""A rule's page as test cases: sections with files, the expected report, the file after the fix."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

PAGES = Path(__file__).parents[1] / "src/uvlint/pages"

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_BLOCK = re.compile(
    r"^`(?P<name>[^`\n]+)`(?P<after> after `uvlint fix(?P<unsafe> --unsafe-fixes)?`)?:\n\n"
    r"```[a-z]*\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_RANGE = re.compile(r"\{1\.\.(\d+)\}")
_REPORT = re.compile(r"^```console\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(slots=True, kw_only=True)
class Case:
    """One section of a page."""

    page: str
    title: str
    files: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    unsafe: bool = False
    report: str = ""

    @property
    def name(self) -> str:
        return f"{self.page}: {self.title}"


def cases() -> list[Case]:
    """Return every section with files, of every page."""
    return [case for page in sorted(PAGES.glob("*.md")) for case in _cases(page)]


def _cases(page: Path) -> list[Case]:
    parts = _HEADING.split(page.read_text(encoding="utf-8"))[1:]
    found = []
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        case = Case(page=page.stem, title=title)
        for block in _BLOCK.finditer(body):
            if block["after"]:
                case.after[block["name"]] = block["text"]
                case.unsafe = block["unsafe"] is not None
            else:
                case.files.update(dict.fromkeys(_names(block["name"]), block["text"]))
        if not case.files:
            continue
        report = _REPORT.search(body)
        assert report, f"{case.name}: no expected report"
        case.report = report["text"]
        found.append(case)
    return found


def _names(name: str) -> list[str]:
    """Return the files that a name stands for: `{1..9}` in it counts, as in a shell."""
    many = _RANGE.search(name)
    if many is None:
        return [name]
    return [name.replace(many[0], str(number)) for number in range(1, int(many[1]) + 1)]
