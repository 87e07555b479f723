"""Which expressions are only tested."""

from __future__ import annotations

import ast

import pytest

from uvlint.builds.switches import is_switch
from uvlint.views import python_source

READ = "os.environ.get('X')"


def answer(code: str) -> bool:
    source = python_source.parse("setup.py", code.encode())
    node = next(
        n for n in ast.walk(source.tree) if isinstance(n, ast.expr) and ast.unparse(n) == READ
    )
    return is_switch(source, source.place(node))


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(f"v = {READ}", id="kept, by whom is not known"),
        pytest.param(f"v = {READ}\nsetup(version=v)", id="handed on"),
        pytest.param(f"v = {READ} or 'x'\nprint(v)", id="with a default"),
        pytest.param(f"setup(version={READ})", id="an argument of a foreign function"),
        pytest.param(f"setup({READ})", id="an argument by position"),
        pytest.param(f"v = {READ}.split()\nprint(v)", id="taken apart"),
        pytest.param(f"v = '1+' + {READ}", id="part of a text"),
        pytest.param(f"v = 'x' if a else {READ}\nprint(v)", id="one of two values"),
        pytest.param(f"def f():\n    return {READ}", id="returned to a tool"),
        pytest.param(f"def f():\n    return {READ}\nsetup(version=f())", id="returned"),
        pytest.param(f"v = {READ}\nif v:\n    setup(version=v)", id="tested and handed on"),
        pytest.param(f"def f(v):\n    return v\nsetup(version=f({READ}))", id="given back"),
        pytest.param(f"if (v := {READ}):\n    setup(version=v)", id="named in a test"),
        pytest.param(f"v = [{READ}]", id="in a list"),
    ],
)
def test_a_value(code: str) -> None:
    assert not answer(code)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(READ, id="not used"),
        pytest.param(f"if {READ}:\n    pass", id="if"),
        pytest.param(f"a = 1 if {READ} else 2", id="one or the other"),
        pytest.param(f"while {READ}:\n    pass", id="while"),
        pytest.param(f"assert {READ}", id="assert"),
        pytest.param(f"v = {READ} == '1'", id="compared"),
        pytest.param(f"v = not {READ}", id="negated"),
        pytest.param(f"v = bool({READ})", id="bool"),
        pytest.param(f"if int({READ}):\n    pass", id="a number that is tested"),
        pytest.param(f"v = {READ}.lower() in ('1', 'yes')", id="compared without case"),
        pytest.param(f"v = {READ}.startswith('1')", id="its beginning"),
        pytest.param(f"if {READ} or a:\n    pass", id="one of two conditions"),
        pytest.param(f"v = {READ}\nif v and v != '0':\n    pass", id="a name that is tested"),
        pytest.param(f"self.v = {READ}\nif self.v:\n    pass", id="an attribute that is tested"),
        pytest.param(f"v: str = {READ}\nif v:\n    pass", id="with an annotation"),
        pytest.param(f"def f():\n    return {READ}\nif f():\n    pass", id="returned and tested"),
        pytest.param(f"def f(v):\n    return v == '1'\nx = f({READ})", id="tested elsewhere"),
        pytest.param(f"def f(*, v):\n    return v == '1'\nx = f(v={READ})", id="by keyword"),
        pytest.param(f"if (v := {READ}):\n    print(not v)", id="named in a test and tested"),
    ],
)
def test_a_switch(code: str) -> None:
    assert answer(code)


def test_loops_end() -> None:
    assert not answer(f"def f(v):\n    return f(v)\nx = f({READ})")


def test_a_place_without_an_expression() -> None:
    source = python_source.parse("setup.py", b"pass\n")
    assert not is_switch(source, source.place(source.tree.body[0]))
