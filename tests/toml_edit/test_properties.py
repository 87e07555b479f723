"""Laws of the fix, for documents in many styles and any operations."""

from __future__ import annotations

import re
from dataclasses import dataclass

import tomli
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from uvlint.model import (
    Add,
    CannotFix,
    Dir,
    Drop,
    Env,
    File,
    Fix,
    Git,
    Key,
    KeyList,
    ListSource,
    Op,
    Replace,
    Rewrite,
)
from uvlint.project import Project
from uvlint.toml_edit import apply, edits, fold, planned
from uvlint.toml_edit.syntax import Kind, statements
from uvlint.uv.keys import DEFAULTS, LIST, read
from uvlint.uv.version import NEWEST

KEYS: tuple[Key, ...] = (
    *DEFAULTS,
    *(File("VERSION"), File("a/b.txt"), File("src/**/*.pyx"), File("it's"), File('"\\\n\x7f#]')),
    *(Dir("a b"), Env("CC"), Git(True, False), Git(False, True), Git(True, True)),
    Git(False, False),
)

# A busy machine is no fault of the code.
LAX = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

keys = st.sampled_from(KEYS)
some_keys = st.lists(keys, max_size=3).map(tuple)
single_ops = st.one_of(
    st.builds(Add, keys),
    st.builds(Drop, keys),
    st.builds(Replace, keys | st.integers(0, 3), some_keys),
)
op_lists = st.lists(single_ops, max_size=6) | st.lists(
    single_ops | st.builds(Rewrite, some_keys), max_size=3
)


def key_list(text: str) -> KeyList:
    return read(Project("", {"pyproject.toml": text.encode()}), NEWEST)


# --- documents ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A pyproject.toml; `head` and `tail` are what stands around the list, if any."""

    head: str
    list: str = ""
    tail: str = ""

    @property
    def text(self) -> str:
        return self.head + self.list + self.tail


STRANGERS = (
    '{ fiel = "x" }',
    "1",
    "{}",
    '{ file = "a", dir = "b" }',
    '["a"]',
    '"["',
    '{ file = [\n"a", # x\n"b"] }',
)


def quoted(text: str, *, literal: bool) -> str:
    if literal and "'" not in text and text.isprintable():
        return f"'{text}'"
    return (
        '"'
        + "".join(c if c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in text)
        + '"'
    )


@st.composite
def written_keys(draw: st.DrawFn, *, bare: bool | None = None) -> str:
    """A key as an item of an array."""
    inner = ""
    key, literal = draw(keys), draw(st.booleans())
    pad, equals = draw(st.sampled_from(["", " "])), draw(st.sampled_from(["=", " = "]))
    match key:
        case File(text):
            if draw(st.booleans()) if bare is None else bare:
                return quoted(text, literal=literal)
            inner = f"file{equals}{quoted(text, literal=literal)}"
        case Dir(text):
            inner = f"'dir'{equals}{quoted(text, literal=literal)}"
        case Env(text):
            inner = f"env{equals}{quoted(text, literal=literal)}"
        case Git(commit, tags):
            parts = f"commit{equals}{str(commit).lower()}, tags{equals}{str(tags).lower()}"
            forms = [f"git{equals}{{{parts}}}", f"git.{parts.replace(', ', ', git.')}"]
            inner = draw(
                st.sampled_from(forms + ([f"git{equals}true"] if commit and not tags else []))
            )
    return f"{{{pad}{inner}{pad}}}"


LEADS = (
    "",
    " ",
    "\n    ",
    "\n    ",
    "\n\t",
    "\n    # own\n    ",
    "\n\n  # own\n  # own\n\n  ",
    " # behind\n",
)
GAPS = ("", "", "", "", " ", "\n  ", " # behind\n  ", "\n # own\n")


@st.composite
def arrays(draw: st.DrawFn) -> str:
    """An array of keys, of any layout, with comments in every corner."""
    item = written_keys(bare=draw(st.sampled_from([None, None, True, False])))
    if draw(st.integers(0, 5)) == 0:
        item = item | st.sampled_from(STRANGERS)
    found = draw(st.lists(item, max_size=5))
    leads = st.sampled_from(LEADS if draw(st.booleans()) else ("", " "))
    gaps = st.sampled_from(GAPS if draw(st.booleans()) else ("",))
    text = "["
    for index, value in enumerate(found):
        last = index == len(found) - 1
        text += draw(leads) + value
        if not last or draw(st.booleans()):
            text += draw(gaps) + ","
        if draw(st.booleans()) and "\n" in text:
            text += "  # behind\n" + draw(st.sampled_from(["", "    # own\n"])) + "    "
    return text + draw(leads) + "]"


