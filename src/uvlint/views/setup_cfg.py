"""setup.cfg as setuptools reads it, with the places of its options."""

from __future__ import annotations

from uvlint.model import Location, Place, Route, Unreadable
from uvlint.views.table import Value

FILE = "setup.cfg"


class SetupCfg:
    """The sections of a setup.cfg; an option is found with `-` or `_` in its name."""

    __slots__ = ("sections",)

    def __init__(self, sections: dict[str, dict[str, str]]) -> None:
        self.sections = sections

    def get(self, section: str, option: str) -> Value[str] | None:
        """Return the text of an option, stripped."""
        options = self.sections.get(section, {})
        for name in (option, option.replace("_", "-"), option.replace("-", "_")):
            if name in options:
                return Value(options[name].strip(), Place(FILE, (section, name)))
        return None

    def items(self, section: str) -> tuple[tuple[str, Value[str]], ...]:
        """Return the options of a section, in the order of the file."""
        return tuple(
            (name, Value(text.strip(), Place(FILE, (section, name))))
            for name, text in self.sections.get(section, {}).items()
        )


def read(text: str) -> SetupCfg:
    """Return the sections of a setup.cfg; raises `Unreadable` with the line of a mistake."""
    if not text.strip():
        return SetupCfg({})
    import configparser

    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text, FILE)
    except configparser.Error as error:
        line = getattr(error, "lineno", None) or next(
            (number for number, _ in getattr(error, "errors", ())), 1
        )
        reason = str(error).splitlines()[0]
        raise Unreadable(Location(FILE, line, 1, line, 1), reason) from error
    return SetupCfg({name: dict(parser.items(name)) for name in parser.sections()})


def locate(text: str, route: Route, *, key: bool = False) -> tuple[int, int, int, int] | None:
    """Return line, column, end line and end column of an option or, with one part, a section."""
    if not route:
        return None
    section = ""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if bare.startswith("[") and "]" in bare:
            section = bare[1 : bare.index("]")]
            if route == (section,):
                return number, line.index("[") + 1, number, line.index("]") + 2
        elif section == route[0] and len(route) > 1 and line[:1] not in ("", " ", "\t", "#", ";"):
            name = _name(line)
            if name.lower() == str(route[1]).lower():
                if key:
                    return number, 1, number, len(name) + 1
                return _extent(lines, number, len(name))
    return None


def _name(line: str) -> str:
    ends = [index for index in (line.find("="), line.find(":")) if index >= 0]
    return line[: min(ends)].rstrip() if ends else line.rstrip()


def _extent(lines: list[str], number: int, name_length: int) -> tuple[int, int, int, int]:
    """Return the place of the value of the option that begins at a line."""
    first = lines[number - 1]
    rest = first[name_length:].lstrip(" \t=:")
    last = number
    for offset, line in enumerate(lines[number:], number + 1):
        if line.strip() and line[:1] not in (" ", "\t"):
            break
        if line.strip():
            last = offset
    column = len(first) - len(rest) + 1 if rest.strip() else 1
    start = number if rest.strip() or last == number else number + 1
    if start > number:
        column = len(lines[start - 1]) - len(lines[start - 1].lstrip()) + 1
    return start, column, last, len(lines[last - 1].rstrip()) + 1
