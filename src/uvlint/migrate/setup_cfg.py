"""setup.cfg: its metadata as arguments of `setup()`, and the file without some of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from uvlint.backends.setuptools.settings import SETUP_CFG, words
from uvlint.migrate.literals import (
    UNKNOWN,
    FileText,
    Remark,
    Script,
    StatedArgument,
    file_in_project,
)
from uvlint.model import Place
from uvlint.project import Project
from uvlint.project.setup_cfg import locate

_ALIASES = {"home_page": "url", "summary": "description", "classifier": "classifiers"}
_TEXTS = frozenset(
    {
        "author",
        "author_email",
        "description",
        "download_url",
        "license",
        "long_description_content_type",
        "maintainer",
        "maintainer_email",
        "name",
        "url",
        "version",
    }
)
_LISTS = frozenset({"classifiers", "keywords"})
_TABLES = {
    "options.extras_require": "extras_require",
    "options.entry_points": "entry_points",
}
_MORE = {"install_requires", "python_requires"}
_COMMENT = re.compile(r"[ \t]*[#;]")
_DIRECTIVE = re.compile(r"(?:attr|file):")


def read(project: Project) -> Script | None:
    """Return what the metadata and options of setup.cfg state.

    None where pbr reads the file, or a section is not understood. Raises `Unreadable`.
    """
    cfg = project.setup_cfg
    if "files" in cfg.sections or "pbr" in cfg.sections:
        return None
    lines = (project.text(SETUP_CFG) or "").splitlines()
    arguments: dict[str, StatedArgument] = {}
    for section in ("metadata", "options"):
        for option, text in cfg.sections.get(section, {}).items():
            name = _argument(section, option)
            if name in arguments:
                return None
            value = _value(section, name, text)
            remarks = _remarks(lines, project.text(SETUP_CFG) or "", section, option)
            arguments[name] = StatedArgument(value=value, remarks=remarks)
    for section, name in _TABLES.items():
        if section in cfg.sections:
            if name in arguments:
                return None
            values = {
                option: UNKNOWN if _DIRECTIVE.match(text.strip()) else _semicolons(text)
                for option, text in cfg.sections[section].items()
            }
            whole: object = UNKNOWN if UNKNOWN in values.values() else values
            arguments[name] = StatedArgument(value=whole)
    start = next((s for s in ("metadata", "options") if s in cfg.sections), None)
    return Script(arguments=arguments, at=Place(SETUP_CFG, (start,) if start else ()))


def sections_of(names: Iterable[str]) -> frozenset[str]:
    """Return the sections that state some arguments as a whole."""
    return frozenset(section for section, name in _TABLES.items() if name in names)


def without(text: str, names: frozenset[str]) -> str:
    """Return a setup.cfg without some arguments; sections that are empty then go, too."""
    lines = text.splitlines(keepends=True)
    gone: set[int] = set()
    cut: set[str] = set()
    for section, option, first, last in _options(text):
        if _argument(section, option) in names or section in sections_of(names):
            gone.update(range(first, last + 1))
            cut.add(section)
    cut |= sections_of(names)
    headers = _headers(lines)
    for index, (line, section) in enumerate(headers):
        end = headers[index + 1][0] if index + 1 < len(headers) else len(lines)
        rest = [n for n in range(line + 1, end) if n not in gone and lines[n].strip()]
        if section in cut and not rest:
            gone.update(range(line, end))
    left = "".join(line for number, line in enumerate(lines) if number not in gone)
    return left if left.strip() else ""


def _argument(section: str, option: str) -> str:
    """Return the argument of an option; what is no metadata keeps its section in the name."""
    name = option.lower().replace("-", "_")
    if section == "metadata":
        return _ALIASES.get(name, name)
    return name if section == "options" else f"{section}.{name}"


def _value(section: str, name: str, text: str) -> object:
    content = text.strip()
    if section == "metadata" and name == "long_description":
        return _long_description(text)
    if _DIRECTIVE.match(content):
        return UNKNOWN
    if section == "metadata":
        if name in _LISTS:
            return words(text)
        if name == "project_urls":
            pairs = [line.partition("=") for line in words(text)]
            return {key.strip(): url.strip() for key, sign, url in pairs if sign}
        return content if name in _TEXTS else UNKNOWN
    if name == "install_requires":
        return _semicolons(text)
    if name in ("entry_points", "extras_require"):
        return UNKNOWN
    return content if name in _MORE else UNKNOWN


def _long_description(text: str) -> object:
    """Return a text, or the one file that it is read from."""
    if not text.strip().startswith("file:"):
        return UNKNOWN if "\n" in text.strip() else text.strip()
    paths = [path for path in text.strip().removeprefix("file:").split(",") if path.strip()]
    name = file_in_project(paths[0]) if len(paths) == 1 and "\n" not in paths[0].strip() else None
    return FileText(name) if name else UNKNOWN


def _semicolons(text: str) -> list[str]:
    """Return the items of a list: one a line, or between semicolons on a single line."""
    items = text.splitlines() if "\n" in text else text.split(";")
    return [item.strip() for item in items if item.strip()]


def _options(text: str) -> list[tuple[str, str, int, int]]:
    """Return section, name, first and last line, from 0, of the options, as they stand."""
    from uvlint.project.setup_cfg import read as parsed

    found = []
    for section, options in parsed(text).sections.items():
        for option in options:
            name = locate(text, (section, option), key=True)
            value = locate(text, (section, option))
            if name and value:
                found.append((section, option, name[0] - 1, max(value[2], name[0]) - 1))
    return found


def _headers(lines: list[str]) -> list[tuple[int, str]]:
    return [
        (number, line.strip()[1:].rpartition("]")[0])
        for number, line in enumerate(lines)
        if line.startswith("[") and "]" in line
    ]


def _remarks(lines: list[str], text: str, section: str, option: str) -> Mapping[str, Remark]:
    """Return the comments between the lines of a value, by the item they stand above."""
    name = locate(text, (section, option), key=True)
    value = locate(text, (section, option))
    if not name or not value or "DEFAULT" in text:
        return {}
    remarks: dict[str, Remark] = {}
    above: list[str] = []
    for line in lines[name[0] : value[2]]:
        if _COMMENT.match(line):
            above.append("#" + line.strip()[1:])
        elif line.strip():
            if above:
                remarks[line.strip()] = Remark(above=tuple(above))
            above = []
    return remarks
