"""Providers of other packages: found, asked, and named when they are broken.

The package and the project are those of `docs/plugins.md`.
"""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run, run
from uvlint import registry
from uvlint.analysis import checker
from uvlint.model import File
from uvlint.plugin import Provider
from uvlint.project import Project

__all__ = ["run"]  # a fixture

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/plugins.md").read_text(encoding="utf-8")
FILES = dict(
    re.findall(r"^`([^`\n]+/[^`\n]+)`:\n\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
)
SHOWN = dict(
    re.findall(r"^```console\n\$ (uvlint .*?)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
)
DECLARED = "[uvlint.providers]\nacme-version = {}\n"
HEAD = """\
from uvlint.model import File, Git, Input, Location, Output
from uvlint.plugin import Provider

at = Location("pyproject.toml")

"""
TAIL = '\nPROVIDER = Provider(name="acme-version", about=("acme-version",), inputs=inputs)\n'


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make a folder in which packages are installed, and forget what was found before."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder)])
    registry.installed.cache_clear()
    yield folder
    forget(folder)


def forget(place: Path) -> None:
    """Remove what is installed, from the memory as well."""
    for installed in place.iterdir():
        shutil.rmtree(installed)
    registry.installed.cache_clear()
    for name in [n for n in sys.modules if n.partition(".")[0] == "acme_version"]:
        del sys.modules[name]
    importlib.invalidate_caches()


def install(place: Path, module: str | None, entry_points: str) -> None:
    info = place / "acme_version-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text(entry_points)
    if module is not None:
        (place / "acme_version").mkdir()
        (place / "acme_version/__init__.py").touch()
        (place / "acme_version/uvlint_provider.py").write_text(module)


def install_example(place: Path) -> None:
    declared = tomllib.loads(FILES["acme-version/pyproject.toml"])["project"]["entry-points"]
    lines = [
        line
        for group, points in declared.items()
        for line in (f"[{group}]", *(f"{name} = {target}" for name, target in points.items()))
    ]
    module = FILES["acme-version/src/acme_version/uvlint_provider.py"]
    install(place, module, "\n".join(lines))


def lay_out_shop(folder: Path) -> Path:
    for name in ("pyproject.toml", "RELEASE"):
        (folder / "shop").mkdir(exist_ok=True)
        (folder / "shop" / name).write_text(FILES[f"shop/{name}"])
    return folder / "shop"


def test_nothing_is_installed() -> None:
    assert registry.installed() == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[console_scripts]\nacme = acme_version:main\n", id="another group"),
        pytest.param("[uvlint.providers]\n", id="an empty group"),
        pytest.param("# [uvlint.providers]\n[x]\na = b\n", id="a comment"),
        pytest.param("", id="an empty file"),
    ],
)
def test_says_nothing(place: Path, text: str) -> None:
    install(place, None, text)
    assert registry.installed() == ((), ())


