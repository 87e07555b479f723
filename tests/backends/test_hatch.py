"""The settings of hatchling."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import hatchling
from uvlint.backends.hatchling.settings import (
    build_hooks,
    ignore_matcher,
    ignored_as_globs,
    section,
    wheel_packages,
    wheel_sources,
)

WHEEL = "[tool.hatch.build.targets.wheel]\n"


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param({}, "pyproject.toml", id="no hatch.toml"),
        pytest.param({"hatch.toml": "[envs.x]\n"}, "pyproject.toml", id="other tables"),
        pytest.param({"hatch.toml/x": ""}, "pyproject.toml", id="a folder called hatch.toml"),
        pytest.param({"hatch.toml": "[version]\n"}, "hatch.toml", id="an empty table replaces"),
        pytest.param({"hatch.toml": 'version = "x"\n'}, "hatch.toml", id="text replaces"),
    ],
)
def test_section(lay_out: LayOut, own: dict[str, str], expected: str) -> None:
    settings = hatchling() + '[tool.hatch.version]\npath = "a.py"\n'
    table = section(lay_out({"pyproject.toml": settings, **own}), "version")
    assert table.at.file == expected
    assert bool(table) == (expected == "pyproject.toml")


def test_build_hooks_of_the_wheel_replace_those_of_all_targets(lay_out: LayOut) -> None:
    project = lay_out(
        {
            "pyproject.toml": hatchling() + "[tool.hatch.build.hooks.a]\nx = 1\n"
            "[tool.hatch.build.hooks.b]\nenable-by-default = false\n"
            "[tool.hatch.build.hooks.d]\nenable-by-default = false\n"
            "[tool.hatch.build.targets.wheel.hooks.a]\ny = 2\n"
            "[tool.hatch.build.targets.wheel.hooks.b]\n"
            "[tool.hatch.build.targets.wheel]\nhooks.c = 3\n"
        }
    )
    hooks = build_hooks(project)
    assert {name: dict(table.data) for name, table in hooks.items()} == {"a": {"y": 2}, "b": {}}
    assert hooks["a"].at.route == ("tool", "hatch", "build", "targets", "wheel", "hooks", "a")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("", (), id="empty"),
        pytest.param("/", (), id="the root"),
        pytest.param("# x", (), id="a comment"),
        pytest.param("!x", (), id="an exception"),
        pytest.param("x.py", ("**/x.py", "**/x.py/**/*"), id="at any depth"),
        pytest.param("/x.py", ("x.py", "x.py/**/*"), id="at the top"),
        pytest.param("a/*.so", ("a/*.so", "a/*.so/**/*"), id="in a folder"),
        pytest.param("gen/", ("**/gen/**/*",), id="a folder"),
        pytest.param("a/gen/", ("a/gen/**/*",), id="a folder in a folder"),
    ],
)
def test_ignored_as_globs(line: str, expected: tuple[str, ...]) -> None:
    assert ignored_as_globs(line) == expected


@pytest.mark.parametrize(
    ("lines", "matched"),
    [
        pytest.param([], "", id="nothing"),
        pytest.param(["*"], "a.py d/a.py d/e/b.py", id="all"),
        pytest.param(["a.py"], "a.py d/a.py", id="a name"),
        pytest.param(["/a.py"], "a.py", id="anchored"),
        pytest.param(["d/*.py"], "d/a.py", id="one level"),
        pytest.param(["d/**"], "d/a.py d/e/b.py", id="below"),
        pytest.param(["**/e"], "d/e/b.py", id="a folder anywhere"),
        pytest.param(["?.py/"], "", id="a folder only"),
        pytest.param(["*.py", "!d/"], "a.py", id="an exception"),
        pytest.param(["!d/", "*.py"], "a.py d/a.py d/e/b.py", id="the last line decides"),
        pytest.param(["[z-a]", "("], "", id="no regular expressions"),
    ],
)
def test_ignore_matcher(lines: list[str], matched: str) -> None:
    matches = ignore_matcher(lines)
    assert " ".join(path for path in ("a.py", "d/a.py", "d/e/b.py") if matches(path)) == matched


@pytest.mark.parametrize(
    ("name", "settings", "files", "packages", "sources"),
    [
        pytest.param("demo", "", ["other/__init__.py"], "", "", id="nothing found"),
        pytest.param("my-demo", "", ["my_demo/__init__.py"], "my_demo", "", id="flat"),
        pytest.param("My.Demo", "", ["src/my_demo/__init__.py"], "src/my_demo", "", id="src"),
        pytest.param(
            "My.Demo",
            "",
            ["My.Demo/__init__.py", "my_demo/x.py"],
            "My.Demo",
            "My.Demo/__init__.py",
            id="the raw name first",
        ),
        pytest.param("demo", "", ["demo.py", "x.py"], "", "demo.py", id="a module"),
        pytest.param("demo", "", ["ns/demo/__init__.py"], "ns", "", id="a namespace"),
        pytest.param("demo", "", ["a/demo/__init__.py", "b/demo/__init__.py"], "", "", id="two"),
        pytest.param(
            "demo",
            WHEEL + 'packages = ["./lib/b", "a/"]\n',
            ["lib/b/x.py", "a/y.py", "demo/__init__.py"],
            "a lib/b",
            "a/y.py lib/b/x.py",
            id="named",
        ),
        pytest.param(
            "demo",
            '[tool.hatch.build]\npackages = ["a"]\n' + WHEEL + 'packages = ["b"]\n',
            ["a/x.py", "b/x.py"],
            "b",
            "b/x.py",
            id="the wheel decides",
        ),
        pytest.param(
            "demo",
            WHEEL + 'only-include = ["a/x.py", "b"]\n',
            ["a/x.py", "a/y.py", "b/z.py", "demo/__init__.py"],
            "",
            "a/x.py b/z.py",
            id="only",
        ),
        pytest.param(
            "demo",
            WHEEL + 'include = ["/a/*.py"]\n',
            ["a/x.py", "b/a/x.py", "demo/__init__.py"],
            "",
            "a/x.py",
            id="include",
        ),
    ],
)
def test_wheel(
    lay_out: LayOut, name: str, settings: str, files: list[str], packages: str, sources: str
) -> None:
    pyproject = hatchling().replace('"demo"', f'"{name}"') + settings
    project = lay_out({"pyproject.toml": pyproject, **dict.fromkeys(files, "")})
    assert " ".join(wheel_packages(project)) == packages
    assert " ".join(wheel_sources(project)) == (sources or (" ".join(files) if packages else ""))


def test_no_name(lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": "", "demo/__init__.py": "", "src/__init__.py": ""})
    assert wheel_packages(project) == ()
