"""setup.cfg as setuptools reads it, with the places of its options.

The rules are those of `configparser.RawConfigParser` with names left as they are;
percent signs stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from uvlint.model import Location, Place, Route, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.project.table import Located

FILE = "setup.cfg"

_DEFAULT = "DEFAULT"
_NEWLINE = re.compile(r"\r\n?|\n")
_HEADER = re.compile(r"\[(.+)\]")
_DELIMITER = re.compile(r"[=:]")


class SetupCfg:
    """The sections of a setup.cfg; an option is found with `-` or `_` in its name."""

    __slots__ = ("sections",)

    def __init__(self, sections: dict[str, dict[str, str]]) -> None:
        self.sections = sections

    def get(self, section: str, option: str) -> Located[str] | None:
        """Return the text of an option, stripped; setuptools takes `Long-Name` for `long_name`."""
        options = self.sections.get(section)
        if not options:
            return None
        name = _spelling(options, option)
        return (
            None if name is None else Located(options[name].strip(), Place(FILE, (section, name)))
        )

    def items(self, section: str) -> tuple[tuple[str, Located[str]], ...]:
        """Return the options of a section as they are spelled, in the order of the file."""
        return tuple(
            (name, Located(text.strip(), Place(FILE, (section, name))))
            for name, text in self.sections.get(section, {}).items()
        )


def read(text: str) -> SetupCfg:
    """Return the sections of a setup.cfg; raises `Unreadable` with the line of a mistake."""
    sections, mistake = _scan(text)
    if mistake:
        raise mistake
    return SetupCfg(
        {
            section: {name: option.text for name, option in _options(sections, section).items()}
            for section in sections
            if section != _DEFAULT
        }
    )


def locate(text: str, route: Route, *, key: bool = False) -> tuple[int, int, int, int] | None:
    """Return line, column, end line and end column of an option or, with one part, a section.

    `key` asks for the name of the option. A value over several lines reaches from its
    first to its last text; an empty one stands, without extent, at the end of its line.
    """
    sections, _ = _scan(text)
    match route:
        case (str(section),) if section in sections:
            return sections[section].header.span
        case (str(section), str(option)) if section in sections:
            options = _options(sections, section)
            name = _spelling(options, option)
            if name is not None:
                return options[name].name.span if key else options[name].span
    return None


class _Piece(NamedTuple):
    """A text within a line, and where it begins."""

    line: int
    column: int
    text: str

    @property
    def span(self) -> tuple[int, int, int, int]:
        return self.line, self.column, self.line, self.column + len(self.text)


class _Option(NamedTuple):
    """An option with the lines of its value, stripped, without comments."""

    name: _Piece
    value: list[_Piece]

    @property
    def text(self) -> str:
        return "\n".join(piece.text for piece in self.value).rstrip()

    @property
    def span(self) -> tuple[int, int, int, int]:
        written = [piece for piece in self.value if piece.text] or self.value[:1]
        return *written[0].span[:2], *written[-1].span[2:]


class _Section(NamedTuple):
    header: _Piece
    options: dict[str, _Option]


def _options(sections: Mapping[str, _Section], section: str) -> dict[str, _Option]:
    """Return the options of a section with those that all sections share."""
    own = sections[section].options
    shared = sections[_DEFAULT].options if _DEFAULT in sections else {}
    return {**own, **{name: option for name, option in shared.items() if name not in own}}


def _spelling(options: Mapping[str, object], option: str) -> str | None:
    """Return the name under which an option stands in its section."""
    if option in options:
        return option
    wanted = _plain(option)
    return next((name for name in reversed([*options]) if _plain(name) == wanted), None)


def _plain(name: str) -> str:
    return name.lower().replace("-", "_")


def _scan(text: str) -> tuple[dict[str, _Section], Unreadable | None]:
    """Return the sections as far as they can be followed, and the first mistake."""
    sections: dict[str, _Section] = {}
    mistakes: list[Unreadable] = []
    section: _Section | None = None
    option: _Option | None = None
    indent = 0
    for number, line in enumerate(_NEWLINE.split(text), 1):
        content = line.strip()
        column = len(line) - len(line.lstrip()) + 1 if content else 1
        piece = _Piece(number, column, content)
        if content.startswith(("#", ";")):
            continue
        if option and (not content or column > indent):
            option.value.append(piece)
            continue
        if not content:
            continue
        indent = column
        if header := _HEADER.match(content):
            name, option = header[1], None
            if name in sections and name != _DEFAULT:
                mistakes.append(_mistake(piece, f"the section [{name}] stands here a second time"))
            section = sections.setdefault(name, _Section(piece._replace(text=header[0]), {}))
        elif section is None:
            mistakes.append(_mistake(piece, "an option needs a section above it"))
        elif not (delimiter := _DELIMITER.search(content)) or not content[: delimiter.start()]:
            mistakes.append(_mistake(piece, "expected `name = value`"))
        else:
            name = content[: delimiter.start()].rstrip()
            value = content[delimiter.end() :].lstrip()
            start = column + len(content) - len(value)
            option = _Option(piece._replace(text=name), [_Piece(number, start, value)])
            if name in section.options:
                mistakes.append(_mistake(piece, f"the option {name} stands here a second time"))
            section.options[name] = option
    return sections, mistakes[0] if mistakes else None


def _mistake(piece: _Piece, reason: str) -> Unreadable:
    return Unreadable(Location(FILE, *piece.span), reason)
