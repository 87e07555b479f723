"""Code that means harm, is broken, or makes no sense: never an error, never a long wait."""

from __future__ import annotations

import ast
import contextlib
import gc
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.backends.test_code import HEAD, READS, SILENT
from tests.conftest import LayOut
from uvlint.backends.python.inputs import code_inputs, code_outputs
from uvlint.backends.python.study import study
from uvlint.model import Certainty, File, Location, Unreadable
from uvlint.project import Project
from uvlint.pyeval.machine import Machine


def examine(project: Project, file: str) -> None:
    at = Location(file)
    list(code_inputs(project, file, feeds=("version",), at=at, why="it runs", sys_path=(".",)))
    list(code_outputs(project, file, (".",)))
    found = study(project, file, (".",))
    for call in found.setup_calls:
        for name in call.values:
            assert call.argument(name)


ROUNDS = "for i in (1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6):\n"
HOSTILE = {
    "many lines": "\n".join(f"x{i} = open('d/{i}').read()" for i in range(10_000)),
    "many branches": "\n".join(f"if a:\n    b{i} = open('{i}')" for i in range(3_000)),
    "a long sum": "x = " + "+".join(["'a'"] * 900),
    "deep brackets": "x = " + "[" * 90 + "]" * 90,
    "deep branches": "if a:\n  pass\n" + "".join(f"elif a == {i}:\n  b\n" for i in range(900)),
    "helpers of helpers": "def f0(): open('a')\n"
    + "\n".join(f"def f{i}(): f{i - 1}(); f{i - 1}()" for i in range(1, 60))
    + "\nf59()\n",
    "text that doubles": f"s = 'ab'\n{ROUNDS}  s = s + s\n  s = f'{{s}}{{s}}'\n"
    "  s = '%s%s' % (s, s)\n  s = '{}{}'.format(s, s)\n  s = s.join([s, s])\nopen(s)\n",
    "lists that double": f"l = [1]\n{ROUNDS}  l = l + l\n  l.extend(l)\n  l += l\nsetup(a=l)\n",
    "lists of lists": "a = [1]\n" + "a = [a, a]\n" * 100 + "setup(a=a)\n",
    **{
        f"a tree of itself in {use}": "import functools, json\nx = ('a', 'b')\n"
        + "x = (x, x)\n" * 60
        + f"@functools.cache\ndef f(a): return a\n{use}\n"
        for use in (
            "class A(dict[x]): pass",
            "f(x)",
            "isinstance(1, x)",
            "d = {x: x}[x]",
            "t = f'{x}' + repr(x) + '%s' % (x,)",
            "x == (x, x)",
            "json.dumps(x)",
            "setup(packages=x)",
            "unheard_of.function(x)",
        )
    },
    "a list in itself": "l = []\nd = {'l': l, 'd': {}}\nl.append(l)\nl.append(d)\nd['d'] = d\n"
    "setup(ext_modules=l, cmdclass=d, cffi_modules=l, data_files=l, libraries=l)\n",
    "code that runs itself": "import hook, setup, subprocess, sys, runpy\n"
    "exec(open(__file__).read())\nsubprocess.call([sys.executable, __file__])\n"
    "runpy.run_path(__file__)\n",
    "classes of themselves": "class A(A): pass\nclass B(B, A): pass\nB()\nsetup(cmdclass={'build': B})",
    "recursion": "def f(x): return f(f(x))\nf(f)\ng = lambda *a: g(*a, *a)\ng(1, 2)\n",
    "large numbers": "x = 10 ** 10 ** 10\ny = 'a' * 10 ** 12\nz = '{:999999999}'.format('')\n"
    "q = '%999999999d' % 1\nopen(f'{x:>99999999}')\n'a b'.split(' ', 99999999999999999999999)\n",
    "odd templates": "'{\u00b2}{99999999999999999999}{0.a}{a!r:>9}{'.format(1)\n'%(a)s%' % {}\n'%z' % 1",
    "products": "from itertools import product\n"
    f"l = [{','.join(f'{i!r}' for i in range(300))}]\n"
    "for a, b, c in product(l, l, l):\n  for d in l:\n    open(f'{a}{b}{c}{d}')\n",
    "many options": "import os\nx = 'a'\n"
    + "\n".join(f"if os.environ.get('X{i}'):\n  x = x + '{i}'" for i in range(200))
    + "\nopen(os.path.join(x, x, x, x, x))\n",
    "names that are no names": "import os\nopen('\\ud800\\0')\nopen('a\\nb')\nopen('')\nos.environ['\\ud800']\n"
    "os.environ['']\nos.environ['a=b']\nopen('x' * 4000)\nimport a.b.c\n",
    "wild characters": "open('\\ufdd0')\nopen('\\ufdd3/\\ufdd3')\nopen('[')\nopen('{a,b}')\n",
    "loops without end": "i = 0\nwhile i < 9:\n  open('a')\nwhile i >= 0:\n  i += 1\n  open('b')\n"
    "while True:\n  while True:\n    pass\nfor a in range(10 ** 12):\n  open(str(a))\n",
    "text that runs itself": "s = 'exec(s); exec(s)'\nexec(s)\nexec('x = (')\nexec('\\0')\nexec('\\ud800')\n",
    "large products": "a = 'x' * 10 ** 9\nb = [1] * 10 ** 9\nc = b * -1\nd = '%099d' % 1\nopen(a)\n"
    "range(-10 ** 9, 10 ** 9, 10 ** 3)\nrange(1, 2, 0)\nint('9' * 5000)\nlen(a)\n",
    "a large literal": f"x = '{'a' * 200_000}'\ny = {list(range(5000))}\nopen(x)\nfor i in y:\n  open(str(i))\n",
    "many lines of one function": "def f():\n" + "  open('a')\n" * 9_000 + "f()\nf()\n",
    "more than can be told": "d = {}\nfor i in range(200):\n  d[str(i)] = dict(d)\nsetup(**d)\n",
    "ranges upon ranges": f"x = [{'range(999), ' * 20_000}]\n",
    "a list forty thousand deep": "a = []\nfor i in range(200):\n  for j in range(200):\n    a = [a]\n"
    "setup(version=a, ext_modules=a, libraries=a)\n",
    "odd classes": "from dataclasses import dataclass\nfrom collections import namedtuple, defaultdict\n"
    "@dataclass\nclass A(A):\n  a: int\nA(1, 2, 3, *x, **y)\nnamedtuple()\nnamedtuple('a', x)(1, 2)\n"
    "d = defaultdict(lambda: d)\nd[1][2][3][x]\ndefaultdict(x, 1)[1]\nclass B:\n  __enter__ = __exit__ = None\n"
    "with B(): pass\nwith A(1) as (a, *b): pass\nmatch 1:\n  case {'a': b, **c}: pass\n  case A(x=1) | [*_]: pass\n",
    "stars": "f(*a, **b)\nf(*1, **2)\n[*x, *1]\n{**x, **1}\nprint(*open(*x))\n",
}


