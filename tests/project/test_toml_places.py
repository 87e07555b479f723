"""Where keys and values of a TOML file stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
import tomli
import tomlkit
from hypothesis import example, given
from hypothesis import strategies as st

from uvlint.model import Route
from uvlint.project.toml_places import locate


def cut(text: str, place: tuple[int, int, int, int] | None) -> str:
    """Return what stands at a place."""
    assert place is not None
    line, column, end_line, end_column = place
    lines = text.split("\n")
    if line == end_line:
        return lines[line - 1][column - 1 : end_column - 1]
    between = lines[line : end_line - 1]
    return "\n".join(
        [lines[line - 1][column - 1 :], *between, lines[end_line - 1][: end_column - 1]]
    )


DOCUMENT = """\
top = 1 # comment = "x"
"quoted key" = 'a#b'
site."a\\u0062.\\x63".'d.e' = true

[build-system] # requires = []
requires = [
    "a",  # "not this", ]
    "b]", # nor this
    ["c", { deep = [ 1, 2, ], },],
]

[ tool . "uv" . keys ]
one = { file = "x", git = { commit = true, tags = false } }
many = [
    { file = "x" },
    {
        # TOML 1.1
        dir = "y",
        a.b = 1979-05-27 07:32:00, # with a blank in it
        a.c = 2,
    },
]
text = \"\"\"
one ]
\\"\"\" two\"\"\"\"\"
literal = '''
# no comment
'''''
escape = "\\e\\x41\\"" # "
numbers = [-inf,+1_0.5e-3,0xff,07:32:00]
empty = [ # nothing
]

[[tool.list]]
a = 1
[[tool.list.below]]
[[tool.list.below]]
b = 2
[[tool.list]]
a = 3
[tool.list.below.table]
c = 4

[tool]
late = 5
"""

PLACES: list[tuple[Route, str, str]] = [
    (("top",), "top", "1"),
    (("quoted key",), '"quoted key"', "'a#b'"),
    (("site",), "site", "site.\"a\\u0062.\\x63\".'d.e'"),
    (("site", "ab.c"), 'site."a\\u0062.\\x63"', "site.\"a\\u0062.\\x63\".'d.e'"),
    (("site", "ab.c", "d.e"), "site.\"a\\u0062.\\x63\".'d.e'", "true"),
    (("build-system",), "build-system", "[build-system]"),
    (("build-system", "requires", 0), '"a"', '"a"'),
    (("build-system", "requires", 1), '"b]"', '"b]"'),
    (("build-system", "requires", 2, 0), '"c"', '"c"'),
    (("build-system", "requires", 2, 1, "deep"), "deep", "[ 1, 2, ]"),
    (("build-system", "requires", 2, 1, "deep", 1), "2", "2"),
    (("tool", "uv"), 'tool . "uv"', '[ tool . "uv" . keys ]'),
    (("tool", "uv", "keys"), 'tool . "uv" . keys', '[ tool . "uv" . keys ]'),
    (("tool", "uv", "keys", "one", "git"), "git", "{ commit = true, tags = false }"),
    (("tool", "uv", "keys", "one", "git", "tags"), "tags", "false"),
    (("tool", "uv", "keys", "many", 0), '{ file = "x" }', '{ file = "x" }'),
    (("tool", "uv", "keys", "many", 0, "file"), "file", '"x"'),
    (("tool", "uv", "keys", "many", 1, "dir"), "dir", '"y"'),
    (("tool", "uv", "keys", "many", 1, "a"), "a", "a.b"),
    (("tool", "uv", "keys", "many", 1, "a", "b"), "a.b", "1979-05-27 07:32:00"),
    (("tool", "uv", "keys", "many", 1, "a", "c"), "a.c", "2"),
    (("tool", "uv", "keys", "text"), "text", '"""\none ]\n\\""" two"""""'),
    (("tool", "uv", "keys", "literal"), "literal", "'''\n# no comment\n'''''"),
    (("tool", "uv", "keys", "escape"), "escape", '"\\e\\x41\\""'),
    (("tool", "uv", "keys", "numbers", 0), "-inf", "-inf"),
    (("tool", "uv", "keys", "numbers", 1), "+1_0.5e-3", "+1_0.5e-3"),
    (("tool", "uv", "keys", "numbers", 3), "07:32:00", "07:32:00"),
    (("tool", "uv", "keys", "empty"), "empty", "[ # nothing\n]"),
    (("tool", "list"), "tool.list", "[[tool.list]]"),
    (("tool", "list", 1), "tool.list", "[[tool.list]]"),
    (("tool", "list", 1, "a"), "a", "3"),
    (("tool", "list", 0, "below"), "tool.list.below", "[[tool.list.below]]"),
    (("tool", "list", 0, "below", 1, "b"), "b", "2"),
    (("tool", "list", 1, "below"), "tool.list.below", "[tool.list.below.table]"),
    (("tool", "list", 1, "below", "table", "c"), "c", "4"),
    (("tool",), "tool", "[tool]"),
    (("tool", "late"), "late", "5"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("route", "key", "value"), PLACES, ids=[str(row[0]) for row in PLACES])
