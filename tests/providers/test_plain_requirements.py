"""Build requirements that read nothing."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.analysis import checker
from uvlint.project import BUILT_IN_REQUIREMENTS, normalized
from uvlint.provider_index import ANSWERED, SIGNS
from uvlint.providers.plain_requirements import PROVIDER


@pytest.mark.parametrize("name", PROVIDER.about)
def test_name(name: str) -> None:
    assert name == normalized(name)
    assert name not in BUILT_IN_REQUIREMENTS
    assert SIGNS[name] == ("plain_requirements",), "another provider speaks for it"
    assert name in ANSWERED


def test_silent_and_known(lay_out: LayOut) -> None:
    project = lay_out(
        {
            "pyproject.toml": (
                '[build-system]\nrequires = ["setuptools", "Jinja2>=3", "ninja", "mystery"]\n'
                'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
            ),
        }
    )
    assert found(PROVIDER, project) == []
    assert written(PROVIDER, project) == []
    assert [item.name for item in checker.facts_of(project).unknown_requirements] == ["mystery"]
