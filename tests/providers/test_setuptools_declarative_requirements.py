"""Requirements from files that setup.cfg names."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from uvlint.providers.setuptools_declarative_requirements import PROVIDER

SECTION = (
    "[requirements-files]\nsetup_requires = s.txt\ninstall_requires = reqs/base.txt\n"
    "tests_require = t.txt\nextras_require =\n  docs = reqs/docs.txt\n  bad\n"
)

BASE = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools", "setuptools-declarative-requirements"]\n'
        'build-backend = "setuptools.build_meta"\n'
    )
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [], id="no section"),
        pytest.param(
            {
                "setup.cfg": SECTION,
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "x"]\n'
                    'build-backend = "setuptools.build_meta"\n'
                ),
            },
            [],
            id="not installed",
        ),
        pytest.param(
            {
                "setup.cfg": SECTION,
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "setuptools-declarative-requirements"]\n'
                    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
                ),
            },
            [],
            id="static",
        ),
        pytest.param(
            {"setup.cfg": SECTION},
            ["reqs/base.txt -> dependencies", "reqs/docs.txt -> optional-dependencies"],
            id="the section",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected
