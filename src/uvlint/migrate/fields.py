"""Arguments of `setup()` as fields of `[project]`, where METADATA stays the same to the letter.

What setuptools 84.2 writes was compared for each field. So `author` and `author_email`
become two entries, and `url`, which has a header of its own, and `license`, for which
`[project]` has another one, stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from uvlint.migrate.literals import UNKNOWN, FileText, StatedArgument

ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "version": ("version",),
    "description": ("description",),
    "readme": ("long_description", "long_description_content_type"),
    "requires-python": ("python_requires",),
    "license": ("license",),
    "authors": ("author", "author_email"),
    "maintainers": ("maintainer", "maintainer_email"),
    "keywords": ("keywords",),
    "classifiers": ("classifiers",),
    "dependencies": ("install_requires",),
    "optional-dependencies": ("extras_require",),
    "urls": ("project_urls",),
    "entry-points": ("entry_points",),
}
"""The fields in the order of a table, each with the arguments that make it up."""

ENTRY_POINTS = ("scripts", "gui-scripts", "entry-points")
"""The fields that `entry_points` makes up."""

OTHERS = frozenset(
    {
        "bugtrack_url",
        "cmdclass",
        "command_options",
        "data_files",
        "download_url",
        "exclude_package_data",
        "ext_modules",
        "ext_package",
        "headers",
        "include_dirs",
        "include_package_data",
        "libraries",
        "license_file",
        "license_files",
        "namespace_packages",
        "obsoletes",
        "options",
        "package_data",
        "package_dir",
        "packages",
        "platform",
        "platforms",
        "provides",
        "py_modules",
        "python_modules",
        "rust_extensions",
        "scripts",
        "test_loader",
        "test_suite",
        "tests_require",
        "url",
        "use_2to3",
        "zip_safe",
    }
)
"""The arguments that `[project]` has no word for and that do not touch it."""

KNOWN = OTHERS.union(*ARGUMENTS.values())
"""The arguments that it is clear what becomes of."""

CONTENT_TYPES = {".md": "text/markdown", ".rst": "text/x-rst", ".txt": "text/plain"}
"""What setuptools and hatchling take a readme for, by its ending."""

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_SPECIFIER = r"(?:===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]+"
_SPECIFIERS = re.compile(rf"\s*{_SPECIFIER}(?:\s*,\s*{_SPECIFIER})*\s*")
_REQUIREMENT = re.compile(
    rf"{_NAME}\s*(?:\[\s*{_NAME}(?:\s*,\s*{_NAME})*\s*\])?\s*"
    rf"(?:(?:{_SPECIFIER}(?:\s*,\s*{_SPECIFIER})*)?\s*(?:;[^#\n]+)?|@\s*[^\s;]+(?:\s+;[^#\n]+)?)"
)
_VERSION = re.compile(
    r"v?(?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?\d*)?"
    r"(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?"
    r"(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?",
    re.IGNORECASE,
)
_DISTRIBUTION = re.compile(_NAME)
_EMAIL = re.compile(r"[^@\s,<>\"]+@[^@\s,<>\"]+\.[^@\s,<>\"]+")
_URL = re.compile(r"https?://[^\s/?#]+\.[^\s]+")
_GROUP = re.compile(r"\w+(?:\.\w+)*")
_ENTRY = re.compile(r"[\w.-]+(?: [\w.-]+)*")
_REFERENCE = re.compile(
    r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\s*:\s*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)?"
)


_NEEDED = frozenset({"name", "version"})
"""The fields that are never empty: a build takes an empty value for none, and finds its own."""


class NotStatic(Exception):
    """There is no static value with the same meaning."""


def static(field: str, stated: Mapping[str, StatedArgument]) -> Mapping[str, object]:
    """Return the fields of `[project]` for a field whose arguments are stated; none if empty.

    `stated` holds those of the arguments in `ARGUMENTS` that are given. Raises
    `NotStatic` where a value is open or has no equal.
    """
    values = {name: item.value for name, item in stated.items()}
    if UNKNOWN in values.values():
        raise NotStatic
    if not any(values.values()):
        if field in _NEEDED:
            raise NotStatic
        return {}
    match field:
        case "name" | "version" | "description" | "requires-python":
            (value,) = values.values()
            return {field: _text(field, value)}
        case "readme":
            return {field: _readme(values)}
        case "authors" | "maintainers":
            return {field: _people(*(values.get(name) for name in ARGUMENTS[field]))}
        case "keywords" | "classifiers":
            (value,) = values.values()
            return {field: _words(field, value)}
        case "dependencies":
            return {field: requirements(values["install_requires"])}
        case "optional-dependencies":
            return {field: _extras(values["extras_require"])}
        case "urls":
            return {field: _urls(values["project_urls"])}
        case "entry-points":
            return entry_points(values["entry_points"])
        case _:
            raise NotStatic


def requirements(value: object) -> list[str]:
    """Return requirements as a list; raises `NotStatic` for any that pyproject.toml cannot hold."""
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list):
        raise NotStatic
    found = []
    for line in lines:
        if not isinstance(line, str):
            raise NotStatic
        text = line.strip()
        if not text or (text.startswith("#") and isinstance(value, str)):
            continue
        if not _REQUIREMENT.fullmatch(text):
            raise NotStatic
        found.append(text)
    return found


def entry_points(value: object) -> Mapping[str, object]:
    """Return entry points, a table of groups or the text of an INI file, as up to three fields."""
    groups = _ini(value) if isinstance(value, str) else value
    if not isinstance(groups, dict):
        raise NotStatic
    fields: dict[str, object] = {}
    others: dict[str, object] = {}
    for group, stated in groups.items():
        lines = stated.splitlines() if isinstance(stated, str) else stated
        if not isinstance(lines, list):
            raise NotStatic
        entries = _entries(lines)
        match group:
            case _ if not entries:
                continue
            case "console_scripts":
                fields["scripts"] = entries
            case "gui_scripts":
                fields["gui-scripts"] = entries
            case _ if _GROUP.fullmatch(group):
                others[group] = entries
            case _:
                raise NotStatic
    return {**fields, **({"entry-points": others} if others else {})}


def _text(field: str, value: object) -> str:
    shapes = {"name": _DISTRIBUTION, "version": _VERSION, "requires-python": _SPECIFIERS}
    shape = shapes.get(field, re.compile(r"\S(?:[^\r\n]*\S)?"))
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise NotStatic
    return value


def _readme(values: Mapping[str, object]) -> object:
    text, kind = values.get("long_description"), values.get("long_description_content_type")
    if not isinstance(text, str | FileText) or not text or not isinstance(kind, str) or not kind:
        raise NotStatic
    return readme(text, kind)


def readme(text: str | FileText, kind: str) -> object:
    """Return a readme in its shortest form; raises `NotStatic` for an unknown type."""
    if kind.partition(";")[0].strip() not in CONTENT_TYPES.values():
        raise NotStatic
    if isinstance(text, str):
        return {"text": text, "content-type": kind}
    ending = "." + text.path.rpartition(".")[2].lower()
    if CONTENT_TYPES.get(ending) == kind:
        return text.path
    return {"file": text.path, "content-type": kind}


def _people(name: object, email: object) -> list[dict[str, str]]:
    found = []
    if name:
        if not isinstance(name, str) or "\n" in name or name != name.strip():
            raise NotStatic
        found.append({"name": name})
    if email:
        if not isinstance(email, str) or not _EMAIL.fullmatch(email):
            raise NotStatic
        found.append({"email": email})
    return found


def _words(field: str, value: object) -> list[str]:
    if isinstance(value, str) and field == "keywords":
        value = [word.strip() for word in value.split(",")]
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise NotStatic
    if any(not word or word != word.strip() or "\n" in word for word in value):
        raise NotStatic
    if field == "keywords" and any("," in word for word in value):
        raise NotStatic
    return value


def _extras(value: object) -> dict[str, list[str]]:
    if not isinstance(value, dict) or not all(
        isinstance(name, str) and _DISTRIBUTION.fullmatch(name) for name in value
    ):
        raise NotStatic
    return {name: requirements(inner) for name, inner in value.items()}


def _urls(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise NotStatic
    found = {}
    for label, url in value.items():
        if not isinstance(url, str) or not _URL.fullmatch(url) or not 0 < len(label) <= 32:
            raise NotStatic
        found[label] = url
    return found


def _entries(lines: Sequence[object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if not isinstance(line, str):
            raise NotStatic
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, sign, reference = (part.strip() for part in text.partition("="))
        if not sign or not _ENTRY.fullmatch(name) or not _REFERENCE.fullmatch(reference):
            raise NotStatic
        if name in found:
            raise NotStatic
        found[name] = reference
    return found


def _ini(text: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            current = groups.setdefault(line[1:-1].strip(), [])
        elif line and not line.startswith(("#", ";")):
            if current is None:
                raise NotStatic
            current.append(line)
    return groups