@st.composite
def table_arrays(draw: st.DrawFn) -> str:
    """An array of tables, with comments around."""
    blank = draw(st.sampled_from(["", "\n"]))
    indent = draw(st.sampled_from(["", "  "]))
    found = draw(st.lists(written_keys(bare=False), min_size=1, max_size=4))
    tables = []
    for value in found:
        above = draw(st.sampled_from(["", "", "# own\n", "# own\n\n"]))
        inside = draw(st.sampled_from(["", "", "\n# own\n", " # behind\n"]))
        behind = draw(st.sampled_from(["", " # behind"]))
        pairs = (
            re.sub(r", (git\.)?", f"\n{indent}\\1", value[1:-1].strip())
            if "git." in value
            else value[1:-1].strip()
        )
        header = f"{above}{indent}[[tool.uv.cache-keys]]{inside or chr(10)}"
        tables.append(f"{header}{indent}{pairs}{behind}\n")
    return blank.join(tables).removesuffix("\n")


BEFORE = (
    "",
    "# own\n",
    "\n\n",
    '[project]\nname = "x" # behind\n# own\n',
    '[project]\nx = """\n[tool.uv]\ncache-keys = ["a"] # no comment\n"""\n\n# own\n',
    '[build-system]\nrequires = [\n  "a", # behind\n  "b",\n]\n\n',
    "[tool.hatch.version]\nsource = 'vcs'\n",
)
AFTER = (
    "",
    "\n",
    " # behind\n",
    "\n\n\n# own\n[tool.ruff]\nx = 1\n",
    "\n[tool.hatch]\nx = nan\n# own\n\n# own\n[[a.b]]\n",
)
SUBTABLES = (
    "",
    "\n\n# own\n[tool.uv.sources]\nx = { path = 'x' } # behind",
    "\n[[tool.uv.index]]\nurl='x'",
)

NO_LISTS = ('"x"', "true", "{ file = 'x' }", "{ file = [ # own\n'x'] }")


@st.composite
def lists_in_place(draw: st.DrawFn) -> Document:
    """A document with a list, or something else in its place."""
    before, after = draw(st.sampled_from(BEFORE)), draw(st.sampled_from(AFTER))
    other = draw(st.sampled_from(["", "package = true # behind\n", "# own\n"]))
    below = draw(st.sampled_from(SUBTABLES))
    name = draw(st.sampled_from(["cache-keys = ", "cache-keys=", "  'cache-keys' = "]))
    table = f"{before}[tool.uv]\n{other}"
    shapes = {
        "pair": (table + name, below + after),
        "dotted": (f"{before}[tool]\nuv.{name.strip()} ", below + after),
        "at the root": (f"tool.uv.{name.strip()} ", f"\n{before}{after}"),
        "inline": (f"{before}[tool]\nuv = {{{name}", f", x = 1 }}{after}"),
        "nested": (f"tool = {{ uv.{name.strip()}", " }\n# own\n"),
        "no list": (table + name, below + after),
        "tables": (table.removesuffix("# own\n"), below + after.removeprefix(" # behind")),
    }
    shape = draw(st.sampled_from(["pair", *shapes]))
    written = {"tables": table_arrays(), "no list": st.sampled_from(NO_LISTS)}
    head, tail = shapes[shape]
    return Document(head=head, list=draw(written.get(shape, arrays())), tail=tail)


SHAPES = (
    "",
    "[tool.uv]",
    "[tool.uv] # behind\npackage = true # behind",
    "[ tool . 'uv' ]\n  package = true\n  pip.x = [ # own\n  1 ]",
    "[tool]\nuv.package = true",
)
INLINE = (
    "[tool]\nuv = {}",
    "[tool]\nuv = { }",
    "[tool]\nuv = { package = true }",
    "[tool]\nuv = { package = true, # own\n }",
)
FIRST = ("tool.uv.package = true", "tool.ruff.x = 1", "tool = {x = 1}", "tool = {}")


@st.composite
def lists_missing(draw: st.DrawFn) -> Document:
    """A document without a list."""
    before, after = draw(st.sampled_from(BEFORE)), draw(st.sampled_from(AFTER))
    below = draw(st.sampled_from(SUBTABLES))
    first = draw(st.sampled_from(("", "", *FIRST)))
    if first:
        return Document(head=first + after.replace("[tool.", "[other."))
    inline = draw(st.booleans())
    shape = draw(st.sampled_from(INLINE if inline else SHAPES))
    return Document(head=before + shape + ("" if inline else below) + after)


