"""Modules that Cython compiles for setuptools."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.setuptools_family import build, head
from uvlint.providers.cython import PROVIDER

HEAD = "from setuptools import Extension, setup\nfrom Cython.Build import cythonize\n"


def script(modules: str) -> dict[str, str]:
    text = f"{HEAD}setup(ext_modules={modules})\n"
    return {"pyproject.toml": build("cython"), "setup.py": text}


TREE = {
    "demo/__init__.py": "",
    "demo/m.pyx": "from demo.lib cimport thing\nfrom . cimport near\ncimport numpy as np\n"
    'include "part.pxi"\ncdef extern from "m.h":\n    pass\n',
    "demo/m.pxd": "",
    "demo/lib.pxd": "from .deep cimport x\n",
    "demo/deep.pxd": "",
    "demo/near.pxd": "",
    "demo/part.pxi": "",
    "demo/m.h": "",
    "demo/m.c": "",
    "demo/unused.pxd": "",
}
CLOSURE = [
    "demo/m.pyx -> wheel",
    "demo/m.pxd -> wheel",
    "demo/lib.pxd -> wheel",
    "demo/near.pxd -> wheel",
    "demo/deep.pxd -> wheel",
    "demo/m.h -> wheel",
    "demo/part.pxi -> wheel",
]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": "setup()\n"}, [], id="none"),
        pytest.param(
            {"setup.py": f"{HEAD}setup(ext_modules=[Extension('a', ['a.c'])])\n"}, [], id="C alone"
        ),
        pytest.param(
            {"pyproject.toml": build("cython").replace("setuptools.build_meta", "mesonpy")},
            [],
            id="another back end",
        ),
        pytest.param(script("cythonize(['demo/m.pyx'])"), CLOSURE, id="cythonize"),
        pytest.param(script("[Extension('demo.m', ['demo/m.pyx'])]"), CLOSURE, id="an extension"),
        pytest.param(
            script("cythonize([Extension('demo.m', ['demo/m.pyx'])])"), CLOSURE, id="both"
        ),
        pytest.param(
            script("cythonize('demo/*.pyx')"),
            ["demo/**/*.pyx -> wheel", *CLOSURE[1:]],
            id="an open set stays open",
        ),
        pytest.param(
            {
                **script("cythonize('native/*.pyx')"),
                "native/c.pyx": "# distutils: sources = demo/b.c, demo/absent.c\n"
                "# distutils: include_dirs=inc\n\ncdef int x\n# distutils: sources = demo/m.c\n",
                "demo/b.c": "#include <b.h>\n",
                "inc/b.h": "",
            },
            ["native/**/*.pyx -> wheel", "demo/b.c -> wheel", "inc/b.h -> wheel"],
            id="comments at the head of a source",
        ),
        pytest.param(
            {
                **script("cythonize('native/*.pyx')"),
                "native/c.pyx": 'include "parts/p.pyx"\n',
                "native/parts/p.pyx": "from native cimport far\n",
                "native/far.pxd": "",
            },
            [
                "native/**/*.pyx -> wheel",
                "native/parts/p.pyx -> wheel",
                "native/far.pxd -> wheel",
            ],
            id="what an included source cimports",
        ),
        pytest.param(
            {
                "pyproject.toml": '[build-system]\nrequires = ["setuptools"]\n'
                'build-backend = "local"\nbackend-path = ["packaging"]\n'
                '[project]\nname = "demo"\nversion = "1"\n',
                "packaging/local.py": "from setuptools.build_meta import *\n"
                "def get_requires_for_build_editable(config_settings=None):\n"
                "    return ['Cython']\n"
                "def build_editable(*args):\n"
                "    from Cython.Build.Cythonize import main\n"
                "    main(configured())\n",
            },
            [f"likely {line}" for line in CLOSURE],
            id="a back end in the tree that uses Cython",
        ),
        pytest.param(
            {
                **script("cythonize(['demo/pure.py'])"),
                "demo/pure.py": "from cython.cimports.demo import (\n  near, # c\n  unknown)\n"
                "from cython.cimports.demo.lib import thing as x\nimport cython.cimports.demo.m\n",
            },
            ["demo/pure.py -> wheel", *(CLOSURE[i] for i in (1, 2, 3, 4))],
            id="cimports of pure Python",
        ),
        pytest.param(
            {**script("cythonize(['demo/pure.py'])"), "demo/pure.py": "", "demo/pure.pxd": ""},
            ["demo/pure.py -> wheel", "demo/pure.pxd -> wheel"],
            id="pure Python",
        ),
        pytest.param(
            {
                "pyproject.toml": head("cython", dynamic=()) + "[[tool.setuptools.ext-modules]]\n"
                'name = "demo.m"\nsources = ["demo/m.pyx"]\n'
            },
            CLOSURE,
            id="pyproject.toml",
        ),
        pytest.param(
            {
                "pyproject.toml": head("cython", dynamic=()) + "[[tool.setuptools.ext-modules]]\n"
                'name = "demo.m"\nsources = ["demo/m.c"]\n'
            },
            CLOSURE,
            id="the C that a command of the project writes from it",
        ),
        pytest.param(
            {
                "pyproject.toml": head(dynamic=()) + "[[tool.setuptools.ext-modules]]\n"
                'name = "demo.m"\nsources = ["demo/m.c"]\n'
            },
            [],
            id="nothing in the build translates what lies beside the C",
        ),
        pytest.param(
            {
                "pyproject.toml": build("cython"),
                "setup.py": "from setuptools import setup\nsetup(name='demo')\n",
            },
            [],
            id="setup() is handed nothing to compile",
        ),
        pytest.param(
            {"pyproject.toml": build("cython"), "setup.py": "setup(ext_modules=made())\n"},
            [f"likely {line}" for line in CLOSURE],
            id="modules that cannot be followed",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert sorted(found(PROVIDER, lay_out({**TREE, **files}))) == sorted(expected)


def test_outputs(lay_out: LayOut) -> None:
    outputs = written(PROVIDER, lay_out({**TREE, **script("cythonize(['demo/m.pyx'])")}))
    assert {"demo/m.c", "demo/m.cpp", "demo/m.*.so"} <= set(outputs)
