from __future__ import annotations

from textwrap import dedent

import pytest

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
from uvlint.toml_edit import Edit, apply, edits, fold, planned, prove, unified
from uvlint.uv.keys import DEFAULTS, UNLISTED, read
from uvlint.uv.version import NEWEST

A, B, C, VERSION = File("a"), File("b"), File("c"), File("VERSION")
PYPROJECT, SETUP_PY, SETUP_CFG = File("pyproject.toml"), File("setup.py"), File("setup.cfg")
COMMIT, TAGS, GIT = Git(True, False), Git(False, True), Git(True, True)
HERE = (PYPROJECT, SETUP_PY)
ALL = (
    *(PYPROJECT, SETUP_PY, SETUP_CFG, VERSION, A, File("x/a.txt"), File("**/*.c")),
    *(Dir("d"), GIT, Env("X")),
)


def key_list(text: str) -> KeyList:
    return read(Project("", {"pyproject.toml": text.encode()}), NEWEST)


def fixed(text: str, *ops: Op, defaults: tuple[Key, ...] = HERE) -> str:
    return apply(text, [Fix(title="", ops=ops)], key_list(text), defaults)


# --- the list -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "ops"),
    [
        pytest.param((A, B), (), id="no operation"),
        pytest.param((A, B), (Add(B),), id="added key is there"),
        pytest.param((A, B), (Drop(C),), id="dropped key is not there"),
        pytest.param((A, B), (Replace(C, (VERSION,)),), id="replaced key is not there"),
        pytest.param((A, B), (Replace(A, (A,)),), id="replaced by itself"),
        pytest.param((A, B), (Replace(1, (C,)),), id="index of a good entry"),
        pytest.param((A, B), (Replace(7, (C,)),), id="index beyond the list"),
        pytest.param((A, B), (Replace(A, (B,)), Replace(B, (A,))), id="exchange of two keys"),
        pytest.param((A, B, A), (Add(A),), id="the author repeats a key"),
        pytest.param((GIT,), (Add(COMMIT), Add(TAGS)), id="git is watched already"),
        pytest.param((COMMIT, TAGS), (Add(GIT),), id="two git keys add up"),
        pytest.param((B, A), (Rewrite((B, A)),), id="rewritten as it is"),
    ],
)
def test_fold_leaves_the_list(before: tuple[Key, ...], ops: tuple[Op, ...]) -> None:
    assert fold(ops, before) == before


@pytest.mark.parametrize(
    ("before", "ops", "after"),
    [
        pytest.param((B,), (Add(C), Add(A)), (B, A, C), id="added in order of names"),
        pytest.param(
            (),
            tuple(Add(key) for key in reversed(ALL)),
            ALL,
            id="order of kinds",
        ),
        pytest.param((A,), (Add(PYPROJECT), Add(B)), (PYPROJECT, A, B), id="pyproject.toml first"),
        pytest.param(
            (A, PYPROJECT, B),
            (Add(SETUP_CFG), Add(SETUP_PY)),
            (A, PYPROJECT, SETUP_PY, SETUP_CFG, B),
            id="setup.py and setup.cfg behind pyproject.toml",
        ),
        pytest.param(
            (PYPROJECT, SETUP_PY, A),
            (Add(SETUP_CFG),),
            (PYPROJECT, SETUP_PY, SETUP_CFG, A),
            id="setup.cfg behind setup.py",
        ),
        pytest.param((File("*.toml"),), (Add(SETUP_PY),), (SETUP_PY, File("*.toml")), id="alone"),
        pytest.param((A,), (Add(COMMIT), Add(TAGS)), (A, GIT), id="one git key for two"),
        pytest.param(
            (),
            (Add(COMMIT), Add(TAGS), Drop(GIT)),
            (COMMIT, TAGS),
            id="git keys that must not unite",
        ),
        pytest.param((COMMIT, A), (Replace(COMMIT, (GIT,)), Add(GIT)), (GIT, A), id="git widened"),
        pytest.param((A, B), (Replace(A, (C, VERSION)),), (C, VERSION, B), id="replaced in place"),
        pytest.param((A, B), (Replace(A, (B,)),), (B,), id="replaced by what is there"),
        pytest.param((A,), (Replace(A, (B,)), Replace(B, (C,))), (C,), id="replaced twice over"),
        pytest.param((A,), (Replace(A, (C,)), Replace(A, (B,))), (B, C), id="replaced by both"),
        pytest.param((A, B), (Drop(A), Add(A)), (B,), id="what one takes out no other puts in"),
        pytest.param((), (Add(A), Replace(A, (B,))), (B,), id="added and replaced"),
        pytest.param((A, None), (Replace(1, (B, C)),), (A, B, C), id="refused entry replaced"),
        pytest.param((A, None, B), (Replace(1, ()),), (A, B), id="refused entry dropped"),
        pytest.param((A, None), (Add(C),), (A, C), id="refused entry without a remedy"),
        pytest.param((), (Rewrite((B, A)), Add(PYPROJECT)), (PYPROJECT, B, A), id="written anew"),
        pytest.param((A, C), (Rewrite((B,)), Drop(C)), (B,), id="written anew over a list"),
    ],
)
def test_fold(before: tuple[Key | None, ...], ops: tuple[Op, ...], after: tuple[Key, ...]) -> None:
    assert fold(ops, before) == after
    assert fold(ops[::-1], before) == after
    assert fold(ops, after) == after


