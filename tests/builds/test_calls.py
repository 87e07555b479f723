"""Arguments of calls that are plain to see."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.builds.calls import calls

NAMES = frozenset({"build"})


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("other('a')", [], id="another function"),
        pytest.param("def build(x): pass", [], id="a definition"),
        pytest.param("build(", [], id="no Python"),
        pytest.param("build(x + 1)", [(None,)], id="what cannot be told"),
        pytest.param("A = A\nbuild(A)", [(None,)], id="a name that leads to itself"),
        pytest.param("build(join(x, 'a'))", [(None,)], id="a path of which a part is not known"),
        pytest.param("build('a', 1)\nmod.build()", [("a", None), ()], id="literals"),
        pytest.param("A = 'a'\nbuild(A)", [("a",)], id="a name"),
        pytest.param(
            "HERE = Path(__file__).parent.resolve()\nbuild(HERE / 'a' / 'b')",
            [("a/b",)],
            id="pathlib",
        ),
        pytest.param(
            "HERE = os.path.dirname(os.path.abspath(__file__))\nbuild(os.path.join(HERE, 'a'))",
            [("a",)],
            id="os.path",
        ),
        pytest.param("build(str(Path('x').joinpath('a')))", [("x/a",)], id="joinpath"),
        pytest.param("build(os.getcwd())", [(".",)], id="the working folder"),
    ],
)
def test_arguments(lay_out: LayOut, code: str, expected: list[tuple[str | None, ...]]) -> None:
    found = calls(lay_out({"setup.py": code + "\n"}), "setup.py", NAMES)
    assert [call.arguments for call in found] == expected


def test_argument_by_place_or_name(lay_out: LayOut) -> None:
    project = lay_out({"setup.py": "\nbuild('a', path='b', **more)\n"})
    (call,) = calls(project, "setup.py", NAMES)
    assert call.at.line == 2
    assert [call.argument(0, "x"), call.argument(1, "path"), call.argument(1, "x")] == [
        "a",
        "b",
        None,
    ]


def test_no_script(lay_out: LayOut) -> None:
    assert list(calls(lay_out({}), "setup.py", NAMES)) == []
