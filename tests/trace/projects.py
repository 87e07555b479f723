"""Small projects that compile, translate or generate, each in a way of its own."""

from __future__ import annotations

C = '#include "demo.h"\nint demo_number(void) { return NUMBER; }\n'
HEADER = "#define NUMBER 1\n"
SETUP = "from glob import glob\nfrom setuptools import Extension, setup\n"
PYX = "def number():\n    return 1\n"
MODULE = """
#include <Python.h>
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_demo", NULL, -1, NULL};
PyMODINIT_FUNC PyInit__demo(void) { return PyModule_Create(&module); }
"""
NAMED = '[project]\nname = "demo"\nversion = "1.0"\n'
LISTS = (
    "cmake_minimum_required(VERSION 3.20)\nproject(demo LANGUAGES C)\n"
    "find_package(Python REQUIRED COMPONENTS Interpreter Development.Module)\n"
)
ENDS = "install(TARGETS _demo DESTINATION demo)\n"
HOOK = (
    "import os, shutil, subprocess, sys\n"
    "from hatchling.builders.hooks.plugin.interface import BuildHookInterface\n\n"
    "class Hook(BuildHookInterface):\n    def initialize(self, version, build_data):\n        "
)


def built_by(backend: str, *requires: str, rest: str = NAMED) -> str:
    names = ", ".join(f'"{name}"' for name in requires)
    return f'[build-system]\nrequires = [{names}]\nbuild-backend = "{backend}"\n{rest}'


def setuptools(script: str, *requires: str, **files: str) -> dict[str, str]:
    """Return a project with a setup.py; names of files have `__` for a slash, `_0_` for a dot."""
    return {
        "pyproject.toml": built_by("setuptools.build_meta", "setuptools>=77", *requires)
        + '[tool.setuptools]\npackages = ["demo"]\n',
        "setup.py": SETUP + script,
        "demo/__init__.py": "",
    } | {name.replace("__", "/").replace("_0_", "."): text for name, text in files.items()}


def scikit(lists: str, *requires: str, **files: str) -> dict[str, str]:
    found = setuptools("", **files)
    del found["setup.py"]
    pyproject = built_by("scikit_build_core.build", "scikit-build-core>=0.11", "cmake", *requires)
    found |= {"pyproject.toml": pyproject, "CMakeLists.txt": LISTS + lists}
    return found


def hatch(hook: str, settings: str = "", **files: str) -> dict[str, str]:
    found = setuptools("", **files)
    del found["setup.py"]
    custom = "[tool.hatch.build.targets.wheel.hooks.custom]\n"
    pyproject = built_by("hatchling.build", "hatchling", rest=NAMED + custom + settings)
    found |= {"pyproject.toml": pyproject, "hatch_build.py": HOOK + hook}
    return found


EXTENSION = "Extension('demo._demo', {}, include_dirs=['include'])"
ONE = EXTENSION.format("['src/demo.c']")

