"""Metadata from Cargo.toml, and the crates that maturin compiles."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import Fit, WrongType
from uvlint.model import Certainty, File, Place
from uvlint.project import Project
from uvlint.providers.maturin import PROVIDER

HEAD = '[build-system]\nrequires = ["maturin>=1,<2"]\nbuild-backend = "maturin"\n'
STATIC = HEAD + '[project]\nname = "demo"\nversion = "1"\n'
DYNAMIC = HEAD + '[project]\nname = "demo"\ndynamic = ["version"]\n'
PACKAGE = '[package]\nname = "demo"\nversion = "1.0.0"\n'
MEMBER = '[package]\nname = "demo"\nversion.workspace = true\nreadme.workspace = true\n'
ALL = "version description readme license license-files authors keywords urls"


@pytest.mark.parametrize(
    ("pyproject", "files", "expected"),
    [
        pytest.param(
            DYNAMIC.replace("maturin", "hatchling"),
            {"Cargo.toml": PACKAGE, "src/lib.rs": ""},
            [],
            id="another back end",
        ),
        pytest.param(
            DYNAMIC.replace('backend = "maturin"', 'backend = "hatchling.build"'),
            {"Cargo.toml": PACKAGE},
            [],
            id="only required",
        ),
        pytest.param(DYNAMIC, {"src/lib.rs": ""}, [], id="no manifest"),
        pytest.param(
            DYNAMIC + '[tool.maturin]\nmanifest-path = "gone/Cargo.toml"\n',
            {"Cargo.toml": PACKAGE},
            [],
            id="the manifest is gone",
        ),
        pytest.param(
            STATIC,
            {"Cargo.toml": PACKAGE, "README.md": ""},
            ["Cargo.toml -> wheel"],
            id="a static version, a readme that nobody takes",
        ),
        pytest.param(
            STATIC,
            {"Cargo.toml": PACKAGE, "src/lib.rs": "", "Cargo.lock": "", "src/demo/x.py": ""},
            ["Cargo.toml -> wheel", "priced Cargo.lock -> wheel", "src/**/*.rs -> wheel"],
            id="a static version",
        ),
        pytest.param(
            DYNAMIC,
            {"Cargo.toml": PACKAGE},
            ["Cargo.toml -> version", "Cargo.toml -> wheel"],
            id="a dynamic version",
        ),
        pytest.param(
            HEAD + '[project]\nname = "demo"\n',
            {"Cargo.toml": PACKAGE},
            ["Cargo.toml -> version", "Cargo.toml -> wheel"],
            id="a version that is forgotten",
        ),
        pytest.param(
            STATIC + 'dynamic = ["dependencies", "scripts"]\n',
            {"Cargo.toml": PACKAGE},
            ["Cargo.toml -> wheel"],
            id="fields that no manifest has",
        ),
        pytest.param(
            HEAD,
            {"Cargo.toml": PACKAGE, "README.md": ""},
            [f"Cargo.toml -> {ALL}", "README.md -> readme", "Cargo.toml -> wheel"],
            id="no project table",
        ),
        pytest.param(
            HEAD + '[project]\nname = "demo"\ndynamic = ["version", "readme", "description"]\n',
            {"Cargo.toml": PACKAGE + 'readme = "docs/x.md"\n', "docs/x.md": ""},
            [
                "Cargo.toml -> version description readme",
                "docs/x.md -> readme",
                "Cargo.toml -> wheel",
            ],
            id="a dynamic readme",
        ),
        pytest.param(
            DYNAMIC + '[tool.maturin]\nmanifest-path = "crates/py/Cargo.toml"\n',
            {
                "Cargo.toml": '[workspace]\n[workspace.package]\nversion = "1"\nreadme = "R.md"\n',
                "Cargo.lock": "",
                "R.md": "",
                "crates/py/Cargo.toml": MEMBER,
                "crates/py/src/lib.rs": "",
            },
            [
                "crates/py/Cargo.toml -> version",
                "Cargo.toml -> version",
                "crates/py/Cargo.toml -> wheel",
                "Cargo.toml -> wheel",
                "priced Cargo.lock -> wheel",
                "crates/py/src/**/*.rs -> wheel",
            ],
            id="a version from the workspace",
        ),
        pytest.param(
            DYNAMIC.replace('"version"', '"version", "readme"')
            + '[tool.maturin]\nmanifest-path = "py/Cargo.toml"\n',
            {
                "Cargo.toml": '[workspace]\n[workspace.package]\nreadme = "R.md"\n',
                "py/Cargo.toml": MEMBER,
            },
            [
                "py/Cargo.toml -> version readme",
                "Cargo.toml -> version readme",
                "R.md -> readme",
                "py/Cargo.toml -> wheel",
                "Cargo.toml -> wheel",
            ],
            id="a readme from the workspace",
        ),
        pytest.param(
            STATIC,
            {"rust/Cargo.toml": PACKAGE},
            ["rust/Cargo.toml -> wheel"],
            id="a crate in rust",
        ),
        pytest.param(
            STATIC,
            {"rust/Cargo.toml": PACKAGE, "Cargo.toml": PACKAGE},
            ["Cargo.toml -> wheel"],
            id="the crate beside pyproject.toml comes first",
        ),
        pytest.param(
            STATIC + '[tool.maturin]\npython-source = "python"\n',
            {"rust/Cargo.toml": PACKAGE, "Cargo.toml": PACKAGE},
            ["rust/Cargo.toml -> wheel"],
            id="beside Python sources the crate in rust comes first",
        ),
        pytest.param(
            STATIC + '[tool.maturin]\npython-source = "src"\n',
            {"Cargo.toml": PACKAGE, "src/lib.rs": "", "src/demo/__init__.py": ""},
            ["Cargo.toml -> wheel", "src/**/*.rs -> wheel"],
            id="Rust and Python in one folder",
        ),
        pytest.param(
            STATIC + '[tool.maturin]\ndata = "demo.data"\n',
            {"Cargo.toml": PACKAGE, "demo.data/data/x.txt": "", "demo.data/scripts/y": ""},
            [
                "Cargo.toml -> wheel",
                "demo.data/data/x.txt -> wheel",
                "demo.data/scripts/y -> wheel",
            ],
            id="data",
        ),
        pytest.param(
            '[build-system]\nrequires = ["maturin"]\nbuild-backend = "own"\n'
            'backend-path = ["tools"]\n[project]\nname = "demo"\nversion = "1"\n'
            '[tool.maturin]\nmodule-name = "demo._core"\n',
            {"Cargo.toml": PACKAGE, "tools/own.py": "from maturin import *"},
            ["Cargo.toml -> wheel"],
            id="wrapped by a back end of one's own",
        ),
        pytest.param(
            STATIC + "[tool.maturin]\nmanifest-path = 1\ninclude = 2\ndata = []\n",
            {"Cargo.toml": PACKAGE},
            ["Cargo.toml -> wheel"],
            id="wrong types",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, pyproject: str, files: dict[str, str], expected: list[str]
) -> None:
    assert found(PROVIDER, lay_out({"pyproject.toml": pyproject, **files})) == expected


def test_a_project_below_its_workspace(lay_out: LayOut) -> None:
    top = lay_out(
        {
            "Cargo.toml": '[workspace]\nmembers = ["py"]\n[workspace.package]\nversion = "1"\n',
            "py/pyproject.toml": DYNAMIC,
            "py/Cargo.toml": MEMBER + '[dependencies]\ncore = { path = "../core" }\n',
            "py/src/lib.rs": "",
            "core/Cargo.toml": PACKAGE,
            "core/src/lib.rs": "",
        }
    )
    project = Project(f"{top.root}/py")
    assert found(PROVIDER, project) == [
        "Cargo.toml -> version",
        "../Cargo.toml -> version",
        "Cargo.toml -> wheel",
        "../Cargo.toml -> wheel",
        "../core/Cargo.toml -> wheel",
        "src/**/*.rs -> wheel",
        "../core/src/**/*.rs -> wheel",
    ]
    assert written(PROVIDER, project) == ["../target/**", "../Cargo.lock"]


def test_places(lay_out: LayOut) -> None:
    files = {"Cargo.toml": PACKAGE}
    items = list(PROVIDER.inputs(lay_out({"pyproject.toml": DYNAMIC, **files})))
    assert {item.at for item in items} == {
        Place("pyproject.toml", ("build-system", "build-backend"))
    }
    named = DYNAMIC + '[tool.maturin]\nmanifest-path = "Cargo.toml"\n'
    items = list(PROVIDER.inputs(lay_out({"pyproject.toml": named, **files})))
    assert {item.at for item in items} == {
        Place("pyproject.toml", ("tool", "maturin", "manifest-path"))
    }


def test_included_files_are_only_possible(lay_out: LayOut) -> None:
    include = 'include = ["a/**/*.txt", { path = "b.txt", format = "wheel" }]\n'
    project = lay_out(
        {"pyproject.toml": f"{STATIC}[tool.maturin]\n{include}", "Cargo.toml": PACKAGE}
    )
    items = [i for i in PROVIDER.inputs(project) if i.certainty is Certainty.POSSIBLE]
    assert [item.key for item in items] == [File("a/**/*.txt"), File("b.txt")]


@pytest.mark.parametrize(
    ("pyproject", "files", "expected"),
    [
        pytest.param(STATIC, {}, [], id="no crate"),
        pytest.param(
            STATIC, {"Cargo.toml": PACKAGE}, ["target/**", "Cargo.lock"], id="only Rust, no lock"
        ),
        pytest.param(
            STATIC, {"Cargo.toml": PACKAGE, "Cargo.lock": ""}, ["target/**"], id="only Rust"
        ),
        pytest.param(
            STATIC,
            {"Cargo.toml": PACKAGE, "Cargo.lock": "", "demo/__init__.py": ""},
            ["target/**", "demo/*.so", "demo/*.pyd"],
            id="a package",
        ),
        pytest.param(
            STATIC,
            {
                "Cargo.toml": PACKAGE,
                "Cargo.lock": "",
                "build.rs": 'fs::write(Path::new(&env::var("OUT_DIR")).join("made.rs"), "")',
            },
            ["target/**", "target/release/build/x/out/x.rs"],
            id="a build script that writes",
        ),
        pytest.param(
            STATIC,
            {
                "Cargo.toml": PACKAGE,
                "Cargo.lock": "",
                "build.rs": 'println!("cargo:rerun-if-changed=a.rs")',
                "target/debug/build/other-1/out/made.inc": "",
            },
            ["target/**", "target/release/build/x/out/x.inc"],
            id="what the build script of another crate has written",
        ),
        pytest.param(
            STATIC + '[tool.maturin]\npython-source = "src"\nmodule-name = "other.inner._core"\n',
            {"Cargo.toml": PACKAGE, "Cargo.lock": "", "src/other/inner/__init__.py": ""},
            ["target/**", "src/other/inner/*.so", "src/other/inner/*.pyd"],
            id="a package elsewhere",
        ),
    ],
)
def test_outputs(
    lay_out: LayOut, pyproject: str, files: dict[str, str], expected: list[str]
) -> None:
    assert written(PROVIDER, lay_out({"pyproject.toml": pyproject, **files})) == expected


@pytest.mark.parametrize(
    ("settings", "locked"),
    [
        pytest.param("", False, id="cargo may write it"),
        pytest.param("[tool.maturin]\nlocked = false\n", False, id="not locked"),
        pytest.param("[tool.maturin]\nlocked = 1\n", False, id="a number"),
        pytest.param("[tool.maturin]\nlocked = true\n", True, id="locked"),
        pytest.param("[tool.maturin]\nfrozen = true\n", True, id="frozen"),
    ],
)
def test_a_lock_counts_where_cargo_does_not_write_it(
    lay_out: LayOut, settings: str, locked: bool
) -> None:
    project = lay_out(
        {"pyproject.toml": STATIC + settings, "Cargo.toml": PACKAGE, "Cargo.lock": ""}
    )
    (lock,) = (i for i in PROVIDER.inputs(project) if i.key == File("Cargo.lock"))
    assert bool(lock.price) is not locked


CDYLIB = PACKAGE + '[lib]\ncrate-type = ["cdylib"]\n'
CFFI = ["__init__.py", "ffi.py", "*.so", "*.dylib", "*.dll"]
UNIFFI = ["*.py", "*.so", "*.dylib", "*.dll"]


@pytest.mark.parametrize(
    ("settings", "crate", "folder", "kinds"),
    [
        pytest.param("", CDYLIB + '[dependencies]\npyo3 = "1"\n', "", [], id="pyo3"),
        pytest.param('bindings = "pyo3"\n', CDYLIB, "", [], id="pyo3, as stated"),
        pytest.param('bindings = "bin"\n', CDYLIB, "", [], id="a program"),
        pytest.param("", PACKAGE, "", [], id="no library"),
        pytest.param('bindings = "cffi"\nmodule-name = "x"\n', CDYLIB, "", [], id="no package"),
        pytest.param('bindings = "cffi"\n', PACKAGE, "demo/demo", CFFI, id="cffi"),
        pytest.param("", CDYLIB, "demo/demo", CFFI, id="cffi, guessed"),
        pytest.param(
            'module-name = "demo._rust"\npython-source = "python"\n',
            CDYLIB,
            "python/demo/_rust",
            CFFI,
            id="another name and place",
        ),
        pytest.param('bindings = "uniffi"\n', CDYLIB, "demo/demo", UNIFFI, id="uniffi"),
        pytest.param(
            "", CDYLIB + '[dependencies]\nuniffi = "1"\n', "demo/demo", UNIFFI, id="guessed"
        ),
    ],
)
def test_bindings(
    lay_out: LayOut, settings: str, crate: str, folder: str, kinds: list[str]
) -> None:
    project = lay_out(
        {
            "pyproject.toml": f"{STATIC}[tool.maturin]\n{settings}",
            "Cargo.toml": crate,
            "demo/__init__.py": "",
            "python/demo/__init__.py": "",
        }
    )
    found = [o.file for o in PROVIDER.outputs(project) if "bindings" in o.why]
    assert found == [f"{folder}/{kind}" for kind in kinds]


@pytest.mark.parametrize(
    ("bindings", "expected"),
    [
        ("pyo3", []),
        ("cffi", [File("rust/cbindgen.toml")]),
        ("uniffi", [File("rust/uniffi.toml"), File("rust/src/**/*.udl")]),
    ],
)
def test_what_bindings_are_made_by(lay_out: LayOut, bindings: str, expected: list[File]) -> None:
    project = lay_out(
        {
            "pyproject.toml": f'{STATIC}[tool.maturin]\nbindings = "{bindings}"\n'
            'manifest-path = "rust/Cargo.toml"\n',
            "rust/Cargo.toml": CDYLIB,
            **dict.fromkeys(("rust/cbindgen.toml", "rust/uniffi.toml", "rust/src/a.udl"), ""),
        }
    )
    assert [i.key for i in PROVIDER.inputs(project) if "bindings" in i.why] == expected


MISFITS = (
    WrongType("maturin", "", "maturin.manifest-path = <3>", "a string"),
    WrongType("maturin", "", "maturin.bindings = <3>", "a string"),
    WrongType("maturin", "", "maturin.data = <3>", "a string"),
    WrongType("maturin", "", "maturin.include = <3>", "an array of strings or an array of tables"),
    WrongType("maturin", "", "maturin.include = [<3>]", "a string or a table"),
)

FITS = (
    Fit("maturin", "", 'maturin.include = "a"'),
    Fit("maturin", "", 'maturin.include = [{path = "a", format = ["sdist"]}, "b"]'),
    Fit("maturin", "", "maturin.strip = 3"),
)
