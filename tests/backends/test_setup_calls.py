"""What is known of the arguments of `setup()`."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.setuptools.settings import Keyword, keyword, script
from uvlint.pyeval.facts import UNCLEAR, WholeFile

HEAD = """\
import io
import os
from pathlib import Path
from other import unknown
from setuptools import setup
HERE = os.path.dirname(os.path.abspath(__file__))
"""
FILES = {"README.md": "# demo\n", "a.py": "V = '1'\n"}
MUCH = "for i in range(10 ** 6):\n    for j in range(100):\n        unknown(i, j)\n"


@pytest.mark.parametrize(
    ("code", "value"),
    [
        pytest.param("x = 'a'", "a", id="text"),
        pytest.param("x = ('a', ['b', None])", ["a", ["b", None]], id="lists"),
        pytest.param("x = {'a': 1}", {"a": 1}, id="a dictionary"),
        pytest.param("x = []\nx.append('a')", ["a"], id="a list that grows"),
        pytest.param("x = '.'.join(map(str, (1, 0)))", "1.0", id="made of constants"),
        pytest.param("x = unknown()", UNCLEAR, id="not known"),
        pytest.param("x = [unknown]", UNCLEAR, id="a list with what is not known"),
        pytest.param("x = ['a']\nunknown(x)", UNCLEAR, id="a list that others may change"),
        pytest.param("x = {'a'}", UNCLEAR, id="a set, which has no order"),
        pytest.param("x = os.getenv('X', 'a')", UNCLEAR, id="a variable"),
        pytest.param("x = 'a' if os.getenv('X') else 'a'", UNCLEAR, id="decided by a variable"),
        pytest.param("x = {'a': 1}\nif unknown:\n    x['b'] = 2", UNCLEAR, id="a key too many"),
        pytest.param("from a import V as x", UNCLEAR, id="from another file"),
        pytest.param("x = HERE", UNCLEAR, id="a path, which differs from place to place"),
        pytest.param("import sys\nx = sys.prefix", UNCLEAR, id="a path elsewhere"),
        pytest.param("x = open('README.md').read()", WholeFile("README.md"), id="a file"),
        pytest.param(
            "with open('README.md', encoding='utf-8') as f:\n    x = f.read()",
            WholeFile("README.md"),
            id="a file in a block",
        ),
        pytest.param(
            "def read(*names):\n    with io.open(os.path.join(HERE, *names), 'rt', -1) as f:\n"
            "        return f.read()\nx = read('README.md')",
            UNCLEAR,
            id="a file opened in a way of its own",
        ),
        pytest.param(
            "def read(*names):\n    with io.open(os.path.join(HERE, *names)) as f:\n"
            "        return f.read()\nx = read('README.md')",
            WholeFile("README.md"),
            id="a file by a helper",
        ),
        pytest.param("x = Path('README.md').read_text('utf8')", WholeFile("README.md"), id="path"),
        pytest.param("x = Path('README.md').read_bytes()", UNCLEAR, id="bytes"),
        pytest.param("x = open('README.md', encoding='latin-1').read()", UNCLEAR, id="encoding"),
        pytest.param("x = open('README.md').read().strip()", UNCLEAR, id="not as it is"),
        pytest.param("x = open('README.md').read(100)", UNCLEAR, id="a part"),
        pytest.param("x = open('README.md').read() + 'a'", UNCLEAR, id="more than the file"),
        pytest.param(
            "with open('README.md') as f:\n    f.readline()\n    x = f.read()",
            UNCLEAR,
            id="the rest of a file",
        ),
        pytest.param(
            "with open('README.md') as f:\n    for line in f:\n        break\n    x = f.read()",
            UNCLEAR,
            id="the rest of a file behind a loop",
        ),
        pytest.param("f = open('README.md')\nnext(f)\nx = f.read()", UNCLEAR, id="by a name"),
        pytest.param("x = open('gone.md').read()", UNCLEAR, id="a file that is not there"),
        pytest.param(
            "open('README.md', 'w').write(unknown)\nx = open('README.md').read()",
            UNCLEAR,
            id="a file that the script writes",
        ),
    ],
)
def test_what_is_the_same_in_every_build(lay_out: LayOut, code: str, value: object) -> None:
    done = script(lay_out({**FILES, "setup.py": f"{HEAD}{code}\nsetup(description=x)\n"}))
    assert done is not None
    (call,) = done.setup_calls
    assert call.constants["description"] == value


@pytest.mark.parametrize(
    ("code", "is_plain"),
    [
        pytest.param("setup()", True, id="at the top"),
        pytest.param("if __name__ == '__main__':\n    setup()", True, id="of the main program"),
        pytest.param("def main():\n    setup()\nmain()", True, id="in a function"),
        pytest.param("if os.getenv('X'):\n    raise SystemExit\nsetup()", True, id="by default"),
        pytest.param("if unknown:\n    setup()", False, id="perhaps"),
        pytest.param("if os.getenv('X'):\n    setup()\nelse:\n    setup()", False, id="one of two"),
        pytest.param(
            "os.path.join = unknown\nsetup()", False, id="after code that may do anything"
        ),
        pytest.param(f"{MUCH}setup()", False, id="after more than can be followed"),
    ],
)
def test_the_one_call_of_every_build(lay_out: LayOut, code: str, is_plain: bool) -> None:
    done = script(lay_out({"setup.py": f"{HEAD}{code}\n"}))
    assert done is not None
    assert {call.is_plain for call in done.setup_calls} == {is_plain}


@pytest.mark.parametrize(
    ("code", "value", "empty"),
    [
        pytest.param("setup(use_x=True)", True, False, id="a literal"),
        pytest.param("setup(use_x=None)", None, True, id="none"),
        pytest.param("setup(use_x=unknown)", None, False, id="not known"),
        pytest.param("setup(use_x={})", {}, True, id="empty"),
        pytest.param("K = dict(use_x='a')\nsetup(**K)", "a", False, id="a table of arguments"),
        pytest.param("K = {}\nK['use_x'] = 'a'\nsetup(**K)", "a", False, id="one that is filled"),
        pytest.param(
            "setup(use_x={'a': unknown, 'b': (1, 2)})",
            {"a": None, "b": [1, 2]},
            False,
            id="a dictionary of which a part is known",
        ),
        pytest.param(
            "setup(use_x={'write_to': os.path.join(HERE, 'v.py')})",
            {"write_to": "v.py"},
            False,
            id="a path",
        ),
        pytest.param(f"{MUCH}setup(use_x=['a'])", ["a"], False, id="literals of a long script"),
    ],
)
def test_keyword(lay_out: LayOut, code: str, value: object, empty: bool) -> None:
    found = keyword(lay_out({"setup.py": f"{HEAD}{code}\n"}), "use_x")
    assert found is not None
    assert (found.value, found.empty) == (value, empty)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("setup()", id="none"),
        pytest.param("# use_x\nsetup()", id="a comment"),
        pytest.param("def never():\n    setup(use_x=1)\nsetup()", id="of a call nobody makes"),
        pytest.param("setup(use_x=", id="no Python"),
    ],
)
def test_no_keyword(lay_out: LayOut, code: str) -> None:
    assert keyword(lay_out({"setup.py": f"{HEAD}{code}\n"}), "use_x") is None
    assert keyword(lay_out({"other.py": ""}), "use_x") is None


def test_where_a_keyword_stands(lay_out: LayOut) -> None:
    project = lay_out({"setup.py": f"{HEAD}setup(\n    use_x=1,\n)\n"})
    found = keyword(project, "use_x")
    assert isinstance(found, Keyword)
    assert (found.at.line, found.at.column) == (HEAD.count("\n") + 2, 11)