def test_the_working_directory_is_not_searched(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_example(place)
    monkeypatch.chdir(place)
    assert registry.installed() == ((), ())


def test_odd_places_are_passed_over(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_example(place)
    gone = tmp_path / "gone"
    gone.mkdir()
    file = tmp_path / "file.zip"
    file.touch()
    monkeypatch.chdir(gone)
    gone.rmdir()
    odd = ["", str(file), str(tmp_path / "nowhere"), tmp_path, str(place)]
    monkeypatch.setattr(sys, "path", [*sys.path[:-1], *odd])
    registry.installed.cache_clear()
    assert [provider.name for provider in registry.installed()[0]] == ["acme-version"]


def test_the_example_of_the_documentation(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    install_example(place)
    lay_out_shop(tmp_path)
    monkeypatch.chdir(tmp_path)
    done = run("inputs", "shop")
    assert (done.code, done.err) == (0, "")
    assert done.out.strip() == SHOWN["uvlint inputs shop"].strip()


def test_answers_for_its_requirement_and_its_outputs(place: Path, tmp_path: Path) -> None:
    install_example(place)
    facts = checker.facts_of(Project(str(lay_out_shop(tmp_path))))
    assert facts.unknown_requirements == ()
    assert [item.key for item in facts.unwatched] == [File("RELEASE")]
    assert {item.provider for item in facts.outputs} == {"acme-version"}


def test_is_asked_only_where_a_sign_shows(place: Path, tmp_path: Path) -> None:
    install_example(place)
    shop = lay_out_shop(tmp_path)
    text = (shop / "pyproject.toml").read_text()
    (shop / "pyproject.toml").write_text(text.replace('"acme-version"', '"other"'))
    facts = checker.facts_of(Project(str(shop)))
    assert [unknown.name for unknown in facts.unknown_requirements] == ["other"]
    assert not [item for item in facts.inputs if item.provider == "acme-version"]


def test_the_first_on_the_path_counts(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_example(place)
    second = tmp_path / "second"
    shutil.copytree(place, second)
    monkeypatch.setattr(sys, "path", [*sys.path, str(second)])
    providers, failures = registry.installed()
    assert [provider.name for provider in providers] == ["acme-version"]
    assert failures == ()


@pytest.mark.parametrize(
    ("module", "entry_points", "message"),
    [
        pytest.param(
            None,
            DECLARED.format("acme_version.uvlint_provider:PROVIDER"),
            "provider acme-version of acme_version: ModuleNotFoundError: "
            "No module named 'acme_version'",
            id="not there",
        ),
        pytest.param(
            "1 / 0\n",
            DECLARED.format("acme_version.uvlint_provider:PROVIDER"),
            "provider acme-version of acme_version: ZeroDivisionError: division by zero",
            id="raises at import",
        ),
        pytest.param(
            "PROVIDER = 3\n",
            DECLARED.format("acme_version.uvlint_provider:PROVIDER"),
            "provider acme-version of acme_version: TypeError: "
            "acme_version.uvlint_provider has no PROVIDER = Provider(...)",
            id="no provider",
        ),
        pytest.param(
            "",
            DECLARED.format("acme_version.uvlint_provider"),
            "provider acme-version of acme_version: TypeError: "
            "acme_version.uvlint_provider has no  = Provider(...)",
            id="no constant is named",
        ),
        pytest.param(
            None,
            DECLARED.format(""),
            "provider acme-version of acme_version: ValueError: Empty module name",
            id="nothing is named",
        ),
        pytest.param(
            HEAD + "PROVIDER = Provider(name='x', about=('a', 3), inputs=list)\n",
            DECLARED.format("acme_version.uvlint_provider:PROVIDER"),
            "provider acme-version of acme_version: TypeError: a sign in `about` is 3",
            id="a sign that is none",
        ),
        pytest.param(
            None,
            "acme\n[uvlint.providers]\n",
            "provider acme_version: MissingSectionHeaderError: ",
            id="no entry points",
        ),
        pytest.param(
            HEAD + "def inputs(project):\n    return 1 / 0\n" + TAIL,
            DECLARED.format("acme_version.uvlint_provider:PROVIDER"),
            "provider acme-version: ZeroDivisionError: division by zero",
            id="raises when asked",
        ),
        pytest.param(
            HEAD + "def inputs(project):\n    yield 'VERSION'\n" + TAIL,
            DECLARED.format("acme_version.uvlint_provider:PROVIDER"),
            "provider acme-version: TypeError: an input is 'VERSION'",
            id="yields text",
        ),
        pytest.param(
            HEAD
            + "def inputs(project):\n"
            + "    yield Input(key='VERSION', feeds=('version',), why='so', at=at)\n"
            + TAIL,
            DECLARED.format("acme_version.uvlint_provider:PROVIDER"),
            "provider acme-version: TypeError: `key` of an input is 'VERSION'",
            id="a key that is text",
        ),
        pytest.param(
            HEAD
            + "def inputs(project):\n"
            + "    yield Input(key=File(None), feeds=('version',), why='so', at=at)\n"
            + TAIL,
            DECLARED.format("acme_version.uvlint_provider:PROVIDER"),
            "provider acme-version: TypeError: the pattern of a file is None",
            id="a file without a name",
        ),
    ],
)
def test_a_broken_provider_is_named_and_the_others_run(
    place: Path, tmp_path: Path, run: Run, module: str | None, entry_points: str, message: str
) -> None:
    install(place, module, entry_points)
    shop = lay_out_shop(tmp_path)
    (shop / "pyproject.toml").write_text(
        FILES["shop/pyproject.toml"].replace('source = "acme"', 'path = "RELEASE"')
    )
    for command in ("check", "inputs"):
        done = run(command, str(shop))
        assert done.code == 2
        assert done.err.startswith(f"uvlint: error: {shop}: {message}")
        assert "RELEASE" in done.out


def test_the_message_of_the_documentation(place: Path, tmp_path: Path, run: Run) -> None:
    install(place, None, DECLARED.format("acme_version.uvlint_provider:PROVIDER"))
    shop = lay_out_shop(tmp_path)
    shown = SHOWN["uvlint check shop"].replace("/home/me/shop", str(shop))
    assert run("check", str(shop)).err.startswith(shown)


def test_no_metadata_is_parsed_in_vain() -> None:
    code = (
        "import sys; from uvlint.registry import installed; installed();"
        "print({'importlib.metadata', 'configparser', 'email'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}; " + code],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "set()\n"


def test_what_is_loaded_is_a_provider(place: Path) -> None:
    install_example(place)
    (provider,), _ = registry.installed()
    assert isinstance(provider, Provider)


def claiming(claims: str) -> str:
    return (
        "from uvlint.plugin import Claims, Provider\n"
        "PROVIDER = Provider(name='acme-version', about=('acme-version',), inputs=lambda _: (),"
        f" claims=Claims({claims}))\n"
    )


HATCH = (
    '[build-system]\nrequires = ["hatchling", "acme-version"]\nbuild-backend = "hatchling.build"\n'
    '[project]\nname = "demo"\ndynamic = ["version"]\n'
)
ACME = (
    '[build-system]\nrequires = ["setuptools", "acme-version"]\nbuild-backend = "acme.build"\n'
    '[project]\nname = "demo"\ndynamic = ["version"]\n'
    '[tool.setuptools.dynamic]\nversion = { file = "a.txt" }\n'
)
BROUGHT = ACME.replace('"setuptools", ', "")
NATIVE = ACME.replace("acme.build", "setuptools.build_meta").replace("a.txt", "VERSION")


@pytest.mark.parametrize(
    ("claims", "settings", "without"),
    [
        pytest.param(
            "version_sources=('acme',)",
            HATCH + '[tool.hatch.version]\nsource = "acme"\nfile = "a.txt"\n',
            True,
            id="a version source",
        ),
        pytest.param(
            "metadata_hooks=('acme',)",
            HATCH + '[tool.hatch.metadata.hooks.acme]\nfile = "a.txt"\n',
            True,
            id="a metadata hook",
        ),
        pytest.param(
            "build_hooks=('acme',)",
            HATCH + '[tool.hatch.build.hooks.acme]\nfile = "a.txt"\n',
            True,
            id="a build hook",
        ),
        pytest.param(
            "version_hooks=('acme',)",
            HATCH + "[tool.hatch.build.hooks.acme]\n"
            '[tool.hatch.build.targets.wheel.force-include]\n"a.txt" = "a.txt"\n',
            False,
            id="a hook that writes the version alone",
        ),
        pytest.param("backends=('acme',)", ACME, True, id="a back end"),
        pytest.param("wrappers=('acme',)", BROUGHT, False, id="a wrapper of setuptools"),
        pytest.param(
            "delegates=(('acme', 'tool', 'acme', 'backend'),)",
            BROUGHT + '[tool.acme]\nbackend = "setuptools.build_meta"\n',
            False,
            id="a back end that hands on",
        ),
        pytest.param(
            "extensions=('AcmeExtension',)",
            NATIVE,
            True,
            id="an extension",
        ),
        pytest.param(
            "field_providers=('acme',)",
            HATCH + "[[tool.dynamic-metadata]]\n"
            'provider = "acme.version"\nfield = "version"\nfile = "a.txt"\n',
            True,
            id="a provider of a field",
        ),
    ],
)
def test_what_is_claimed_is_not_guessed_at(
    place: Path, tmp_path: Path, claims: str, settings: str, without: bool
) -> None:
    root = tmp_path / "demo"
    root.mkdir()
    (root / "pyproject.toml").write_text(settings)
    (root / "a.txt").write_text("1.0")
    (root / ".gitignore").write_text("a.txt")
    if settings == NATIVE:
        (root / "setup.py").write_text(
            "from setuptools import setup\nfrom acme import AcmeExtension\n"
            "setup(ext_modules=[AcmeExtension('demo.a', ['a.c'], depends=['a.txt'])])\n"
        )
        (root / "a.c").touch()

    def reads(module: str) -> bool:
        install(place, module, DECLARED.format("acme_version.uvlint_provider:PROVIDER"))
        return File("a.txt") in [i.key for i in checker.facts_of(Project(str(root))).inputs]

    assert reads(claiming("")) is without
    forget(place)
    assert reads(claiming(claims)) is not without


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        ("backends='acme'", "`backends` of the claims is 'acme'"),
        ("families=('acme-', 3)", "a name in `families` of the claims is 3"),
        ("delegates=('acme',)", "a name in `delegates` of the claims is 'acme'"),
    ],
)
def test_claims_of_the_wrong_type(place: Path, claims: str, message: str) -> None:
    install(place, claiming(claims), DECLARED.format("acme_version.uvlint_provider:PROVIDER"))
    providers, (failure,) = registry.installed()
    assert providers == ()
    assert failure == f"provider acme-version of acme_version: TypeError: {message}"
