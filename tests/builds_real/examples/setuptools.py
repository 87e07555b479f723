"""setuptools, its plug-ins, and what setup.py does by itself."""

from __future__ import annotations

from tests.builds_real.example import Example

PACKAGE = {"demo/__init__.py": '"""A demonstration."""\n\n__version__ = "1.0"\n'}
COPIED = "a wheel holds the package, an editable install reads it in place"
SETUP = "from setuptools import setup\n\nsetup({})\n"


def pyproject(settings: str, *plug_ins: str, fields: str = "version") -> str:
    """Return a pyproject.toml in which a field is dynamic."""
    requires = ", ".join(f'"{name}"' for name in ("setuptools", *plug_ins))
    version = "" if fields == "version" else 'version = "1.0"\n'
    dynamic = f'dynamic = ["{fields}"]\n' if fields else ""
    return (
        f'[build-system]\nrequires = [{requires}]\nbuild-backend = "setuptools.build_meta"\n\n'
        f'[project]\nname = "demo"\n{version}{dynamic}{settings}'
    )


def build_system(*plug_ins: str, backend: str = "setuptools.build_meta") -> str:
    """Return a pyproject.toml that leaves all fields to setup.py and setup.cfg."""
    requires = ", ".join(f'"{name}"' for name in ("setuptools", *plug_ins))
    return f'[build-system]\nrequires = [{requires}]\nbuild-backend = "{backend}"\n'


