"""A back end that lies in the project itself, and the one it hands on to."""

from __future__ import annotations

from uvlint.builds.code import Study, study
from uvlint.builds.modules import find_module
from uvlint.model import Unreadable
from uvlint.project import Project

_BACKENDS = {
    "setuptools.build_meta": "setuptools.build_meta",
    "hatchling.build": "hatchling.build",
    "poetry.core.masonry.api": "poetry.core.masonry.api",
    "pdm.backend": "pdm.backend",
    "flit_core.buildapi": "flit_core.buildapi",
    "maturin": "maturin",
    "mesonpy": "mesonpy",
    "scikit_build_core.build": "scikit_build_core.build",
    "scikit_build_core.setuptools.build_meta": "scikit_build_core.setuptools.build_meta",
    "uv_build": "uv_build",
}
