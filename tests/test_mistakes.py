"""The mistakes that were counted in key lists of real projects, each found by its own rule.

How many of 85 lists have each: a walk from the root 28, pyproject.toml left out 20, a key
that the build writes 10, no git 8, git without tags 7, nothing that matches 7, setup.py or
setup.cfg left out 6, the others one or two.
"""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.test_cases import (
    BOTH,
    CMAKE,
    DYNAMIC,
    RUST,
    SCM,
    SPEED,
    STATIC,
    VCS,
    Files,
    hatch,
    maturin,
    scikit,
    setuptools,
)
from uvlint.analysis import checker
from uvlint.model import Applicability, Severity

SETUP = "from setuptools import setup\n\nsetup()\n"
EXTENSION = '\n[tool.setuptools]\next-modules = [{ name = "demo.x", sources = ["src/speed.c"] }]\n'
ATTRIBUTE = DYNAMIC + '\n[tool.setuptools.dynamic]\nversion = { attr = "demo.__version__" }\n'
MODULE = {"demo/__init__.py": '__version__ = "1.0"\n'}

MISPLACED: Files = {
    "pyproject.toml": hatch(STATIC),
    "uv.toml": 'cache-keys = ["pyproject.toml"]\n',
}
MISTAKES: dict[str, tuple[str, list[Files]]] = {
    "root-glob": (
        "root-glob",
        [
            maturin('["pyproject.toml", "Cargo.toml", "**/*.rs"]'),
            maturin('["pyproject.toml", "Cargo.toml", { file = "*.rs" }]'),
            scikit('["pyproject.toml", "**/CMakeLists.txt", "src/**/*.cpp"]'),
            {
                "pyproject.toml": hatch(STATIC, keys='["pyproject.toml", "./**/*.xsd"]'),
                "a/b.xsd": "<a/>\n",
            },
        ],
    ),
    "pyproject-missing": (
        "lost-default",
        [
            {"pyproject.toml": hatch(VCS, "hatch-vcs", keys=f"[{BOTH}]")},
            maturin('["Cargo.toml", "src/**/*.rs"]'),
            {"pyproject.toml": hatch(STATIC, keys='[{ env = "DEMO" }]')},
        ],
    ),
    "self-invalidating": (
        "rebuild-loop",
        [
            {"pyproject.toml": setuptools(SCM, "setuptools-scm", keys='["src/demo/_version.py"]')},
            {"pyproject.toml": setuptools(SCM, "setuptools-scm", keys='["src/**/*.py"]')},
            {"pyproject.toml": hatch(STATIC, keys='["**/*"]')},
        ],
    ),
    "catch-all-dir": (
        "rebuild-loop",
        [
            {
                "pyproject.toml": setuptools(STATIC, keys='["pyproject.toml", "src/**/*"]'),
                "src/demo/__init__.py": "\n",
            }
        ],
    ),
    "git-missing": (
        "unwatched-git",
        [
            {"pyproject.toml": hatch(VCS, "hatch-vcs", keys='["pyproject.toml"]')},
            {"pyproject.toml": setuptools(SCM, "setuptools-scm", keys='["pyproject.toml"]')},
        ],
    ),
    "git-no-tags": (
        "incomplete-git",
        [
            {"pyproject.toml": hatch(VCS, "hatch-vcs", keys='["pyproject.toml", { git = true }]')},
            {
                "pyproject.toml": setuptools(
                    SCM, "setuptools-scm", keys='["pyproject.toml", { git = { commit = true } }]'
                )
            },
        ],
    ),
    "dead-pattern": (
        "dead-key",
        [
            {"pyproject.toml": hatch(STATIC, keys='["pyproject.toml", "native/**/*.c"]')},
            {"pyproject.toml": hatch(STATIC, keys='["pyproject.toml", "WORKSPACE"]')},
        ],
    ),
    "setup-files-missing": (
        "lost-default",
        [
            {
                "pyproject.toml": setuptools(DYNAMIC, keys='["pyproject.toml"]'),
                "setup.cfg": "[metadata]\nversion = 1.0\n",
            },
            {
                "pyproject.toml": setuptools(DYNAMIC, keys='["pyproject.toml"]'),
                "setup.py": SETUP.replace("setup()", 'setup(version="1.0")'),
            },
        ],
    ),
    "provider-file-missing": (
        "unwatched-file",
        [{"pyproject.toml": setuptools(ATTRIBUTE, keys='["pyproject.toml"]'), **MODULE}],
    ),
    "native-manifest-missing": (
        "unwatched-native",
        [
            maturin('["pyproject.toml", "src/**/*.rs"]'),
            scikit('["pyproject.toml", "src/**/*.cpp"]'),
        ],
    ),
    "native sources missing": (
        "unwatched-native",
        [
            {"pyproject.toml": setuptools(STATIC + EXTENSION), **SPEED},
            {**maturin(), **RUST},
            {**scikit(), **CMAKE},
        ],
    ),
    "env-missing": (
        "unwatched-env",
        [
            {
                "pyproject.toml": setuptools(DYNAMIC, keys='["pyproject.toml", "setup.py"]'),
                "setup.py": "import os\n\nfrom setuptools import setup\n\n"
                'setup(version=os.environ["DEMO_VERSION_FILE"])\n',
            }
        ],
    ),
    "outside-input-missing": (
        "unwatched-file",
        [
            {
                "pyproject.toml": hatch(
                    DYNAMIC + "\n[tool.hatch.version]\npath = '../VERSION.py'\n",
                    keys='["pyproject.toml"]',
                ),
                "../VERSION.py": '__version__ = "1.0"\n',
            }
        ],
    ),
    "needs-newer-uv": (
        "needs-newer-uv",
        [
            {
                "pyproject.toml": hatch(STATIC)
                + f"\n[tool.uv]\nrequired-version = '>={version}'\ncache-keys = {keys}\n"
            }
            for version, keys in (
                ("0.4.10", '["pyproject.toml", { env = "DEMO" }]'),
                ("0.6.0", '["pyproject.toml", { dir = "src" }]'),
                ("0.4.20", f'["pyproject.toml", {BOTH}]'),
                ("0.4.5", '["pyproject.toml"]'),
                ("0.7.0", '["pyproject.toml", "../shared/*.txt"]'),
            )
        ],
    ),
    "dir-misuse": (
        "folder-as-file",
        [
            {
                "pyproject.toml": hatch(STATIC, keys=f'["pyproject.toml", {key}]'),
                "data/a.json": "{}\n",
            }
            for key in (
                '"data"',
                '{ file = "data/" }',
                '{ dir = "data/*" }',
                '{ dir = "data/**/*.json" }',
                '{ dir = "data/a.json" }',
                '{ file = "." }',
            )
        ],
    ),
    "wrong-shape": (
        "refused-list",
        [
            {"pyproject.toml": hatch(STATIC, keys=keys)}
            for keys in (
                '"pyproject.toml"',
                '{ file = "pyproject.toml" }',
                '["pyproject.toml", { file = ["a", "b"] }]',
                '["pyproject.toml", { glob = "a/*.c" }]',
                '["pyproject.toml", "a/[b.c"]',
            )
        ],
    ),
    "misplaced": (
        "ignored-list",
        [
            {
                "pyproject.toml": hatch(STATIC) + f"\n[{table}]\n{name} = ['pyproject.toml']\n",
            }
            for table, name in (
                ("tool.uv", "cache_keys"),
                ("tool.uv", "cache-key"),
                ("tool.uv.pip", "cache-keys"),
                ("uv", "cache-keys"),
                ("tool", "cache-keys"),
            )
        ]
        + [MISPLACED],
    ),
    "redundant": (
        "redundant-key",
        [
            {
                "pyproject.toml": hatch(STATIC, keys=keys),
                "data/a.json": "{}\n",
            }
            for keys in (
                '["pyproject.toml", "data/**/*.json", "data/a.json"]',
                '["pyproject.toml", "pyproject.toml"]',
                '["pyproject.toml", "setup.py", "setup.cfg", { dir = "src" }]',
            )
        ],
    ),
    "taken literally": (
        "literal-path",
        [
            {
                "pyproject.toml": hatch(STATIC, keys=f'["pyproject.toml", {key}]'),
                "data/a.json": "{}\n",
            }
            for key in (
                '"Data/a.json"',
                '"data/a.json "',
                '"data\\\\a.json"',
                '"data/a.json/"',
                '"~/a.json"',
                '"$HOME/a.json"',
                '"!data/a.json"',
                '{ dir = "DATA" }',
                '{ env = "${DEMO}" }',
            )
        ],
    ),
    "negation": (
        "useless-negation",
        [
            {
                "pyproject.toml": hatch(STATIC, keys=f'["pyproject.toml", {keys}]'),
                "data/a.json": "{}\n",
            }
            for keys in (
                '"data/**/*.json", "!**/a.json"',
                '"data/**/*.json", "!data/**/a.json"',
                '"!**/a.*", "**/*.json"',
                '"!**/a.json"',
            )
        ],
    ),
    "unexamined": (
        "unexamined-plug-in",
        [{"pyproject.toml": hatch(STATIC, "hatch-of-somebody")}],
    ),
    "shifting": (
        "shifting-glob",
        [
            {
                "pyproject.toml": hatch(STATIC, keys=f'["pyproject.toml", {keys}]'),
                "data/deep/a.json": "{}\n",
                "data/b.json": "{}\n",
            }
            for keys in ('"data/*.json"', '"data/*.json", "[a]/*.xsd"')
        ],
    ),
    "no git": (
        "no-git-here",
        [
            {
                "pyproject.toml": hatch(STATIC, keys=f'["pyproject.toml", {BOTH}]'),
                ".jj/repo": "\n",
            },
            {
                "pyproject.toml": hatch(VCS, "hatch-vcs", keys=f'["pyproject.toml", {BOTH}]'),
                ".git/HEAD": f"{'a' * 64}\n",
            },
        ],
    ),
    "a setting that uv does not know": (
        "dropped-settings",
        [
            {"pyproject.toml": hatch(STATIC) + f"\n[tool.uv]\nreinstall-package = []\n{mistake}\n"}
            for mistake in (
                'dev_dependencies = ["x"]',
                "no-cache = 1",
                "concurrent-builds = 0",
                'config-settings = "x"',
                "[tool.uv.pip]\nwheel = 1",
            )
        ],
    ),
    "empty": ("empty-list", [{"pyproject.toml": hatch(STATIC, keys="[]")}]),
    "a secret": (
        "secret-in-key",
        [
            {"pyproject.toml": hatch(STATIC, keys=f'["pyproject.toml", {{ env = "{name}" }}]')}
            for name in ("GITHUB_TOKEN", "db_password", "AWS_SECRET_ACCESS_KEY", "APIKEY")
        ],
    ),
    "built each time": (
        "always-reinstalled",
        [
            {
                "pyproject.toml": hatch(VCS, "hatch-vcs")
                + "\n[tool.uv]\nreinstall-package = ['Demo']\n"
            }
        ],
    ),
    "rewritten pyproject.toml": (
        "touched-pyproject",
        [{"pyproject.toml": hatch(STATIC + "\n[tool.hatch.build.hooks.mypyc]\n", "hatch-mypyc")}],
    ),
    "unknowable": (
        "unknowable-input",
        [
            {
                "pyproject.toml": setuptools(DYNAMIC, "calver"),
                "setup.py": "from setuptools import setup\n\nsetup(use_calver=True)\n",
            }
        ],
    ),
}


