"""Every module can be imported first, and no modules import one another in a circle."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

SOURCES = Path(__file__).parents[1] / "src"
IMPORT_ALONE = Path(__file__).with_name("import_alone.py")


def modules() -> list[str]:
    """Return the names of all modules of uvlint, private ones too."""
    files = (file.relative_to(SOURCES) for file in (SOURCES / "uvlint").rglob("*.py"))
    return sorted(".".join(file.with_suffix("").parts).removesuffix(".__init__") for file in files)


def circles(graph: grimp.ImportGraph) -> list[list[str]]:
    """Return the largest sets of modules that all reach one another by imports.

    Imports within functions count; imports by name (`importlib.import_module`) are not seen.
    """
    reached = {module: graph.find_upstream_modules(module) for module in graph.modules}
    sets = {
        frozenset({module, *mutual})
        for module, others in reached.items()
        if (mutual := [other for other in others if module in reached[other]])
    }
    return sorted(sorted(circle) for circle in sets)


def drawn(graph: grimp.ImportGraph, circle: list[str]) -> str:
    """Return the modules of a circle, each with those of its imports that belong to it."""
    lines = [f"{len(circle)} modules import one another in a circle:"]
    for module in circle:
        inside = sorted(graph.find_modules_directly_imported_by(module) & set(circle))
        lines.append(f"  {module} imports {', '.join(inside)}")
    return "\n".join(lines)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each import is done in a fork")
def test_each_module_can_be_imported_first() -> None:
    names = modules()
    assert "uvlint.provider_index" in names
    together = os.cpu_count() or 1
    programs = [
        subprocess.Popen(
            [sys.executable, "-P", str(IMPORT_ALONE), *names[start::together]],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for start in range(together)
    ]
    reports = [program.communicate() for program in programs]
    failed = sorted(name for out, _ in reports for name in out.split())
    details = "".join(err for _, err in reports)
    assert not failed, f"cannot be imported first: {', '.join(failed)}\n{details}"
    assert [program.returncode for program in programs] == [0] * together, details


def test_no_modules_import_one_another_in_a_circle() -> None:
    graph = grimp.build_graph("uvlint", exclude_type_checking_imports=True, cache_dir=None)
    assert sorted(graph.modules) == modules()
    found = circles(graph)
    assert not found, "\n\n".join(drawn(graph, circle) for circle in found)


def test_circles_are_found_whole_and_apart() -> None:
    graph = grimp.ImportGraph()
    for importer, imported in ("ab", "bc", "ca", "cd", "de", "ed", "ef"):
        graph.add_import(importer=importer, imported=imported)
    assert circles(graph) == [["a", "b", "c"], ["d", "e"]]
