"""The page of the providers and their examples are complete and fresh."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.builds_real.example import examples, families
from uvlint.analysis.collect import provider
from uvlint.provider_index import SIGNS

TOOL = Path(__file__).parents[2] / "tools/document_providers.py"


def test_every_provider_has_an_example() -> None:
    modules = {module for modules in SIGNS.values() for module in modules}
    names = {provider(module).name for module in modules}
    assert names == set(examples())
    assert len(examples()) == sum(len(table) for _, table in families())


def test_the_page_is_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(TOOL), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stderr}run tools/document_providers.py"