def test_a_first_list_keeps_the_defaults() -> None:
    expected = (*DEFAULTS[:3], VERSION, DEFAULTS[3], GIT)
    assert planned((Add(GIT), Add(VERSION)), UNLISTED, DEFAULTS) == expected


# --- the text of a list that is there -------------------------------------------------

ONE_LINE = [
    pytest.param('["a"]', (Add(B),), '["a", "b"]', id="strings"),
    pytest.param("['a']", (Add(B),), "['a', 'b']", id="literal strings"),
    pytest.param("['a']", (Add(File("it's")),), """['a', "it's"]""", id="not to be literal"),
    pytest.param(
        "['a']", (Add(File("\x7f")),), r"""['a', "\u007f"]""", id="not to be literal either"
    ),
    pytest.param("['a', \"c\"]", (Add(B),), '[\'a\', "c", "b"]', id="both quotes"),
    pytest.param('["a"]', (Add(GIT),), '["a", { git = { commit = true, tags = true } }]', id="git"),
    pytest.param('["a"]', (Add(COMMIT),), '["a", { git = { commit = true } }]', id="half of git"),
    pytest.param(
        '[{file="a"}]',
        (Add(B), Add(TAGS)),
        '[{file="a"}, {file="b"}, {git={tags=true}}]',
        id="tight",
    ),
    pytest.param(
        "[{file = 'a'}]", (Add(Env("X")),), "[{file = 'a'}, {env = 'X'}]", id="quotes in tables"
    ),
    pytest.param(
        '[{ file = "a" }, "c"]', (Add(B),), '[{ file = "a" }, "c", { file = "b" }]', id="both forms"
    ),
    pytest.param('["a","c"]', (Add(B),), '["a","c","b"]', id="no blank behind the comma"),
    pytest.param('[ "a", ]', (Add(B),), '[ "a", "b", ]', id="trailing comma"),
    pytest.param("[]", (Add(B),), '[{ file = "b" }]', id="empty"),
    pytest.param('["a"]', (Add(PYPROJECT),), '["pyproject.toml", "a"]', id="in front"),
    pytest.param('[ "a" ]', (Add(PYPROJECT),), '[ "pyproject.toml", "a" ]', id="in front, padded"),
    pytest.param('["a", "b", "c"]', (Drop(A),), '["b", "c"]', id="first dropped"),
    pytest.param('["a", "b", "c"]', (Drop(B),), '["a", "c"]', id="middle dropped"),
    pytest.param('["a", "b", "c"]', (Drop(C),), '["a", "b"]', id="last dropped"),
    pytest.param('[ "a", "b", ]', (Drop(B),), '[ "a", ]', id="last dropped, trailing comma"),
    pytest.param('["a"]', (Drop(A),), "[]", id="all dropped"),
    pytest.param('["a", "b"]', (Replace(A, (C, VERSION)),), '["c", "VERSION", "b"]', id="replaced"),
    pytest.param('["a", { fiel = "b" }]', (Replace(1, (B,)),), '["a", "b"]', id="refused entry"),
    pytest.param('[{}, "a"]', (Replace(0, ()),), '["a"]', id="refused entry dropped"),
    pytest.param(
        r'["\u0061", "#]"]',
        (Add(File('"\\\x7f')),),
        r'["\u0061", "#]", "\"\\\u007f"]',
        id="escapes",
    ),
    pytest.param('"b"', (Rewrite((B,)),), '[{ file = "b" }]', id="no list"),
    pytest.param(
        "true",
        (Rewrite((B, C)),),
        '[\n    { file = "b" },\n    { file = "c" },\n]',
        id="no list, two keys",
    ),
    pytest.param(
        '{ file = [ # x\n"b"] }',
        (Rewrite((B,)),),
        '[\n    # x\n    { file = "b" },\n]',
        id="no list, with a comment",
    ),
]