def test_places(route: Route, key: str, value: str, newline: str) -> None:
    text = DOCUMENT.replace("\n", newline)
    assert cut(text, locate(text, route, key=True)) == key.replace("\n", newline)
    assert cut(text, locate(text, route)) == value.replace("\n", newline)


def test_document_holds_nothing_else() -> None:
    assert tomli.loads(DOCUMENT)["tool"]["list"][1]["below"] == {"table": {"c": 4}}


@pytest.mark.parametrize(
    ("text", "route", "expected"),
    [
        ("a = 'é𝄞' # é\n", ("a",), (1, 5, 1, 9)),
        ("x = ['é', 'b']", ("x", 1), (1, 11, 1, 14)),
        ("\r\n[t]\r\nk = '''\r\na'''\r\n", ("t", "k"), (3, 5, 4, 5)),
        ("[[t]]\n[[t]]\n[[t]]", ("t", 2), (3, 1, 3, 6)),
        ("[[t]]\n[[t]]", ("t",), (1, 1, 1, 6)),
        ("[a.b]\n[a]\n", ("a",), (2, 1, 2, 4)),
        ("[a.b]\n[a.c]\n", ("a",), (1, 1, 1, 6)),
        ("a.b = 1\na.c = 2", ("a",), (1, 1, 1, 4)),
        ("a = \"'\" # '\nb = 2", ("b",), (2, 5, 2, 6)),
        ("'' = 1", ("",), (1, 6, 1, 7)),
    ],
    ids=[
        "columns count characters",
        "characters before an item",
        "CRLF",
        "item of an array of tables",
        "array of tables",
        "header after a sub-table",
        "implicit table",
        "dotted keys",
        "quotes in strings and comments",
        "empty key",
    ],
)
def test_exact_places(text: str, route: Route, expected: tuple[int, int, int, int]) -> None:
    tomli.loads(text)
    assert locate(text, route) == expected


@pytest.mark.parametrize(
    ("text", "route"),
    [
        pytest.param("", ("a",), id="empty text"),
        pytest.param("a = 1", (), id="the document itself"),
        pytest.param("a = 1", ("b",), id="other key"),
        pytest.param("a = 1", ("a", "b"), id="below a number"),
        pytest.param("a = 'b'", ("a", 0), id="index into a string"),
        pytest.param("a = [1]", ("a", 1), id="index too large"),
        pytest.param("a = [1]", ("a", -1), id="negative index"),
        pytest.param("a = [1]", ("a", "0"), id="index as a name"),
        pytest.param("a = {b = 1}", ("a", 0), id="index into a table"),
        pytest.param("# a = 1", ("a",), id="comment"),
        pytest.param("a = '''\nb = 1'''", ("b",), id="inside a string"),
    ],
)
def test_nothing_there(text: str, route: Route) -> None:
    tomli.loads(text)
    assert locate(text, route) is None
    assert locate(text, route, key=True) is None


FRAGMENTS = (
    """a a= a=[ a=[1 a={ a={b a={b= a=[} a=] = ] [ [[ [a [] " a=" a=\"\"\"x"" "\\q"=1 a. ."""
)


