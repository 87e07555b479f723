"""Ordered providers of dynamic-metadata."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from uvlint.providers.dynamic_metadata import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["scikit-build-core>=1", "dynamic-metadata"]\n'
    'build-backend = "scikit_build_core.build"\n[project]\nname = "demo"\n'
)
DYNAMIC = HEAD + 'dynamic = ["version", "readme", "dependencies", "optional-dependencies"]\n'
GIT = ["git:commit+tags -> version", "- -> version"]
OVERRIDES = [
    f"override env:{prefix}_PRETEND_VERSION{suffix} -> version"
    for prefix in ("SETUPTOOLS_SCM", "VCS_VERSIONING")
    for suffix in ("", "_FOR_DEMO")
]


def entry(provider: str, **settings: str) -> str:
    lines = "".join(f'{name.replace("_", "-")} = "{value}"\n' for name, value in settings.items())
    return f'[[tool.dynamic-metadata]]\nprovider = "{provider}"\n{lines}'


@pytest.mark.parametrize(
    ("entries", "files", "expected"),
    [
        pytest.param(DYNAMIC, {}, [], id="no entry"),
        pytest.param(
            HEAD + 'version = "1"\n' + entry("dynamic_metadata.regex", field="version", input="v"),
            {"v": ""},
            [],
            id="a static field",
        ),
        pytest.param(
            DYNAMIC
            + entry("dynamic_metadata.static", version="1")
            + entry("dynamic_metadata.fields", dependencies="v")
            + entry("dynamic_metadata.template", field="readme", result="v")
            + entry("dynamic_metadata.substitute", field="version", pattern="v", replacement="v"),
            {"v": ""},
            [],
            id="providers that read no file",
        ),
        pytest.param(DYNAMIC + "[[tool.dynamic-metadata]]\nfield = 1\n", {}, [], id="no provider"),
        pytest.param(DYNAMIC + "[tool]\ndynamic-metadata = 1\n", {}, [], id="no table"),
        pytest.param(
            DYNAMIC + entry("dynamic_metadata.regex", field="version", input="src/v.py"),
            {},
            ["src/v.py -> version"],
            id="a pattern",
        ),
        pytest.param(
            DYNAMIC + entry("dynamic_metadata.ast", field="version", input="v.py", name="v"),
            {"v": ""},
            ["v.py -> version"],
            id="a global",
        ),
        pytest.param(
            DYNAMIC
            + entry("dynamic_metadata.from_file", field="dependencies", path="r.txt")
            + entry("dynamic_metadata.from_file", field="optional-dependencies.t", path="t.txt"),
            {},
            ["r.txt -> dependencies", "t.txt -> optional-dependencies"],
            id="files",
        ),
        pytest.param(
            DYNAMIC
            + entry("dynamic_metadata.readme_fragment", path="A.md")
            + entry("dynamic_metadata.readme_fragment", text="B.md"),
            {"B.md": ""},
            ["A.md -> readme"],
            id="fragments",
        ),
        pytest.param(
            DYNAMIC + entry("dynamic_metadata.pin_installed", packages="numpy"),
            {},
            ["- -> dependencies"],
            id="what is installed",
        ),
        pytest.param(
            DYNAMIC + entry("vcs_versioning"), {}, [*GIT, *OVERRIDES[2:]], id="vcs-versioning"
        ),
        pytest.param(
            DYNAMIC + entry("scikit_build_core.metadata.setuptools_scm"),
            {},
            [*GIT, *OVERRIDES],
            id="setuptools-scm",
        ),
        pytest.param(
            DYNAMIC
            + entry("scikit_build_core.metadata.regex", field="version", input="v.h")
            + entry("scikit_build_core.metadata.fancy_pypi_readme")
            + "[[tool.hatch.metadata.hooks.fancy-pypi-readme.fragments]]\npath = 'R.md'\n",
            {},
            ["v.h -> version", "R.md -> readme"],
            id="providers of scikit-build-core",
        ),
        pytest.param(
            DYNAMIC + entry("setuptools_git_versioning", field="version"),
            {},
            ["git:commit+tags -> version", "- -> version"],
            id="named after git",
        ),
        pytest.param(
            DYNAMIC + '[[tool.dynamic-metadata]]\nfield = "version"\n'
            'provider = { path = "tools", module = "own:Class" }\nfile = "V"\n',
            {"tools/own.py": "", "V": ""},
            ["run tools/own.py -> version", "likely V -> version"],
            id="a provider of one's own",
        ),
        pytest.param(
            DYNAMIC + '[tool.dynamic-metadata.version]\nprovider = "own"\nprovider-path = "tools"\n'
            '[tool.dynamic-metadata.readme]\nprovider = "dynamic_metadata.x"\npath = "R"\n',
            {"tools/own.py": ""},
            ["run tools/own.py -> version", "R -> readme"],
            id="the older form",
        ),
    ],
)
def test_inputs(lay_out: LayOut, entries: str, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({"pyproject.toml": entries, **files})) == expected


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param(DYNAMIC + entry("dynamic_metadata.regex", input="v"), [], id="a pattern"),
        pytest.param(HEAD + 'version = "1"\n' + entry("vcs_versioning"), [], id="a static version"),
        pytest.param(DYNAMIC + entry("vcs_versioning"), ["src/v.py"], id="vcs-versioning"),
    ],
)
def test_outputs(lay_out: LayOut, entries: str, expected: list[str]) -> None:
    settings = '[tool.setuptools_scm]\nversion_file = "src/v.py"\n'
    assert written(PROVIDER, lay_out({"pyproject.toml": entries + settings})) == expected


MISFITS = (
    WrongType(
        "setuptools.build_meta",
        "",
        'dynamic-metadata = [{provider = "dynamic_metadata.regex", field = "urls", input = "other"}, {provider = "x", field = <3>}]',
        "a string",
    ),
    WrongType(
        "setuptools.build_meta",
        "",
        'dynamic-metadata = [{provider = "dynamic_metadata.regex", field = "urls", input = "other"}, {provider = <3>}]',
        "a string or a table",
    ),
)
