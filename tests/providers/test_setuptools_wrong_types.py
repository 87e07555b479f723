"""Settings of the wrong type, and broken setup.py files, never stop a provider of setuptools."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.setuptools_family import build, head
from uvlint.model import Unreadable
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.providers import (
    incremental,
    pbr,
    setuptools_attr,
    setuptools_cfg,
    setuptools_file,
    setuptools_git_versioning,
    setuptools_manifest,
    setuptools_scm,
    setuptools_static,
    vcs_versioning,
    versioneer,
    versioningit,
)

PROVIDERS: tuple[Provider, ...] = tuple(
    module.PROVIDER
    for module in (
        incremental,
        pbr,
        setuptools_attr,
        setuptools_cfg,
        setuptools_file,
        setuptools_git_versioning,
        setuptools_manifest,
        setuptools_scm,
        setuptools_static,
        vcs_versioning,
        versioneer,
        versioningit,
    )
)
PLUG_INS = (
    "incremental",
    "pbr",
    "setuptools-git-versioning",
    "setuptools-scm[simple]",
    "versioneer",
    "versioningit",
)
FIELDS = ("version", "readme", "dependencies", "optional-dependencies", "entry-points")
VALUES = ("0", "true", '""', '"\\u0000"', '"."', '"/"', '":"', "[]", "[0]", '[""]', "[[]]", "{}")
PATHS = (
    "setuptools",
    "setuptools.dynamic",
    "setuptools.dynamic.dependencies",
    "setuptools.dynamic.optional-dependencies",
    "setuptools.dynamic.optional-dependencies.dev",
    "setuptools.dynamic.optional-dependencies.dev.file",
    "setuptools.dynamic.readme.file",
    "setuptools.dynamic.version",
    "setuptools.dynamic.version.attr",
    "setuptools.dynamic.version.file",
    "setuptools.package-dir",
    "setuptools.package-dir.demo",
    "setuptools.packages",
    "setuptools.packages.find",
    "setuptools.packages.find.where",
    "setuptools.script-files",
    "setuptools_scm",
    "setuptools_scm.root",
    "setuptools_scm.version_file",
    "setuptools_scm.version_scheme",
    "setuptools_scm.write_to",
    "setuptools-git-versioning",
    "setuptools-git-versioning.tag_formatter",
    "setuptools-git-versioning.template",
    "setuptools-git-versioning.version_callback",
    "setuptools-git-versioning.version_file",
    "dynamic-metadata",
    "dynamic-metadata.provider",
    "incremental",
    "incremental.name",
    "towncrier.directory",
    "versioneer",
    "versioneer.versionfile_source",
    "versioningit",
    "versioningit.format",
    "versioningit.next-version",
    "versioningit.next-version.method",
    "versioningit.next-version.method.module",
    "versioningit.vcs",
    "versioningit.write.file",
)
SETUP = (
    "import versioneer\nfrom setuptools import setup\n"
    "setup(version=versioneer.get_version(), pbr=True, use_incremental=True)\n"
)


def ask(project: Project) -> None:
    for provider in PROVIDERS:
        for item in provider.inputs(project):
            assert item.why
        for output in provider.outputs(project):
            assert output.file


@pytest.mark.parametrize("path", PATHS)
def test_wrong_types(lay_out: LayOut, path: str) -> None:
    for value in VALUES:
        text = head(*PLUG_INS, dynamic=FIELDS) + f"[tool]\n{path} = {value}\n"
        ask(lay_out({"pyproject.toml": text, "setup.py": SETUP}))


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"setup(", id="broken"),
        pytest.param(b"setup(*pbr, **use_scm_version)", id="stars"),
        pytest.param(b"setup(use_scm_version={**a, b: 1, 'root': 2})", id="mixed dictionary"),
        pytest.param(b"setup(use_scm_version={[]: 1}, version={{}: 1})", id="no keys"),
        pytest.param(
            b"setup(name=[1], package_dir=[1], setup_requires=1, version=-'')", id="types"
        ),
        pytest.param(b"setup(package_dir={1: 2, '': 3})", id="folders"),
        pytest.param(b"setup(use_scm_version=\xff)", id="not UTF-8"),
        pytest.param(b"setup()()(name='a')", id="calls of calls"),
        pytest.param(b"version = " + b"(" * 300 + b")" * 300, id="deep"),
    ],
)
def test_setup_py(lay_out: LayOut, code: bytes) -> None:
    try:
        ask(lay_out({"pyproject.toml": build(*PLUG_INS), "setup.py": code}))
    except Unreadable as error:
        assert error.at.file == "setup.py"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[metadata]\nversion = attr:\n", id="no name"),
        pytest.param("[metadata]\nversion = attr: ...\n", id="dots"),
        pytest.param("[metadata]\nversion = file:\ndescription = file: ,,\n", id="no files"),
        pytest.param("[options]\npackage_dir = =\npackages = find:\n", id="folders"),
        pytest.param("[options]\nscripts =\n[options.packages.find]\nwhere =\n", id="empty"),
        pytest.param("[egg_info]\negg_base =\n[versioneer]\n[extras]\n", id="sections"),
    ],
)
def test_setup_cfg(lay_out: LayOut, text: str) -> None:
    ask(lay_out({"pyproject.toml": build(*PLUG_INS), "setup.cfg": text, "setup.py": SETUP}))