@pytest.mark.parametrize(("before", "ops", "after"), ONE_LINE)
@pytest.mark.parametrize(
    "around",
    [
        pytest.param("[tool.uv]\npackage = true\ncache-keys={} # why\n\n[a]\n", id="table"),
        pytest.param("[tool.uv]\n'cache-keys'  =  {}", id="quoted name, no last line end"),
        pytest.param("[tool]\nuv . cache-keys = {}\nuv.package = true\n", id="dotted"),
        pytest.param("tool.uv.cache-keys = {}\n[project]\n", id="at the root"),
        pytest.param(
            'x = """\n[tool.uv]\ncache-keys = ["n"]"""\n[tool.uv]\ncache-keys = {}\n', id="text"
        ),
        pytest.param(
            "[[a]]\nx = '''\\'''\n['tool'.\"\\u0075v\"]\ncache-keys = {} # [\n", id="names"
        ),
    ],
)
def test_a_list_on_one_line(before: str, ops: tuple[Op, ...], after: str, around: str) -> None:
    head, _, tail = around.partition("{}")
    assert fixed(head + before + tail, *ops) == head + after + tail


@pytest.mark.parametrize(
    ("around", "ops", "after"),
    [
        pytest.param(
            "[tool]\nuv = {{ x = 1, cache-keys = {} }}\n", (Add(B),), '["a", "b"]', id="uv"
        ),
        pytest.param(
            "tool = {{ uv = {{ cache-keys = {}}} }}\n", (Add(B),), '["a", "b"]', id="tool"
        ),
        pytest.param(
            "[tool]\nuv = {{ # TOML 1.1\n cache-keys = {}, # x\n }}\n",
            (Add(B),),
            '["a", "b"]',
            id="several lines",
        ),
        pytest.param(
            "[tool]\nuv = {{cache-keys = {}}}\n",
            (Add(File("b" * 99)),),
            f'["a", "{"b" * 99}"]',
            id="stays on its line",
        ),
    ],
)
def test_a_list_in_an_inline_table(around: str, ops: tuple[Op, ...], after: str) -> None:
    assert fixed(around.format('["a"]'), *ops) == around.format(after)


LONG = File("x" * 60)


def test_a_long_line_is_broken() -> None:
    before = f'[tool.uv]\ncache-keys = ["a", "{LONG.pattern}"] # why\n'
    assert fixed(before, Add(GIT)) == dedent(
        f"""\
        [tool.uv]
        cache-keys = [
            "a",
            "{LONG.pattern}",
            {{ git = {{ commit = true, tags = true }} }},
        ] # why
        """
    )


def test_a_line_that_was_too_long_is_not_broken_when_it_shrinks() -> None:
    before = f'[tool.uv]\ncache-keys = ["a", "{LONG.pattern}", "b{LONG.pattern}"]\n'
    assert fixed(before, Drop(A)) == before.replace('"a", ', "")


