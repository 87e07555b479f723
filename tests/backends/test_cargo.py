"""What cargo reads and writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import LayOut
from tests.providers.asking import short
from uvlint.backends.tools import cargo
from uvlint.model import Place, Unreadable
from uvlint.project import Project

AT = Place("pyproject.toml", ("tool", "x"))
PACKAGE = '[package]\nname = "demo"\nversion = "1.0.0"\n'
MEMBER = '[package]\nname = "demo"\nversion.workspace = true\n'
LIB = {"src/lib.rs": ""}


def asked(project: Project, manifest: str = "Cargo.toml") -> list[str]:
    crate = cargo.crate(project, manifest)
    assert crate is not None
    found = cargo.inputs(project, crate, who="x", at=AT)
    return [
        ("priced " if item.price else "") + ("run " if item.runs else "") + short(item.key)
        for item in found
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"Cargo.toml": PACKAGE}, ["Cargo.toml"], id="no sources"),
        pytest.param(
            {"Cargo.toml": PACKAGE, "src/lib.rs": "", "tests/t.rs": "", "examples/e.rs": ""},
            ["Cargo.toml", "src/**/*.rs"],
            id="a library, and no tests",
        ),
        pytest.param(
            {"Cargo.toml": PACKAGE, "src/main.rs": ""},
            ["Cargo.toml", "src/**/*.rs"],
            id="a program",
        ),
        pytest.param(
            {"Cargo.toml": PACKAGE + '[lib]\npath = "rust/lib.rs"\n', "rust/lib.rs": "", **LIB},
            ["Cargo.toml", "rust/**/*.rs", "src/**/*.rs"],
            id="a library elsewhere, a program in src",
        ),
        pytest.param(
            {
                "Cargo.toml": PACKAGE + '[lib]\npath = "rust/lib.rs"\ncrate-type = ["cdylib"]\n',
                "rust/lib.rs": "",
                "src/main.rs": "",
            },
            ["Cargo.toml", "rust/**/*.rs"],
            id="an extension has no programs",
        ),
        pytest.param(
            {
                "Cargo.toml": PACKAGE + '[lib]\npath = "src/python/lib.rs"\n',
                "src/python/lib.rs": "",
            },
            ["Cargo.toml", "src/**/*.rs"],
            id="a library deep in src",
        ),
        pytest.param(
            {
                "Cargo.toml": PACKAGE + '[lib]\npath = "lib.rs"\ncrate-type = ["cdylib"]\n',
                "lib.rs": "",
                "inner/mod.rs": "",
                "tests/t.rs": "",
                "target/debug/x.rs": "",
            },
            ["Cargo.toml", "lib.rs", "inner/mod.rs"],
            id="a library beside the manifest",
        ),
        pytest.param(
            {"Cargo.toml": PACKAGE + '[[bin]]\nname = "b"\npath = "bin/b.rs"\n', "bin/b.rs": ""},
            ["Cargo.toml", "bin/**/*.rs"],
            id="a program elsewhere",
        ),
        pytest.param(
            {"Cargo.toml": PACKAGE, "Cargo.lock": "", **LIB},
            ["Cargo.toml", "priced Cargo.lock", "src/**/*.rs"],
            id="a lock, which cargo may write",
        ),
        pytest.param(
            {
                "Cargo.toml": PACKAGE,
                "src/lib.rs": """
                    #![doc = include_str!("../README.md")]
                    include!(concat!(env!("OUT_DIR"), "/bindings.rs"));
                    static A: &str = include_str!("a.sql");
                    static B: &[u8] = include_bytes!(
                        "../data/b.bin"
                    );
                    static C: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/c.txt"));
                    static D: &str = include_str!("gone.txt");
                    include!("more.rs");
                    #[cfg(test)]
                    mod tests { static E: &str = include_str!("e.txt"); }
                """,
                "src/more.rs": "",
                **dict.fromkeys(["README.md", "src/a.sql", "data/b.bin", "c.txt", "src/e.txt"], ""),
            },
            ["Cargo.toml", "src/**/*.rs", "src/a.sql", "data/b.bin", "c.txt"],
            id="what the sources include",
        ),
        pytest.param(
            {"Cargo.toml": PACKAGE, "build.rs": ""},
            ["Cargo.toml", "run build.rs"],
            id="a build script",
        ),
        pytest.param(
            {"Cargo.toml": PACKAGE + "build = false\n", "build.rs": ""},
            ["Cargo.toml"],
            id="no build script",
        ),
        pytest.param(
            {"Cargo.toml": PACKAGE + 'build = "tools/b.rs"\n', "build.rs": "", "tools/b.rs": ""},
            ["Cargo.toml", "run tools/b.rs"],
            id="another build script",
        ),
        pytest.param(
            {
                "Cargo.toml": PACKAGE,
                "build.rs": """fn main() {
                    println!("cargo:rerun-if-changed=build.rs");
                    println!("cargo::rerun-if-changed=proto");
                    println!("cargo:rerun-if-changed={}", x);
                    println!("cargo:rerun-if-env-changed=DEMO_MODE");
                    println!("cargo:rerun-if-env-changed=RUSTFLAGS");
                    cc::Build::new().file("c/a.c").include("c").compile("a");
                }""",
                "proto/a.proto": "",
                "proto/b.proto": "",
                "c/a.c": "",
                "c/b.c": "",
            },
            [
                "Cargo.toml",
                "run build.rs",
                "env:DEMO_MODE",
                "proto/a.proto",
                "proto/b.proto",
                "c/a.c",
            ],
            id="what a build script declares and names",
        ),
        pytest.param(
            {
                "Cargo.toml": PACKAGE,
                ".cargo/config.toml": "",
                ".cargo/config": "",
                "rust-toolchain": "",
                "rust-toolchain.toml": "",
            },
            ["Cargo.toml", ".cargo/config.toml", "rust-toolchain.toml"],
            id="settings",
        ),
        pytest.param(
            {
                "Cargo.toml": PACKAGE + '[dependencies]\na = { path = "a" }\nserde = "1"\n'
                '[dev-dependencies]\nd = { path = "d" }\n'
                '[build-dependencies]\nb = { path = "b" }\n'
                "[target.'cfg(unix)'.dependencies]\nu = { path = \"u\" }\n",
                "a/Cargo.toml": PACKAGE + '[dependencies]\nc = { path = "../c" }\n',
                "a/src/lib.rs": "",
                "b/Cargo.toml": PACKAGE,
                "b/src/lib.rs": "",
                "c/Cargo.toml": PACKAGE + '[dependencies]\na = { path = "../a" }\n',
                "c/src/lib.rs": "",
                "d/Cargo.toml": PACKAGE,
                "d/src/lib.rs": "",
                "u/Cargo.toml": PACKAGE,
                "u/src/lib.rs": "",
                **LIB,
            },
            [
                "Cargo.toml",
                "a/Cargo.toml",
                "b/Cargo.toml",
                "u/Cargo.toml",
                "c/Cargo.toml",
                "src/**/*.rs",
                "a/src/**/*.rs",
                "b/src/**/*.rs",
                "u/src/**/*.rs",
                "c/src/**/*.rs",
            ],
            id="local crates, but those for tests",
        ),
        pytest.param(
            {"Cargo.toml": PACKAGE + '[dependencies]\na = { path = "gone" }\nb = 1\n'},
            ["Cargo.toml"],
            id="a local crate that is not there",
        ),
        pytest.param(
            {"Cargo.toml": "package = 1\nlib = 2\ndependencies = [3]\ntarget = 4\n[[bin]]\n"},
            ["Cargo.toml"],
            id="wrong types",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str | bytes], expected: list[str]) -> None:
    assert sorted(asked(lay_out(files))) == sorted(expected)


WORKSPACE = {
    "Cargo.toml": '[workspace]\nmembers = ["py", "core"]\n[workspace.package]\nversion = "1.0.0"\n'
    '[workspace.dependencies]\ncore = { path = "core" }\nserde = "1"\n',
    "Cargo.lock": "",
    "py/Cargo.toml": MEMBER + "[dependencies]\ncore.workspace = true\nserde.workspace = true\n",
    "py/src/lib.rs": "",
    "core/Cargo.toml": PACKAGE,
    "core/src/lib.rs": "",
}


def test_a_member_of_a_workspace(lay_out: LayOut) -> None:
    assert asked(lay_out(WORKSPACE), "py/Cargo.toml") == [
        "py/Cargo.toml",
        "Cargo.toml",
        "core/Cargo.toml",
        "priced Cargo.lock",
        "py/src/**/*.rs",
        "core/src/**/*.rs",
    ]


def test_a_project_below_its_workspace(lay_out: LayOut) -> None:
    above = lay_out({**WORKSPACE, ".cargo/config.toml": "", "rust-toolchain": ""})
    assert asked(Project(f"{above.root}/py")) == [
        "Cargo.toml",
        "../Cargo.toml",
        "../core/Cargo.toml",
        "priced ../Cargo.lock",
        "src/**/*.rs",
        "../core/src/**/*.rs",
        "../.cargo/config.toml",
        "../rust-toolchain",
    ]


def test_a_neighbour_has_one_name(lay_out: LayOut) -> None:
    shared = '[dependencies]\na.workspace = true\nb = { path = "../b" }\n'
    workspace = '[workspace.dependencies]\na = { path = "crates/a" }\nb = { path = "crates/b" }\n'
    root = lay_out(
        {
            "Cargo.toml": f'[workspace]\nmembers = ["crates/*"]\n{workspace}',
            "crates/demo/Cargo.toml": PACKAGE + shared,
            "crates/a/Cargo.toml": PACKAGE + "[dependencies]\nb.workspace = true\n",
            "crates/b/Cargo.toml": PACKAGE,
        }
    ).root
    assert asked(Project(f"{root}/crates/demo")) == [
        "Cargo.toml",
        "../../Cargo.toml",
        "../a/Cargo.toml",
        "../b/Cargo.toml",
    ]


def test_patched_crates(lay_out: LayOut) -> None:
    patch = '[patch.crates-io]\nfoo = { path = "foo" }\n'
    project = lay_out({"Cargo.toml": PACKAGE + patch, "foo/Cargo.toml": PACKAGE, **LIB})
    assert asked(project) == ["Cargo.toml", "foo/Cargo.toml", "src/**/*.rs"]


@pytest.mark.parametrize(
    ("root", "member", "expected"),
    [
        pytest.param(PACKAGE, MEMBER, "a/b/Cargo.toml", id="no workspace above"),
        pytest.param("[workspace]\n", MEMBER, "Cargo.toml", id="a workspace above"),
        pytest.param("[workspace]\n", MEMBER + "[workspace]\n", "a/b/Cargo.toml", id="its own"),
        pytest.param(
            '[workspace]\nexclude = ["a"]\n', PACKAGE, "a/b/Cargo.toml", id="excluded from it"
        ),
        pytest.param(
            '[workspace]\nmembers = ["a/*"]\nexclude = ["a"]\n',
            PACKAGE,
            "Cargo.toml",
            id="named and excluded",
        ),
        pytest.param(
            "[workspace]\n", MEMBER + 'workspace = "../.."\n', "Cargo.toml", id="named by itself"
        ),
        pytest.param(
            "[workspace]\n", MEMBER + 'workspace = "no"\n', "a/b/Cargo.toml", id="named wrongly"
        ),
    ],
)
def test_root_of_a_workspace(lay_out: LayOut, root: str, member: str, expected: str) -> None:
    crate = cargo.crate(lay_out({"Cargo.toml": root, "a/b/Cargo.toml": member}), "a/b/Cargo.toml")
    assert crate is not None
    assert crate.root == expected
    assert crate.inherits("version") == (expected == "Cargo.toml" and member.startswith(MEMBER))


@pytest.mark.parametrize(
    ("package", "files", "expected"),
    [
        pytest.param("", [], None, id="none"),
        pytest.param("", ["README", "README.txt", "README.md"], "a/README.md", id="found"),
        pytest.param("", ["README"], "a/README", id="found without a suffix"),
        pytest.param("readme = false\n", ["README.md"], None, id="refused"),
        pytest.param("readme = true\n", ["README.md"], "a/README.md", id="asked for"),
        pytest.param('readme = "../x.md"\n', ["README.md"], "x.md", id="named"),
        pytest.param("readme.workspace = true\n", ["README.md"], "docs/R.md", id="inherited"),
    ],
)
def test_readme(lay_out: LayOut, package: str, files: list[str], expected: str | None) -> None:
    root = '[workspace]\n[workspace.package]\nreadme = "docs/R.md"\n'
    project = lay_out(
        {
            "Cargo.toml": root,
            "a/Cargo.toml": PACKAGE + package,
            **{f"a/{name}": "" for name in files},
        }
    )
    crate = cargo.crate(project, "a/Cargo.toml")
    assert crate is not None
    assert cargo.readme(project, crate) == expected


@pytest.mark.parametrize(
    ("files", "manifest", "expected"),
    [
        pytest.param(
            {"Cargo.toml": PACKAGE}, "Cargo.toml", ["target/**", "Cargo.lock"], id="no lock yet"
        ),
        pytest.param(
            {"Cargo.toml": PACKAGE, "Cargo.lock": ""}, "Cargo.toml", ["target/**"], id="a lock"
        ),
        pytest.param(WORKSPACE, "py/Cargo.toml", ["target/**"], id="of the workspace"),
    ],
)
def test_outputs(
    lay_out: LayOut, files: dict[str, str], manifest: str, expected: list[str]
) -> None:
    project = lay_out(files)
    crate = cargo.crate(project, manifest)
    assert crate is not None
    assert [item.file for item in cargo.outputs(project, crate)] == expected


def test_no_crate(lay_out: LayOut, tmp_path: Path) -> None:
    (tmp_path / "Cargo.toml").write_text(PACKAGE)
    project = lay_out({"rust/x": ""})
    assert cargo.crate(project, "Cargo.toml") is None
    assert cargo.crate(project, "rust") is None
    assert cargo.crate(project, f"{tmp_path}/Cargo.toml") is None


def test_a_broken_manifest_is_told(lay_out: LayOut) -> None:
    with pytest.raises(Unreadable):
        cargo.crate(lay_out({"Cargo.toml": "[package"}), "Cargo.toml")