@pytest.mark.parametrize(
    "text",
    [
        *FRAGMENTS.split(),
        '"\\UFFFFFFFF" = 1',
        "a = [1]\n[a]\nb = 2\n[a.c]\n[[a]]\n[[a]]\n[a.b.c]\n=",
        "\ufeff[a]",
        "a = " + "[" * 20_000,
    ],
)
def test_other_text_is_no_trouble(text: str) -> None:
    assert locate(text, ("a", 0)) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a = " + "[" * 20_000 + "]" * 20_000, id="arrays"),
        pytest.param("a = " + "{ a = " * 20_000 + "1" + " }" * 20_000, id="inline tables"),
        pytest.param("a = 1\n" + ".".join("b" * 20_000) + " = 1", id="dotted key"),
        pytest.param("a = 1\n[" + ".".join("b" * 20_000) + "]", id="header"),
        pytest.param("a = " + '"""' + '""\\n' * 200_000 + '"""', id="long text"),
        pytest.param("# a\n" * 200_000 + "a = 1", id="comments"),
    ],
)
def test_depth_and_length_are_no_trouble(text: str) -> None:
    assert locate(text, ("a",)) is not None


# --- laws -------------------------------------------------------------------------


def routes(value: object, at: Route = ()) -> Iterator[tuple[Route, object]]:
    """Yield every route below a value."""
    if isinstance(value, dict):
        below: Iterator[tuple[str | int, object]] = iter(value.items())
    elif isinstance(value, list):
        below = iter(enumerate(value))
    else:
        return
    for part, item in below:
        yield (*at, part), item
        yield from routes(item, (*at, part))


def path(text: str) -> list[str]:
    """Return the names of a dotted key."""
    found: object = tomli.loads(f"{text} = 0")
    names = []
    while isinstance(found, dict):
        (name,) = found
        names.append(name)
        found = found[name]
    return names


def check_every_place(text: str) -> None:
    """Hold the text at every place against what tomli reads."""
    for route, value in routes(tomli.loads(text)):
        names = [part for part in route if isinstance(part, str)]
        span = cut(text, locate(text, route))
        key = cut(text, locate(text, route, key=True))
        is_table = isinstance(value, dict)
        if span.startswith("[") and (is_table or not _is_value(span, value)):
            header = span.strip("[] \t")
            assert path(header)[: len(names)] == path(key) == names
            assert header.startswith(key)
        elif is_table and not span.startswith("{"):
            part = path(key)
            assert path(span)[: len(part)] == part == names[-len(part) :]
            assert span.startswith(key)
        else:
            assert _is_value(span, value)
            part = path(key) if isinstance(route[-1], str) else []
            assert part == names[len(names) - len(part) :]
            assert part or key == span


def _is_value(span: str, value: object) -> bool:
    try:
        return bool(tomli.loads(f"x = {span}")["x"] == value)
    except tomli.TOMLDecodeError:
        return False


