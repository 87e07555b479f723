"""Projects that setuptools builds, and the answers of providers about them in a short form."""

from __future__ import annotations

from tests.providers.asking import short
from uvlint.model import Certainty
from uvlint.plugin import Provider
from uvlint.project import Project


def head(
    *plug_ins: str,
    dynamic: tuple[str, ...] = ("version",),
    backend: str = "setuptools.build_meta",
    system: str = "",
) -> str:
    """Return the head of a pyproject.toml for setuptools, before its tool tables."""
    requires = ", ".join(f'"{name}"' for name in ("setuptools", *plug_ins))
    fields = ", ".join(f'"{name}"' for name in dynamic)
    version = "" if "version" in dynamic else 'version = "1"\n'
    return (
        f'[build-system]\nrequires = [{requires}]\nbuild-backend = "{backend}"\n{system}'
        f'[project]\nname = "demo"\n{version}dynamic = [{fields}]\n'
    )


def build(*plug_ins: str, backend: str = "setuptools.build_meta", system: str = "") -> str:
    """Return a pyproject.toml for setuptools without metadata."""
    return head(*plug_ins, backend=backend, system=system).partition("[project]")[0]


def setup(arguments: str, before: str = "") -> str:
    """Return a setup.py with these arguments."""
    return f"from setuptools import setup\n{before}setup({arguments})\n"


def answers(provider: Provider, project: Project) -> list[str]:
    """Return the inputs in a short form, nothing where the provider is not asked."""
    if not provider.concerns(project.signs):
        return []
    found = []
    for item in provider.inputs(project):
        assert item.feeds
        assert item.why
        assert not item.why.endswith(".")
        assert project.is_file(item.at.file)
        assert project.locate(item.at).line > 0
        if item.override:
            continue
        sure = "" if item.certainty is Certainty.CERTAIN else f"{item.certainty.name.lower()} "
        runs = "run " if item.runs else ""
        found.append(f"{sure}{runs}{short(item.key)} -> {' '.join(item.feeds)}")
    return found


def overrides(provider: Provider, project: Project) -> list[str]:
    """Return the variables that replace a value by hand."""
    return [short(item.key) for item in provider.inputs(project) if item.override]
