"""A setting of the wrong type is a finding with a place, for every provider, and the rest goes on."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.analysis.checker import examine
from uvlint.model import File, Git

OTHER = (
    'dynamic-metadata = [{provider = "dynamic_metadata.regex", field = "urls", input = "other"}]'
)
"""What a provider reads that acts in builds of every kind."""

CRATE = '[package]\nname = "demo"\nversion = "1"\n'
FIELDS = '"version", "description", "readme", "dependencies", "optional-dependencies", "urls"'
HATCH = "hatchling.build"
SETUPTOOLS = "setuptools.build_meta"
POETRY = "poetry.core.masonry.api"
PDM = "pdm.backend"
STRING, STRINGS, FLAG = "a string", "an array of strings", "true or false"
TABLE, TABLES = "a table", "an array of tables"

CASES = (
    # The back end, more build requirements, settings below [tool] with the value in
    # angles, and what it should be.
    ("cmeel.build", "", "cmeel.source = <3>", STRING),
    (SETUPTOOLS, "", f'{OTHER[:-1]}, {{provider = "x", field = <3>}}]', STRING),
    (SETUPTOOLS, "", f"{OTHER[:-1]}, {{provider = <3>}}]", f"{STRING} or {TABLE}"),
    ("flit_core.buildapi", "", "flit.external-data.directory = <3>", STRING),
    ("flit_core.buildapi", "", "flit.module.name = <3>", STRING),
    ("flit_scm:buildapi", "", "setuptools_scm = <true>", TABLE),
    ("flit_scm:buildapi", "", "setuptools_scm.write_to = <true>", STRING),
    (HATCH, "", "hatch = <3>", TABLE),
    (HATCH, "", "hatch.build = <3>", TABLE),
    (HATCH, "", "hatch.build.hooks.custom = <true>", TABLE),
    (HATCH, "", "hatch.build.hooks.custom.path = <3>", STRING),
    (HATCH, "", "hatch.build.hooks.custom.enable-by-default = <3>", FLAG),
    (HATCH, "", "hatch.build.hooks.version.path = <3>", STRING),
    (HATCH, "", 'hatch.build = {artifacts = ["a", <3>], hooks.custom = {}}', STRING),
    (HATCH, "", "hatch.build.force-include = <3>", TABLE),
    (HATCH, "", 'hatch.build.force-include."a.txt" = <3>', STRINGS),
    (HATCH, "", "hatch.build.targets.wheel.shared-data = <[]>", TABLE),
    (HATCH, "", "hatch.build.targets.wheel.sbom-files = <3>", STRINGS),
    (HATCH, "", "hatch.metadata.hooks = <3>", TABLE),
    (HATCH, "", "hatch.metadata.hooks.custom.path = <3>", STRING),
    (HATCH, "", 'hatch.version = <"1.0">', TABLE),
    (HATCH, "", "hatch.version.path = <3>", STRING),
    (HATCH, "", "hatch.version.source = <3>", STRING),
    (HATCH, "", 'hatch.version = {source = "code", path = <3>}', STRING),
    (HATCH, "", 'hatch.version = {source = "code", path = "a", search-paths = <3>}', STRINGS),
    (HATCH, "", 'hatch.version = {source = "env", variable = <["A"]>}', STRING),
    (HATCH, "hatch-argparse-manpage", "hatch.build.hooks.argparse-manpage.manpages = <3>", STRINGS),
    (HATCH, "hatch-autorun", "hatch.build.hooks.autorun.file = <3>", STRING),
    (HATCH, "hatch-build-scripts", "hatch.build.hooks.build-scripts.scripts = <3>", TABLES),
    (HATCH, "hatch-build-scripts", "hatch.build.hooks.build-scripts.scripts = [<3>]", TABLE),
    (
        HATCH,
        "hatch-build-scripts",
        "hatch.build.hooks.build-scripts.scripts = [{commands = <3>}]",
        STRINGS,
    ),
    (
        HATCH,
        "hatch-build-scripts",
        "hatch.build.hooks.build-scripts = {out_dir = <3>, scripts = [{commands = []}]}",
        STRING,
    ),
    (HATCH, "hatch-cython", "hatch.build.hooks.cython.options.src = <3>", STRING),
    (
        HATCH,
        "hatch-deps-selector",
        "hatch.build.hooks.selector = {env-var = <3>, variants.a.b = []}",
        STRING,
    ),
    (
        HATCH,
        "hatch-docstring-description",
        "hatch.metadata.hooks.docstring-description.path = <3>",
        STRING,
    ),
    (
        HATCH,
        "hatch-fancy-pypi-readme",
        'hatch.metadata.hooks.fancy-pypi-readme.fragments = <"x">',
        TABLES,
    ),
    (
        HATCH,
        "hatch-fancy-pypi-readme",
        "hatch.metadata.hooks.fancy-pypi-readme.fragments = [{path = <3>}]",
        STRING,
    ),
    (HATCH, "hatch-gettext", "hatch.build.hooks.gettext.po-directory = <3>", STRING),
    (
        HATCH,
        "hatch-jupyter-builder",
        "hatch.build.hooks.jupyter-builder.build-function = <3>",
        STRING,
    ),
    (HATCH, "hatch-mypyc", "hatch.build.hooks.mypyc.include = <3>", STRINGS),
    (HATCH, "hatch-nodejs-version", "hatch.metadata.hooks.nodejs.fields = <3>", STRINGS),
    (HATCH, "hatch-nodejs-version", 'hatch.version = {source = "nodejs", path = <3>}', STRING),
    (
        HATCH,
        "hatch-odoo",
        "hatch-odoo.addons_dirs = [<3>]\nhatch.build.hooks.odoo-addons-dirs = {}",
        STRING,
    ),
    (HATCH, "hatch-pinned-extra", "hatch.metadata.hooks.pinned_extra.lockfile = <3>", STRING),
    (HATCH, "hatch-regex-commit", 'hatch.version = {source = "regex_commit", path = <3>}', STRING),
    (HATCH, "hatch-requirements-txt", "hatch.metadata.hooks.requirements_txt.files = <3>", STRINGS),
    (
        HATCH,
        "hatch-requirements-txt",
        'hatch.metadata.hooks.requirements_txt.files = ["a", <3>]',
        STRING,
    ),
    (
        HATCH,
        "hatch-requirements-txt",
        "hatch.metadata.hooks.requirements_txt.optional-dependencies.dev = <3>",
        STRINGS,
    ),
    (HATCH, "hatch-tryton", "hatch.metadata.hooks.tryton.config = <3>", STRING),
    (HATCH, "hatch-vcs", 'hatch.version = {source = "vcs", raw-options = <"x">}', TABLE),
    (
        HATCH,
        "hatch-vcs",
        'hatch.version = {source = "vcs", raw-options.version_file = <3>}',
        STRING,
    ),
    (HATCH, "hatch-vcs", "hatch.build.hooks.vcs.version-file = <3>", STRING),
    (HATCH, "pdm-build-locked", "hatch.metadata.hooks.build-locked = <3>", TABLE),
    (
        HATCH,
        "uv-dynamic-versioning",
        'uv-dynamic-versioning = <3>\nhatch.version.source = "uv-dynamic-versioning"',
        TABLE,
    ),
    (
        HATCH,
        "uv-dynamic-versioning",
        'uv-dynamic-versioning.vcs = <3>\nhatch.version.source = "uv-dynamic-versioning"',
        STRING,
    ),
    (
        HATCH,
        "versioningit",
        'versioningit.vcs = <3>\nhatch.version.source = "versioningit"',
        f"{STRING} or {TABLE}",
    ),
    (HATCH, "vcs-versioning", "vcs-versioning.root = <3>", STRING),
    (HATCH, "incremental", 'incremental.name = <3>\nhatch.version.source = "incremental"', STRING),
    ("jupyter_packaging.build_api", "", "jupyter-packaging.builder.factory = <3>", STRING),
    (
        "jupyter_packaging.build_api",
        "",
        'jupyter-packaging = {builder.factory = "a.b", options.ensured-targets = <3>}',
        STRINGS,
    ),
    ("maturin", "", "maturin.manifest-path = <3>", STRING),
    ("maturin", "", "maturin.bindings = <3>", STRING),
    ("maturin", "", "maturin.data = <3>", STRING),
    ("maturin", "", "maturin.include = <3>", f"{STRINGS} or {TABLES}"),
    ("maturin", "", "maturin.include = [<3>]", f"{STRING} or {TABLE}"),
    ("mesonpep517.buildapi", "", "mesonpep517.metadata.description-file = <3>", STRING),
    (PDM, "", 'pdm.version = <"1">', TABLE),
    (PDM, "", "pdm.version.source = <[]>", STRING),
    (PDM, "", 'pdm.version = {source = "file", path = <3>}', STRING),
    (PDM, "", 'pdm.version = {source = "call", getter = <3>}', STRING),
    (PDM, "", 'pdm.version = {source = "scm", write_to = <3>}', STRING),
    (PDM, "", "pdm.build.custom-hook = <3>", STRING),
    (PDM, "", 'pdm.build.run-setuptools = <"yes">', FLAG),
    (PDM, "", "pdm.build.wheel-data = <3>", TABLE),
    (PDM, "", "pdm.build.wheel-data.scripts = <3>", f"{STRINGS} or {TABLES}"),
    (PDM, "", "pdm.build.includes = [<3>]", STRING),
    (POETRY, "", "poetry.build = <3>", f"{STRING} or {TABLE}"),
    (POETRY, "", "poetry.scripts = <3>", TABLE),
    (POETRY, "", "poetry.scripts.a = <3>", f"{STRING} or {TABLES}"),
    (
        "poetry_dynamic_versioning.backend",
        "poetry-dynamic-versioning",
        'poetry-dynamic-versioning.enable = <"yes">',
        FLAG,
    ),
    (
        "poetry_dynamic_versioning.backend",
        "poetry-dynamic-versioning",
        "poetry-dynamic-versioning = {enable = true, format-jinja = <3>}",
        STRING,
    ),
    (
        "poetry_dynamic_versioning.backend",
        "poetry-dynamic-versioning",
        "poetry-dynamic-versioning = {enable = true, files.a = <3>}",
        TABLE,
    ),
    ("py_build_cmake.build", "", "py-build-cmake.module.name = <3>", STRING),
    ("py_build_cmake.build", "", "py-build-cmake.cmake.source_path = <3>", STRING),
    ("rapids_build_backend.build", "", "rapids-build-backend.dependencies-file = <3>", STRING),
    ("scikit_build_core.build", "", "scikit-build.cmake.source-dir = <3>", STRING),
    ("scikit_build_core.build", "", 'scikit-build.wheel.cmake = <"no">', FLAG),
    ("scikit_build_core.build", "", "scikit-build.metadata.version.provider = <3>", STRING),
    ("scikit_build_core.build", "", "scikit-build.generate = <3>", TABLES),
    (SETUPTOOLS, "", 'setuptools.dynamic = <"x">', TABLE),
    (SETUPTOOLS, "", 'setuptools.dynamic.version = <"x">', TABLE),
    (SETUPTOOLS, "", "setuptools.dynamic.version.attr = <3>", STRING),
    (SETUPTOOLS, "", "setuptools.dynamic.version.file = <3>", STRINGS),
    (SETUPTOOLS, "", "setuptools.dynamic.dependencies.file = ['a', <3>]", STRING),
    (SETUPTOOLS, "", "setuptools.dynamic.optional-dependencies.dev = <['a']>", TABLE),
    (SETUPTOOLS, "", "setuptools.cmdclass.build_py = <3>", STRINGS),
    (SETUPTOOLS, "", "setuptools.package-dir = <3>", TABLE),
    (SETUPTOOLS, "", 'setuptools.package-dir."a.b" = <3>', STRINGS),
    (SETUPTOOLS, "", "setuptools.script-files = <3>", STRINGS),
    (SETUPTOOLS, "", "setuptools.ext-modules = <3>", TABLES),
    (SETUPTOOLS, "", "setuptools.ext-modules = [{name = 'a', sources = <3>}]", STRINGS),
    (SETUPTOOLS, "", "setuptools.packages.find = <3>", TABLE),
    (
        SETUPTOOLS,
        "argparse-manpage",
        'setuptools.cmdclass.build_py = "build_manpages.build_py"\nbuild_manpages.manpages = <3>',
        STRINGS,
    ),
    (SETUPTOOLS, "setuptools-scm", "setuptools_scm = <true>", TABLE),
    (SETUPTOOLS, "setuptools-scm", "setuptools_scm.root = <3>", STRING),
    (SETUPTOOLS, "setuptools-scm", "setuptools_scm.version_scheme = <3>", STRINGS),
    (SETUPTOOLS, "setuptools-rust", "setuptools-rust.ext-modules = <3>", TABLES),
    (SETUPTOOLS, "setuptools-rust", "setuptools-rust.ext-modules = [{path = <3>}]", STRING),
    (SETUPTOOLS, "setuptools-git-versioning", "setuptools-git-versioning = <true>", TABLE),
    (
        SETUPTOOLS,
        "setuptools-git-versioning",
        "setuptools-git-versioning.version_file = <3>",
        STRING,
    ),
    (
        SETUPTOOLS,
        "setuptools-changelog-shortener",
        "setuptools_changelog_shortener.read_from = <3>",
        STRING,
    ),
    (SETUPTOOLS, "versioningit", "versioningit.vcs = <3>", f"{STRING} or {TABLE}"),
    (SETUPTOOLS, "versioningit", "versioningit.next-version = {module = <3>, value = 'a'}", STRING),
    ("sipbuild.api", "", "sip.project.sip-files-dir = <3>", STRING),
    ("sipbuild.api", "", "sip.bindings.a = <3>", TABLE),
    ("uv_build", "", "uv.build-backend.data = <3>", TABLE),
    ("uv_build", "", "uv.build-backend.data.scripts = <3>", STRING),
    ("whool.buildapi", "", "whool.post_version_strategy_override = <3>", STRING),
)


@pytest.mark.parametrize(
    ("backend", "plug_in", "settings", "wanted"),
    [pytest.param(*case, id=f"{case[0]} {case[1]} {case[2]}") for case in CASES],
)
def test_wrong_type(
    lay_out: LayOut, backend: str, plug_in: str, settings: str, wanted: str
) -> None:
    project = lay_out(
        {"pyproject.toml": pyproject(backend, plug_in, settings), "Cargo.toml": CRATE}
    )
    examination = examine(project)
    assert not examination.failures
    lines = settings.splitlines()
    found = [
        (item.location.line, item.location.column, item.finding.message.partition(" should be ")[2])
        for item in examination.diagnostics
        if item.name == "invalid-toml"
    ]
    line, column = next((n, text.find("<")) for n, text in enumerate(lines) if "<" in text)
    assert [place[:2] for place in found] == [(line + 3, column + 1)]
    assert found[0][2].startswith(f"{wanted}: ")
    assert examination.facts
    assert File("other") in [item.key for item in examination.facts.inputs]


VALID = (
    # What a provider takes in one of several types, or leaves alone.
    (SETUPTOOLS, "", 'setuptools.packages = ["demo"]'),
    (SETUPTOOLS, "", 'setuptools.packages.find.where = ["src"]'),
    (SETUPTOOLS, "", 'setuptools.dynamic.version.file = "VERSION"'),
    (SETUPTOOLS, "setuptools-rust", 'setuptools-rust.bins = [{target = {a = "demo.a"}}]'),
    (SETUPTOOLS, "setuptools-scm", 'setuptools_scm.version_scheme = "x"'),
    (SETUPTOOLS, "setuptools-scm", 'setuptools_scm.version_scheme = ["x", "y"]'),
    (SETUPTOOLS, "setuptools-scm", "setuptools_scm.unknown = 3"),
    (SETUPTOOLS, "versioningit", 'versioningit = {vcs = "git", next-version = "smallest"}'),
    (SETUPTOOLS, "versioningit", 'versioningit = {vcs.method = "git", format.a = "b"}'),
    (SETUPTOOLS, "versioningit", 'versioningit.write.method = {module = "a", value = "b"}'),
    (SETUPTOOLS, "", "hatch.version.path = 3"),
    (SETUPTOOLS, "", "pdm = 3"),
    (SETUPTOOLS, "", "mypy = 3"),
    (HATCH, "", "hatch.envs = 3"),
    (HATCH, "", "hatch.build.targets.sdist = 3"),
    (HATCH, "", "hatch.build.hooks.custom.anything = 3"),
    (HATCH, "", 'hatch.version = {source = "code", path = "a", pattern = 3}'),
    (
        HATCH,
        "hatch-cython",
        'hatch.build.hooks.cython.options.files.targets = [{matches = "a"}, "b"]',
    ),
    ("maturin", "", 'maturin.include = "a"'),
    ("maturin", "", 'maturin.include = [{path = "a", format = ["sdist"]}, "b"]'),
    ("maturin", "", "maturin.strip = 3"),
    (POETRY, "", 'poetry.build = "build.py"'),
    (POETRY, "", 'poetry.build.script = "build.py"'),
    (POETRY, "", 'poetry.scripts = {a = "b:c", d = {reference = "e", type = "file"}}'),
    (PDM, "", 'pdm.build = "build.py"'),
    (PDM, "", 'pdm.build.wheel-data = {a = ["b"], c = "d", e = [{path = "f"}]}'),
    (PDM, "", 'pdm.version = {source = "scm", path = 3}'),
    (
        "scikit_build_core.build",
        "",
        'scikit-build.cmake.define = {A = "b", C = {env = "D"}, E = true}',
    ),
    (
        "scikit_build_core.build",
        "",
        'scikit-build.metadata.version = {provider = "a.b", flags = [3], on = true}',
    ),
    (
        "scikit_build_core.build",
        "",
        'scikit-build.metadata.version = {provider = "a", provider-path = "b", c = 3}',
    ),
    ("uv_build", "", 'uv.build-backend.module-name = ["a", "b"]'),
    ("uv_build", "", "uv.cache-keys = 3"),
    ("unidep", "unidep", 'unidep.local_dependencies = ["a", {local = "b"}]'),
)


@pytest.mark.parametrize(
    ("backend", "plug_in", "settings"),
    [pytest.param(*case, id=f"{case[0]} {case[1]} {case[2]}") for case in VALID],
)
def test_silent(lay_out: LayOut, backend: str, plug_in: str, settings: str) -> None:
    text = pyproject(backend, plug_in, settings)
    found = examine(lay_out({"pyproject.toml": text, "Cargo.toml": CRATE}))
    assert [d.finding.message for d in found.diagnostics if d.name == "invalid-toml"] == []


def test_a_value_that_counts_all_the_same(lay_out: LayOut) -> None:
    text = pyproject(
        "poetry_dynamic_versioning.backend",
        "poetry-dynamic-versioning",
        'poetry-dynamic-versioning.enable = "no"',
    )
    facts = examine(lay_out({"pyproject.toml": text})).facts
    assert facts
    assert Git(commit=True, tags=True) in [item.key for item in facts.inputs]


@pytest.mark.parametrize(
    "package",
    [
        'version = "1"\nreadme = false',
        "version = {workspace = true}\nreadme = {workspace = true}\nbuild = false",
        'version = "1"\nreadme = "a.md"\nbuild = "build.rs"',
    ],
)
def test_crates(lay_out: LayOut, package: str) -> None:
    found = examine(
        lay_out(
            {
                "pyproject.toml": pyproject(
                    "maturin", "", 'maturin.manifest-path = "a/Cargo.toml"'
                ),
                "Cargo.toml": '[workspace]\nmembers = ["a"]\n[workspace.package]\nreadme = false\n',
                "a/Cargo.toml": f'[package]\nname = "demo"\n{package}\n[dependencies]\nb = "1"\n',
            }
        )
    )
    assert [d.finding.message for d in found.diagnostics if d.name == "invalid-toml"] == []


def pyproject(backend: str, plug_in: str, settings: str) -> str:
    own = backend.partition(".")[0].partition(":")[0].replace("_", "-").replace("-core", "")
    names = {"hatchling": "hatchling", "pdm": "pdm-backend", "poetry": "poetry-core"}
    requires = [f'"{name}"' for name in (names.get(own, own), plug_in) if name]
    other = "" if settings.startswith("dynamic-metadata") else OTHER
    first = settings if not other else f"{settings}\n{other}"
    return (
        f"# {backend}\n[tool]\n{first.replace('<', '').replace('>', '')}\n"
        f'[build-system]\nrequires = [{", ".join(requires)}]\nbuild-backend = "{backend}"\n'
        f'[project]\nname = "demo"\ndynamic = [{FIELDS}]\n'
    )
