"""Fields through providers, and what CMake reads for scikit-build-core."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import Fit, WrongType
from uvlint.model import Certainty, Env, Place
from uvlint.providers.scikit_build_core import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["scikit-build-core>=1"]\n'
    'build-backend = "scikit_build_core.build"\n'
)
STATIC = HEAD + '[project]\nname = "demo"\nversion = "1"\n'
DYNAMIC = HEAD + '[project]\nname = "demo"\ndynamic = ["version", "readme", "dependencies"]\n'
LISTS = {"CMakeLists.txt": "project(demo)\nadd_library(x a.c)\n", "a.c": ""}
NATIVE = ["CMakeLists.txt -> wheel", "a.c -> wheel"]
SCM = ["git:commit+tags -> version", "- -> version"] + [
    f"override env:{prefix}_PRETEND_VERSION{suffix} -> version"
    for prefix in ("SETUPTOOLS_SCM", "VCS_VERSIONING")
    for suffix in ("", "_FOR_DEMO")
]
TABLE = "[tool.scikit-build]\n"
REGEX = '"scikit_build_core.metadata.regex"'
SCM_PROVIDER = '"scikit_build_core.metadata.setuptools_scm"'


@pytest.mark.parametrize(
    ("settings", "files", "expected"),
    [
        # --- what stays silent
        pytest.param(STATIC, {}, [], id="a pure project"),
        pytest.param(STATIC, {"src/demo/__init__.py": ""}, [], id="a pure package"),
        pytest.param(
            STATIC + f'{TABLE}metadata.version.provider = {REGEX}\nmetadata.version.input = "v.py"',
            {"v.py": ""},
            [],
            id="a provider for a static field",
        ),
        pytest.param(DYNAMIC + f"{TABLE}wheel.cmake = false\n", LISTS, [], id="CMake is off"),
        pytest.param(
            STATIC + f'{TABLE}editable.rebuild = true\nbuild-dir = "build"\n',
            LISTS,
            [],
            id="imports rebuild",
        ),
        pytest.param(
            STATIC + f'{TABLE}editable.rebuild-dir = "tree"\n', LISTS, [], id="a tree that rebuilds"
        ),
        pytest.param(
            STATIC + '[[tool.scikit-build.overrides]]\nif.state = "^editable$"\n'
            "editable.rebuild = true\n",
            LISTS,
            [],
            id="imports rebuild by an override",
        ),
        pytest.param(
            STATIC.replace("scikit_build_core.build", "hatchling.build"),
            LISTS,
            [],
            id="required by another back end",
        ),
        pytest.param(
            STATIC.replace("scikit_build_core.build", "setuptools.build_meta"),
            {**LISTS, "setup.py": "setup()"},
            [],
            id="required by setuptools",
        ),
        # --- CMake
        pytest.param(STATIC, LISTS, NATIVE, id="CMake"),
        pytest.param(
            STATIC + f'{TABLE}cmake.source-dir = "native"\n',
            {"native/CMakeLists.txt": "add_library(x a.c)", "native/a.c": "", **LISTS},
            ["native/CMakeLists.txt -> wheel", "native/a.c -> wheel"],
            id="CMake elsewhere",
        ),
        pytest.param(
            STATIC + f"{TABLE}wheel.cmake = false\n[[tool.scikit-build.overrides]]\n"
            'if.platform-system = "linux"\nwheel.cmake = true\n',
            LISTS,
            NATIVE,
            id="CMake by an override",
        ),
        pytest.param(
            STATIC + f'{TABLE}editable.rebuild = false\neditable.rebuild-dir = "tree"\n',
            LISTS,
            NATIVE,
            id="a tree that does not rebuild",
        ),
        pytest.param(
            STATIC
            + '[[tool.scikit-build.overrides]]\nif.state = "wheel"\neditable.rebuild = true\n',
            LISTS,
            NATIVE,
            id="an override for wheels",
        ),
        pytest.param(
            STATIC + '[[tool.scikit-build.overrides]]\nif.state = "editable"\n'
            'if.platform-system = "linux"\neditable.rebuild = true\n',
            LISTS,
            NATIVE,
            id="imports rebuild only somewhere",
        ),
        pytest.param(
            STATIC + '[[tool.scikit-build.overrides]]\nif.state = "("\neditable.rebuild = true\n',
            LISTS,
            NATIVE,
            id="a broken pattern",
        ),
        pytest.param(
            STATIC
            + f'{TABLE}cmake.args = ["-C", "init.cmake", "-DX=tc.cmake", "--preset=p", "-Dz"]\n',
            {"init.cmake": "", "tc.cmake": "", "CMakePresets.json": ""},
            ["init.cmake -> wheel", "tc.cmake -> wheel", "CMakePresets.json -> wheel"],
            id="files among the arguments",
        ),
        pytest.param(
            STATIC + '[[tool.scikit-build.overrides]]\nif.platform-system = "linux"\n'
            'cmake.toolchain-file = "tc.cmake"\n',
            {"tc.cmake": ""},
            ["tc.cmake -> wheel"],
            id="a toolchain",
        ),
        pytest.param(
            STATIC + f'{TABLE}wheel.force-include = {{ "a.txt" = "demo/a.txt", "d" = "demo/d" }}\n',
            {"a.txt": "", "d/x": ""},
            ["a.txt -> wheel", "d/**/* -> wheel"],
            id="files put into the wheel",
        ),
        pytest.param(
            STATIC + '[[tool.scikit-build.generate]]\npath = "demo/v.py"\ntemplate-path = "v.in"\n',
            {"v.in": ""},
            ["v.in -> wheel"],
            id="a template",
        ),
        # --- variables
        pytest.param(
            STATIC + f'{TABLE}cmake.define.A = {{ env = "DEMO_A", default = "1" }}\n'
            'cmake.define.B = "x"\nenv.C = { env = "DEMO_C" }\nenv.D = "x"\n',
            {},
            ["env:DEMO_A -> wheel", "env:DEMO_C -> wheel"],
            id="variables",
        ),
        pytest.param(
            STATIC + "[[tool.scikit-build.overrides]]\nif.env.DEMO = true\n"
            'if.any.env.OTHER = "x"\nif.not.env.THIRD = "x"\nwheel.cmake = true\n',
            {},
            ["env:DEMO -> wheel", "env:OTHER -> wheel", "env:THIRD -> wheel"],
            id="variables in conditions",
        ),
        # --- providers
        pytest.param(
            DYNAMIC
            + f'{TABLE}metadata.version.provider = {REGEX}\nmetadata.version.input = "v.h"\n'
            'metadata.version.regex = "(?P<value>.*)"\n',
            {"v.h": "", "(?P<value>.*)": ""},
            ["v.h -> version"],
            id="a pattern",
        ),
        pytest.param(
            DYNAMIC
            + f'{TABLE}metadata.version.provider = {REGEX}\nmetadata.version.input = "v.h"\n',
            {},
            ["v.h -> version"],
            id="a file that is not there yet",
        ),
        pytest.param(
            DYNAMIC + f"{TABLE}metadata.version.provider = {SCM_PROVIDER}\n",
            {},
            SCM,
            id="setuptools-scm",
        ),
        pytest.param(
            DYNAMIC
            + f'{TABLE}metadata.readme.provider = "scikit_build_core.metadata.fancy_pypi_readme"'
            "\n[[tool.hatch.metadata.hooks.fancy-pypi-readme.fragments]]\npath = 'R.md'\n"
            "[[tool.hatch.metadata.hooks.fancy-pypi-readme.fragments]]\ntext = 'x'\n",
            {"R.md": ""},
            ["R.md -> readme"],
            id="a readme from fragments",
        ),
        pytest.param(
            DYNAMIC
            + f'{TABLE}metadata.dependencies.provider = "scikit_build_core.metadata.template"\n'
            'metadata.dependencies.result = "a.c"\n',
            {"a.c": ""},
            [],
            id="a template of other fields",
        ),
        pytest.param(
            DYNAMIC + f'{TABLE}metadata.version.provider = "own.version:Provider"\n'
            'metadata.version.provider-path = "tools"\nmetadata.version.source = "V.txt"\n',
            {"tools/own/version.py": "", "V.txt": ""},
            ["run tools/own/version.py -> version", "likely V.txt -> version"],
            id="a provider of one's own",
        ),
        pytest.param(
            DYNAMIC + f'{TABLE}metadata.version.provider = "foreign"\nmetadata.version.file = "V"\n'
            'metadata.version.name = "no file"\n',
            {"V": ""},
            ["likely V -> version"],
            id="a provider of somebody",
        ),
        pytest.param(
            DYNAMIC + f'{TABLE}metadata.version.provider = "setuptools_git_versioning.x"\n',
            {},
            ["git:commit+tags -> version", "- -> version"],
            id="a provider that is named after git",
        ),
        pytest.param(
            DYNAMIC + '[[tool.scikit-build.overrides]]\nif.state = "editable"\n'
            f'metadata.version.provider = {REGEX}\nmetadata.version.input = "v.py"\n',
            {},
            ["v.py -> version"],
            id="a provider in an override",
        ),
        pytest.param(
            DYNAMIC + f"{TABLE}editable.rebuild = true\nmetadata.version.provider = {REGEX}\n"
            'metadata.version.input = "v.py"\n',
            LISTS,
            ["v.py -> version"],
            id="metadata counts where imports rebuild",
        ),
        # --- plug-ins of other back ends
        pytest.param(
            STATIC.replace('"scikit-build-core>=1"', '"hatchling", "scikit-build-core"').replace(
                "scikit_build_core.build", "hatchling.build"
            )
            + "[tool.hatch.build.targets.wheel.hooks.scikit-build]\nexperimental = true\n"
            'cmake.source-dir = "cpp"\n',
            {"cpp/CMakeLists.txt": "", **LISTS},
            ["cpp/CMakeLists.txt -> wheel"],
            id="a hook of hatchling",
        ),
        pytest.param(
            STATIC.replace("scikit_build_core.build", "scikit_build_core.setuptools.build_meta"),
            {"setup.py": "from setuptools import setup\nsetup(cmake_source_dir='.')\n", **LISTS},
            NATIVE,
            id="a plug-in of setuptools",
        ),
        pytest.param(
            STATIC.replace("scikit_build_core.build", "scikit_build_core.setuptools.build_meta"),
            {"setup.py": "from setuptools import setup\nsetup()\n", **LISTS},
            [],
            id="a plug-in of setuptools that is not used",
        ),
        pytest.param(
            DYNAMIC.replace("scikit_build_core.build", "scikit_build_core.setuptools.build_meta")
            + f'{TABLE}cmake.source-dir = "."\nmetadata.version.provider = {REGEX}\n'
            'metadata.version.input = "v.py"\n',
            {"v.py": "", **LISTS},
            NATIVE,
            id="setuptools asks no provider",
        ),
        pytest.param(
            STATIC.replace("scikit_build_core.build", "setuptools.build_meta"),
            {
                "setup.py": "from scikit_build_core.setuptools.wrapper import setup\nsetup()",
                **LISTS,
            },
            NATIVE,
            id="the wrapper of setup",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({"pyproject.toml": settings, **files})) == expected


def test_what_is_only_possible(lay_out: LayOut) -> None:
    settings = (
        f'{DYNAMIC}{TABLE}metadata.version.provider = "foreign"\n'
        "[[tool.scikit-build.overrides]]\nif.env.CIBUILDWHEEL = true\n"
    )
    items = list(PROVIDER.inputs(lay_out({"pyproject.toml": settings})))
    assert [item.certainty for item in items] == [Certainty.POSSIBLE, Certainty.POSSIBLE]
    assert items[1].key == Env("CIBUILDWHEEL")


def test_places(lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": STATIC, **LISTS})
    items = list(PROVIDER.inputs(project))
    assert {item.at for item in items} == {
        Place("pyproject.toml", ("build-system", "build-backend"))
    }


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param(STATIC, [], id="a folder that goes away"),
        pytest.param(STATIC + f'{TABLE}build-dir = "out"\n', ["out/**"], id="a folder that stays"),
        pytest.param(
            STATIC + f'{TABLE}build-dir = "build/{{wheel_tag}}"\n', ["build/*/**"], id="with a tag"
        ),
        pytest.param(STATIC + f'{TABLE}build-dir = "{{cache_tag}}"\n', [], id="only a tag"),
        pytest.param(
            STATIC + '[[tool.scikit-build.generate]]\npath = "src/demo/v.py"\ntemplate = ""\n',
            [],
            id="generated into the wheel",
        ),
        pytest.param(
            STATIC + '[[tool.scikit-build.generate]]\npath = "src/demo/v.py"\ntemplate = ""\n'
            'location = "source"\n',
            ["src/demo/v.py"],
            id="generated among the sources",
        ),
        pytest.param(
            DYNAMIC + f"{TABLE}metadata.version.provider = {SCM_PROVIDER}\n"
            '[tool.setuptools_scm]\nversion_file = "src/demo/_version.py"\n',
            ["src/demo/_version.py"],
            id="a version file",
        ),
        pytest.param(
            STATIC + '[tool.setuptools_scm]\nversion_file = "src/demo/_version.py"\n',
            [],
            id="a version file that nobody asks for",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({"pyproject.toml": settings})) == expected


MISFITS = (
    WrongType("scikit_build_core.build", "", "scikit-build.cmake.source-dir = <3>", "a string"),
    WrongType("scikit_build_core.build", "", 'scikit-build.wheel.cmake = <"no">', "true or false"),
    WrongType(
        "scikit_build_core.build", "", "scikit-build.metadata.version.provider = <3>", "a string"
    ),
    WrongType("scikit_build_core.build", "", "scikit-build.generate = <3>", "an array of tables"),
)

FITS = (
    Fit(
        "scikit_build_core.build",
        "",
        'scikit-build.cmake.define = {A = "b", C = {env = "D"}, E = true}',
    ),
    Fit(
        "scikit_build_core.build",
        "",
        'scikit-build.metadata.version = {provider = "a.b", flags = [3], on = true}',
    ),
    Fit(
        "scikit_build_core.build",
        "",
        'scikit-build.metadata.version = {provider = "a", provider-path = "b", c = 3}',
    ),
)
