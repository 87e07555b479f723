"""Which variables only decide what is done, and which are handed on."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.python.study import study
from uvlint.model import Env

READ = "os.environ.get('X')"
HEAD = "import os\nfrom setuptools import setup\nfrom other import a, f\n"


def answer(lay_out: LayOut, code: str, file: str = "setup.py") -> bool:
    found = study(lay_out({file: f"{HEAD}{code}\nsetup()\n"}), file)
    (is_switch,) = {item.is_switch for item in found.consulted if item.key == Env("X")}
    return is_switch


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(f"v = {READ}\nsetup(version=v)", id="handed on"),
        pytest.param(f"v = {READ} or 'x'\nf(v)", id="with a default"),
        pytest.param(f"f(version={READ})", id="an argument of a foreign function"),
        pytest.param(f"setup({READ})", id="an argument by position"),
        pytest.param(f"v = {READ}.split()\nf(v)", id="taken apart"),
        pytest.param(f"v = '1+' + {READ}\nf(v)", id="part of a text"),
        pytest.param(f"v = 'x' if a else {READ}\nf(v)", id="one of two values"),
        pytest.param(f"def g():\n    return {READ}\nsetup(version=g())", id="returned"),
        pytest.param(f"v = {READ}\nif v:\n    setup(version=v)", id="tested and handed on"),
        pytest.param(f"def g(v):\n    return v\nsetup(version=g({READ}))", id="given back"),
        pytest.param(f"if (v := {READ}):\n    setup(version=v)", id="named in a test"),
        pytest.param(f"v = [{READ}]\nf(v)", id="in a list"),
        pytest.param(f"a.define({READ})", id="an argument of a foreign method"),
        pytest.param(f"with open('v', 'w') as o:\n    o.write({READ})", id="written"),
        pytest.param(f"print({READ}, file=open('v', 'w'))", id="printed into a file"),
        pytest.param(
            f"import pathlib\npathlib.Path('v').write_text('v = ' + {READ})", id="in a text"
        ),
        pytest.param(f"import subprocess\nsubprocess.run(['x', {READ}])", id="a word of a command"),
        pytest.param(
            f"import subprocess\nsubprocess.run(['x'], env={{'Y': {READ}}})", id="for a command"
        ),
        pytest.param(
            f"os.environ['Y'] = {READ} or '1'\nos.system('x')", id="in the environment of a command"
        ),
        pytest.param(
            "from setuptools import Extension\n"
            f"setup(ext_modules=[Extension('x', ['x.c'], define_macros=[('V', {READ})])])",
            id="in a declaration",
        ),
    ],
)
def test_a_value(lay_out: LayOut, code: str) -> None:
    assert not answer(lay_out, code)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(READ, id="not used"),
        pytest.param(f"v = {READ}", id="kept, in a script that sets up"),
        pytest.param(f"v = {READ}.split()\nprint(v)", id="printed"),
        pytest.param(f"if {READ}:\n    pass", id="if"),
        pytest.param(f"b = 1 if {READ} else 2\nf(b)", id="one or the other"),
        pytest.param(f"while {READ}:\n    pass", id="while"),
        pytest.param(f"assert {READ}", id="assert"),
        pytest.param(f"v = {READ} == '1'\nf(v)", id="compared"),
        pytest.param(f"v = not {READ}\nf(v)", id="negated"),
        pytest.param(f"v = bool({READ})\nf(v)", id="bool"),
        pytest.param(f"if int({READ}):\n    pass", id="a number that is tested"),
        pytest.param(f"v = {READ}.lower() in ('1', 'yes')\nf(v)", id="compared without case"),
        pytest.param(f"v = ({READ} or '').startswith('1')\nf(v)", id="its beginning"),
        pytest.param(f"if {READ} or a:\n    pass", id="one of two conditions"),
        pytest.param(f"v = {READ}\nif v and v != '0':\n    pass", id="a name that is tested"),
        pytest.param(
            f"class C:\n    def m(self):\n        self.v = {READ}\n        if self.v:\n"
            "            pass\nC().m()",
            id="an attribute that is tested",
        ),
        pytest.param(f"v: str = {READ}\nif v:\n    pass", id="with an annotation"),
        pytest.param(f"def g():\n    return {READ}\nif g():\n    pass", id="returned and tested"),
        pytest.param(f"def g(v):\n    return v == '1'\nf(g({READ}))", id="tested elsewhere"),
        pytest.param(f"def g(*, v):\n    return v == '1'\nf(g(v={READ}))", id="by keyword"),
        pytest.param(f"if (v := {READ}):\n    print(not v)", id="named in a test and tested"),
        pytest.param(
            "from setuptools import Extension\n"
            f"setup(ext_modules=[] if {READ} else [Extension('x', ['x.c'])])",
            id="decides what is compiled",
        ),
    ],
)
def test_a_switch(lay_out: LayOut, code: str) -> None:
    assert answer(lay_out, code)


def test_what_code_that_sets_up_nothing_keeps(lay_out: LayOut) -> None:
    found = study(
        lay_out({"setup.py": f"import os\nv = {READ}\nif {READ}:\n    w = 1\n"}), "setup.py"
    )
    assert [item.is_switch for item in found.consulted] == [False, True]


def test_what_a_hook_returns(lay_out: LayOut) -> None:
    assert not answer(lay_out, f"def get_version():\n    return {READ}", "build_hooks.py")
    assert answer(lay_out, f"def get_version():\n    return bool({READ})", "build_hooks.py")


def test_loops_end(lay_out: LayOut) -> None:
    assert not answer(lay_out, f"def g(v):\n    return g(v)\nf(g({READ}))")
