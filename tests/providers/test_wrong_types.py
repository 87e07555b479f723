"""Settings of the wrong type never stop a provider."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.plugin import Provider, load

BUILD = (
    '[build-system]\nrequires = ["hatchling", "hatch-vcs", "hatch-fancy-pypi-readme", '
    '"hatch-requirements-txt", "hatch-nodejs-version", "hatch-docstring-description", '
    '"hatch-regex-commit", "hatch-min-requirements", "uv-dynamic-versioning", "poetry-core", '
    '"poetry-dynamic-versioning", "pdm-backend", "flit-core", "flit-scm", "uv-build", "whey", '
    '"trampolim"]\nbuild-backend = "poetry_dynamic_versioning.backend"\n'
)
VALUES = ("0", "true", '""', '"\\u0000"', '"."', '"/"', "[]", "[0]", '[""]', "[[]]", "{}", "[{}]")
PATHS = (
    "flit",
    "flit.external-data.directory",
    "flit.metadata.module",
    "flit.module.name",
    "hatch",
    "hatch.build",
    "hatch.build.artifacts",
    "hatch.build.force-include",
    "hatch.build.hooks",
    "hatch.build.hooks.build-scripts.scripts",
    "hatch.build.hooks.custom.path",
    "hatch.build.hooks.cython.options",
    "hatch.build.hooks.cython.options.src",
    "hatch.build.hooks.jupyter-builder.build-function",
    "hatch.build.hooks.jupyter-builder.build-kwargs",
    "hatch.build.hooks.mypyc.include",
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
    "hatch.metadata.hooks.requirements_txt.files",
    "hatch.metadata.hooks.requirements_txt.optional-dependencies",
    "hatch.metadata.hooks.uv-dynamic-versioning.dependencies",
    "hatch.metadata.hooks.vcs.urls",
    "hatch.version",
    "hatch.version.path",
    "hatch.version.source",
    "pdm",
    "pdm.build",
    "pdm.build.custom-hook",
    "pdm.build.includes",
    "pdm.build.wheel-data",
    "pdm.version",
    "pdm.version.getter",
    "pdm.version.path",
    "poetry.build",
    "poetry.scripts",
    "poetry-dynamic-versioning",
    "poetry-dynamic-versioning.substitution",
    "setuptools_scm",
    "setuptools_scm.write_to",
    "uv.build-backend.data",
    "uv-dynamic-versioning.from-file",
    "uv-dynamic-versioning.vcs",
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
                if set(provider.about) & laid_out.signs:
                    assert list(provider.inputs(laid_out)) is not None
                    assert list(provider.outputs(laid_out)) is not None
