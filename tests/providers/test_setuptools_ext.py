"""Extensions in C that setuptools compiles."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from tests.providers.setuptools_family import build, head
from uvlint.providers.setuptools_ext import PROVIDER

HEAD = (
    "import subprocess\nfrom glob import glob\nfrom setuptools import Extension, setup\n"
    "from torch.utils.cpp_extension import CUDAExtension\n"
)


def ext(arguments: str, kind: str = "Extension") -> dict[str, str]:
    text = f"{HEAD}setup(ext_modules=[{kind}('demo._n', {arguments})])\n"
    return {"pyproject.toml": build(), "setup.py": text}


TREE = {
    "demo/__init__.py": "",
    "demo/n.c": '#include <Python.h>\n#include "n.h"\n',
    "demo/n.h": '#include "deep/m.h"\n#include "absent.h"\n',
    "demo/deep/m.h": '#include "n.h"\n',
    "demo/other.h": "",
    "include/api.h": "",
}
TABLE = '[[tool.setuptools.ext-modules]]\nname = "demo._n"\nsources = ["demo/n.c"]\n'
CMAKE = """
import os
from setuptools.command.build_ext import build_ext
class CMakeExtension(Extension):
    def __init__(self, name, sourcedir=''):
        super().__init__(name, sources=[])
        self.sourcedir = os.path.abspath(sourcedir)
class Build(build_ext):
    def build_extension(self, ext):
        subprocess.run(['cmake', ext.sourcedir], check=True)
