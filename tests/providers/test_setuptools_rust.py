"""Crates that setuptools-rust has compiled."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import Fit, WrongType
from uvlint.model import File
from uvlint.providers.setuptools_rust import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["setuptools", "setuptools-rust"]\n'
    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
)
MODULES = "[[tool.setuptools-rust.ext-modules]]\n"
CRATE = {
    "rust/Cargo.toml": '[package]\nname = "x"\nversion = "1"\n',
    "rust/Cargo.lock": "",
    "rust/src/lib.rs": "",
}
FOUND = [
    "rust/Cargo.toml -> wheel",
    "priced rust/Cargo.lock -> wheel",
    "rust/src/**/*.rs -> wheel",
]


def script(extensions: str) -> dict[str, str]:
    return {
        "setup.py": "from setuptools import setup\nfrom setuptools_rust import *\n"
        f"setup(rust_extensions=[{extensions}])\n"
    }


@pytest.mark.parametrize(
    ("pyproject", "files", "expected"),
    [
        pytest.param(HEAD, CRATE, [], id="only required"),
        pytest.param(HEAD, CRATE | script(""), [], id="no extension"),
        pytest.param(HEAD + f'{MODULES}target = "demo._x"\n', CRATE, [], id="no such manifest"),
        pytest.param(
            HEAD.replace(', "setuptools-rust"', "")
            + f'{MODULES}target = "demo._x"\npath = "rust/Cargo.toml"\n',
            CRATE,
            [],
            id="not required",
        ),
        pytest.param(
            HEAD.replace("setuptools.build_meta", "maturin")
            + f'{MODULES}target = "demo._x"\npath = "rust/Cargo.toml"\n',
            CRATE,
            [],
            id="another back end",
        ),
        pytest.param(
            HEAD + f'{MODULES}target = "demo._x"\npath = "rust/Cargo.toml"\n',
            CRATE,
            FOUND,
            id="a module",
        ),
        pytest.param(
            HEAD + '[[tool.setuptools-rust.bins]]\ntarget = "x"\npath = "rust/Cargo.toml"\n',
            CRATE,
            FOUND,
            id="a program",
        ),
        pytest.param(
            HEAD + f'{MODULES}target = "demo._x"\n',
            {"Cargo.toml": "[package]\n", "src/lib.rs": ""},
            ["Cargo.toml -> wheel", "src/**/*.rs -> wheel"],
            id="the manifest in the root",
        ),
        pytest.param(
            HEAD,
            CRATE
            | script("RustExtension('demo._x', path='rust/Cargo.toml', binding=Binding.PyO3)"),
            FOUND,
            id="setup.py by keyword",
        ),
        pytest.param(
            HEAD, CRATE | script("RustBin('x', 'rust/Cargo.toml')"), FOUND, id="setup.py in order"
        ),
        pytest.param(
            HEAD,
            {"Cargo.toml": "[package]\n", "src/lib.rs": ""} | script("sr.RustExtension('demo._x')"),
            ["Cargo.toml -> wheel", "src/**/*.rs -> wheel"],
            id="setup.py without a path",
        ),
        pytest.param(
            HEAD, CRATE | script("RustExtension('x', path=where())"), [], id="setup.py computes it"
        ),
        pytest.param(HEAD, CRATE | {"setup.py": "setup("}, [], id="a broken setup.py"),
        pytest.param(
            HEAD + "[tool.setuptools-rust]\next-modules = 1\nbins = [2]\n", CRATE, [], id="types"
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, pyproject: str, files: dict[str, str], expected: list[str]
) -> None:
    assert found(PROVIDER, lay_out({"pyproject.toml": pyproject, **files})) == expected


def test_outputs(lay_out: LayOut) -> None:
    settings = HEAD + f'{MODULES}target = "demo._x"\npath = "rust/Cargo.toml"\n'
    files = {"pyproject.toml": settings, **CRATE, "src/demo/__init__.py": ""}
    libraries = ["src/demo/*.so", "src/demo/*.pyd"]
    assert written(PROVIDER, lay_out(files)) == ["rust/target/**", *libraries]


@pytest.mark.parametrize(
    ("pyproject", "files", "locked"),
    [
        pytest.param('args = ["--locked"]', {}, False, id="only when it compiles"),
        pytest.param("cargo-manifest-args = 3", {}, False, id="a number"),
        pytest.param('cargo-manifest-args = ["--locked"]', {}, True, id="locked"),
        pytest.param(
            "",
            script("RustExtension('x', 'rust/Cargo.toml', cargo_manifest_args=['--frozen'])"),
            True,
            id="setup.py",
        ),
        pytest.param(
            "",
            script("RustExtension('x', 'rust/Cargo.toml', cargo_manifest_args=3)"),
            False,
            id="setup.py with a number",
        ),
    ],
)
def test_a_lock_counts_where_cargo_does_not_write_it(
    lay_out: LayOut, pyproject: str, files: dict[str, str], locked: bool
) -> None:
    module = f'{MODULES}target = "x"\npath = "rust/Cargo.toml"\n{pyproject}\n' if not files else ""
    project = lay_out({**CRATE, **files, "pyproject.toml": HEAD + module})
    (lock,) = (i for i in PROVIDER.inputs(project) if i.key == File("rust/Cargo.lock"))
    assert bool(lock.price) is not locked


MISFITS = (
    WrongType(
        "setuptools.build_meta",
        "setuptools-rust",
        "setuptools-rust.ext-modules = <3>",
        "an array of tables",
    ),
    WrongType(
        "setuptools.build_meta",
        "setuptools-rust",
        "setuptools-rust.ext-modules = [{path = <3>}]",
        "a string",
    ),
)

FITS = (
    Fit(
        "setuptools.build_meta",
        "setuptools-rust",
        'setuptools-rust.bins = [{target = {a = "demo.a"}}]',
    ),
)
