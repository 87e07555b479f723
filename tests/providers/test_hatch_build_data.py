"""What a build hook of hatchling puts into `build_data`."""

from __future__ import annotations

from textwrap import indent

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from uvlint.project import Project
from uvlint.providers.hatch_build_custom import PROVIDER

PYPROJECT = hatchling(dynamic=()) + "[tool.hatch.build.hooks.custom]\n"
HOOK = """\
import os
from pathlib import Path
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

class Hook(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version, build_data):
"""
FILES = {
    "pyproject.toml": PYPROJECT,
    ".gitignore": "/dist\n*.min.js\n",
    "data/a.txt": "a",
    "data/more/b.txt": "b",
    "app.min.js": "",
    "app.js": "",
    "dist/index.html": "",
    "lib/demo.so": "",
}


def inputs(lay_out: LayOut, body: str) -> list[str]:
    project = lay_out({**FILES, "hatch_build.py": HOOK + indent(body, " " * 8) + "\n"})
    return [item for item in found(PROVIDER, project) if "hatch_build.py" not in item]


def outputs(lay_out: LayOut, body: str) -> list[str]:
    return written(
        PROVIDER, lay_out({**FILES, "hatch_build.py": HOOK + indent(body, " " * 8) + "\n"})
    )


A = "likely data/a.txt -> wheel"
ALL = "likely data/**/* -> wheel"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("pass", [], id="nothing"),
        pytest.param('build_data["tag"] = "data/a.txt"', [], id="a tag"),
        pytest.param('build_data["pure_python"] = False', [], id="no pure Python"),
        pytest.param('build_data["dependencies"].append("data")', [], id="a dependency"),
        pytest.param('build_data["artifacts"].append("data/a.txt")', [], id="an artifact"),
        pytest.param('build_data["force_include"]["lib/demo.so"] = "x"', [], id="compiled"),
        pytest.param('build_data["force_include"]["app.min.js"] = "x"', [], id="ignored"),
        pytest.param('build_data["force_include"]["dist"] = "x"', [], id="an ignored folder"),
        pytest.param('build_data["force_include"]["dist/index.html"] = "x"', [], id="in it"),
        pytest.param('build_data["force_include"]["none.txt"] = "x"', [], id="not there"),
        pytest.param('build_data["force_include"][self.directory] = "x"', [], id="not known"),
        pytest.param(
            'Path("data/a.txt").write_text("")\nbuild_data["force_include"]["data/a.txt"] = "x"',
            [],
            id="written by the hook",
        ),
        pytest.param('build_data["force_include"]["data/a.txt"] = "x"', [A], id="a file"),
        pytest.param(
            'Path("data/a.txt").chmod(0o755)\nbuild_data["force_include"]["data/a.txt"] = "x"',
            [A],
            id="made executable",
        ),
        pytest.param('build_data["force_include"]["data"] = "x"', [ALL], id="a folder"),
        pytest.param('build_data["force_include"] = {"data": "x"}', [ALL], id="anew"),
        pytest.param('build_data["force_include"].update({"data": "x"})', [ALL], id="update"),
        pytest.param('build_data["force_include"].update(data="x")', [ALL], id="keyword"),
        pytest.param(
            'build_data.setdefault("force_include", {})["data"] = "x"', [ALL], id="default"
        ),
        pytest.param('build_data.get("force_include")["data"] = "x"', [ALL], id="get"),
        pytest.param('build_data["shared_data"]["data"] = "x"', [ALL], id="shared data"),
        pytest.param('build_data["shared_scripts"]["data/a.txt"] = "x"', [A], id="scripts"),
        pytest.param('build_data["extra_metadata"]["data/a.txt"] = "x"', [A], id="metadata"),
        pytest.param('build_data["sbom_files"].append("data/a.txt")', [A], id="sbom"),
        pytest.param(
            'build_data["force_include"][os.path.join(self.root, "data", "a.txt")] = "x"',
            [A],
            id="from the root",
        ),
        pytest.param(
            'build_data["force_include"][str(Path(self.root) / "data")] = "x"', [ALL], id="a path"
        ),
        pytest.param(
            'for name in ("data/a.txt", "app.js"):\n    build_data["force_include"][name] = name',
            [A, "likely app.js -> wheel"],
            id="a loop",
        ),
        pytest.param(
            'if version == "editable":\n    build_data["force_include"]["data"] = "x"',
            [ALL],
            id="a branch",
        ),
        pytest.param(
            'if self.target_name != "wheel":\n    return\nbuild_data["force_include"]["data"] = "x"',
            [ALL],
            id="after a return",
        ),
        pytest.param(
            'build_data["force_include_editable"]["app.js"] = "x"\n'
            'build_data["force_include"]["data"] = "x"',
            ["possible data/**/* -> wheel", "likely app.js -> wheel"],
            id="others for an editable wheel",
        ),
    ],
)
def test_inputs(lay_out: LayOut, body: str, expected: list[str]) -> None:
    assert inputs(lay_out, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("pass", [], id="nothing"),
        pytest.param('build_data["force_include"]["data"] = "x"', [], id="sources"),
        pytest.param('build_data["force_include"]["../up"] = "x"', [], id="outside"),
        pytest.param(
            'build_data["artifacts"].append("/demo/_made.py")',
            ["demo/_made.py", "demo/_made.py/**/*"],
            id="an artifact",
        ),
        pytest.param(
            'build_data["artifacts"] += ["*.so"]', ["**/*.so", "**/*.so/**/*"], id="several"
        ),
        pytest.param(
            'build_data["force_include"]["lib/demo.so"] = "x"', ["lib/demo.so"], id="compiled"
        ),
        pytest.param('build_data["force_include"]["dist"] = "x"', ["dist/**/*"], id="ignored"),
        pytest.param('build_data["force_include"]["none"] = "x"', ["none/**/*"], id="not there"),
    ],
)
def test_outputs(lay_out: LayOut, body: str, expected: list[str]) -> None:
    assert outputs(lay_out, body) == expected


def test_another_name_and_place(lay_out: LayOut) -> None:
    code = HOOK.replace("build_data", "data") + '        data["force_include"]["data"] = "x"\n'
    project = lay_out({**FILES, "hatch_build.py": code})
    (item,) = [i for i in PROVIDER.inputs(project) if "copied" in i.why]
    assert project.locate(item.at)[:3] == ("hatch_build.py", 9, 31)


def test_ignored_by_the_repository(lay_out: LayOut) -> None:
    files = {**FILES, "hatch_build.py": HOOK + '        build_data["force_include"]["data"] = ""\n'}
    outer = lay_out({".git/HEAD": "", ".gitignore": "/inner/data/\n"})
    lay_out({f"inner/{name}": text for name, text in files.items()})
    project = Project(f"{outer.root}/inner")
    assert found(PROVIDER, project) == ["run hatch_build.py -> wheel"]
    assert written(PROVIDER, project) == ["data/**/*"]