setup(ext_modules=[CMakeExtension('demo', 'native')], cmdclass={'build_ext': Build})
"""


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": f"{HEAD}setup()\n"}, [], id="none"),
        pytest.param(ext("[]"), [], id="no sources"),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.py": f"{HEAD}with open('demo/t.in') as text, open('demo/t.c', 'w') as made:\n"
                "    made.write(text.read().replace('@', ''))\n"
                "setup(ext_modules=[Extension('demo._t', ['demo/t.c'], include_dirs=['include'])])\n",
                "demo/t.in": '#include "api.h"\n#include "other.h"\n',
            },
            ["include/api.h -> wheel", "demo/other.h -> wheel"],
            id="what a template of a source includes",
        ),
        pytest.param(
            {
                **ext("['demo/m.cpp'], include_dirs=['Lib']"),
                "demo/m.cpp": "#include <Dense>\n",
                "Lib/Dense": '#include "Core"\n',
                "Lib/Core": "",
            },
            ["demo/m.cpp -> wheel", "Lib/Dense -> wheel", "Lib/Core -> wheel"],
            id="headers without suffix",
        ),
        pytest.param(
            {
                **ext("['demo/m.i'], swig_opts=['-c++', '-Iinclude']"),
                "demo/m.i": '%include "t.i"\n',
                "include/t.i": "",
            },
            ["demo/m.i -> wheel", "include/t.i -> wheel"],
            id="what SWIG includes",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.py": f"{HEAD}from setuptools.command.build_ext import build_ext\n"
                "class Build(build_ext):\n"
                "    def build_extensions(self):\n"
                "        self.compiler.compile(['demo/t.c'], include_dirs=['include'])\n"
                "setup(cmdclass={'build_ext': Build})\n",
                "demo/t.c": '#include "api.h"\n',
            },
            ["likely demo/t.c -> wheel", "likely include/api.h -> wheel"],
            id="what a command compiles",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.py": f"{HEAD}from distutils.ccompiler import new_compiler\n"
                "new_compiler().compile(['demo/n.c'])\nsetup()\n",
            },
            ["demo/n.c -> wheel", "demo/n.h -> wheel", "demo/deep/m.h -> wheel"],
            id="what setup.py compiles",
        ),
        pytest.param(ext("unknown"), [], id="unknown sources"),
        pytest.param(ext("['demo/absent.c']"), [], id="sources that are generated"),
        pytest.param(
            {**ext("['demo/n.c']"), "pyproject.toml": build("cython"), "demo/n.pyx": ""},
            [],
            id="sources that Cython writes",
        ),
        pytest.param(ext("['demo/n.pyx']"), [], id="sources for Cython"),
        pytest.param(
            ext("['demo/n.c']", "CUDAExtension"),
            ["demo/n.c -> wheel", "demo/n.h -> wheel", "demo/deep/m.h -> wheel"],
            id="any kind of extension",
        ),
        pytest.param(
            ext("['demo/n.c']"),
            ["demo/n.c -> wheel", "demo/n.h -> wheel", "demo/deep/m.h -> wheel"],
            id="headers are found through includes",
        ),
        pytest.param(
            ext("sources=['demo/n.c'], depends=['demo/other.h']"),
            [
                "demo/n.c -> wheel",
                "demo/other.h -> wheel",
                "demo/n.h -> wheel",
                "demo/deep/m.h -> wheel",
            ],
            id="depends",
        ),
        pytest.param(
            {**ext("['a.c'], include_dirs=['include']"), "a.c": "#include <api.h>\n"},
            ["a.c -> wheel", "include/api.h -> wheel"],
            id="include_dirs",
        ),
        pytest.param(
            {
                **ext("['demo/sub/a.c'], include_dirs=['.']"),
                "demo/sub/a.c": "#include <demo/n.h>\n",
            },
            ["demo/sub/a.c -> wheel", "demo/n.h -> wheel", "demo/deep/m.h -> wheel"],
            id="the folder of the project among include_dirs",
        ),
        pytest.param(
            {**ext("['demo/n.c']"), "demo/n.pyx": ""},
            ["demo/n.c -> wheel", "demo/n.h -> wheel", "demo/deep/m.h -> wheel"],
            id="C beside the source that it was once translated from",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.py": f"{HEAD}e = Extension('a', ['a.c'])\ne.include_dirs.append('include')\n"
                "e.sources += ['demo/other.h']\nsetup(ext_modules=[e])\n",
                "a.c": "#include <api.h>\n",
            },
            ["a.c -> wheel", "demo/other.h -> wheel", "include/api.h -> wheel"],
            id="lists that are filled later",
        ),
        pytest.param(
            {**ext("['a.c'], extra_objects=['lib/a.a', 'lib/absent.a']"), "a.c": "", "lib/a.a": ""},
            ["a.c -> wheel", "lib/a.a -> wheel"],
            id="objects that are linked",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.py": f"{HEAD}subprocess.call(['make'])\n"
                "setup(ext_modules=[Extension('a', ['a.c'], extra_objects=['lib/a.a'])])\n",
                "a.c": "",
                "lib/a.a": "",
            },
            ["a.c -> wheel"],
            id="objects that another program may have made",
        ),
        pytest.param(
            {
                **ext("sorted(glob('src/*.cpp'))"),
                "src/a.cpp": '#include "a.hpp"\n',
                "src/a.hpp": "",
            },
            ["src/**/*.cpp -> wheel", "src/a.hpp -> wheel"],
            id="an open set stays open",
        ),
        pytest.param(
            {**ext("['src/%d.c' % i for i in [1, 2]]"), "src/1.c": "", "src/2.c": ""},
            ["src/1.c -> wheel", "src/2.c -> wheel"],
            id="a computed list",
        ),
        pytest.param(
            {"pyproject.toml": head(dynamic=()) + TABLE},
            ["demo/n.c -> wheel", "demo/n.h -> wheel", "demo/deep/m.h -> wheel"],
            id="pyproject.toml",
        ),
        pytest.param(
            {
                "pyproject.toml": head(dynamic=())
                + TABLE.replace("[", "", 1)
                .replace("]", "", 1)
                .replace('sources = ["demo/n.c"]', "sources = 1")
            },
            [],
            id="pyproject.toml with other types",
        ),
        pytest.param(
            {
                "setup.py": f"{HEAD}setup(libraries=[('x', {{'sources': ['demo/n.c']}})])\n",
                "pyproject.toml": build(),
            },
            ["demo/n.c -> wheel", "demo/n.h -> wheel", "demo/deep/m.h -> wheel"],
            id="a C library",
        ),
        pytest.param(
            {
                "pyproject.toml": build(),
                "setup.py": HEAD + CMAKE,
                "native/CMakeLists.txt": "add_library(a a.cpp)\n",
                "native/a.cpp": "",
            },
            ["native/CMakeLists.txt -> wheel", "native/a.cpp -> wheel"],
            id="CMake, run by a command",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert sorted(found(PROVIDER, lay_out({**TREE, **files}))) == sorted(expected)


def test_outputs_lie_beside_the_package(lay_out: LayOut) -> None:
    outputs = written(PROVIDER, lay_out({**TREE, **ext("['demo/n.c']")}))
    assert "demo/*.so" in outputs
    assert len(outputs) == len(set(outputs))


MISFITS = (
    WrongType("setuptools.build_meta", "", "setuptools.ext-modules = <3>", "an array of tables"),
    WrongType(
        "setuptools.build_meta",
        "",
        "setuptools.ext-modules = [{name = 'a', sources = <3>}]",
        "an array of strings",
    ),
)
