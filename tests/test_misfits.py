"""A setting of the wrong type is a finding with a place, for every provider, and the rest goes on.

What is tried stands beside the tests of each provider, as `MISFITS` and `FITS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.builds_real import example
from tests.conftest import LayOut
from tests.providers.settings import Fit, WrongType
from uvlint.analysis.checker import examine
from uvlint.analysis.collect import provider
from uvlint.model import File, Git, Route
from uvlint.project import Project
from uvlint.project.table import ANYTHING
from uvlint.registry import modules_of

OTHER = (
    'dynamic-metadata = [{provider = "dynamic_metadata.regex", field = "urls", input = "other"}]'
)
"""What a provider reads that acts in builds of every kind."""

CRATE = '[package]\nname = "demo"\nversion = "1"\n'
FIELDS = '"version", "description", "readme", "dependencies", "optional-dependencies", "urls"'
SETUPTOOLS = "setuptools.build_meta"
MODULES = modules_of("uvlint.providers")


@cache
def beside(module: str) -> tuple[tuple[WrongType, ...], tuple[Fit, ...]]:
    """Return what the tests of a provider list; nothing where it has none of its own."""
    name = f"tests.providers.test_{module}"
    if not Path(__file__).with_name("providers").joinpath(f"test_{module}.py").is_file():
        return (), ()
    tests = import_module(name)
    return getattr(tests, "MISFITS", ()), getattr(tests, "FITS", ())


@cache
def asked(module: str) -> frozenset[Route]:
    """Return the settings that a provider asks for, by a type, in its example."""
    with TemporaryDirectory() as folder:
        example.lay_out(example.examples()[provider(module).name], Path(folder))
        project = Project(folder)
        project.name  # noqa: B018 - may stand in the tables of several tools
        before = set(project.pyproject.reading._asked)
        ask(module, project)
        return frozenset(
            start + path
            for start, path, shape in project.pyproject.reading._asked - before
            if shape != ANYTHING and (start + path)[:1] == ("tool",) and len(start + path) > 1
        )


def ask(module: str, project: Project) -> None:
    """Ask a provider for all it has to say."""
    for _ in (*provider(module).inputs(project), *provider(module).outputs(project)):
        pass


def own(module: str) -> Iterator[Route]:
    """Yield the settings that no other provider asks for in its example."""
    others = frozenset[Route]().union(*(asked(other) for other in MODULES if other != module))
    yield from sorted(asked(module) - others, key=str)


@pytest.mark.parametrize("module", MODULES)
def test_who_reads_settings_lists_one_of_the_wrong_type(module: str) -> None:
    settings = [".".join(map(str, route)) for route in own(module)]
    wrong_types, _ = beside(module)
    assert wrong_types or not settings, (
        f"{module} reads {', '.join(settings)}: tests/providers/test_{module}.py needs MISFITS"
    )


CASES = [(module, case) for module in MODULES for case in beside(module)[0]]


@pytest.mark.parametrize(
    ("module", "case"), [pytest.param(*c, id=f"{c[0]} {c[1].settings}") for c in CASES]
)
def test_wrong_type(lay_out: LayOut, module: str, case: WrongType) -> None:
    settings = case.settings
    text = pyproject(case.backend, case.plug_in, settings)
    files = {"pyproject.toml": text, "Cargo.toml": CRATE}
    project = lay_out({**files, "setup.py": case.setup_py} if case.setup_py else files)
    examination = examine(project)
    assert not examination.failures
    lines = settings.splitlines()
    found = [
        (item.location.line, item.location.column, item.finding.message.partition(" should be ")[2])
        for item in examination.diagnostics
        if item.name == "invalid-toml"
    ]
    line, column = next((n, text.find("<")) for n, text in enumerate(lines) if "<" in text)
    assert [place[:2] for place in found] == [(line + 3, column + 1)]
    assert found[0][2].startswith(f"{case.wanted}: ")
    assert examination.facts
    assert File("other") in [item.key for item in examination.facts.inputs]
    alone = Project(project.root)
    ask(module, alone)
    assert tuple(alone.wrong_types()), "it is another provider that asks for this setting"


VALUES = ("0", "true", '""', '"\\u0000"', '"."', '"/"', "[]", "[0]", '[""]', "[[]]", "{}", "[{}]")


@pytest.mark.parametrize(
    ("module", "case"), [pytest.param(*c, id=f"{c[0]} {c[1].settings}") for c in CASES]
)
def test_no_value_stops_a_provider(lay_out: LayOut, module: str, case: WrongType) -> None:
    before, _, rest = case.settings.partition("<")
    for value in VALUES:
        settings = f"{before}{value}{rest.partition('>')[2]}"
        text = pyproject(case.backend, case.plug_in, settings)
        ask(module, lay_out({"pyproject.toml": text, "setup.py": case.setup_py}))


LEFT_ALONE = (
    Fit(SETUPTOOLS, "", "hatch.version.path = 3"),
    Fit(SETUPTOOLS, "", "pdm = 3"),
    Fit(SETUPTOOLS, "", "mypy = 3"),
    Fit("uv_build", "", "uv.cache-keys = 3"),
)
"""Settings of tools that do not build the project."""


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{case.backend} {case.settings}")
        for case in (*LEFT_ALONE, *(fit for module in MODULES for fit in beside(module)[1]))
    ],
)
def test_silent(lay_out: LayOut, case: Fit) -> None:
    found = examine(lay_out({"pyproject.toml": pyproject(*case), "Cargo.toml": CRATE}))
    assert [d.finding.message for d in found.diagnostics if d.name == "invalid-toml"] == []


def test_a_value_that_counts_all_the_same(lay_out: LayOut) -> None:
    text = pyproject(
        "poetry_dynamic_versioning.backend",
        "poetry-dynamic-versioning",
        'poetry-dynamic-versioning.enable = "no"',
    )
    facts = examine(lay_out({"pyproject.toml": text})).facts
    assert facts
    assert Git(commit=True, tags=True) in [item.key for item in facts.inputs]


@pytest.mark.parametrize(
    "package",
    [
        'version = "1"\nreadme = false',
        "version = {workspace = true}\nreadme = {workspace = true}\nbuild = false",
        'version = "1"\nreadme = "a.md"\nbuild = "build.rs"',
    ],
)
def test_crates(lay_out: LayOut, package: str) -> None:
    found = examine(
        lay_out(
            {
                "pyproject.toml": pyproject(
                    "maturin", "", 'maturin.manifest-path = "a/Cargo.toml"'
                ),
                "Cargo.toml": '[workspace]\nmembers = ["a"]\n[workspace.package]\nreadme = false\n',
                "a/Cargo.toml": f'[package]\nname = "demo"\n{package}\n[dependencies]\nb = "1"\n',
            }
        )
    )
    assert [d.finding.message for d in found.diagnostics if d.name == "invalid-toml"] == []


def pyproject(backend: str, plug_in: str, settings: str) -> str:
    own = backend.partition(".")[0].partition(":")[0].replace("_", "-").replace("-core", "")
    names = {"hatchling": "hatchling", "pdm": "pdm-backend", "poetry": "poetry-core"}
    requires = [f'"{name}"' for name in (names.get(own, own), plug_in) if name]
    other = "" if settings.startswith("dynamic-metadata") else OTHER
    first = settings if not other else f"{settings}\n{other}"
    return (
        f"# {backend}\n[tool]\n{first.replace('<', '').replace('>', '')}\n"
        f'[build-system]\nrequires = [{", ".join(requires)}]\nbuild-backend = "{backend}"\n'
        f'[project]\nname = "demo"\ndynamic = [{FIELDS}]\n'
    )
