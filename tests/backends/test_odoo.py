"""Addons of Odoo."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.odoo import manifest, manifests


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        pytest.param("..", [], id="elsewhere"),
        pytest.param(".", ["top/__terp__.py"], id="at the top, where no glob is fit"),
        pytest.param(
            "addons", ["addons/**/__manifest__.py", "addons/**/__openerp__.py"], id="both names"
        ),
        pytest.param("empty", ["empty/**/__manifest__.py"], id="none yet"),
    ],
)
def test_manifests(lay_out: LayOut, folder: str, expected: list[str]) -> None:
    project = lay_out(
        {
            "addons/a/__manifest__.py": "",
            "addons/b/__openerp__.py": "",
            "top/__terp__.py": "",
            "empty/x": "",
        }
    )
    assert [key.pattern for key in manifests(project, folder)] == expected


def test_the_newest_name_counts(lay_out: LayOut) -> None:
    project = lay_out({"a/__manifest__.py": "", "a/__openerp__.py": "", "b/x.py": ""})
    assert manifest(project, "a") == "a/__manifest__.py"
    assert manifest(project, "b") is None