PROJECTS = {
    "a header in a folder of headers": setuptools(
        f"setup(ext_modules=[{ONE}])", src__demo_0_c=C, include__demo_0_h=HEADER
    ),
    "sources by a pattern": setuptools(
        f"setup(ext_modules=[{EXTENSION.format('glob(' + repr('src/*.c') + ')')}])",
        src__demo_0_c=C,
        src__more_0_c="int more = 1;\n",
        include__demo_0_h='#include "deep.h"\n',
        include__deep_0_h=HEADER,
    ),
    "headers below the folder of the project": setuptools(
        "setup(ext_modules=[Extension('demo._demo', ['src/demo.c'], include_dirs=['.'])])",
        src__demo_0_c=C.replace("demo.h", "kit/demo.h"),
        kit__demo_0_h=HEADER,
    ),
    "a library in C beside the extension": setuptools(
        f"setup(ext_modules=[{ONE}], libraries=[('more', {{'sources': ['lib/more.c']}})])",
        src__demo_0_c=C,
        include__demo_0_h=HEADER,
        lib__more_0_c='#include "more.h"\nint more = MORE;\n',
        lib__more_0_h="#define MORE 1\n",
    ),
    "headers of C++ without suffix": setuptools(
        f"setup(ext_modules=[{EXTENSION.format(repr(['src/demo.cpp']))}])",
        src__demo_0_cpp="#include <Dense>\nint x = NUMBER;\n",
        include__Dense='#include "Core"\n',
        include__Core=HEADER,
    ),
    "extensions in pyproject.toml": {
        "pyproject.toml": built_by(
            "setuptools.build_meta",
            "setuptools>=77",
            rest=NAMED + '[[tool.setuptools.ext-modules]]\nname = "demo._demo"\n'
            'sources = ["src/demo.c"]\ninclude-dirs = ["include"]\n'
            '[tool.setuptools]\npackages = ["demo"]\n',
        ),
        "demo/__init__.py": "",
        "src/demo.c": C,
        "include/demo.h": HEADER,
    },
    "a template that setup.py fills": setuptools(
        "text = open('src/demo.c.in').read()\nopen('src/demo.c', 'w').write(text)\n"
        f"setup(ext_modules=[{ONE}])",
        src__demo_0_c_0_in=C,
        include__demo_0_h=HEADER,
        _0_gitignore="src/demo.c\n",
    ),
    "a template that a command fills": setuptools(
        "from setuptools.command.build_ext import build_ext\n"
        "class Build(build_ext):\n    def run(self):\n"
        "        with open('src/demo.c.in') as text, open('src/demo.c', 'w') as made:\n"
        "            made.write(text.read())\n        super().run()\n"
        f"setup(ext_modules=[{ONE}], cmdclass={{'build_ext': Build}})",
        src__demo_0_c_0_in=C,
        include__demo_0_h=HEADER,
        _0_gitignore="src/demo.c\n",
    ),
    "a script that generates a source": setuptools(
        "import subprocess, sys\n"
        "subprocess.run([sys.executable, 'tools/make.py', 'tools/names.txt'], check=True)\n"
        f"setup(ext_modules=[{ONE}])",
        tools__make_0_py="import sys\nfrom pathlib import Path\nfrom shape import SHAPE\n"
        "names = Path(sys.argv[1]).read_text()\nhere = Path(__file__).parent\n"
        "Path('src').mkdir(exist_ok=True)\n"
        "Path('src/demo.c').write_text((here / 'head.txt').read_text() + SHAPE + names)\n",
        tools__shape_0_py="SHAPE = 'int shape = 1;\\n'\n",
        tools__names_0_txt="int names = 1;\n",
        tools__head_0_txt=C,
        include__demo_0_h=HEADER,
        _0_gitignore="src/demo.c\n",
    ),
    "objects that a command compiles by itself": setuptools(
        "from setuptools.command.build_ext import build_ext\n"
        "class Build(build_ext):\n    def build_extensions(self):\n"
        "        self.compiler.compile(['lib/more.c'], output_dir=self.build_temp,"
        " include_dirs=['lib'])\n        super().build_extensions()\n"
        f"setup(ext_modules=[{ONE}], cmdclass={{'build_ext': Build}})",
        src__demo_0_c=C,
        include__demo_0_h=HEADER,
        lib__more_0_c="#include <more.h>\nint more = MORE;\n",
        lib__more_0_h="#define MORE 1\n",
    ),
    "configure and make": setuptools(
        "import subprocess\nfrom setuptools.command.build_ext import build_ext\n"
        "class Build(build_ext):\n    def run(self):\n"
        "        subprocess.check_call(['sh', './configure'], cwd='lib')\n"
        "        subprocess.check_call(['make'], cwd='lib')\n        super().run()\n"
        f"setup(ext_modules=[{ONE}], cmdclass={{'build_ext': Build}})",
        src__demo_0_c=C,
        include__demo_0_h=HEADER,
        lib__configure="#!/bin/sh\ncp config.h.in config.h\ncp Makefile.in Makefile\n",
        lib__config_0_h_0_in="#define MORE 1\n",
        lib__Makefile_0_in="more.o: more.c config.h\n\tcc -c more.c\n",
        lib__more_0_c='#include "config.h"\n#include "part.h"\nint more = MORE;\n',
        lib__part_0_h="",
        _0_gitignore="*.o\nlib/config.h\nlib/Makefile\n",
    ),
    "pybind11": setuptools(
        "from pybind11.setup_helpers import Pybind11Extension, build_ext\n"
        "setup(ext_modules=[Pybind11Extension('demo._demo', ['src/demo.cpp'],"
        " include_dirs=['include'])], cmdclass={'build_ext': build_ext})",
        "pybind11",
        src__demo_0_cpp='#include <pybind11/pybind11.h>\n#include "demo.hpp"\n'
        'PYBIND11_MODULE(_demo, m) { m.attr("n") = NUMBER; }\n',
        include__demo_0_hpp=HEADER,
    ),
    "Cython with declarations and an included part": setuptools(
        "from Cython.Build import cythonize\nsetup(ext_modules=cythonize(['demo/fast.pyx']))",
        "cython",
        demo__fast_0_pyx='from demo.other cimport twice\ninclude "part.pxi"\n' + PYX,
        demo__fast_0_pxd="",
        demo__other_0_pxd="cdef inline int twice(int x):\n    return 2 * x\n",
        demo__part_0_pxi="from demo.third cimport three\n",
        demo__third_0_pxd="cdef enum:\n    three\n",
        _0_gitignore="demo/*.c\n",
    ),
    "Cython in pure Python": setuptools(
        "from Cython.Build import cythonize\n"
        "setup(ext_modules=cythonize([Extension('demo.fast', ['demo/fast.py'])]))",
        "cython",
        demo__fast_0_py="from cython.cimports.demo.other import twice\n" + PYX,
        demo__fast_0_pxd="cpdef int number()\n",
        demo__other_0_pxd="cdef inline int twice(int x):\n    return 2 * x\n",
        _0_gitignore="demo/*.c\n",
    ),
    "Cython with sources in a comment": setuptools(
        "from Cython.Build import cythonize\nsetup(ext_modules=cythonize('demo/fast.pyx'))",
        "cython",
        demo__fast_0_pyx="# distutils: sources = src/demo.c\n# distutils: include_dirs = include\n"
        'cdef extern from "demo.h":\n    int NUMBER\n' + PYX,
        src__demo_0_c=C,
        include__demo_0_h=HEADER,
        _0_gitignore="demo/*.c\n",
    ),
    "Cython by a walk": setuptools(
        "import os\nfrom Cython.Build import cythonize\nfound = []\n"
        "for root, folders, names in os.walk('demo'):\n"
        "    found += [os.path.join(root, n) for n in names if n.endswith('.pyx')]\n"
        "setup(ext_modules=cythonize(found))",
        "cython",
        demo__one_0_pyx=PYX,
        demo__deep____init___0_py="",
        demo__deep__two_0_pyx=PYX,
        _0_gitignore="*.c\n",
    )
    | {"demo/deep/__init__.py": ""},
    "cffi": setuptools(
        "setup(cffi_modules=['tools/build_demo.py:ffi'])",
        "cffi",
        tools__build_demo_0_py="from pathlib import Path\nfrom cffi import FFI\nffi = FFI()\n"
        "ffi.cdef(Path('tools/api.h').read_text())\n"
        "ffi.set_source('demo._demo', '#include \"demo.h\"', sources=['src/demo.c'],"
        " include_dirs=['include'])\n",
        tools__api_0_h="int demo_number(void);\n",
        src__demo_0_c=C,
        include__demo_0_h="#define NUMBER 1\nint demo_number(void);\n",
    ),
    "SWIG": setuptools(
        "setup(ext_modules=[Extension('demo._demo', ['src/demo.i'], swig_opts=['-Iinclude'])])",
        "swig",
        src__demo_0_i='%module demo\n%include "part.i"\n%{\n#include "demo.h"\n%}\n',
        src__demo_0_h=HEADER,
        include__part_0_i="",
        _0_gitignore="src/*_wrap.c\nsrc/demo.py\n",
    ),
    "a version in a header": {
        **setuptools(
            "import re\ntext = open('include/demo.h').read()\n"
            "setup(name='demo', version=re.search('[0-9.]+', text)[0], packages=['demo'],"
            f" ext_modules=[{ONE}])",
            src__demo_0_c=C,
            include__demo_0_h=HEADER,
        ),
        "pyproject.toml": built_by("setuptools.build_meta", "setuptools>=77", rest=""),
    },
    "CMake": scikit(
        "python_add_library(_demo MODULE src/demo.c WITH_SOABI)\n"
        "target_include_directories(_demo PRIVATE include)\n" + ENDS,
        src__demo_0_c=MODULE + '#include "demo.h"\nint n = NUMBER;\n',
        include__demo_0_h=HEADER,
    ),
    "CMake with sources by a pattern and data": scikit(
        "file(GLOB FOUND CONFIGURE_DEPENDS src/*.c)\n"
        "python_add_library(_demo MODULE ${FOUND})\n"
        + ENDS
        + "install(DIRECTORY data/ DESTINATION demo PATTERN *.txt EXCLUDE)\n",
        src__demo_0_c=MODULE,
        src__more_0_c="int more = 1;\n",
        data__a_0_json="{}\n",
    ),
    "CMake fills a template": scikit(
        "set(NUMBER 1)\nconfigure_file(config.h.in config.h)\n"
        "python_add_library(_demo MODULE src/demo.c)\n"
        "target_include_directories(_demo PRIVATE ${CMAKE_CURRENT_BINARY_DIR})\n" + ENDS,
        src__demo_0_c=MODULE + '#include "config.h"\nint n = NUMBER;\n',
        config_0_h_0_in="#define NUMBER @NUMBER@\n",
    ),
    "CMake runs a generator": scikit(
        "add_custom_command(OUTPUT made.c COMMAND ${Python_EXECUTABLE}"
        " ${CMAKE_CURRENT_SOURCE_DIR}/tools/make.py ${CMAKE_CURRENT_SOURCE_DIR}/tools/names.txt"
        " DEPENDS tools/make.py tools/names.txt)\n"
        "python_add_library(_demo MODULE src/demo.c ${CMAKE_CURRENT_BINARY_DIR}/made.c)\n" + ENDS,
        src__demo_0_c=MODULE,
        tools__make_0_py="import sys\nopen('made.c', 'w').write(open(sys.argv[1]).read())\n",
        tools__names_0_txt="int names = 1;\n",
    ),
    "CMake with folders, functions and an option that is off": scikit(
        'include(cmake/Demo.cmake)\noption(WITH_MORE "more" OFF)\nadd_subdirectory(src)\n'
        "if(WITH_MORE)\n  add_subdirectory(more)\nendif()\n",
        cmake__Demo_0_cmake="function(add_demo name)\n"
        "  python_add_library(${name} MODULE ${ARGN})\n"
        "  install(TARGETS ${name} DESTINATION demo)\nendfunction()\n",
        src__CMakeLists_0_txt="add_demo(_demo demo.c ../lib/part.c)\n",
        src__demo_0_c=MODULE,
        lib__part_0_c="int part = 1;\n",
        more__CMakeLists_0_txt="add_demo(_more more.c)\n",
        more__more_0_c="",
    ),
    "CMake and Cython": scikit(
        "add_custom_command(OUTPUT fast.c COMMAND ${Python_EXECUTABLE} -m cython -3"
        " ${CMAKE_CURRENT_SOURCE_DIR}/demo/_demo.pyx --output-file fast.c"
        " DEPENDS demo/_demo.pyx)\n"
        "python_add_library(_demo MODULE ${CMAKE_CURRENT_BINARY_DIR}/fast.c)\n" + ENDS,
        "cython",
        demo___demo_0_pyx="from demo.other cimport twice\n" + PYX,
        demo__other_0_pxd="cdef inline int twice(int x):\n    return 2 * x\n",
    )
    | {"demo/_demo.pyx": "from demo.other cimport twice\n" + PYX},
    "a hook that runs make": hatch(
        "subprocess.check_call(['make', '-C', 'native'])\n"
        "        build_data['artifacts'].append('demo/made.txt')\n",
        native__Makefile="include rules.mk\n../demo/made.txt: a.txt b.txt\n"
        "\tcat a.txt b.txt > ../demo/made.txt\n",
        native__rules_0_mk="ALL = 1\n",
        native__a_0_txt="a\n",
        native__b_0_txt="b\n",
        _0_gitignore="demo/made.txt\n",
    ),
    "a hook that runs a module": hatch(
        "subprocess.run([sys.executable, '-m', 'made.tool', 'words.txt'],"
        " env={**os.environ, 'PYTHONPATH': 'tools'}, check=True)\n"
        "        build_data['artifacts'].append('demo/made.txt')\n",
        tools__made__tool_0_py="import sys\nfrom pathlib import Path\nfrom made.more import END\n"
        "Path('demo/made.txt').write_text(Path(sys.argv[1]).read_text() + END)\n",
        tools__made__more_0_py="END = 'end'\n",
        words_0_txt="words\n",
        _0_gitignore="demo/made.txt\n",
    )
    | {"tools/made/__init__.py": ""},
    "a hook that copies what a program made": hatch(
        "subprocess.check_call(['sh', 'tools/make.sh'])\n"
        "        shutil.copy('out/made.txt', 'demo/made.txt')\n"
        "        build_data['artifacts'].append('demo/made.txt')\n",
        tools__make_0_sh="mkdir -p out\nsed s/a/b/ tools/words.txt > out/made.txt\n",
        tools__words_0_txt="a\n",
        _0_gitignore="out\ndemo/made.txt\n",
    ),
    "a hook with a script of node": hatch(
        "subprocess.check_call(['node', 'web/build.mjs'])\n"
        "        build_data['artifacts'].append('demo/made.js')\n",
        web__build_0_mjs="import fs from 'fs'\nimport { end } from './end.mjs'\n"
        "fs.writeFileSync('demo/made.js', fs.readFileSync('web/app.js') + end)\n",
        web__end_0_mjs="export const end = 'end'\n",
        web__app_0_js="start()\n",
        _0_gitignore="demo/made.js\n",
    ),
    "a hook that runs npm": hatch(
        "subprocess.check_call(['npm', 'run', 'build'], cwd='web')\n"
        "        build_data['artifacts'].append('demo/made.js')\n",
        web__package_0_json='{"name": "web", "scripts": {"build": "node build.js"}}\n',
        web__build_0_js="const fs = require('fs'); const end = require('./end.js')\n"
        "fs.writeFileSync('../demo/made.js', fs.readFileSync('src/app.js') + end)\n",
        web__end_0_js="module.exports = 'end'\n",
        web__src__app_0_js="start()\n",
        _0_gitignore="demo/made.js\n",
    ),
    "protoc": hatch(
        "subprocess.check_call(['protoc', '-Iproto', '--python_out=demo', 'proto/job.proto'])\n"
        "        build_data['artifacts'].append('demo/job_pb2.py')\n",
        proto__job_0_proto='syntax = "proto3";\nimport "time.proto";\nmessage Job { Time at = 1; }\n',
        proto__time_0_proto='syntax = "proto3";\nmessage Time { int32 at = 1; }\n',
        _0_gitignore="*_pb2.py\n",
    ),
    "pdm-backend and Cython": {
        "pyproject.toml": built_by("pdm.backend", "pdm-backend", "setuptools", "cython")
        + "[tool.pdm.build]\nrun-setuptools = true\n",
        "pdm_build.py": "from Cython.Build import cythonize\n"
        "def pdm_build_update_setup_kwargs(context, kwargs):\n"
        "    kwargs.update(ext_modules=cythonize('demo/fast.pyx'))\n",
        "demo/__init__.py": "",
        "demo/fast.pyx": "from demo.other cimport twice\n" + PYX,
        "demo/other.pxd": "cdef inline int twice(int x):\n    return 2 * x\n",
        ".gitignore": "*.c\n",
    },
    "a build script of Poetry": {
        "pyproject.toml": built_by("poetry.core.masonry.api", "poetry-core", "setuptools")
        + '[tool.poetry.build]\nscript = "build.py"\n',
        "build.py": "from setuptools import Distribution, Extension\n"
        "from setuptools.command.build_ext import build_ext\n"
        f"made = Distribution({{'name': 'demo', 'ext_modules': [{ONE}]}})\n"
        "command = build_ext(made)\ncommand.ensure_finalized()\ncommand.run()\n",
        "demo/__init__.py": "",
        "src/demo.c": C,
        "include/demo.h": HEADER,
    },
}
"""Projects by what is odd about them: files by name."""

PROGRAMS = {
    "a hook that runs make": ("make",),
    "a hook with a script of node": ("node",),
    "a hook that runs npm": ("npm", "node"),
    "configure and make": ("make",),
    "protoc": ("protoc",),
}
"""The programs that a project needs besides a compiler."""