SEVERAL_LINES = [
    pytest.param("\n    'a',\n", (Add(B),), "\n    'a',\n    'b',\n", id="trailing comma"),
    pytest.param("\n    'a'\n", (Add(B),), "\n    'a',\n    'b'\n", id="no trailing comma"),
    pytest.param("\n\t'a',\n", (Add(B),), "\n\t'a',\n\t'b',\n", id="tab"),
    pytest.param("\n  'a'\n  ", (Add(PYPROJECT),), "\n  'pyproject.toml',\n  'a'\n  ", id="front"),
    pytest.param(
        "\n  'a' # A\n  # end\n",
        (Add(B),),
        "\n  'a', # A\n  'b'\n  # end\n",
        id="comment at the end",
    ),
    pytest.param(
        " # keys\n  # above a\n  'a',\n",
        (Add(PYPROJECT),),
        " # keys\n  'pyproject.toml',\n  # above a\n  'a',\n",
        id="a comment stays above its item",
    ),
    pytest.param(
        "\n  'a' # A\n  , 'b' # B\n  ,\n",
        (Add(C),),
        "\n  'a' # A\n  , 'b' # B\n  ,\n  'c',\n",
        id="comma first",
    ),
    pytest.param("'a',\n 'b'", (Add(C),), "'a',\n 'b',\n 'c'", id="hanging"),
    pytest.param(
        "'a',\n 'b'", (Add(PYPROJECT),), "'pyproject.toml', 'a',\n 'b'", id="hanging, front"
    ),
    pytest.param("\n", (Add(B),), '\n    { file = "b" },\n', id="empty"),
    pytest.param(
        "\n  # none\n", (Add(B),), '\n    { file = "b" },\n  # none\n', id="only a comment"
    ),
    pytest.param(
        "\n  'a', # A\n  # above b\n  'b', # B\n",
        (Drop(A),),
        "\n  # above b\n  'b', # B\n",
        id="first dropped",
    ),
    pytest.param(
        "\n  'a', # A\n  # above b\n  'b', # B\n",
        (Drop(B),),
        "\n  'a', # A\n  # above b\n",
        id="the comment above a dropped item stays",
    ),
    pytest.param("\n  'a', # A\n  'b'\n", (Drop(B),), "\n  'a' # A\n", id="last dropped, no comma"),
    pytest.param("\n  'a', # A\n  'b']", (Drop(B),), "\n  'a' # A\n]", id="last dropped, hanging"),
    pytest.param(
        "\n  'a', 'b', # both\n  'c',\n",
        (Drop(B),),
        "\n  'a', # both\n  'c',\n",
        id="comment of two items",
    ),
    pytest.param("\n  'a', 'b',\n  'c',\n", (Drop(A),), "\n  'b',\n  'c',\n", id="first of a line"),
    pytest.param("\n  'a', # A\n  'b',\n", (Drop(A), Drop(B)), "\n", id="all dropped"),
    pytest.param(
        "\n  # above\n  'a', # A\n  'b',\n",
        (Replace(A, (C, VERSION)),),
        "\n  # above\n  'c', # A\n  'VERSION',\n  'b',\n",
        id="replaced",
    ),
    pytest.param(
        "\n  'a',\n  { file = [ # F\n 'b'] },\n",
        (Replace(1, (B,)),),
        "\n  'a',\n  # F\n  'b',\n",
        id="the comment in a refused entry stays",
    ),
    pytest.param(
        "\n  'a',\n\n  'b',\n\n  'c',\n", (Drop(B),), "\n  'a',\n\n  'c',\n", id="blank lines"
    ),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "ops", "after"), SEVERAL_LINES)
def test_a_list_on_several_lines(
    before: str, ops: tuple[Op, ...], after: str, newline: str
) -> None:
    around = "[project]\nx = 1\n\n[tool.uv]\ncache-keys = [{}\n"
    old, new = (around.format(text if text[-1] == "]" else f"{text}]") for text in (before, after))
    assert fixed(old.replace("\n", newline), *ops) == new.replace("\n", newline)


def test_mixed_line_ends_follow_the_list() -> None:
    before = "[project]\nx = 1\ny = 1\n[tool.uv]\ncache-keys = [\r\n  'a',\r\n]\n"
    assert fixed(before, Add(B)) == before.replace("'a',\r\n", "'a',\r\n  'b',\r\n")


TABLES = """\
[tool.uv]
# above a
[[tool.uv.cache-keys]]
file = 'a' # A

# above the folder
[[tool.uv.cache-keys]]
# inside
dir = 'd' # D

[tool.ruff]
"""


