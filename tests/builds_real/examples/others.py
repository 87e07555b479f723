"""Back ends of their own: flit, pdm, poetry, uv, whey, trampolim."""

from __future__ import annotations

from tests.builds_real.example import Example

PACKAGE = {"demo/__init__.py": '"""A demonstration."""\n\n__version__ = "1.0"\n'}
COPIED = "a wheel holds the package, an editable install reads it in place"
SRC = {f"src/{name}": text for name, text in PACKAGE.items()}


def pyproject(requires: str, backend: str, settings: str, *, fields: str = "version") -> str:
    """Return a pyproject.toml in which a field is dynamic."""
    version = "" if fields == "version" else 'version = "1.0"\n'
    dynamic = f'dynamic = ["{fields}"]\n' if fields else ""
    return (
        f'[build-system]\nrequires = [{requires}]\nbuild-backend = "{backend}"\n\n'
        f'[project]\nname = "demo"\n{version}{dynamic}{settings}'
    )


def pdm(settings: str, *, fields: str = "version") -> str:
    """Return a pyproject.toml for pdm-backend."""
    return pyproject('"pdm-backend"', "pdm.backend", settings, fields=fields)


def poetry(settings: str) -> str:
    """Return a pyproject.toml for poetry-core."""
    return pyproject('"poetry-core"', "poetry.core.masonry.api", settings, fields="")


EXAMPLES = {
    "flit-core": Example(
        files={
            "pyproject.toml": pyproject(
                '"flit-core"', "flit_core.buildapi", 'description = "A demonstration"\n'
            ),
            **PACKAGE,
        },
    ),
    "flit-scm": Example(
        files={
            "pyproject.toml": pyproject(
                '"flit_scm"',
                "flit_scm:buildapi",
                'description = "A demonstration"\n\n'
                '[tool.setuptools_scm]\nwrite_to = "demo/_version.py"\n',
            ),
            "demo/__init__.py": "from ._version import version as __version__\n",
        },
        git=True,
    ),
    "pdm-version-file": Example(
        files={
            "pyproject.toml": pdm(
                '\n[tool.pdm.version]\nsource = "file"\npath = "src/demo/__init__.py"\n'
            ),
            **SRC,
        },
    ),
    "pdm-version-scm": Example(
        files={
            "pyproject.toml": pdm(
                '\n[tool.pdm.version]\nsource = "scm"\nwrite_to = "demo/_version.py"\n'
                "write_template = \"version = '{}'\"\n"
            ),
            **SRC,
        },
        git=True,
    ),
    "pdm-version-call": Example(
        files={
            "pyproject.toml": pdm(
                '\n[tool.pdm.version]\nsource = "call"\ngetter = "release:version"\n'
            ),
            "release.py": (
                "from pathlib import Path\n\n\n"
                'def version():\n    return Path("VERSION").read_text().strip()\n'
            ),
            "VERSION": "1.0\n",
            **SRC,
        },
    ),
    "pdm-context": Example(
        files={
            "pyproject.toml": pdm(
                'dependencies = ["demo-core @ https://${DEMO_HOST}/core.zip"]\n', fields=""
            ),
            **SRC,
        },
        env={"DEMO_HOST": "example.org"},
    ),
    "pdm-copied-files": Example(
        files={
            "pyproject.toml": pdm(
                '\n[tool.pdm.build.wheel-data]\ndata = ["share/table.csv"]\n', fields=""
            ),
            "share/table.csv": "1,2\n",
            **SRC,
        },
    ),
    "pdm-build-hook": Example(
        files={
            "pyproject.toml": pdm("", fields=""),
            "pdm_build.py": (
                "from pathlib import Path\n\n\n"
                "def pdm_build_initialize(context):\n"
                '    text = Path("words.txt").read_text()\n'
                "    Path(\"src/demo/words.py\").write_text(f'WORDS = {text.split()}')\n"
            ),
            "words.txt": "a few words\n",
            **SRC,
        },
    ),
    "poetry-core": Example(
        files={
            "pyproject.toml": poetry(
                '\n[tool.poetry.scripts]\ngreet = { reference = "bin/greet.sh", type = "file" }\n'
            ),
            "bin/greet.sh": "#!/bin/sh\necho hello\n",
            **SRC,
        },
    ),
    "poetry-build-script": Example(
        files={
            "pyproject.toml": pyproject(
                '"poetry-core", "setuptools"',
                "poetry.core.masonry.api",
                '\n[tool.poetry.build]\nscript = "make.py"\n',
                fields="",
            ),
            "make.py": (
                "from pathlib import Path\n\n"
                "from setuptools import Distribution, Extension\n"
                "from setuptools.command.build_ext import build_ext\n\n"
                'flags = Path("flags.txt").read_text().split()\n'
                'fast = Extension("demo.fast", ["c/fast.c"], extra_compile_args=flags)\n'
                'command = build_ext(Distribution({"name": "demo", "ext_modules": [fast]}))\n'
                "command.inplace = True\n"
                "command.ensure_finalized()\n"
                "command.run()\n"
            ),
            "flags.txt": "-O0\n",
            "c/fast.c": (
                '#include <Python.h>\n#include "fast.h"\n'
                "static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, NAME};\n"
                "PyMODINIT_FUNC PyInit_fast(void) { return PyModuleDef_Init(&module); }\n"
            ),
            "c/fast.h": '#define NAME "fast"\n',
            **PACKAGE,
        },
        programs=("cc",),
    ),
    "poetry-dynamic-versioning": Example(
        files={
            "pyproject.toml": pyproject(
                '"poetry-core", "poetry-dynamic-versioning"',
                "poetry_dynamic_versioning.backend",
                '\n[tool.poetry]\nversion = "0.0.0"\n'
                "[tool.poetry-dynamic-versioning]\nenable = true\n",
            ),
            **SRC,
        },
        git=True,
    ),
    "uv-build": Example(
        files={
            "pyproject.toml": pyproject(
                '"uv_build"',
                "uv_build",
                '\n[tool.uv.build-backend.data]\nscripts = "bin"\n',
                fields="",
            ),
            "bin/greet.sh": "#!/bin/sh\necho hello\n",
            **SRC,
        },
        programs=("git",),
    ),
    "whey": Example(
        files={
            "pyproject.toml": pyproject('"whey"', "whey", "", fields="dependencies"),
            "requirements.txt": "six\n",
            "LICENSE": "Free.\n",
            **PACKAGE,
        },
        hook="build_wheel",
        also=("setuptools<81",),
        aside={"demo/__init__.py": COPIED},
    ),
    "trampolim": Example(
        files={
            "pyproject.toml": pyproject('"trampolim"', "trampolim", ""),
            ".trampolim.py": (
                "from pathlib import Path\n\nimport trampolim\n\n\n"
                "@trampolim.task\n"
                "def words(session):\n"
                '    Path("words.txt").write_text("a few words")\n'
                '    session.extra_source += ["words.txt"]\n'
            ),
            **PACKAGE,
        },
        git=True,
        hook="build_wheel",
        aside={"demo/__init__.py": COPIED},
    ),
}