@st.composite
def with_line_ends(draw: st.DrawFn, documents: st.SearchStrategy[Document]) -> Document:
    """A document with the line ends of Unix, of Windows, or of both."""
    document = draw(documents)
    if draw(st.integers(0, 3)) == 0:
        document = Document(head=document.head, list=document.list, tail=document.tail.rstrip("\n"))
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\n", "\r\n", "\n"]]))
    count = 0

    def end(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return ends[count % len(ends)]

    parts = [re.sub("\n", end, part) for part in (document.head, document.list, document.tail)]
    return Document(head=parts[0], list=parts[1], tail=parts[2])


documents = with_line_ends(lists_in_place() | lists_missing())


def other_values(text: str) -> str:
    data = tomli.loads(text)
    tool = data.get("tool", {})
    uv = tool.pop("uv", {})
    uv.pop("cache-keys", None)
    return repr((data.pop("tool", {}), uv, data))


def comments(text: str, kind: str) -> int:
    return len(re.findall(rf"# {kind}", text))


def applied(before: str, after: str) -> str:
    """Apply the edits as they stand, as an editor does."""
    starts = [0, *(match.end() for match in re.finditer("\n", before))]
    parts, pos = [], 0
    for edit in edits(before, after):
        start = starts[edit.line - 1] + edit.column - 1
        parts += [before[pos:start], edit.content]
        pos = starts[edit.end_line - 1] + edit.end_column - 1
        assert before[start - 1 : start + 1] != "\r\n"
        assert before[pos - 1 : pos + 1] != "\r\n"
    return "".join(parts) + before[pos:]


def may_fail(document: Document, ops: list[Op]) -> bool:
    """Tell whether there need be no good outcome: a part that uv refuses stays, or none is left."""
    before = key_list(document.text)
    indices = {op.old for op in ops if isinstance(op, Replace)}
    rewrite = any(isinstance(op, Rewrite) for op in ops)
    refused = any(key is None and i not in indices for i, key in enumerate(before.entries))
    if before.source is ListSource.INVALID and not before.entries:
        return not rewrite or not planned(tuple(ops), before, ())
    if document.list.strip().startswith(("[[", "#")) and not planned(tuple(ops), before, ()):
        return True
    return refused and not rewrite


# --- laws -----------------------------------------------------------------------------


@settings(LAX, max_examples=400)
@given(documents, op_lists)
def test_apply(document: Document, ops: list[Op]) -> None:
    text = document.text
    before = key_list(text)
    defaults = DEFAULTS[:2]
    fixes = [Fix(title="", ops=(op,)) for op in ops]
    try:
        after = apply(text, fixes, before, defaults)
    except CannotFix:
        assert may_fail(document, ops)
        return

    expected = planned(tuple(ops), before, defaults)
    found = key_list(after)
    assert other_values(after) == other_values(text)
    if after != text:
        assert found.keys == expected
        assert {r.reason for r in found.refusals} <= {r.reason for r in before.refusals}
    assert apply(after, fixes, found, defaults) == after
    assert apply(text, fixes[::-1], before, defaults) == after
    assert applied(text, after) == after

    assert comments(after, "own") == comments(text, "own")
    if not any(isinstance(op, Drop | Replace | Rewrite) for op in ops):
        assert comments(after, "behind") == comments(text, "behind")
    if document.list:
        assert after.startswith(document.head.rstrip())
        assert after.endswith(document.tail.lstrip())
    else:
        assert any(
            after.startswith(text[:i]) and after.endswith(text[i:]) for i in range(len(text) + 1)
        )
    if "\r\n" in text and not re.search(r"(?<!\r)\n", text):
        assert not re.search(r"(?<!\r)\n", after)
    if "\r" not in text:
        assert "\r" not in after


@settings(LAX)
@given(documents)
def test_statements(document: Document) -> None:
    data = tomli.loads(document.text)
    for item in statements(document.text):
        if item.route[: len(LIST)] == LIST and item.route != LIST:
            continue  # in one of several tables
        found: object = data
        for name in item.route:
            found = found[-1] if isinstance(found, list) else found
            assert isinstance(found, dict)
            found = found[name]
        if item.kind is Kind.PAIR:
            value = tomli.loads(f"x = {document.text[item.value : item.end]}")["x"]
            assert repr(found) == repr(value)


@settings(LAX, max_examples=500)
@given(op_lists, st.lists(st.none() | keys, max_size=5), st.data())
def test_fold(ops: list[Op], before: list[Key | None], data: st.DataObject) -> None:
    after = fold(ops, before)
    assert fold(data.draw(st.permutations(ops)), before) == after
    assert fold(ops, after) == after


@settings(LAX)
@given(st.lists(st.builds(Add, keys)), st.lists(keys, unique=True))
def test_fold_of_additions(ops: list[Add], before: list[Key]) -> None:
    after = fold(ops, before)
    assert [key for key in after if key in before] == before
    assert {op.key for op in ops if not isinstance(op.key, Git)} <= set(after)
    assert sum(isinstance(key, Git) for key in set(after) - set(before)) <= 1
    for part in ("commit", "tags"):
        wanted = any(isinstance(op.key, Git) and getattr(op.key, part) for op in ops)
        there = any(isinstance(key, Git) and getattr(key, part) for key in after)
        assert there or not wanted


texts = st.text(alphabet="ab#\n\r\u2028é", max_size=40)


@settings(LAX)
@given(texts, texts)
def test_edits(before: str, after: str) -> None:
    assume(not before.endswith("\r"))
    assert applied(before, after) == after


@settings(LAX)
@given(texts)
def test_no_edits_of_an_equal_text(text: str) -> None:
    assert edits(text, text) == ()