@pytest.mark.parametrize(
    ("rule", "files"),
    [
        pytest.param(rule, files, id=f"{mistake} {number}")
        for mistake, (rule, configurations) in MISTAKES.items()
        for number, files in enumerate(configurations, start=1)
    ],
)
def test_found_by_name(rule: str, files: Files, lay_out: LayOut) -> None:
    found = checker.examine(lay_out(files))
    assert not found.failures
    assert rule in {d.name for d in found.diagnostics}


@pytest.mark.parametrize("files", [f for _, some in MISTAKES.values() for f in some])
def test_an_entry_has_one_finding(files: Files, lay_out: LayOut) -> None:
    found = checker.examine(lay_out(files))
    entries = [
        d.finding.at
        for d in found.diagnostics
        if getattr(d.finding.at, "route", ())[:3] == ("tool", "uv", "cache-keys")
        and len(getattr(d.finding.at, "route", ())) == 4
    ]
    assert len(entries) == len(set(entries))


def test_a_lock_is_mentioned_and_left_to_the_user(lay_out: LayOut) -> None:
    listed = maturin('["pyproject.toml", "Cargo.toml", "src/**/*.rs"]')
    (said,) = checker.examine(lay_out({**listed, "Cargo.lock": ""})).diagnostics
    assert (said.name, said.severity) == ("unwatched-native", Severity.INFO)
    assert "when Cargo.lock changes" in said.finding.message
    assert said.finding.fix is not None
    assert said.finding.fix.applicability is Applicability.DISPLAY


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({**maturin('["pyproject.toml", "Cargo.*", "src/**/*.rs"]')}, id="watched"),
        pytest.param(
            {
                **maturin('["pyproject.toml", "Cargo.toml", "src/**/*.rs"]'),
                ".git/HEAD": "",
                ".gitignore": "/target\nCargo.lock\n",
            },
            id="ignored by git",
        ),
    ],
)
def test_nothing_is_said_of_a_lock(files: Files, lay_out: LayOut) -> None:
    found = checker.examine(lay_out({**files, "Cargo.lock": ""})).diagnostics
    assert not [d for d in found if d.name == "unwatched-native"]


COMPLETE: list[Files] = [
    {"pyproject.toml": hatch(STATIC)},
    {"pyproject.toml": hatch(STATIC, keys='["pyproject.toml"]')},
    {"pyproject.toml": hatch(VCS, "hatch-vcs", keys=f'["pyproject.toml", {BOTH}]')},
    {
        "pyproject.toml": setuptools(ATTRIBUTE, keys='["pyproject.toml", "demo/__init__.py"]'),
        **MODULE,
    },
    maturin('["pyproject.toml", "Cargo.toml", "src/**/*.rs"]'),
    scikit('["pyproject.toml", "CMakeLists.txt", "src/**/*.cpp", { env = "CMAKE_ARGS" }]'),
]


@pytest.mark.parametrize("files", COMPLETE)
def test_complete_lists_are_left_alone(files: Files, lay_out: LayOut) -> None:
    assert not [d.name for d in checker.examine(lay_out(files)).diagnostics]