NAMES = st.one_of(
    st.sampled_from(["a", "b", "c", "tool", "x-y_1", "7"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
)
# Line ends are read as \n, and tomlkit writes them as they are.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=8)
SCALARS = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.dates(min_value=date(1000, 1, 1)),
    st.times(),
    st.datetimes(min_value=datetime(1000, 1, 1)),
)
VALUES = st.recursive(
    SCALARS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(NAMES, below, max_size=4),
    max_leaves=12,
)
DATA = st.dictionaries(NAMES, VALUES, max_size=5)


@given(DATA)
def test_places_of_what_tomlkit_writes(data: dict[str, object]) -> None:
    text = tomlkit.dumps(data)
    assert tomli.loads(text) == data
    check_every_place(text)


class Writer:
    """Writes data as TOML in a style that is drawn anew at every choice."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def pick(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def blank(self) -> str:
        return self.pick("", " ", "\t ")

    def gap(self) -> str:
        return self.pick("", " ", "\n", " # ] } ' \"\n", "\n\t# é, [\n  ")

    def quoted(self, text: str) -> str:
        forms = "".join(self.escaped(char) for char in text)
        return f'"{forms}"'

    def escaped(self, char: str) -> str:
        code = ord(char)
        forms = [f"\\U{code:08x}"]
        if code < 0x10000:
            forms.append(f"\\u{code:04X}")
        if code < 0x100:
            forms.append(f"\\x{code:02x}")
        if char == "\x1b":
            forms.append("\\e")
        if char.isprintable() and char not in '"\\':
            forms += [char] * 5
        return self.pick(*forms)

    def key(self, name: str) -> str:
        forms = [self.quoted(name)]
        if re.fullmatch(r"[A-Za-z0-9_-]+", name):
            forms += [name, name]
        if name.isprintable() and "'" not in name:
            forms.append(f"'{name}'")
        return self.pick(*forms)

    def dotted(self, names: list[str]) -> str:
        text = self.key(names[0])
        for name in names[1:]:
            text += f"{self.blank()}.{self.blank()}{self.key(name)}"
        return text

    def scalar(self, value: object) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, str):
            basic = self.quoted(value)
            forms = [basic, f'""{basic}""', f'"""\n{basic[1:]}""']
            if not value[:1].isspace():
                forms.append(f'"""\\\n \t{basic[1:]}""')
            if value.isprintable() and "'" not in value:
                forms += [f"'{value}'", f"'''{value}'''", f"'''\n{value}'''"]
            return self.pick(*forms)
        if isinstance(value, datetime):
            return value.isoformat(sep=self.pick("T", " "))
        return value.isoformat() if isinstance(value, date | time) else repr(value)

    def value(self, value: object) -> str:
        if isinstance(value, list):
            return "[" + self.items([self.value(item) for item in value]) + "]"
        if isinstance(value, dict):
            pairs = [
                f"{self.dotted(names)}{self.blank()}={self.blank()}{self.value(item)}"
                for names, item in self.pairs(value)
            ]
            return "{" + self.items(pairs) + "}"
        return self.scalar(value)

    def items(self, texts: list[str]) -> str:
        text = self.gap()
        for number, item in enumerate(texts, 1):
            comma = "," if number < len(texts) else self.pick("", ",")
            text += item + self.gap() + comma + self.gap()
        return text

    def pairs(self, table: dict[str, object]) -> Iterator[tuple[list[str], object]]:
        """Yield the values of a table, some tables taken apart into dotted keys."""
        for name, value in table.items():
            if isinstance(value, dict) and value and self.pick("dotted", "whole") == "dotted":
                for names, item in self.pairs(value):
                    yield [name, *names], item
            else:
                yield [name], value

    def line(self, text: str) -> str:
        return (
            self.blank() + text + self.blank() + self.pick("\n", "\n\n", "# x = [\n", "\n # [y]\n")
        )

    def table(self, table: dict[str, object], at: list[str]) -> str:
        inside: dict[str, object] = {}
        below: dict[str, object] = {}
        for name, value in table.items():
            tables = isinstance(value, dict) or (
                isinstance(value, list) and value and all(isinstance(i, dict) for i in value)
            )
            chosen = below if tables and self.pick("header", "inline") == "header" else inside
            chosen[name] = value
        text = "".join(
            self.line(f"{self.dotted(names)}{self.blank()}={self.blank()}{self.value(value)}")
            for names, value in self.pairs(inside)
        )
        for name, value in below.items():
            if isinstance(value, dict):
                text += self.section(value, [*at, name])
            elif isinstance(value, list):
                for item in value:
                    header = f"[[{self.blank()}{self.dotted([*at, name])}{self.blank()}]]"
                    text += self.line(header) + self.table(item, [*at, name])
        return text

    def section(self, table: dict[str, object], at: list[str]) -> str:
        body = self.table(table, at)
        header = self.line(f"[{self.blank()}{self.dotted(at)}{self.blank()}]")
        implicit = body.lstrip().startswith("[") and not body.lstrip().startswith("[[")
        if implicit:
            return self.pick(header + body, body)
        return header + body


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    data = draw(DATA)
    text = Writer(draw).table(data, [])
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))), data


@given(documents())
@example(("a.b.c = 1\r\n[a.d]\r\n[[a.e]]\r\n", {"a": {"b": {"c": 1}, "d": {}, "e": [{}]}}))
def test_places_in_any_style(document: tuple[str, dict[str, object]]) -> None:
    text, data = document
    assert tomli.loads(text) == data
    check_every_place(text)


@given(st.text(st.sampled_from("ab.=[]{}\"'\\,# \n\t1u0"), max_size=40))
def test_no_text_raises(text: str) -> None:
    locate(text, ("a", "b", 0))
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return
    check_every_place(text)