@pytest.mark.parametrize("code", [pytest.param(code, id=name) for name, code in HOSTILE.items()])
def test_hostile_code_ends_soon(lay_out: LayOut, code: str) -> None:
    project = lay_out({"setup.py": f"from setuptools import setup\n{code}", "hook.py": code})
    start = time.process_time()
    for file in ("setup.py", "hook.py"):
        examine(project, file)
    assert time.process_time() - start < 10


def test_beyond_the_end_an_import_is_as_sure_as_its_place(lay_out: LayOut) -> None:
    endless = "x = (1, 2)\n" + "x = (x, x)\n" * 60 + "isinstance(1, x)\n"
    project = lay_out(
        {
            "setup.py": f"from setuptools import setup\n{endless}if a:\n  import rare\nimport usual\n",
            "rare.py": "import behind\n",
            "behind.py": "",
            "usual.py": "def f(): import both\nimport then\n",
            "both.py": "import late\n",
            "late.py": "",
            "then.py": "import both\n",
        }
    )
    found = study(project, "setup.py", (".",))
    assert not found.is_whole
    sure: dict[str, Certainty] = {}
    for item in found.consulted:
        if item.runs:
            sure[item.name] = max(item.certainty, sure.get(item.name, Certainty.POSSIBLE))
    assert sure["rare.py"] == sure["behind.py"] == Certainty.POSSIBLE
    assert Certainty.POSSIBLE not in {
        sure[f"{name}.py"] for name in ("usual", "then", "both", "late")
    }