EXAMPLES = {
    "setuptools-static": Example(files={"pyproject.toml": pyproject("", fields=""), **PACKAGE}),
    "setuptools-attr": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.setuptools.dynamic]\nversion = { attr = "demo.__version__" }\n'
            ),
            **PACKAGE,
        },
    ),
    "setuptools-file": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.setuptools.dynamic]\ndependencies = { file = ["requirements.txt"] }\n',
                fields="dependencies",
            ),
            "requirements.txt": "six\n",
            **PACKAGE,
        },
    ),
    "setuptools-cfg": Example(
        files={
            "pyproject.toml": build_system(),
            "setup.cfg": (
                "[metadata]\nname = demo\nversion = file: VERSION\n\n"
                "[options]\npackages = find:\ninstall_requires = file: requirements.txt\n"
            ),
            "VERSION": "1.0\n",
            "requirements.txt": "six\n",
            **PACKAGE,
        },
    ),
    "setup-py": Example(
        files={
            "pyproject.toml": build_system(),
            "setup.py": (
                "import os\nfrom pathlib import Path\n\nfrom setuptools import setup\n\n"
                "setup(\n"
                '    name="demo",\n'
                '    version=Path("VERSION").read_text().strip(),\n'
                '    install_requires=os.environ.get("DEMO_REQUIRES", "").split(),\n'
                '    packages=["demo"],\n'
                ")\n"
            ),
            "VERSION": "1.0\n",
            **PACKAGE,
        },
    ),
    "setuptools-cmdclass": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.setuptools]\npackages = ['demo']\n"
                "[tool.setuptools.cmdclass]\nbuild_py = 'commands.BuildPy'\n",
                fields="",
            ),
            "commands.py": (
                "from pathlib import Path\n\nfrom setuptools.command.build_py import build_py\n\n\n"
                "class BuildPy(build_py):\n"
                "    def run(self):\n"
                "        text = Path('words.txt').read_text()\n"
                "        Path('demo/words.py').write_text(f'WORDS = {text.split()}')\n"
                "        super().run()\n"
            ),
            "words.txt": "a few words\n",
            **PACKAGE,
        },
    ),
    "setuptools-manifest": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.setuptools]\npackages = ['demo']\nscript-files = ['bin/demo']\n",
                fields="",
            ),
            "bin/demo": "#!/bin/sh\necho demo\n",
            **PACKAGE,
        },
    ),
    "setuptools-ext": Example(
        files={
            "pyproject.toml": pyproject("", fields=""),
            "setup.py": (
                "from setuptools import Extension, setup\n\n"
                'setup(ext_modules=[Extension("demo.fast", ["demo/fast.c"])])\n'
            ),
            "demo/fast.c": (
                '#include <Python.h>\n#include "fast.h"\n'
                "static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, NAME};\n"
                "PyMODINIT_FUNC PyInit_fast(void) { return PyModuleDef_Init(&module); }\n"
            ),
            "demo/fast.h": '#define NAME "fast"\n',
            **PACKAGE,
        },
        programs=("cc",),
    ),
    "pybind11": Example(
        files={
            "pyproject.toml": pyproject("", "pybind11", fields=""),
            "setup.py": (
                "from pybind11.setup_helpers import Pybind11Extension\n"
                "from setuptools import setup\n\n"
                "setup(\n"
                '    packages=["demo"],\n'
                '    ext_modules=[Pybind11Extension("demo.fast", ["cpp/fast.cpp"])],\n'
                ")\n"
            ),
            # Without the headers of pybind11, which take long to compile.
            "cpp/fast.cpp": (
                '#include <Python.h>\n#include "fast.hpp"\n'
                "static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, NAME};\n"
                "PyMODINIT_FUNC PyInit_fast(void) { return PyModuleDef_Init(&module); }\n"
            ),
            "cpp/fast.hpp": '#define NAME "fast"\n',
            **PACKAGE,
        },
        programs=("c++",),
    ),
    "cython": Example(
        files={
            "pyproject.toml": pyproject("", "cython", fields=""),
            "setup.py": (
                "from Cython.Build import cythonize\nfrom setuptools import setup\n\n"
                'setup(ext_modules=cythonize(["demo/fast.pyx"]))\n'
            ),
            "demo/fast.pyx": "cimport demo.shared\n\n\ndef twice(int x):\n    return 2 * x\n",
            "demo/shared.pxd": "cdef int unused\n",
            **PACKAGE,
        },
        programs=("cc",),
    ),
    "cffi": Example(
        files={
            "pyproject.toml": pyproject("", "cffi", fields=""),
            "setup.py": SETUP.format('packages=["demo"], cffi_modules=["build_fast.py:ffi"]'),
            "build_fast.py": (
                "import cffi\n\nffi = cffi.FFI()\n"
                'ffi.cdef("int twice(int);")\n'
                "ffi.set_source(\"demo._fast\", '#include \"fast.h\"', sources=['cpp/fast.c'],\n"
                "               include_dirs=['cpp'])\n"
            ),
            "cpp/fast.c": '#include "fast.h"\nint twice(int x) { return 2 * x; }\n',
            "cpp/fast.h": "int twice(int);\n",
            **PACKAGE,
        },
        programs=("cc",),
    ),
    "mypyc": Example(
        files={
            "pyproject.toml": pyproject("", "mypy", fields=""),
            "setup.py": (
                "from mypyc.build import mypycify\nfrom setuptools import setup\n\n"
                'setup(packages=["demo"], ext_modules=mypycify(["demo/hot.py"]))\n'
            ),
            "demo/hot.py": "def twice(x: int) -> int:\n    return 2 * x\n",
            "mypy.ini": "[mypy]\nstrict = true\n",
            **PACKAGE,
        },
        programs=("cc",),
        aside={"demo/__init__.py": "mypy checks the types of the package around the module"},
    ),
    "setuptools-rust": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.setuptools]\npackages = ['demo']\n"
                "[[tool.setuptools-rust.ext-modules]]\ntarget = 'demo.fast'\nbinding = 'NoBinding'\n",
                "setuptools-rust",
                fields="",
            ),
            "Cargo.toml": (
                '[package]\nname = "fast"\nversion = "0.1.0"\nedition = "2021"\n\n'
                '[lib]\ncrate-type = ["cdylib"]\n'
            ),
            "Cargo.lock": (
                "# This file is automatically @generated by Cargo.\n"
                "# It is not intended for manual editing.\nversion = 4\n\n"
                '[[package]]\nname = "fast"\nversion = "0.1.0"\n'
            ),
            "src/lib.rs": '#[no_mangle]\npub extern "C" fn twice(x: i32) -> i32 {\n    2 * x\n}\n',
            **PACKAGE,
        },
        programs=("cargo",),
    ),
    "scikit-build": Example(
        files={
            "pyproject.toml": build_system("scikit-build"),
            "setup.py": (
                "from skbuild import setup\n\n"
                'setup(name="demo", version="1.0", packages=["demo"])\n'
            ),
            "CMakeLists.txt": (
                "cmake_minimum_required(VERSION 3.15...4.0)\nproject(demo C)\n"
                "add_library(fast MODULE cpp/fast.c)\ninstall(TARGETS fast DESTINATION demo)\n"
            ),
            "cpp/fast.c": '#include "fast.h"\nint twice(int x) { return FACTOR * x; }\n',
            "cpp/fast.h": "#define FACTOR 2\n",
            **PACKAGE,
        },
        hook="build_wheel",
        programs=("cmake", "ninja", "cc"),
        aside={"demo/__init__.py": COPIED},
    ),
    "setuptools-scm": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.setuptools_scm]\nversion_file = "demo/_version.py"\n', "setuptools-scm"
            ),
            **PACKAGE,
        },
        git=True,
    ),
    "setuptools-git-versioning": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.setuptools-git-versioning]\nenabled = true\n", "setuptools-git-versioning"
            ),
            **PACKAGE,
        },
        git=True,
    ),
    "versioneer": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.setuptools]\npackages = ['demo']\n"
                "[tool.versioneer]\nVCS = 'git'\nstyle = 'pep440'\n"
                "versionfile_source = 'demo/_version.py'\ntag_prefix = 'v'\n",
                "versioneer[toml]",
            ),
            "setup.py": "import versioneer\n" + SETUP.format("version=versioneer.get_version()"),
            "demo/_version.py": "",
            **PACKAGE,
        },
        git=True,
    ),
    "versioningit": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.setuptools]\npackages = ['demo']\n"
                "[tool.versioningit.write]\nfile = 'demo/_version.py'\n"
                "[tool.versioningit.next-version]\nmethod = { module = 'steps', value = 'same' }\n",
                "versioningit",
            ),
            "steps.py": "def same(*, version, branch, params):\n    return version\n",
            **PACKAGE,
        },
        git=True,
    ),
    "incremental": Example(
        files={
            "pyproject.toml": pyproject("\n[tool.incremental]\n", "incremental"),
            "demo/__init__.py": "",
            "demo/_version.py": (
                'from incremental import Version\n\n__version__ = Version("demo", 1, 0, 0)\n'
            ),
        },
    ),
    "pbr": Example(
        files={
            "pyproject.toml": build_system("pbr"),
            "setup.py": SETUP.format("pbr=True"),
            "setup.cfg": (
                "[metadata]\nname = demo\nsummary = A demonstration\n"
                "description_file = ABOUT.rst\n\n[files]\npackages = demo\n"
            ),
            "ABOUT.rst": "A demonstration\n",
            "requirements.txt": "-r more.txt\n",
            "more.txt": "six\n",
            **PACKAGE,
        },
        git=True,
    ),
    "in-tree": Example(
        files={
            "pyproject.toml": (
                '[build-system]\nrequires = ["setuptools"]\n'
                'build-backend = "backend"\nbackend-path = ["_build"]\n\n'
                '[project]\nname = "demo"\ndynamic = ["version"]\n\n'
                '[tool.setuptools]\npackages = ["demo"]\n\n'
                '[tool.setuptools.dynamic]\nversion = { attr = "demo.__version__" }\n'
            ),
            "_build/backend.py": (
                "from pathlib import Path\n\nfrom setuptools.build_meta import *\n\n"
                'number = Path("NUMBER").read_text().strip()\n'
                'Path("demo/__init__.py").write_text(f\'__version__ = "{number}"\\n\')\n'
            ),
            "NUMBER": "1.0\n",
            **PACKAGE,
        },
    ),
    "setuptools-gettext": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.setuptools]\npackages = ["demo"]\n[tool.setuptools-gettext]\nbuild_dir = "demo/locale"\n',
                "setuptools-gettext",
                fields="",
            ),
            "po/de.po": 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n',
            **PACKAGE,
        },
        programs=("msgfmt",),
    ),
    "setuptools-protobuf": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.setuptools]\npackages = ["demo"]\n[tool.setuptools-protobuf]\nproto_path = "protos"\nmypy = false\n',
                "setuptools-protobuf",
                fields="",
            ),
            "protos/job.proto": 'syntax = "proto3";\nimport "day.proto";\n',
            "protos/day.proto": 'syntax = "proto3";\n',
            **PACKAGE,
        },
        programs=("protoc",),
    ),
}
