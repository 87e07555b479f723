"""Cases that people met and wrote about, each as the smallest project of its kind.

`A` the version comes from git, `B` from a file; `C` dependencies from a file; `D` a list
that lost a default; `E` native sources; `F` a rebuild on every run; `G` keys that do nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker

Files = Mapping[str, str | bytes]

BOTH = "{ git = { commit = true, tags = true } }"
SPEED = {"src/speed.c": "int speed;\n"}
RUST = {
    "Cargo.toml": '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n\n[lib]\n',
    "src/lib.rs": "\n",
}
CMAKE = {
    "CMakeLists.txt": "project(demo)\nadd_library(demo MODULE src/demo.cpp)\n",
    "src/demo.cpp": "int demo;\n",
}
EXTENSION = (
    "from setuptools import Extension, setup\n\n"
    'setup(ext_modules=[Extension("demo.speed", ["src/speed.c"])])\n'
)
STATIC = 'version = "1.0"\n'
DYNAMIC = 'dynamic = ["version"]\n'
VCS = DYNAMIC + '\n[tool.hatch.version]\nsource = "vcs"\n'


def hatch(body: str, *plug_ins: str, keys: str = "") -> str:
    return built("hatchling.build", ("hatchling", *plug_ins), body, keys)


def setuptools(body: str, *plug_ins: str, keys: str = "") -> str:
    return built("setuptools.build_meta", ("setuptools>=80", *plug_ins), body, keys)


def built(backend: str, requires: tuple[str, ...], body: str, keys: str = "") -> str:
    quoted = ", ".join(f'"{name}"' for name in requires)
    text = (
        f'[build-system]\nrequires = [{quoted}]\nbuild-backend = "{backend}"\n\n'
        f'[project]\nname = "demo"\n{body}'
    )
    return f"{text}\n[tool.uv]\ncache-keys = {keys}\n" if keys else text


def maturin(keys: str = "", body: str = STATIC) -> Files:
    return {"pyproject.toml": built("maturin", ("maturin>=1.9",), body, keys), **RUST}


def scikit(keys: str = "", body: str = STATIC, *plug_ins: str) -> Files:
    requires = ("scikit-build-core", *plug_ins)
    return {"pyproject.toml": built("scikit_build_core.build", requires, body, keys), **CMAKE}


class Case(NamedTuple):
    """A project and the rules that speak of it, in the order of their names."""

    reference: str
    about: str
    files: Files
    found: tuple[str, ...] = ()


A = [
    Case(
        "astral-sh/uv#6964",
        "a pulled tag is not picked up",
        {"pyproject.toml": setuptools(DYNAMIC + "\n[tool.setuptools_scm]\n", "setuptools-scm")},
        ("unwatched-git",),
    ),
    Case(
        "astral-sh/uv#6860",
        "a sync leaves the version of an old commit",
        {
            "pyproject.toml": setuptools(
                DYNAMIC + "\n[tool.setuptools_scm]\n", "setuptools-scm[toml]>=8"
            )
        },
        ("unwatched-git",),
    ),
    Case(
        "astral-sh/uv#5790",
        "tests run with an old version, and a setting builds each time",
        {"pyproject.toml": hatch(VCS, "hatch-vcs") + '\n[tool.uv]\nreinstall-package = ["demo"]\n'},
        ("always-reinstalled",),
    ),
    Case(
        "wntrblm/nox#840",
        "the same through another tool",
        {"pyproject.toml": hatch(VCS, "hatch-vcs")},
        ("unwatched-git",),
    ),
    Case(
        "astral-sh/uv#7533",
        "each commit outdated the lock: old versions of uv only",
        {"pyproject.toml": hatch(VCS, "hatch-vcs", keys=f'["pyproject.toml", {BOTH}]')},
    ),
    Case(
        "astral-sh/uv#9233",
        "a check of the lock failed with each commit: old versions of uv only",
        {
            "pyproject.toml": hatch(VCS, "hatch-vcs", keys=f'["pyproject.toml", {BOTH}]'),
            "uv.lock": "version = 1\n",
        },
    ),
    Case(
        "astral-sh/uv#8867",
        "pdm takes the version from git and writes it into a file",
        {
            "pyproject.toml": built(
                "pdm.backend",
                ("pdm-backend",),
                DYNAMIC + '\n[tool.pdm.version]\nsource = "scm"\nwrite_to = "demo/_version.py"\n',
            )
        },
        ("unwatched-git",),
    ),
    Case(
        "astral-sh/uv#7997",
        "a new tag on the same commit is not seen",
        {"pyproject.toml": hatch(VCS, "hatch-vcs", keys="[{ git = true }]")},
        ("incomplete-git", "lost-default"),
    ),
    Case(
        "astral-sh/uv#7866",
        "keys do nothing for a dependency from git",
        {
            "pyproject.toml": hatch(
                STATIC
                + 'dependencies = ["other"]\n\n[tool.uv.sources]\n'
                + 'other = { git = "https://example.org/other" }\n'
            )
        },
    ),
    Case(
        "cable",
        "a root with half a git key, and members with nothing",
        {
            "pyproject.toml": hatch(VCS, "hatch-vcs", keys="[{ git = true }]")
            + '\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
            "packages/a/pyproject.toml": hatch(VCS, "hatch-vcs"),
        },
        ("incomplete-git", "lost-default"),
    ),
    Case(
        "cable, a member",
        "a member has a list of its own, or none",
        {"pyproject.toml": hatch(VCS, "hatch-vcs"), "uv.lock": "version = 1\n"},
        ("unwatched-git",),
    ),
    Case(
        "atopile/atopile#1255",
        "a program compares its own version and finds an old one",
        {
            "pyproject.toml": hatch(
                VCS + "\n[tool.hatch.build.hooks.vcs]\nversion-file = 'demo/_version.py'\n",
                "hatch-vcs",
            )
        },
        ("unwatched-git",),
    ),
    Case(
        "googlefonts/chws_tool#239",
        "setuptools-scm by an argument of setup()",
        {
            "pyproject.toml": setuptools(DYNAMIC, "setuptools-scm"),
            "setup.py": "from setuptools import setup\n\nsetup(use_scm_version=True)\n",
        },
        ("unwatched-git",),
    ),
    Case(
        "kojiishi/east_asian_spacing#297",
        "the first repair watched commits only",
        {
            "pyproject.toml": setuptools(
                DYNAMIC + "\n[tool.setuptools_scm]\n",
                "setuptools-scm",
                keys='["pyproject.toml", { git = { commit = true } }]',
            )
        },
        ("incomplete-git",),
    ),
    Case(
        "jeffrichley/agent_core",
        "members with a key for commits",
        {
            "pyproject.toml": built(
                "hatchling.build",
                ("hatchling", "uv-dynamic-versioning"),
                DYNAMIC + '\n[tool.hatch.version]\nsource = "uv-dynamic-versioning"\n',
                '["pyproject.toml", { git = { commit = true, tags = false } }]',
            )
        },
        ("incomplete-git",),
    ),
    Case(
        "bartz-org/bartz#152",
        "a linked worktree, and a uv that reads none",
        {
            "pyproject.toml": hatch(VCS, "hatch-vcs")
            + "\n[tool.uv]\nrequired-version = '>=0.9.8'\n"
            + f'cache-keys = ["pyproject.toml", {BOTH}]\n',
            ".git": "gitdir: elsewhere/.git/worktrees/demo\n",
        },
        ("no-git-here",),
    ),
    Case(
        "astral-sh/uv#19705",
        "packed references, and a uv that reads none",
        {
            "pyproject.toml": hatch(VCS, "hatch-vcs")
            + "\n[tool.uv]\nrequired-version = '>=0.11'\n"
            + f'cache-keys = ["pyproject.toml", {BOTH}]\n',
            ".git/HEAD": "ref: refs/heads/main\n",
            ".git/packed-refs": f"{'a' * 40} refs/heads/main\n",
            ".git/refs/tags/.keep": "",
        },
        ("no-git-here",),
    ),
    Case(
        "astral-sh/uv#10467",
        "tags with a slash: old versions of uv only",
        {"pyproject.toml": hatch(VCS, "hatch-vcs", keys=f'["pyproject.toml", {BOTH}]')},
    ),
    Case(
        "NVIDIA-NeMo/nemo-platform#471",
        "a version source of a plug-in of one's own",
        {
            "pyproject.toml": hatch(
                DYNAMIC + '\n[tool.hatch.version]\nsource = "nemo-git"\n', "nemo-git-version"
            )
        },
        ("unexamined-plug-in", "unwatched-git"),
    ),
    Case(
        "mcdonc/klangk#999",
        "new entry points in a static pyproject.toml are watched",
        {"pyproject.toml": hatch(STATIC + '\n[project.scripts]\ndemo = "demo:main"\n')},
    ),
    Case(
        "ninoseki/uv-dynamic-versioning#63",
        "the version stays in an editable install",
        {
            "pyproject.toml": hatch(
                DYNAMIC + '\n[tool.hatch.version]\nsource = "uv-dynamic-versioning"\n',
                "uv-dynamic-versioning",
            )
        },
        ("unwatched-git",),
    ),
    Case(
        "prefix-dev/pixi#2139",
        "after a rebase importlib.metadata tells the old version",
        {"pyproject.toml": hatch(VCS, "hatch-vcs", keys='["pyproject.toml", { dir = "src" }]')},
        ("unwatched-git",),
    ),
    Case(
        "Algorithmiq/monoprop",
        "native keys, and the version from git without one",
        scikit(
            '["pyproject.toml", "CMakeLists.txt", "src/**/*.cpp"]',
            DYNAMIC
            + "\n[tool.scikit-build.metadata.version]\n"
            + 'provider = "scikit_build_core.metadata.setuptools_scm"\n\n[tool.setuptools_scm]\n',
            "setuptools-scm",
        ),
        ("unwatched-git",),
    ),
    Case(
        "scikit-hep/boost-histogram",
        "sources alone",
        scikit(
            '["src/**/*.cpp"]',
            DYNAMIC
            + "\n[tool.scikit-build.metadata.version]\n"
            + 'provider = "scikit_build_core.metadata.setuptools_scm"\n\n[tool.setuptools_scm]\n',
            "setuptools-scm",
        ),
        ("lost-default", "unwatched-git", "unwatched-native"),
    ),
    Case(
        "ytbg",
        "git alone: edits of pyproject.toml are ignored",
        {"pyproject.toml": hatch(VCS, "hatch-vcs", keys=f"[{BOTH}]")},
        ("lost-default",),
    ),
    Case(
        "maresb/hatch-vcs-footgun-example",
        "the version at import is not the one that is installed",
        {
            "pyproject.toml": hatch(
                VCS + "\n[tool.hatch.build.hooks.vcs]\nversion-file = 'demo/version.py'\n",
                "hatch-vcs",
            )
        },
        ("unwatched-git",),
    ),
]
B = [
    Case(
        "astral-sh/uv#6694",
        "a member reads its version from a module",
        {
            "pyproject.toml": hatch(
                DYNAMIC + "\n[tool.hatch.version]\npath = 'src/demo/_version.py'\n"
            ),
            "src/demo/_version.py": '__version__ = "1.0"\n',
        },
        ("unwatched-file",),
    ),
    Case(
        "astral-sh/uv#19541",
        "setup.py lists a folder of scripts",
        {
            "pyproject.toml": setuptools('dynamic = ["version", "scripts"]\n'),
            "setup.py": "from glob import glob\n\nfrom setuptools import setup\n\n"
            'setup(version="1.0", scripts=glob("scripts/*"))\n',
            "scripts/run": "#!/bin/sh\n",
        },
        ("unwatched-native",),
    ),
    Case(
        "scylladb/python-driver",
        "a long list, and neither of the two dynamic fields in it",
        {
            "pyproject.toml": setuptools(
                'dynamic = ["version", "readme"]\n\n[tool.setuptools.dynamic]\n'
                'version = { attr = "cassandra.__version__" }\nreadme = { file = "README.rst" }\n',
                keys='["pyproject.toml", "setup.py"]',
            ),
            "cassandra/__init__.py": '__version__ = "1.0"\n',
            "README.rst": "Demo\n",
        },
        ("unwatched-file",),
    ),
    Case(
        "AnswerDotAI/nbdev",
        "setup.py reads settings.ini, and the list has only that",
        {
            "pyproject.toml": setuptools(DYNAMIC, keys='["pyproject.toml", "settings.ini"]'),
            "setup.py": "from configparser import ConfigParser\n\nfrom setuptools import setup\n\n"
            'settings = ConfigParser()\nsettings.read("settings.ini")\n'
            'setup(version=settings["DEFAULT"]["version"])\n',
            "settings.ini": "[DEFAULT]\nversion = 1.0\n",
        },
        ("lost-default",),
    ),
    Case(
        "dekobon/big-code-analysis#1481",
        "the version is inherited from a manifest above",
        {
            "pyproject.toml": built(
                "maturin",
                ("maturin",),
                DYNAMIC,
                '["pyproject.toml", "Cargo.toml", "src/**/*.rs"]',
            ),
            "Cargo.toml": '[package]\nname = "demo"\nversion.workspace = true\n\n[lib]\n',
            "src/lib.rs": "\n",
            "../Cargo.toml": '[workspace]\nmembers = ["project"]\n\n'
            '[workspace.package]\nversion = "2.2.1"\n',
        },
        ("unwatched-file",),
    ),
    Case(
        "Lightning-AI/torchmetrics",
        "setup.py reads requirements, without [project]",
        {
            "setup.py": "from setuptools import setup\n\n"
            'requires = open("requirements/base.txt").read().splitlines()\n'
            'setup(name="demo", version="1.0", install_requires=requires)\n',
            "requirements/base.txt": "six\n",
        },
        ("unwatched-file",),
    ),
]
REQUIREMENTS = (
    'dynamic = ["dependencies"]\nversion = "1.0"\n\n'
    '[tool.setuptools.dynamic]\ndependencies = { file = "requirements.in" }\n'
)
C = [
    Case(
        "astral-sh/uv#6255",
        "uv pip compile keeps the old set",
        {"pyproject.toml": setuptools(REQUIREMENTS), "requirements.in": "six\n"},
        ("unwatched-file",),
    ),
    Case(
        "astral-sh/uv#6822",
        "an editable install is satisfied with old pins",
        {
            "pyproject.toml": setuptools('version = "1.0"\ndynamic = ["dependencies"]\n'),
            "setup.py": "from setuptools import setup\n\n"
            'with open("pinned.txt") as file:\n    setup(install_requires=file.readlines())\n',
            "pinned.txt": "six==1.17\n",
        },
        ("unwatched-file",),
    ),
    Case(
        "astral-sh/uv#5484",
        "a new dependency is not installed",
        {"pyproject.toml": setuptools(REQUIREMENTS), "requirements.in": "six\n"},
        ("unwatched-file",),
    ),
    Case(
        "astral-sh/uv#11672",
        "uv add succeeds and nothing comes of it",
        {
            "pyproject.toml": hatch(
                'version = "1.0"\ndynamic = ["dependencies"]\n\n'
                '[tool.hatch.metadata.hooks.requirements_txt]\nfiles = ["requirements.in"]\n',
                "hatch-requirements-txt",
                keys='["requirements.in"]',
            ),
            "requirements.in": "six\n",
        },
        ("lost-default",),
    ),
    Case(
        "astral-sh/uv#1644",
        "requirements that are watched",
        {
            "pyproject.toml": setuptools(
                REQUIREMENTS, keys='["pyproject.toml", "requirements.in"]'
            ),
            "requirements.in": "six\n",
        },
    ),
    Case(
        "astral-sh/uv#7282",
        "a second editable install builds nothing",
        {"pyproject.toml": hatch(VCS, "hatch-vcs")},
        ("unwatched-git",),
    ),
    Case(
        "astral-sh/uv#13876",
        "a project that another one's requirements name by its path",
        {"pyproject.toml": setuptools(REQUIREMENTS), "requirements.in": "six\n"},
        ("unwatched-file",),
    ),
]
SCM_PY = "from setuptools import setup\n\nsetup(use_scm_version=True)\n"
D = [
    Case(
        "jodal/comics#672",
        "git alone: new dependencies wait for the next commit",
        {
            "pyproject.toml": hatch(
                DYNAMIC + '\n[tool.hatch.version]\nsource = "uv-dynamic-versioning"\n',
                "uv-dynamic-versioning",
                keys=f"[{BOTH}]",
            )
        },
        ("lost-default",),
    ),
    Case(
        "astral-sh/uv#11895",
        "the example that the documentation showed",
        {
            "pyproject.toml": setuptools(REQUIREMENTS, keys='[{ file = "requirements.in" }]'),
            "requirements.in": "six\n",
        },
        ("lost-default",),
    ),
    Case(
        "Metta-AI/metta cogames",
        "neither manifest, nor setup.py, nor git",
        {
            "pyproject.toml": setuptools(DYNAMIC, "setuptools-scm", keys='["native/**/*.nim"]'),
            "setup.py": SCM_PY,
            "native/a.nim": "echo 1\n",
        },
        ("lost-default", "unwatched-git"),
    ),
    Case(
        "a member that is not editable",
        "sources alone",
        {
            "pyproject.toml": hatch(STATIC, keys='[{ file = "src/**/*.py" }]'),
            "src/demo/__init__.py": "\n",
        },
        ("lost-default",),
    ),
    Case(
        "PyO3 workshop",
        "sources alone, anywhere",
        maturin('[{ file = "**/*.rs" }]'),
        ("lost-default", "root-glob", "unwatched-native"),
    ),
]
E = [
    Case("PyO3/maturin#2314", "Rust sources", maturin(), ("unwatched-native",)),
    Case("astral-sh/uv#9177", "Rust sources", maturin(), ("unwatched-native",)),
    Case(
        "astral-sh/uv#12534",
        "the template of today",
        maturin('["pyproject.toml", "Cargo.toml", "src/**/*.rs"]'),
    ),
    Case("astral-sh/uv#11390", "an old wheel over a fresh build", maturin(), ("unwatched-native",)),
    Case(
        "apache/iggy#3690",
        "the manifest of the workspace above is forgotten",
        {
            **maturin('["pyproject.toml", "Cargo.toml", "src/**/*.rs"]'),
            "../Cargo.toml": '[workspace]\nmembers = ["project"]\n',
        },
        ("unwatched-native",),
    ),
    Case("astral-sh/ty#39", "Rust sources", maturin(), ("unwatched-native",)),
    Case("MatthewMckee4/karva#825", "Rust sources", maturin(), ("unwatched-native",)),
    Case("AnswerDotAI/rgapi#19", "Rust sources", maturin(), ("unwatched-native",)),
    Case(
        "mammothb/editdistpy#39",
        "a pattern for the whole tree",
        maturin('["pyproject.toml", "Cargo.toml", "**/*.rs"]'),
        ("root-glob",),
    ),
    Case("astral-sh/uv#8901", "CMake sources", scikit(), ("unwatched-native",)),
    Case("astral-sh/uv#7398", "an old wheel over a new one", scikit(), ("unwatched-native",)),
    Case("astral-sh/uv#15701", "CMake sources", scikit(), ("unwatched-native",)),
    Case(
        "astral-sh/uv#15809",
        "modules that Cython compiles",
        {
            "pyproject.toml": setuptools(STATIC, "cython"),
            "setup.py": "from Cython.Build import cythonize\nfrom setuptools import setup\n\n"
            'setup(ext_modules=cythonize(["demo/fast.py"]))\n',
            "demo/fast.py": "\n",
        },
        ("unwatched-native",),
    ),
    Case(
        "astral-sh/uv#11350",
        "C++ through setuptools",
        {"pyproject.toml": setuptools(STATIC), "setup.py": EXTENSION, **SPEED},
        ("unwatched-native",),
    ),
    Case(
        "astral-sh/uv#12399",
        "an extension in a member",
        {
            "pyproject.toml": setuptools(
                STATIC
                + "\n[tool.setuptools]\n"
                + 'ext-modules = [{ name = "demo.speed", sources = ["src/speed.c"] }]\n'
            ),
            **SPEED,
        },
        ("unwatched-native",),
    ),
    Case(
        "astral-sh/uv#13592",
        "Cython",
        {
            "pyproject.toml": setuptools(STATIC, "cython"),
            "setup.py": "from Cython.Build import cythonize\nfrom setuptools import setup\n\n"
            'setup(ext_modules=cythonize("demo/*.pyx"))\n',
            "demo/fast.pyx": "\n",
        },
        ("unwatched-native",),
    ),
    Case(
        "astral-sh/uv#17360",
        "a dir key for the files in it",
        {
            "pyproject.toml": setuptools(
                STATIC, keys='["pyproject.toml", "setup.py", { dir = "src/c" }]'
            ),
            "setup.py": EXTENSION.replace("src/", "src/c/"),
            "src/c/speed.c": "int speed;\n",
        },
        ("folder-as-file", "unwatched-native"),
    ),
    Case(
        "astral-sh/uv#10214",
        "meson builds at import, and keys would only double that",
        {
            "pyproject.toml": built("mesonpy", ("meson-python",), STATIC),
            "meson.build": "project('demo', 'c', version: '1.0')\n",
        },
    ),
    Case(
        "apache/iceberg-python#2869",
        "an extension that is not built again",
        {"pyproject.toml": setuptools(STATIC), "setup.py": EXTENSION, **SPEED},
        ("unwatched-native",),
    ),
    Case(
        "UMEP-dev/SUEWS#719",
        "meson builds at import",
        {
            "pyproject.toml": built("mesonpy", ("meson-python",), STATIC),
            "meson.build": "project('demo', 'fortran', version: '1.0')\n",
        },
    ),
    Case(
        "tox-dev/tox-uv#338",
        "C extensions",
        {"pyproject.toml": setuptools(STATIC), "setup.py": EXTENSION, **SPEED},
        ("unwatched-native",),
    ),
    Case(
        "Subaru-PFS/spt_ExposureTimeCalculator#42",
        "a back end of one's own that runs make",
        {
            "pyproject.toml": built("backend", (), STATIC).replace(
                "[project]", 'backend-path = ["."]\n\n[project]', 1
            ),
            "backend.py": "import os\nimport subprocess\n\n"
            "def build_wheel(directory, settings=None, metadata=None):\n"
            '    subprocess.run(["make", "CC=" + os.environ["DEMO_CC"]], check=True)\n',
            "Makefile": "all:\n",
        },
        ("unwatched-build-code", "unwatched-env", "unwatched-native"),
    ),
    Case("Metta-AI/metta#840", "pybind11", scikit("", STATIC, "pybind11"), ("unwatched-native",)),
    Case(
        "SleipnirGroup/Sleipnir#1284",
        "py-build-cmake",
        {
            "pyproject.toml": built(
                "py_build_cmake.build",
                ("py-build-cmake",),
                STATIC + "\n[tool.py-build-cmake.cmake]\nsource_path = '.'\n",
            ),
            **CMAKE,
        },
        ("unwatched-native",),
    ),
    Case(
        "grackle-project/grackle#395",
        "CMake sources in another folder",
        {
            "pyproject.toml": built(
                "scikit_build_core.build",
                ("scikit-build-core",),
                STATIC + '\n[tool.scikit-build]\ncmake.source-dir = "native"\n',
            ),
            **{f"native/{name}": text for name, text in CMAKE.items()},
        },
        ("unwatched-native",),
    ),
    Case(
        "sdk/python-server",
        "sources beside the project",
        {
            **maturin('["pyproject.toml", "Cargo.toml", "src/**/*.rs"]'),
            "Cargo.toml": RUST["Cargo.toml"] + '\n[dependencies]\nengine = { path = "engine" }\n',
            "engine/Cargo.toml": '[package]\nname = "engine"\nversion = "1.0.0"\n',
            "engine/src/lib.rs": "\n",
        },
        ("unwatched-native",),
    ),
    Case(
        "monoprop, its manual",
        "a build that depends on a variable",
        {
            "pyproject.toml": setuptools(DYNAMIC),
            "setup.py": "import os\n\nfrom setuptools import setup\n\n"
            'setup(version="1.0+" + os.environ.get("DEMO_FLAVOUR", "plain"))\n',
        },
        ("unwatched-env",),
    ),
    Case(
        "astral-sh/uv#3796",
        "a back end of one's own is edited",
        {
            "pyproject.toml": built("backend", (), STATIC).replace(
                "[project]", 'backend-path = ["build_tools"]\n\n[project]', 1
            ),
            "build_tools/backend.py": "from setuptools.build_meta import *\n",
        },
        ("unwatched-build-code",),
    ),
]
SCM = DYNAMIC + '\n[tool.setuptools_scm]\nversion_file = "src/demo/_version.py"\n'
F = [
    Case(
        "randovania/randovania#8173",
        "the file that the build writes is a key",
        {
            "pyproject.toml": setuptools(
                SCM, "setuptools-scm", keys=f'["pyproject.toml", {BOTH}, "src/demo/_version.py"]'
            )
        },
        ("rebuild-loop",),
    ),
    Case(
        "Algorithmiq/monoprop#272",
        "a pattern that finds files of the environment",
        scikit('["pyproject.toml", "**/CMakeLists.txt", "src/**/*.cpp"]'),
        ("root-glob",),
    ),
    Case(
        "astral-sh/uv#16336",
        "a bare star that crosses folders",
        scikit('["pyproject.toml", "CMakeLists.txt", "*.{h,c,hpp,cpp}"]'),
        ("root-glob",),
    ),
    Case(
        "SleipnirGroup/Sleipnir#1284, review",
        "a generated file among the sources, and a negation that does nothing",
        {
            "pyproject.toml": setuptools(
                SCM,
                "setuptools-scm",
                keys=f'["pyproject.toml", {BOTH}, "src/**/*.py", "!**/_version.py"]',
            ),
            "src/demo/__init__.py": "\n",
        },
        ("rebuild-loop", "useless-negation"),
    ),
    Case(
        "Metta-AI/metta tribal_village",
        "the compiled library is a key",
        {
            "pyproject.toml": setuptools(
                STATIC + "\n[tool.uvlint]\noutputs = ['demo/libnim.so']\n",
                keys='["pyproject.toml", "demo/libnim.so"]',
            )
        },
        ("rebuild-loop",),
    ),
    Case(
        "PyO3/maturin#3277",
        "a template that walks the whole tree",
        maturin('["pyproject.toml", "Cargo.toml", "**/*.rs"]'),
        ("root-glob",),
    ),
    Case(
        "astral-sh/uv#4213",
        "dynamic projects were always rebuilt once: not so today",
        {
            "pyproject.toml": setuptools(
                DYNAMIC + "\n[tool.setuptools_scm]\n",
                "setuptools-scm",
                keys=f'["pyproject.toml", {BOTH}]',
            )
        },
    ),
    Case(
        "hynek/stamina",
        "built at every run, where keys would do",
        {"pyproject.toml": hatch(VCS, "hatch-vcs") + '\n[tool.uv]\nreinstall-package = ["demo"]\n'},
        ("always-reinstalled",),
    ),
]
G = [
    Case(
        "Metta-AI/metta",
        "patterns and files that are gone",
        {
            "pyproject.toml": hatch(
                STATIC, keys='["pyproject.toml", "metta/**/*.{cpp,hpp}", "packages/m/BUILD"]'
            ),
            "packages/m/BUILD.bazel": "\n",
        },
        ("dead-key",),
    ),
    Case(
        "Metta-AI/metta cogames, keys",
        "an ending with a letter too much",
        {
            "pyproject.toml": hatch(STATIC, keys='["pyproject.toml", "native/**/*.nims"]'),
            "native/a.nim": "echo 1\n",
        },
        ("dead-key",),
    ),
    Case(
        "Metta-AI/metta tribal_village, keys",
        "a table around the list",
        {"pyproject.toml": hatch(STATIC) + "\n[tool.uv.cache-keys]\nfile = ['a.txt']\n"},
        ("lost-default", "refused-list"),
    ),
    Case(
        "scylladb/python-driver#505",
        "a variable, and a uv that knows none",
        {
            "pyproject.toml": hatch(STATIC)
            + "\n[tool.uv]\nrequired-version = '>=0.4.10'\n"
            + 'cache-keys = ["pyproject.toml", { env = "DEMO" }]\n'
        },
        ("needs-newer-uv",),
    ),
    Case(
        "astral-sh/uv#7246",
        "a folder as a file",
        {
            "pyproject.toml": hatch(STATIC, keys='["pyproject.toml", { file = "data" }]'),
            "data/a.json": "{}\n",
        },
        ("folder-as-file",),
    ),
    Case(
        "astral-sh/uv#12888",
        "a pattern that leads out of the project, and a uv that skips it",
        {
            "pyproject.toml": hatch(STATIC)
            + "\n[tool.uv]\nrequired-version = '>=0.7.3'\n"
            + 'cache-keys = ["pyproject.toml", "../crate/**/*.rs"]\n'
        },
        ("needs-newer-uv",),
    ),
    Case(
        "fdu",
        "keys in uv.toml",
        {
            "pyproject.toml": hatch(STATIC),
            "uv.toml": 'cache-keys = ["pyproject.toml", "data.json"]\n',
            "data.json": "{}\n",
        },
        ("ignored-list",),
    ),
    Case(
        "astral-sh/uv#7244",
        "a misspelt name",
        {
            "pyproject.toml": hatch(STATIC) + '\n[tool.uv]\ncache-key = ["pyproject.toml"]\n',
        },
        ("ignored-list",),
    ),
    Case(
        "agent_core, its root",
        "keys of the root for its members",
        {
            "pyproject.toml": hatch(STATIC, keys='["pyproject.toml", "packages/a/schema.json"]')
            + '\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
            "packages/a/pyproject.toml": hatch(STATIC),
            "packages/a/schema.json": "{}\n",
        },
        ("ignored-list",),
    ),
]
GROUPS = {"A": A, "B": B, "C": C, "D": D, "E": E, "F": F, "G": G}
QUIET = "needlessly-dynamic"
"""It speaks of how a project could do without a build, not of its keys."""


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{group}{number} {case.reference}: {case.about}")
        for group, cases in GROUPS.items()
        for number, case in enumerate(cases, start=1)
    ],
)
def test_case(case: Case, lay_out: LayOut) -> None:
    found = checker.examine(lay_out(case.files))
    assert not found.failures
    assert tuple(sorted({d.name for d in found.diagnostics} - {QUIET})) == case.found
