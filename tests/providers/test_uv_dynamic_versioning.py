"""Versions and requirements from uv-dynamic-versioning."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.uv_dynamic_versioning import PROVIDER

SOURCE = '[tool.hatch.version]\nsource = "uv-dynamic-versioning"\n'
TOOL = "[tool.uv-dynamic-versioning]\n"
HOOK = "[tool.hatch.metadata.hooks.uv-dynamic-versioning]\n"
GIT = "git:commit+tags -> version"
BYPASS = "override env:UV_DYNAMIC_VERSIONING_BYPASS -> version"


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param(("version",), TOOL, [], id="no source"),
        pytest.param((), SOURCE + TOOL, [], id="a static version"),
        pytest.param(("version",), '[tool.hatch.version]\npath = "a.py"\n', [], id="regex source"),
        pytest.param(
            ("dependencies",), HOOK + 'dependencies = ["idna"]\n', [], id="requirements as they are"
        ),
        pytest.param(
            ("version",),
            HOOK + 'dependencies = ["a=={{ version }}"]\n',
            [],
            id="static requirements",
        ),
        pytest.param(("version",), SOURCE, [GIT, BYPASS], id="no settings"),
        pytest.param(("version",), SOURCE + TOOL + 'vcs = "git"\n', [GIT, BYPASS], id="git"),
        pytest.param(
            ("version",), SOURCE + TOOL + 'vcs = "mercurial"\n', ["- -> version", BYPASS], id="hg"
        ),
        pytest.param(
            ("version",),
            SOURCE + TOOL + "dirty = true\n",
            [GIT, "- -> version", BYPASS],
            id="dirty",
        ),
        pytest.param(
            ("version",),
            SOURCE + '[tool.uv-dynamic-versioning.from-file]\nsource = "VERSION"\n',
            ["VERSION -> version", BYPASS],
            id="a file replaces git",
        ),
        pytest.param(
            ("version",),
            SOURCE + '[tool.uv_dynamic_versioning]\nfrom_file = { source = "VERSION" }\n',
            ["VERSION -> version", BYPASS],
            id="underscores",
        ),
        pytest.param(
            ("version",),
            SOURCE + TOOL + "format-jinja = \"{{ env['A'] }}{{ env.get('B', '') }}{{ env.C_D }}"
            "{% if 'E' in env %}{% endif %}{{ envoy['F'] }}{{ env.items() }}\"\n",
            [
                GIT,
                "env:A -> version",
                "env:B -> version",
                "env:C_D -> version",
                "env:E -> version",
                BYPASS,
            ],
            id="variables of a template",
        ),
        pytest.param(
            ("version",),
            SOURCE + TOOL + 'format-jinja-imports = [{ module = "helper" }, 3]\n',
            [GIT, BYPASS],
            id="a module that the build cannot find in the project",
        ),
        pytest.param(
            ("version", "dependencies"),
            SOURCE + HOOK + 'dependencies = ["idna", "a=={{ version }}"]\n',
            [
                "git:commit+tags -> version dependencies",
                "override env:UV_DYNAMIC_VERSIONING_BYPASS -> version dependencies",
            ],
            id="requirements with the version",
        ),
        pytest.param(
            ("optional-dependencies",),
            HOOK + "optional_dependencies = { x = [\"a=={{ version }}{{ env['Z'] }}\"] }\n",
            [
                "git:commit+tags -> optional-dependencies",
                "override env:UV_DYNAMIC_VERSIONING_BYPASS -> optional-dependencies",
                "env:Z -> optional-dependencies",
            ],
            id="extras with the version, which is static itself",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    head = hatchling("uv-dynamic-versioning", dynamic=dynamic)
    project = lay_out({"pyproject.toml": head + settings, "helper.py": "", "VERSION": "1"})
    assert found(PROVIDER, project) == expected


def test_module_beside_an_in_tree_back_end(lay_out: LayOut) -> None:
    head = hatchling("uv-dynamic-versioning").replace(
        '"hatchling.build"', '"backend"\nbackend-path = ["tools"]'
    )
    settings = SOURCE + TOOL + 'format-jinja-imports = [{ module = "helper", item = "f" }]\n'
    project = lay_out({"pyproject.toml": head + settings, "tools/helper.py": "f = 1\n"})
    assert found(PROVIDER, project) == [GIT, "run tools/helper.py -> version", BYPASS]


def test_mercurial_repository_has_no_key(lay_out: LayOut) -> None:
    settings = hatchling("uv-dynamic-versioning") + SOURCE
    assert found(PROVIDER, lay_out({"pyproject.toml": settings, ".hg/store": ""})) == [
        "- -> version",
        BYPASS,
    ]


MISFITS = (
    WrongType(
        "hatchling.build",
        "uv-dynamic-versioning",
        'uv-dynamic-versioning = <3>\nhatch.version.source = "uv-dynamic-versioning"',
        "a table",
    ),
    WrongType(
        "hatchling.build",
        "uv-dynamic-versioning",
        'uv-dynamic-versioning.vcs = <3>\nhatch.version.source = "uv-dynamic-versioning"',
        "a string",
    ),
)
