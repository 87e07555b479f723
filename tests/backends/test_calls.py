"""Calls of other libraries, with those of their arguments that are known."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.python.study import study

HEAD = "import os\nfrom os.path import join\nfrom pathlib import Path\nimport mod\n"
HEAD += "from mod import build, x\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("def build(x): pass\nbuild('a')", [], id="a function of the script itself"),
        pytest.param("def never():\n    build('a')", [], id="a call that no build makes"),
        pytest.param("build(x + 1)", [[None]], id="what cannot be told"),
        pytest.param("build(join(x, 'a'))", [[None]], id="a path of which a part is not known"),
        pytest.param("build('a', 1)\nmod.build()", [["a", 1], []], id="literals"),
        pytest.param("A = 'a'\nbuild(A)", [["a"]], id="a name"),
        pytest.param(
            "build(['a', ('b', x)], {'c': x})", [[["a", ["b", None]], {"c": None}]], id="lists"
        ),
        pytest.param("a = ['a']\nbuild(a)\na.append('b')", [[["a"]]], id="as it is then"),
        pytest.param(
            "HERE = Path(__file__).parent.resolve()\nbuild(HERE / 'a' / 'b')",
            [["a/b"]],
            id="pathlib",
        ),
        pytest.param(
            "HERE = os.path.dirname(os.path.abspath(__file__))\nbuild(os.path.join(HERE, 'a'))",
            [["a"]],
            id="os.path",
        ),
        pytest.param("build(str(Path('x').joinpath('a')))", [["x/a"]], id="joinpath"),
        pytest.param("build(os.getcwd())", [["."]], id="the working folder"),
        pytest.param("build(os.path.dirname(os.getcwd()))", [[".."]], id="the folder above it"),
        pytest.param("mod.Thing().build('a')", [["a"]], id="a method"),
        pytest.param(
            "for i in range(10 ** 6):\n    for j in range(100):\n        x(i, j)\n"
            "build('a', x, ('b',))",
            [["a", None, ["b"]]],
            id="literals, where all is too much to be followed",
        ),
    ],
)
def test_arguments(lay_out: LayOut, code: str, expected: list[list[object]]) -> None:
    found = study(lay_out({"setup.py": f"{HEAD}{code}\n"}), "setup.py")
    assert [call.arguments for call in found.calls if call.last == "build"] == expected


def test_argument_by_place_or_name(lay_out: LayOut) -> None:
    project = lay_out({"setup.py": "from mod import build\nbuild('a', path='b', **more)\n"})
    (call,) = study(project, "setup.py").calls
    assert (call.name, call.at.line) == ("mod.build", 2)
    assert [call.argument(0, "x"), call.argument(1, "path"), call.argument(1, "x")] == [
        "a",
        "b",
        None,
    ]
