"""Metadata of pbr."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import written
from tests.providers.setuptools_family import answers, build, head, overrides, setup
from uvlint.providers.pbr import PROVIDER

GIT = "git:commit+tags -> version"
REQUIREMENTS = "requirements.txt -> dependencies"
NO_REQUIREMENTS = [
    "possible requirements.txt -> dependencies",
    "possible tools/pip-requires -> dependencies",
]
ASKS = setup("setup_requires=['pbr'], pbr=True")
CFG = "[metadata]\nname = demo\n"
OLD = {"pyproject.toml": build("pbr"), "setup.py": ASKS, "requirements.txt": "idna\n"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": head("pbr")}, [], id="required only"),
        pytest.param(
            {"pyproject.toml": head("pbr", dynamic=(), backend="pbr.build")}, [], id="static"
        ),
        pytest.param(
            {"pyproject.toml": build("pbr"), "setup.py": setup("pbr=False"), "setup.cfg": CFG},
            [],
            id="switched off",
        ),
        pytest.param(
            {"pyproject.toml": build("pbr", backend="pbr.build"), "setup.cfg": CFG},
            [],
            id="its back end alone reads no setup.cfg",
        ),
        pytest.param(
            {"pyproject.toml": head(backend="hatchling.build"), "setup.py": ASKS},
            [],
            id="another back end",
        ),
        pytest.param(
            {
                "pyproject.toml": head(
                    "pbr", dynamic=("version", "dependencies"), backend="pbr.build"
                ),
                "requirements.txt": "",
                "setup.cfg": "[metadata]\ndescription_file = README.rst\n",
            },
            [GIT, REQUIREMENTS],
            id="back end with dynamic fields",
        ),
        pytest.param(
            {"pyproject.toml": head("pbr", backend="pbr.build"), "requirements.txt": ""},
            [GIT],
            id="only the version",
        ),
        pytest.param({**OLD, "setup.cfg": CFG}, [GIT, REQUIREMENTS], id="setup.py"),
        pytest.param(
            {"setup.py": ASKS, "setup.cfg": CFG},
            [GIT, *NO_REQUIREMENTS],
            id="no pyproject.toml, no requirements",
        ),
        pytest.param(
            {**OLD, "setup.cfg": CFG + "description-file =\n    README.rst\n    NEWS.rst\n"},
            [
                GIT,
                REQUIREMENTS,
                "setup.cfg -> readme",
                "README.rst -> readme",
                "NEWS.rst -> readme",
            ],
            id="description files",
        ),
        pytest.param(
            {
                **OLD,
                "setup.cfg": CFG
                + "summary = short\ndescription_file = README.rst\nlong_description = file: L\n",
            },
            [GIT, REQUIREMENTS, "setup.cfg -> description readme"],
            id="long_description stands before it",
        ),
        pytest.param(
            {
                **OLD,
                "setup.cfg": CFG,
                "requirements.txt": "-r more.txt\n-r requirements.txt\n-r/abs.txt\n",
                "more.txt": "",
            },
            [GIT, REQUIREMENTS, "more.txt -> dependencies"],
            id="included requirements, in a circle",
        ),
        pytest.param(
            {"setup.py": ASKS, "setup.cfg": CFG, "tools/pip-requires": ""},
            [
                GIT,
                "possible requirements.txt -> dependencies",
                "tools/pip-requires -> dependencies",
            ],
            id="the old place of requirements",
        ),
        pytest.param(
            {
                **OLD,
                "setup.cfg": CFG + "[extras]\ndocs =\n    sphinx\n",
                "test-requirements.txt": "",
            },
            [
                GIT,
                REQUIREMENTS,
                "setup.cfg -> optional-dependencies",
                "test-requirements.txt -> optional-dependencies",
            ],
            id="an extra for tests of its own accord",
        ),
        pytest.param(
            {
                **OLD,
                "setup.cfg": CFG + "[extras]\ntest =\n    pytest\n",
                "test-requirements.txt": "",
            },
            [GIT, REQUIREMENTS, "setup.cfg -> optional-dependencies"],
            id="an extra for tests is there",
        ),
        pytest.param(
            {
                **OLD,
                "setup.cfg": CFG
                + "[global]\nsetup_hooks =\n    pbr.hooks.setup_hook\n    hooks.run\n"
                "[files]\npackages_root = lib\n",
                "lib/hooks.py": "",
            },
            [GIT, REQUIREMENTS, "run lib/hooks.py -> version"],
            id="hooks",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert answers(PROVIDER, lay_out(files)) == expected


def test_overrides_and_outputs(lay_out: LayOut) -> None:
    project = lay_out({**OLD, "setup.cfg": CFG})
    assert overrides(PROVIDER, project) == [
        "env:PBR_VERSION",
        "env:OSLO_PACKAGE_VERSION",
        "env:PBR_REQUIREMENTS_FILES",
    ]
    assert written(PROVIDER, project) == ["AUTHORS", "ChangeLog"]
    assert written(PROVIDER, lay_out({"setup.py": setup("")})) == []
