"""Settings of the wrong type never stop a provider."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.plugin import Provider
from uvlint.registry import load

BUILD = (
    '[build-system]\nrequires = ["hatchling", "hatch-vcs", "hatch-fancy-pypi-readme", '
    '"hatch-requirements-txt", "hatch-nodejs-version", "hatch-docstring-description", '
    '"hatch-regex-commit", "hatch-min-requirements", "uv-dynamic-versioning", "poetry-core", '
    '"poetry-dynamic-versioning", "pdm-backend", "flit-core", "flit-scm", "uv-build", "whey", '
    '"trampolim"]\nbuild-backend = "poetry_dynamic_versioning.backend"\n'
)
OTHERS = {
    "cmeel": "cmeel.build",
    "extension-helpers": "setuptools.build_meta",
    "jupyter-packaging": "jupyter_packaging.build_api",
    "pdm-build-locked": "pdm.backend",
    "rapids-build-backend": "rapids_build_backend.build",
    "setuptools-changelog-shortener": "setuptools.build_meta",
    "unidep": "setuptools.build_meta",
    "whool": "whool.buildapi",
}
"""Plug-ins that act only with their back end."""
VALUES = ("0", "true", '""', '"\\u0000"', '"."', '"/"', "[]", "[0]", '[""]', "[[]]", "{}", "[{}]")
PATHS = (
    "cmeel.source",
    "extension-helpers",
    "flit",
    "flit.external-data.directory",
    "flit.metadata.module",
    "flit.module.name",
    "hatch",
    "hatch-odoo",
    "hatch-odoo.addons_dirs",
    "hatch.build",
    "hatch.build.artifacts",
    "hatch.build.force-include",
    "hatch.build.hooks",
    "hatch.build.hooks.argparse-manpage.manpages",
    "hatch.build.hooks.autorun.file",
    "hatch.build.hooks.build-scripts.scripts",
    "hatch.build.hooks.custom.path",
    "hatch.build.hooks.cython.options",
    "hatch.build.hooks.cython.options.src",
    "hatch.build.hooks.gettext",
    "hatch.build.hooks.gettext.files",
    "hatch.build.hooks.gettext.locale-directory",
    "hatch.build.hooks.gettext.po-directory",
    "hatch.build.hooks.jupyter-builder.build-function",
    "hatch.build.hooks.jupyter-builder.build-kwargs",
    "hatch.build.hooks.mypyc.include",
    "hatch.build.hooks.selector",
    "hatch.build.hooks.selector.env-var",
    "hatch.build.hooks.vcs.version-file",
    "hatch.build.hooks.version.path",
    "hatch.build.targets.wheel",
    "hatch.build.targets.wheel.packages",
    "hatch.build.targets.wheel.sbom-files",
    "hatch.metadata.hooks",
    "hatch.metadata.hooks.custom.path",
    "hatch.metadata.hooks.docstring-description.path",
    "hatch.metadata.hooks.fancy-pypi-readme.fragments",
    "hatch.metadata.hooks.nodejs.fields",
    "hatch.metadata.hooks.pinned_extra.lockfile",
    "hatch.metadata.hooks.requirements_txt.files",
    "hatch.metadata.hooks.requirements_txt.optional-dependencies",
    "hatch.metadata.hooks.tryton",
    "hatch.metadata.hooks.tryton.config",
    "hatch.metadata.hooks.unidep",
    "hatch.metadata.hooks.uv-dynamic-versioning.dependencies",
    "hatch.metadata.hooks.vcs.urls",
    "hatch.version",
    "hatch.version.path",
    "hatch.version.source",
    "jupyter-packaging.build-args",
    "jupyter-packaging.builder",
    "jupyter-packaging.builder.factory",
    "jupyter-packaging.options.ensured-targets",
    "pdm",
    "pdm.build",
    "pdm.build.custom-hook",
    "pdm.build.includes",
    "pdm.build.locked",
    "pdm.build.wheel-data",
    "pdm.version",
    "pdm.version.getter",
    "pdm.version.path",
    "poetry-dynamic-versioning",
    "poetry-dynamic-versioning.substitution",
    "poetry.build",
    "poetry.scripts",
    "rapids-build-backend",
    "rapids-build-backend.build-backend",
    "rapids-build-backend.commit-files",
    "rapids-build-backend.dependencies-file",
    "setuptools_changelog_shortener",
    "setuptools_changelog_shortener.read_from",
    "setuptools_scm",
    "setuptools_scm.write_to",
    "unidep",
    "unidep.local_dependencies",
    "uv-dynamic-versioning.from-file",
    "uv-dynamic-versioning.vcs",
    "uv.build-backend.data",
    "whool",
)
PROVIDERS = load("uvlint.providers", "PROVIDER", Provider)


@pytest.mark.parametrize("path", PATHS)
def test_wrong_types(lay_out: LayOut, path: str) -> None:
    for value in VALUES:
        for project in (
            'dynamic = ["version", "readme", "description", "dependencies"]',
            "name = 1",
        ):
            laid_out = lay_out(
                {"pyproject.toml": f"tool.{path} = {value}\n{BUILD}[project]\n{project}\n"}
            )
            for provider in PROVIDERS:
                if provider.concerns(laid_out.signs):
                    assert list(provider.inputs(laid_out)) is not None
                    assert list(provider.outputs(laid_out)) is not None


@pytest.mark.parametrize("name", OTHERS)
def test_wrong_types_with_the_right_back_end(lay_out: LayOut, name: str) -> None:
    table = name.replace("-", "_") if name.startswith("setuptools") else name
    paths = [path for path in PATHS if path.startswith(table) or name.partition("-")[0] in path]
    assert paths
    for path in paths:
        for value in VALUES:
            laid_out = lay_out(
                {
                    "pyproject.toml": f"tool.{path} = {value}\n"
                    f'[build-system]\nrequires = ["setuptools", "{name}"]\n'
                    f'build-backend = "{OTHERS[name]}"\n[project]\n'
                    'dynamic = ["version", "readme", "dependencies", "optional-dependencies"]\n'
                }
            )
            for provider in PROVIDERS:
                if provider.concerns(laid_out.signs):
                    assert list(provider.inputs(laid_out)) is not None
                    assert list(provider.outputs(laid_out)) is not None