def test_a_run_leaves_nothing_to_the_collector(lay_out: LayOut) -> None:
    project = lay_out(
        {"setup.py": f"{HEAD}def f():\n  f()\nif os.environ.get('A'):\n  open('a')\n"}
    )
    gc.collect()
    gc.disable()
    try:
        examine(project, "setup.py")
        assert not any(isinstance(found, Machine) for found in gc.get_objects())
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "code",
    [
        "open('../../../../../../../../../../../../../../../../x')",
        "open('/etc/passwd')",
        "import os\nos.chdir('/')\nopen('x')",
        "import glob\nfor n in glob.glob('**/*', recursive=True): open(n)",
        "import shutil\nshutil.copytree('.', '/tmp/x')",
    ],
)
def test_nothing_far_away_and_not_the_whole_tree(lay_out: LayOut, code: str) -> None:
    project = lay_out({"setup.py": code, "a/b": ""})
    at = Location("setup.py")
    found = code_inputs(project, "setup.py", feeds=("version",), at=at, why="it runs")
    assert all(item.key in (None, File("setup.py")) for item in found)


SNIPPETS = [code for _, code, *_ in READS] + [code for _, code in SILENT]
EXPRESSIONS = [
    node
    for code in SNIPPETS
    for node in ast.walk(ast.parse(code))
    if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", None) or ast.Load(), ast.Load)
]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    codes=st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=5),
    cut=st.integers(0, 400),
)
def test_truncated_code(lay_out: LayOut, codes: list[str], cut: int) -> None:
    text = HEAD + "\n".join(codes)
    project = lay_out({"setup.py": text[: len(text) - cut], "hook.py": text[cut:]})
    for file in ("setup.py", "hook.py"):
        with contextlib.suppress(Unreadable):
            examine(project, file)


@pytest.mark.parametrize("word", ["break", "continue"])
@pytest.mark.parametrize(
    "code",
    [
        "{word}",
        "if unknown:\n    {word}",
        "for item in unknown:\n    pass\nelse:\n    if item:\n        {word}",
        "def f():\n    if unknown:\n        {word}\nwhile unknown:\n    f()",
    ],
)
def test_what_leaves_no_loop(lay_out: LayOut, code: str, word: str) -> None:
    text = HEAD + code.format(word=word) + "\nsetup()\n"
    examine(lay_out({"setup.py": text.replace("unknown", "os.environ")}), "setup.py")


class Shuffle(ast.NodeTransformer):
    """Puts other expressions in the place of some."""

    def __init__(self, choices: list[int]) -> None:
        self.choices = choices

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        is_read = isinstance(node, ast.expr) and not isinstance(
            getattr(node, "ctx", ast.Load()), ast.Store | ast.Del
        )
        if is_read and self.choices:
            choice = self.choices.pop()
            if choice:
                return EXPRESSIONS[choice % len(EXPRESSIONS)]
        return node


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    codes=st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=4),
    choices=st.lists(st.one_of(st.just(0), st.integers(0, 10_000)), max_size=40),
)
def test_senseless_code(lay_out: LayOut, codes: list[str], choices: list[int]) -> None:
    tree = Shuffle(list(choices)).visit(ast.parse(HEAD + "\n".join(codes)))
    try:
        text = ast.unparse(ast.fix_missing_locations(tree))
    except ValueError:  # an f-string that cannot be written
        return
    project = lay_out({"setup.py": text, "hook.py": text, "a/v.py": text})
    for file in ("setup.py", "hook.py"):
        with contextlib.suppress(Unreadable):
            examine(project, file)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.binary(max_size=200))
def test_random_bytes(lay_out: LayOut, data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        examine(lay_out({"setup.py": data}), "setup.py")