@pytest.mark.parametrize(
    ("ops", "changes"),
    [
        pytest.param(
            (Add(B), Add(GIT)),
            [
                (
                    "# D\n",
                    "# D\n\n[[tool.uv.cache-keys]]\nfile = 'b'\n\n"
                    + "[[tool.uv.cache-keys]]\ngit = { commit = true, tags = true }\n",
                )
            ],
            id="added",
        ),
        pytest.param(
            (Add(PYPROJECT),),
            [("# above a\n", "[[tool.uv.cache-keys]]\nfile = 'pyproject.toml'\n\n# above a\n")],
            id="in front",
        ),
        pytest.param(
            (Drop(A),), [("[[tool.uv.cache-keys]]\nfile = 'a' # A\n", "")], id="first dropped"
        ),
        pytest.param(
            (Drop(Dir("d")),),
            [("[[tool.uv.cache-keys]]\n# inside\ndir = 'd' # D\n", "# inside\n")],
            id="comments of a dropped table stay",
        ),
        pytest.param(
            (Replace(Dir("d"), (B, C)),),
            [("dir = 'd' # D\n", "file = 'b' # D\n\n[[tool.uv.cache-keys]]\nfile = 'c'\n")],
            id="replaced",
        ),
        pytest.param(
            (Drop(A), Add(B)),
            [
                ("[[tool.uv.cache-keys]]\nfile = 'a' # A\n", ""),
                ("# D\n", "# D\n\n[[tool.uv.cache-keys]]\nfile = 'b'\n"),
            ],
            id="dropped and added",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_an_array_of_tables(
    ops: tuple[Op, ...], changes: list[tuple[str, str]], newline: str
) -> None:
    after = TABLES
    for old, new in changes:
        head, found, tail = after.partition(old)
        assert found
        after = head + new + tail
    assert fixed(TABLES.replace("\n", newline), *ops) == after.replace("\n", newline)


@pytest.mark.parametrize(
    ("before", "ops", "after"),
    [
        pytest.param(
            "[[tool.uv.cache-keys]]\nfile='a'\n[[tool.uv.cache-keys]]\nfile='b'",
            (Add(C),),
            "[[tool.uv.cache-keys]]\nfile='a'\n[[tool.uv.cache-keys]]\nfile='b'\n[[tool.uv.cache-keys]]\nfile='c'",
            id="dense",
        ),
        pytest.param(
            "[[tool.uv.cache-keys]]\nfile = 'a'\n\n[[tool.uv.cache-keys]]\nfile = 'b'\n",
            (Drop(B),),
            "[[tool.uv.cache-keys]]\nfile = 'a'\n",
            id="last of the file dropped",
        ),
        pytest.param(
            "[[tool.uv.cache-keys]]\nfile = 'a'\n\n[[tool.uv.cache-keys]]\nfile = 'b'\n",
            (Drop(A),),
            "[[tool.uv.cache-keys]]\nfile = 'b'\n",
            id="first of the file dropped",
        ),
        pytest.param(
            "[[tool.uv.cache-keys]]\n[tool.uv.cache-keys.git]\ncommit = true\n# c\n",
            (Replace(COMMIT, (GIT,)),),
            "[[tool.uv.cache-keys]]\ngit = { commit = true, tags = true }\n# c\n",
            id="table below",
        ),
        pytest.param(
            "[[tool.uv.cache-keys]] # c\n",
            (Replace(0, (A,)),),
            '[[tool.uv.cache-keys]] # c\nfile = "a"\n',
            id="empty",
        ),
        pytest.param(
            "[tool.uv.cache-keys]\nfile = 'a' # A\n",
            (Rewrite((A, B)),),
            '[[tool.uv.cache-keys]]\nfile = "a" # A\n[[tool.uv.cache-keys]]\nfile = "b"\n',
            id="a single table",
        ),
        pytest.param(
            "[tool.uv]\ncache-keys.file = 'a' # A\n",
            (Rewrite((A,)),),
            '[tool.uv]\ncache-keys = [{ file = "a" }] # A\n',
            id="a dotted table",
        ),
    ],
)
def test_other_shapes(before: str, ops: tuple[Op, ...], after: str) -> None:
    assert fixed(before, *ops) == after


# --- the text of a list that is not there ---------------------------------------------

THREE = 'cache-keys = [\n    { file = "pyproject.toml" },\n    { file = "setup.py" },\n    { file = "VERSION" },\n]\n'
INLINE = 'cache-keys = [{ file = "pyproject.toml" }, { file = "setup.py" }, { file = "VERSION" }]'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", f"[tool.uv]\n{THREE}", id="empty file"),
        pytest.param("[a]\n", f"[a]\n\n[tool.uv]\n{THREE}", id="at the end"),
        pytest.param("[a]\n\n", f"[a]\n\n[tool.uv]\n{THREE}", id="behind a blank line"),
        pytest.param("[a]\n# c\n", f"[a]\n# c\n\n[tool.uv]\n{THREE}", id="behind a comment"),
        pytest.param("[a] # c", f"[a] # c\n\n[tool.uv]\n{THREE}".rstrip(), id="no last line end"),
        pytest.param(
            "[tool.hatch.version]\nx = 1\n\n# r\n[tool.ruff]\n",
            f"[tool.hatch.version]\nx = 1\n\n[tool.uv]\n{THREE}\n# r\n[tool.ruff]\n",
            id="behind the tables about packaging",
        ),
        pytest.param(
            "[tool.hatch]\nx = 1\n# h\n\n[tool.ruff]\n",
            f"[tool.hatch]\nx = 1\n# h\n\n[tool.uv]\n{THREE}\n[tool.ruff]\n",
            id="behind their comments",
        ),
        pytest.param(
            "[tool.hatch]\nx = 1\n# r\n[tool.ruff]\n",
            f"[tool.hatch]\nx = 1\n\n[tool.uv]\n{THREE}\n# r\n[tool.ruff]\n",
            id="not between a comment and its table",
        ),
        pytest.param(
            "[tool]\nhatch.x = 1\nruff.x = 1\n[a]\n",
            f"[tool]\nhatch.x = 1\nruff.x = 1\n\n[tool.uv]\n{THREE}\n[a]\n",
            id="not in another table",
        ),
        pytest.param(
            "[tool.uv]\npackage = true # c\n\n# s\n[tool.uv.sources]\n",
            f"[tool.uv]\npackage = true # c\n{THREE}\n# s\n[tool.uv.sources]\n",
            id="behind the last pair of the table",
        ),
        pytest.param(
            "[tool.uv.pip]\nx = 1\n[tool.uv]\n[a]\n",
            f"[tool.uv.pip]\nx = 1\n[tool.uv]\n{THREE}[a]\n",
            id="in the empty table",
        ),
        pytest.param("[tool.uv]", f"[tool.uv]\n{THREE}".rstrip(), id="empty table, no line end"),
        pytest.param(
            "[a]\n# s\n[tool.uv.sources]\n",
            f"[a]\n\n[tool.uv]\n{THREE}\n# s\n[tool.uv.sources]\n",
            id="before the first table below",
        ),
        pytest.param(
            "[[tool.uv.index]]\n",
            f"[tool.uv]\n{THREE}\n[[tool.uv.index]]\n",
            id="array of tables below",
        ),
        pytest.param(
            "[tool]\nuv.x = 1\nruff.x = 1\n",
            f"[tool]\nuv.x = 1\nuv.{THREE}ruff.x = 1\n",
            id="dotted",
        ),
        pytest.param(
            "tool.uv.pip.x = 1\n[a]\n",
            f"tool.uv.pip.x = 1\ntool.uv.{THREE}[a]\n",
            id="dotted at the root",
        ),
        pytest.param(
            "tool.ruff.x = 1\n", f"tool.ruff.x = 1\n\n[tool.uv]\n{THREE}", id="another dotted tool"
        ),
        pytest.param(
            "[tool]\nuv = {}\n", f"[tool]\nuv = {{ {INLINE} }}\n", id="empty inline table"
        ),
        pytest.param(
            "[tool]\nuv = { }\n", f"[tool]\nuv = {{ {INLINE} }}\n", id="padded inline table"
        ),
        pytest.param(
            "tool.uv = { x = 1 } # c\n", f"tool.uv = {{ x = 1, {INLINE} }} # c\n", id="inline table"
        ),
        pytest.param(
            "[tool]\nuv = {\n x = 1, # TOML 1.1\n}\n",
            f"[tool]\nuv = {{\n x = 1, {INLINE}, # TOML 1.1\n}}\n",
            id="inline table on lines",
        ),
        pytest.param(
            "tool = { ruff = {} }\n", f"tool = {{ ruff = {{}}, uv.{INLINE} }}\n", id="inline tools"
        ),
        pytest.param(
            "tool = { uv = { x = 1 } }\n",
            f"tool = {{ uv = {{ x = 1, {INLINE} }} }}\n",
            id="inline both",
        ),
        pytest.param(
            "[project]\nx = [\n  1,\n]\n  [tool.uv]\n  x = [ # c\n    1\n  ]\n",
            "[project]\nx = [\n  1,\n]\n  [tool.uv]\n  x = [ # c\n    1\n  ]\n  "
            + THREE.replace("    ", "  ").replace("\n", "\n  ").removesuffix("  "),
            id="indentation of the file",
        ),
        pytest.param(
            "[tool.uv.pip]\ncache-keys = ['a']\n",
            f"[tool.uv]\n{THREE}\n[tool.uv.pip]\ncache-keys = ['a']\n",
            id="the list stands where uv does not read it",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_new_list(before: str, after: str, newline: str) -> None:
    if "\n" not in before:
        newline = "\n"
    assert fixed(before.replace("\n", newline), Add(VERSION)) == after.replace("\n", newline)


@pytest.mark.parametrize(
    ("op", "expected"),
    [
        pytest.param(
            Add(VERSION), '[{ file = "pyproject.toml" }, { file = "VERSION" }]', id="one line"
        ),
        pytest.param(
            Add(LONG),
            f'[\n    {{ file = "pyproject.toml" }},\n    {{ file = "{LONG.pattern}" }},\n]',
            id="too long for a line",
        ),
    ],
)
def test_a_short_new_list(op: Op, expected: str) -> None:
    assert fixed("", op, defaults=(PYPROJECT,)) == f"[tool.uv]\ncache-keys = {expected}\n"


# --- what is refused ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        pytest.param("[tool.uv]\ncache-keys = ['a']\n", (), id="no operation"),
        pytest.param("[tool.uv]\ncache-keys = ['a']\n", (Add(A), Drop(B)), id="nothing to do"),
        pytest.param("[project]\n", (Add(SETUP_PY), Drop(B)), id="the defaults are enough"),
        pytest.param("", (), id="empty"),
    ],
)
def test_nothing_to_do(text: str, ops: tuple[Op, ...]) -> None:
    assert fixed(text, *ops) == text


@pytest.mark.parametrize(
    ("text", "ops", "reason"),
    [
        pytest.param("[tool.uv]\ncache-keys = ['a']\n", (Add(File("{b")),), "uv would", id="new"),
        pytest.param("[tool.uv]\ncache-keys = 'a'\n", (Add(B),), "is no list", id="no list"),
        pytest.param("[tool]\nuv = 1\n", (Add(B),), "other settings", id="tool.uv is no table"),
        pytest.param("tool = 1\n", (Add(B),), "no TOML", id="tool is no table"),
        pytest.param(
            "[tool.uv.cache-keys]\nfile = 'a'\n[b]\n[tool.uv.cache-keys.git]\ncommit = true\n",
            (Rewrite((A,)),),
            "scattered",
            id="scattered tables",
        ),
        pytest.param(
            "[tool.uv]\ncache-keys.file = 'a'\ncache-keys.dir = 'b'\n",
            (Rewrite((A,)),),
            "several lines",
            id="dotted lines",
        ),
        pytest.param("[[tool.uv.cache-keys]]\nfile = 'a'\n", (Drop(A),), "defaults", id="no table"),
    ],
)
def test_cannot_fix(text: str, ops: tuple[Op, ...], reason: str) -> None:
    with pytest.raises(CannotFix, match=reason) as caught:
        fixed(text, *ops)
    assert reason in caught.value.reason


LISTED = "x = 1\n[tool.uv]\ncache-keys = ['a']\n# c\n"


@pytest.mark.parametrize(
    ("before", "after", "expected", "reason"),
    [
        pytest.param(LISTED, "x = \n", (A,), "no TOML", id="no TOML"),
        pytest.param(LISTED, LISTED.replace("x = 1", "x = 1.0"), (A,), "settings", id="value"),
        pytest.param(LISTED, LISTED.replace("x = 1", "x = true"), (A,), "settings", id="type"),
        pytest.param(LISTED, LISTED.replace("x = 1\n", ""), (A,), "settings", id="value lost"),
        pytest.param(LISTED, LISTED.replace("x = 1", "x =  1"), (A,), "outside", id="blank"),
        pytest.param(LISTED, LISTED.replace("# c\n", ""), (A,), "outside", id="comment lost"),
        pytest.param(LISTED, LISTED.replace("\n", "\r\n"), (A,), "outside", id="line ends"),
        pytest.param("# c\n", "[tool.uv]\ncache-keys = ['a']\n", (A,), "outside", id="new list"),
        pytest.param(LISTED, LISTED.replace("'a'", "1"), (A,), "integer `1`", id="refused"),
        pytest.param(LISTED, "x = 1\n[tool.uv]\n# c\n", (A,), "outside|no list", id="list lost"),
        pytest.param(LISTED, LISTED, (A, B), "intended", id="another list"),
        pytest.param(LISTED, LISTED.replace("'a'", "'b', 'a'"), (A, B), "intended", id="order"),
    ],
)
def test_proof_fails(before: str, after: str, expected: tuple[Key, ...], reason: str) -> None:
    with pytest.raises(CannotFix, match=reason):
        prove(before, after, expected)


def test_proof_holds() -> None:
    text = LISTED.replace("x = 1", "x = nan")
    prove(text, text.replace("'a'", "'a', # new\n'b'"), (A, B))


@pytest.mark.parametrize("refused", ["1", "'['"])
def test_an_entry_that_was_refused_before_may_stay(refused: str) -> None:
    text = LISTED.replace("'a'", f"{refused}, 'a'")
    after = text.replace("'a'", "'a', 'b'")
    prove(text, after, (A, B))
    assert fixed(text, Add(B)) == after


def test_a_list_of_other_length_is_refused() -> None:
    other = KeyList(entries=(A, B), source=ListSource.CONFIGURED)
    for text in ("[tool.uv]\ncache-keys = ['a']\n", "[[tool.uv.cache-keys]]\nfile = 'a'\n"):
        with pytest.raises(CannotFix, match="examined"):
            apply(text, [Fix(title="", ops=(Add(C),))], other, HERE)


# --- texts compared -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("a\n", "a\n", (), id="equal"),
        pytest.param("a\nb\n", "a\nx\nb\n", (Edit("x\n", 2, 1, 2, 1),), id="line added"),
        pytest.param("a\nx\nb\n", "a\nb\n", (Edit("", 2, 1, 3, 1),), id="line dropped"),
        pytest.param("k = [1]\n", "k = [1, 2]\n", (Edit(", 2", 1, 7, 1, 7),), id="in a line"),
        pytest.param("é\u2028x", "é\u2028y", (Edit("y", 1, 3, 1, 4),), id="characters"),
        pytest.param("a", "a\nb", (Edit("\nb", 1, 2, 1, 2),), id="no last line end"),
        pytest.param("a\r\n", "a\n", (Edit("\n", 1, 2, 2, 1),), id="a CRLF is one"),
        pytest.param("a\r\n", "a\rb\n", (Edit("\rb\n", 1, 2, 2, 1),), id="a CRLF is not parted"),
        pytest.param("", "a\n", (Edit("a\n", 1, 1, 1, 1),), id="from nothing"),
        pytest.param(
            "a\r\nb\r\nc\r\n",
            "x\r\na\r\nb\r\nC\r\n",
            (Edit("x\r\n", 1, 1, 1, 1), Edit("C", 3, 1, 3, 2)),
            id="two places",
        ),
    ],
)
def test_edits(before: str, after: str, expected: tuple[Edit, ...]) -> None:
    assert edits(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("a\n", "a\n", "", id="equal"),
        pytest.param("a\n", "b\n", "--- f\n+++ f\n@@ -1 +1 @@\n-a\n+b\n", id="one line"),
        pytest.param("a\r\n", "b\r\n", "--- f\n+++ f\n@@ -1 +1 @@\n-a\r\n+b\r\n", id="CRLF"),
        pytest.param(
            "a",
            "a\nb\n",
            "--- f\n+++ f\n@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n",
            id="no last line end",
        ),
        pytest.param(
            "", "\u2028\n", "--- f\n+++ f\n@@ -0,0 +1 @@\n+\u2028\n", id="no other line end"
        ),
        pytest.param(
            "a = [\n]\n",
            "a = [\n]\n\n[b]\nc = [\n]\n",
            "--- f\n+++ f\n@@ -1,2 +1,6 @@\n a = [\n ]\n+\n+[b]\n+c = [\n+]\n",
            id="a paragraph at the end",
        ),
        pytest.param(
            "a = [\n]\n\n[d]\n",
            "a = [\n]\n\n[b]\nc = [\n]\n\n[d]\n",
            "--- f\n+++ f\n@@ -1,4 +1,8 @@\n a = [\n ]\n \n+[b]\n+c = [\n+]\n+\n [d]\n",
            id="a paragraph between others",
        ),
    ],
)
def test_unified(before: str, after: str, expected: str) -> None:
    assert unified(before, after, "f") == expected
