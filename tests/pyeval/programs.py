"""Random build scripts: a Hypothesis strategy, and the same from any other source of numbers.

A script is a list of snippets. All of them share the variables of the prelude, and leave in
them what its comments say; so a script without one of its snippets is a script, too. A
snippet is made from a template of `statements`, in which these words stand for text:

- `$do`, on a line of its own: other statements,
- `$read[...]`, likewise: a statement that reads the file of this path,
- `$path`, `$test`: an expression for the path of a file, a condition,
- `$file`: the literal name of a file,
- `$f1`, `$f2`, `$f3`: files that differ from one another, the same one at each mention;
  `$g1` is one in a folder, `$t1` a text file of any folder, `$m1` one of the folder `meta`;
  behind `@` stands which form or part of the name is meant, see `FORMS`,
- `$k`, `$n`, `$list`: a literal key, a small number, the name of a shared list,
- `$globals`: those shared variables that the snippet mentions,
- `$$`: a dollar sign,
- a name with `_` at its end: a variable that the statements of `$do` do not have.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from tests.pyeval import statements

Roll = Callable[[int], int]
"""Gives a number from 0 up to, but not including, the one asked for; 0 makes the least script."""

T = TypeVar("T")

FILES: Mapping[str, str] = {
    "VERSION": "1.0\n",
    "TITLE.tex": "# demo\n",
    "LATEST.txt": "1.0 first\n",
    "AUTHORS": "ann\nben\n",
    "NOTES": "n\n",
    "index.lst": "meta/a.txt\nreqs/dev.txt\n",
    "reqs/base.txt": "six\n",
    "reqs/dev.txt": "idna\n",
    "reqs/extra.txt": "attrs\n",
    "meta/a.txt": "a\n",
    "meta/b.txt": "b\n",
    "meta/c.txt": "c\n",
    "meta/deep/d.txt": "d\n",
    "meta/deep/e.tex": "# e\n",
    "conf/one.cfg": "[a]\nb = c\nfile = meta/b.txt\n",
    "conf/two.cfg": "[a]\nb = d\n",
    "conf/rows.csv": "name,size\nx,1\ny,2\n",
    "demo/__init__.py": '"""A demo."""\n__version__ = "1.0"\n',
    "demo/_version.py": 'version = "1.0"\nversion_info = (1, 0)\n',
    "demo/data/x.json": '{"name": "x", "file": "reqs/base.txt"}\n',
    "demo/state.py": (
        'CHOSEN = ["meta/a.txt"]\nDEFAULT = "VERSION"\ncount = 0\n\n\n'
        "def choose(name):\n    CHOSEN.append(name)\n    return CHOSEN\n\n\n"
        "def current():\n    return DEFAULT\n\n\n"
        "def bump():\n    global count\n    count += 1\n    return count\n\n\n"
        "def read(name):\n    with open(name) as handle:\n        return handle.read()\n\n\n"
        'class Settings:\n    path = "NOTES"\n    seen = []\n'
    ),
    "tools/__init__.py": "",
    "tools/notes.py": (
        "import os\n\nHERE = os.path.dirname(os.path.abspath(__file__))\n"
        'with open(os.path.join(HERE, "..", "NOTES")) as handle:\n    NOTES = handle.read()\n'
    ),
    "tools/paths.py": (
        "import os\n\nROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))\n\n\n"
        "def under(*parts):\n    return os.path.join(ROOT, *parts)\n"
    ),
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n\n'
        '[project]\nname = "demo"\ndynamic = ["version", "description"]\n'
    ),
}
"""What stands in the project, apart from setup.py."""

TEXTS = tuple(name for name in FILES if not name.startswith(("tools/", "demo/state", "pyproj")))
"""The files that scripts read as text."""

POOLS: Mapping[str, Sequence[str]] = {
    "f": TEXTS,
    "g": tuple(name for name in TEXTS if "/" in name),
    "t": tuple(name for name in TEXTS if name.endswith(".txt")),
    "m": tuple(name for name in TEXTS if posixpath.dirname(name) == "meta"),
}

FORMS: Mapping[str, Callable[[str], str]] = {
    "bare": str,
    "list": lambda name: repr(name.split("/")),
    "parts": lambda name: ", ".join(map(repr, name.split("/"))),
    "over": lambda name: (
        f"Path({' / '.join(map(repr, name.split('/'))).replace(' /', ') /', 1)}"
        + ("" if "/" in name else ")")
    ),
    "head": lambda name: repr(name[:3]),
    "rest": lambda name: repr(name[3:]),
    "dir": lambda name: repr(posixpath.dirname(name)),
    "base": lambda name: repr(posixpath.basename(name)),
    "stem": lambda name: repr(posixpath.splitext(name)[0]),
    "ext": lambda name: repr(posixpath.splitext(name)[1]),
    "piped": lambda name: repr(name.replace("/", "|")),
    "back": lambda name: repr(name[::-1]),
    "swapped": lambda name: repr(name.swapcase()),
    "size": lambda name: str(len(name)),
    "codes": lambda name: repr(list(name.encode())),
    "hex": lambda name: repr(name.encode().hex()),
}

KEYS = ("a", "b", "c", "d", "e")

SHARED: dict[str, str] = {
    "texts": "texts = []",
    "path": "path = 'VERSION'  # this, `other` and all items below: paths of files",
    "other": "other = 'meta/a.txt'",
    "names": "names = ['reqs/base.txt', 'reqs/dev.txt']",
    "more": "more = ['conf/one.cfg']",
    "table": "table = {'a': 'meta/b.txt', 'b': 'NOTES'}",
    "tree": "tree = {'x': ['meta/c.txt'], 'y': ['AUTHORS', 'reqs/extra.txt']}",
    "pairs": "pairs = [('a', 'LATEST.txt'), ('b', 'conf/two.cfg')]",
    "bag": "bag = {'AUTHORS'}",
    "queue": "queue = deque(['LATEST.txt'])",
    "stream": "stream = iter(['TITLE.tex', 'meta/c.txt', 'NOTES', 'reqs/dev.txt'])",
    "number": "number = 1  # from 0 to 4",
    "flag": "flag = True",
    "box": "box = Box('TITLE.tex')",
    "option": "option = os.environ.get('DEMO_OPTION')",
    "choose": "def choose():\n    return path",
    "readers": "readers = []  # functions without arguments that return a text",
    "where": "where = Path('meta/b.txt')",
    "folder": "folder = 'reqs'  # with nothing but texts in it",
}
"""Variables that all snippets may use, in this order, and what they are at first."""

HELPERS: dict[str, str] = {
    "HERE": "HERE = os.path.dirname(os.path.abspath(__file__))",
    "read": "def read(name):\n    with open(name) as handle:\n        return handle.read()",
    "Box": (
        "class Box:\n    found = []\n"
        "    def __init__(self, path):\n        self.path = path\n        self.names = [path]\n"
        "    def add(self, name):\n        self.names.append(name)\n        return self\n"
        "    def last(self):\n        return self.names[-1]\n"
        "    def text(self):\n        return open(self.path).read()"
    ),
}

FROM: Mapping[str, Sequence[str]] = {
    "collections": (
        *("ChainMap", "Counter", "OrderedDict", "UserDict", "UserList"),
        *("defaultdict", "deque", "namedtuple"),
    ),
    "contextlib": ("ExitStack", "contextmanager"),
    "dataclasses": ("dataclass", "field"),
    "enum": ("Enum", "IntEnum"),
    "functools": ("lru_cache", "partial", "reduce", "wraps"),
    "pathlib": ("Path", "PurePosixPath"),
    "string": ("Template",),
    "types": ("SimpleNamespace",),
    "typing": ("NamedTuple",),
}
"""Names that scripts import from modules; a module is imported where its own name is used."""

MODULES = (
    *("ast", "bisect", "codecs", "collections", "configparser", "contextlib", "copy", "csv"),
    *("fileinput", "filecmp", "fnmatch", "functools", "glob", "hashlib", "heapq", "importlib"),
    *("inspect", "io", "itertools", "json", "linecache", "logging", "operator", "os"),
    *("pathlib", "pkgutil", "platform", "posixpath", "re", "runpy", "shlex", "shutil", "string"),
    *("sys", "textwrap", "tokenize", "tomllib", "types", "warnings"),
)

TAIL = (
    "setup(name='demo', version='1.0', "
    "description=' '.join(text.strip()[:3] for text in texts), packages=['demo'])\n"
)


class Snippet(NamedTuple):
    """Some statements of a script; `kinds` are the headings of their templates."""

    kinds: tuple[str, ...]
    text: str


class Template(NamedTuple):
    """A text of `statements` and the heading above it."""

    kind: str
    text: str


@cache
def templates(text: str) -> tuple[tuple[str, tuple[Template, ...]], ...]:
    """Return the templates of a text of `statements` by their headings."""
    kinds: dict[str, list[Template]] = {}
    kind = ""
    for paragraph in text.strip().split("\n\n"):
        if paragraph.startswith("## "):
            kind = paragraph.removeprefix("## ")
        else:
            kinds.setdefault(kind, []).append(Template(kind, paragraph))
    return tuple((kind, tuple(found)) for kind, found in kinds.items())


def every_template() -> Iterator[Template]:
    """Yield all templates, and one for each form of paths, tests, and ways to read."""
    for text in (statements.STATEMENTS, statements.MODULE, statements.BLOCKS):
        for _, found in templates(text):
            yield from found
    for line in lines(statements.PATHS):
        yield Template("a path", f"$read[{line}]")
    for line in lines(statements.TESTS):
        yield Template("a test", f"if {line}:\n    $read[$file]\nelse:\n    $read[$file]")
    for line in lines(statements.READS):
        yield Template("a way to read", line.replace("\\n", "\n").replace("PATH", "$path"))


def lines(text: str) -> tuple[str, ...]:
    return tuple(text.strip().splitlines())


def assembled(snippets: Sequence[Snippet]) -> str:
    """Return the script of some snippets."""
    return completed("\n".join(snippet.text for snippet in snippets))


def completed(body: str) -> str:
    """Return the script of some statements, with the imports and the prelude that they need."""
    text = explained(body) + "\n" + TAIL
    words = mentioned(text)
    used = [f"import {name}" for name in MODULES if name in words]
    for module, candidates in FROM.items():
        if names := [name for name in candidates if name in words]:
            used.append(f"from {module} import {', '.join(names)}")
    return "\n".join([*used, "from setuptools import setup", text])


def explained(body: str) -> str:
    """Return some statements behind what they use of the prelude."""
    words = mentioned(body) | {"texts"}
    before: list[str] = []
    for name, line in reversed((HELPERS | SHARED).items()):
        if name in words:
            words |= mentioned(line)
            before.insert(0, line)
    return "\n".join([*before, body])


def mentioned(text: str) -> set[str]:
    """Return all words of a script that may be names of variables."""
    return set(_NAME.findall(text))


# --- templates filled in ----------------------------------------------------------------

DEPTH = 2
"""How many blocks may stand within one another."""

_NAME = re.compile(r"(?<![\w.])(?<!def )[A-Za-z_]\w*")
_WORD = re.compile(r"\$(?:\$|([a-z]+)([1-9]?)(?:@([a-z]+))?)")
_OWN = re.compile(r"\b([A-Za-z][A-Za-z0-9]*)_\b(?!_)")
_READ = re.compile(r"\$read\[(.*)\]$")


class Writer:
    """Fills in templates as the numbers of `roll` say; `kinds` are those it used.

    `only` is a part of the headings to which it keeps, if there are such.
    """

    def __init__(self, roll: Roll, only: str = "") -> None:
        self._roll = roll
        self._only = only
        self.kinds: list[str] = []

    def pick(self, options: Sequence[T]) -> T:
        return options[self._roll(len(options))]

    def snippet(self) -> Snippet:
        """Return a snippet of any kind."""
        text = self._statement(0)
        return Snippet(tuple(self.kinds), text)

    def filled(self, template: Template) -> Snippet:
        """Return a snippet from this template."""
        text = self._block(template, 0)
        return Snippet(tuple(self.kinds), text)

    def _statement(self, depth: int) -> str:
        options = templates(statements.STATEMENTS)
        if depth < DEPTH:
            options += templates(statements.BLOCKS)
        if depth == 0:
            options += templates(statements.MODULE)
        if chosen := tuple(option for option in options if self._only in option[0]):
            options = chosen
        _, found = self.pick(options)
        return self._block(self.pick(found), depth)

    def _block(self, template: Template, depth: int) -> str:
        self.kinds.append(template.kind)
        files: dict[str, str] = {}
        text: list[str] = []
        for line in template.text.splitlines():
            line = _OWN.sub(rf"\g<1>{depth + 1}", line)
            bare = line.lstrip()
            indent = line[: len(line) - len(bare)]
            if bare == "$do":
                block = self._statement(depth + 1)
            elif match := _READ.fullmatch(bare):
                path = self._line(match[1], files, depth)
                block = self.pick(lines(statements.READS)).replace("\\n", "\n")
                block = block.replace("PATH", path)
            else:
                block = self._line(bare, files, depth)
            text += [indent + part for part in block.split("\n")]
        whole = "\n".join(text)
        if "$globals" not in whole:
            return whole
        words = mentioned(whole)
        used = ", ".join(name for name in SHARED if name in words)
        return whole.replace("global $globals", f"global {used}" if used else "pass")

    def _line(self, line: str, files: dict[str, str], depth: int) -> str:
        def word(match: re.Match[str]) -> str:
            name, digit, form = match.groups()
            match name:
                case None:
                    return "$"
                case "path":
                    options = lines(statements.PATHS if depth <= DEPTH else statements.LEAST_PATHS)
                    return self._line(self.pick(options), {}, depth + 1)
                case "test":
                    options = lines(statements.TESTS)
                    if depth > DEPTH:
                        options = tuple(option for option in options if "$test" not in option)
                    return self._line(self.pick(options), {}, depth + 1)
                case "file":
                    return repr(self.pick(TEXTS))
                case "k":
                    return repr(self.pick(KEYS))
                case "n":
                    return str(self._roll(4))
                case "list":
                    return self.pick(("names", "more"))
                case "globals":
                    return match[0]
                case _:
                    mark = name + digit
                    if mark not in files:
                        taken = set(files.values())
                        pool = [file for file in POOLS[name] if file not in taken]
                        files[mark] = self.pick(pool)
                    return FORMS[form](files[mark]) if form else repr(files[mark])

        return _WORD.sub(word, line)


# --- with Hypothesis --------------------------------------------------------------------


@cache
def _below(bound: int) -> st.SearchStrategy[int]:
    return st.integers(0, bound - 1)


@st.composite
def snippets(draw: st.DrawFn) -> Snippet:
    """Return snippets of any kind; the first templates of each kind are the least ones."""
    return Writer(lambda bound: draw(_below(bound))).snippet()


def programs(size: int = 9) -> st.SearchStrategy[list[Snippet]]:
    """Return scripts of at most so many snippets, to be put together by `assembled`."""
    return st.lists(snippets(), min_size=1, max_size=size)
