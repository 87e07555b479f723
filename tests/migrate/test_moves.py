"""When metadata is left where it is, and what moves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from tests.conftest import LayOut
from tests.migrate.samples import HATCHLING, MANAGED, PACKAGE, README, SETUPTOOLS, project, setup
from uvlint.cli import main
from uvlint.migrate.moves import moves

PLAIN = '    name="demo",\n    version="1.0",\n    description="A",\n'
DEPENDENCIES = "[tool.setuptools.dynamic]\ndependencies = { file = "


def reads(text: str, *, settings: str = '"a.txt" }\n') -> dict[str, str]:
    return {"pyproject.toml": project('"dependencies"', DEPENDENCIES + settings), "a.txt": text}


def hatch(settings: str, text: str = "six\n") -> dict[str, str]:
    head = f'{HATCHLING}[project]\nname = "demo"\nversion = "1"\ndynamic = ["dependencies"]\n'
    table = "[tool.hatch.metadata.hooks.requirements_txt]\n"
    return {"pyproject.toml": head + table + settings, "a.txt": text}


def cfg(text: str) -> dict[str, str]:
    return {"pyproject.toml": SETUPTOOLS + MANAGED, "setup.cfg": text, **PACKAGE}


def computed(code: str, version: str = "version") -> dict[str, str]:
    """Return a project whose setup.py sets a name to nothing and then runs more code."""
    head = f"from setuptools import setup\nversion = None\n{code}"
    return {
        "pyproject.toml": project('"version"', version=""),
        "setup.py": f"{head}setup(version={version})\n",
    }


BASIC = "[metadata]\nname = demo\nversion = 1.0\ndescription = A\n"

SILENT = {
    "static": {"pyproject.toml": SETUPTOOLS + '[project]\nname = "demo"\nversion = "1"\n'},
    "not for uv": {"pyproject.toml": SETUPTOOLS, "setup.py": setup(PLAIN)["setup.py"]},
    "keys alone": {
        "pyproject.toml": SETUPTOOLS + '[tool.uv]\ncache-keys = ["setup.py"]\n',
        "setup.py": setup(PLAIN)["setup.py"],
    },
    "no build system": {
        "pyproject.toml": "[tool.uv]\npackage = true\n",
        "setup.py": setup(PLAIN)["setup.py"],
    },
    "an old setuptools": {
        "pyproject.toml": SETUPTOOLS.replace(">=77", ">=40,<60") + MANAGED,
        "setup.py": setup(PLAIN)["setup.py"],
    },
    "a plug-in nobody knows": {
        "pyproject.toml": SETUPTOOLS.replace('"]', '", "setuptools-magic"]', 1) + MANAGED,
        "setup.py": setup(PLAIN)["setup.py"],
    },
    "a back end of the project's own": {
        "pyproject.toml": SETUPTOOLS + 'backend-path = ["."]\n' + MANAGED,
        "setup.py": setup(PLAIN)["setup.py"],
    },
    "a version from code": {
        "pyproject.toml": project(
            '"version"',
            '[tool.setuptools.dynamic]\nversion = { attr = "demo.__version__" }\n',
            version="",
        ),
        **PACKAGE,
    },
    "name and version alone": setup(
        '    name="demo",\n    version="1.0",\n    packages=["demo"],\n'
    ),
    "a keyword nobody knows": setup(PLAIN + "    magic=True,\n"),
    "a version of a plug-in": setup(
        '    name="demo",\n    description="A",\n    use_scm_version=True,\n'
    ),
    "requirements of the build": setup(PLAIN + '    setup_requires=["magic"],\n'),
    "arguments by table": setup("    **known,\n", f"known = dict({PLAIN})\n"),
    "arguments by place": setup(f'    "x",\n{PLAIN}'),
    "two calls": setup(PLAIN, f"setup({PLAIN})\n"),
    "a call that may not happen": {
        **setup(PLAIN),
        "setup.py": f"import os\nfrom setuptools import setup\nif os.name:\n    setup({PLAIN})\n",
    },
    "another setup": {
        **setup(PLAIN),
        "setup.py": f"import setuptools\nfrom skbuild import setup\nsetup({PLAIN})\n",
    },
    "a setup of its own": setup(PLAIN, "def setup(**_): pass\n"),
    "a distribution of its own": setup(PLAIN + "    distclass=D,\n"),
    "a name that is computed": setup('    name=str(),\n    version="1",\n    description="A",\n'),
    "dependencies that are computed": setup(
        PLAIN + "    install_requires=needed(),\n", "from other import needed\n"
    ),
    "dependencies that a file decides": setup(
        PLAIN + "    install_requires=needed,\n",
        "import os\nneeded = ['six'] if os.path.exists('README.md') else []\n",
    ),
    "dependencies that may grow": setup(
        PLAIN + "    install_requires=needed,\n",
        'import os\nneeded = ["six"]\nif os.getenv("X"):\n    needed.append("x")\n',
    ),
    "dependencies stated twice": setup(
        PLAIN + "    install_requires=needed,\n",
        'needed = ["six"]\nif setup:\n    needed = ["attrs"]\n',
    ),
    "dependencies that are changed elsewhere": setup(
        PLAIN + "    install_requires=needed,\n",
        'from other import more\nneeded = ["six"]\nmore(needed)\n',
    ),
    "a file pip reads": setup(PLAIN + '    install_requires=["-r a.txt"],\n'),
    "extras with conditions": setup(PLAIN + '    extras_require={":os_name==1": ["six"]},\n'),
    "entry points with extras": setup(
        PLAIN + '    entry_points={"console_scripts": ["a = b:c [d]"]},\n'
    ),
    "entry points that are computed": setup(
        PLAIN + "    entry_points=found,\n", "from other import found\n"
    ),
    "extension modules without packages": setup(PLAIN + "    ext_modules=[],\n"),
    "broken code": {**setup(PLAIN), "setup.py": "setup(\n"},
    "the same in two files": {**setup(PLAIN), **cfg("[metadata]\nname = demo\n")},
    "pbr": cfg(BASIC + "[files]\npackages = demo\n"),
    "requirements of the build in setup.cfg": cfg(BASIC + "[options]\nsetup_requires = x\n"),
    "a file in setup.cfg": cfg(BASIC + "[options]\ninstall_requires = file: a.txt\n"),
    "an option nobody knows": cfg(BASIC + "requires_dist = six\n"),
    "no requirements file": reads("", settings='"missing.txt" }\n'),
    "a requirements file outside": reads("", settings='"../a.txt" }\n'),
    "lines for pip": reads("-r b.txt\nsix\n"),
    "hashes": reads("six==1 \\\n    --hash=sha256:00\n"),
    "editable": reads("-e .\n"),
    "a path": reads("./x.whl\n"),
    "no file": reads("six\n", settings='"" }\n'),
    "wrong type": reads("six\n", settings="[1] }\n"),
    "an attribute": reads("six\n", settings='"a.txt", attr = "x" }\n'),
    "hatch with lines for pip": hatch('files = ["a.txt"]\n', "-c b.txt\nsix\n"),
    "hatch with another option": hatch('files = ["a.txt"]\nmagic = true\n'),
    "hatch without the file": hatch('files = ["b.txt"]\n'),
    "hatch.toml": {**hatch('files = ["a.txt"]\n'), "hatch.toml": ""},
    "a name that exec may set": computed("exec(open('a.py').read())\n"),
    "a name that an import may set": computed("from a import *\n"),
    "a name that is set as an item": computed("globals()['version'] = open('a').read()\n"),
    "no version": computed(""),
    "an empty version": computed("", "''"),
    "nothing to build": {"pyproject.toml": "[project]\nname = 'a'\ndynamic = ['dependencies']\n"},
}


@pytest.mark.parametrize("files", SILENT.values(), ids=SILENT)
def test_silent(files: dict[str, str], lay_out: LayOut) -> None:
    assert moves(lay_out({**README, **files})) is None


QUOTED = '"demo"'
FOUND = {
    "a version that a tool edits": (
        {**setup(PLAIN), ".bumpversion.cfg": ""},
        ["name", "description"],
        ["version"],
    ),
    "a version with two uses": (
        setup(
            '    name="demo",\n    version=V,\n    description="A",\n    cmdclass=f(V),\n',
            'V = "1.0"\n',
        ),
        ["name", "description"],
        ["version"],
    ),
    "a licence": (
        setup(PLAIN + '    license="MIT",\n'),
        ["name", "version", "description"],
        ["license"],
    ),
    "a readme without a type": (
        setup(PLAIN + '    long_description=open("README.md").read(),\n'),
        ["name", "version", "description"],
        ["readme"],
    ),
    "a readme beside the file": (
        setup(
            PLAIN + "    long_description=(HERE / 'README.md').read_text('utf-8'),\n"
            "    long_description_content_type='text/markdown',\n",
            "from pathlib import Path\nHERE = Path(__file__).resolve().parent\n",
        ),
        ["name", "version", "description", "readme"],
        [],
    ),
    "an empty list": (
        {
            "pyproject.toml": project('"dependencies"'),
            "setup.py": "from setuptools import setup\nsetup(install_requires=[])\n",
        },
        ["dependencies"],
        [],
    ),
    "a version in setup.py": (
        {
            "pyproject.toml": project('"version"', version=""),
            "setup.py": 'from setuptools import setup\nsetup(version="1.0")\n',
        },
        ["version"],
        [],
    ),
    "exec with names of its own": (
        {
            **computed("about = {}\nexec(open('a.py').read(), about)\nV = '1.0'\n", "V"),
            "a.py": "V = '2.0'\n",
        },
        ["version"],
        [],
    ),
    "what is made of constants": (
        setup(
            '    name=str("demo"),\n    version=V,\n    description=text(),\n'
            "    install_requires=needed,\n",
            'needed = ["six"]\nneeded.append("x")\nprint(needed)\n'
            'V = ".".join(map(str, (1, 0)))\ndef text():\n    return "A"\n',
        ),
        ["name", "version", "description", "dependencies"],
        [],
    ),
    "a call in a function": (
        {
            **setup(PLAIN),
            "setup.py": "from setuptools import setup\ndef main(name):\n"
            f"    setup({PLAIN.replace(QUOTED, 'name')})\nmain('demo')\n",
        },
        ["name", "version", "description"],
        [],
    ),
    "a member of a workspace": (
        {**setup(PLAIN), "uv.lock": "", "pyproject.toml": SETUPTOOLS},
        ["name", "version", "description"],
        [],
    ),
    "a fallback": (
        {
            **setup(PLAIN),
            "setup.py": "try:\n    from setuptools import setup\nexcept ImportError:\n"
            f"    from distutils.core import setup\nif __name__ == '__main__':\n    setup({PLAIN})\n",
        },
        ["name", "version", "description"],
        [],
    ),
}


@pytest.mark.parametrize(("files", "named", "left"), FOUND.values(), ids=FOUND)
def test_found(files: dict[str, str], named: list[str], left: list[str], lay_out: LayOut) -> None:
    found = moves(lay_out({**README, **files}))
    assert found is not None
    assert [*found.named] == named
    assert [*found.dynamic] == left


PLACED = {
    "between others": (
        'name = "demo"\ndescription = "A"\nclassifiers = []\ndynamic = ["version", "readme"]\n',
        ["name", "version", "description", "readme", "classifiers"],
    ),
    "below its neighbour, however the others stand": (
        'dynamic = ["version", "readme"]\nclassifiers = [\n  # none\n]\nname = "demo"  # short\n',
        ["classifiers", "name", "version", "readme"],
    ),
    "last of all": (
        'dynamic = ["version", "readme"]\nname = "demo"',
        ["name", "version", "readme"],
    ),
}


@pytest.mark.parametrize(("fields", "expected"), PLACED.values(), ids=PLACED)
def test_new_fields_stand_where_they_are_looked_for(
    fields: str, expected: list[str], lay_out: LayOut
) -> None:
    setup_py = (
        'from setuptools import setup\n\nsetup(\n    version="1.0",\n'
        '    long_description=open("README.md").read(),\n'
        '    long_description_content_type="text/markdown",\n)\n'
    )
    files = {"pyproject.toml": f"{SETUPTOOLS}[project]\n{fields}", "setup.py": setup_py, **README}
    root = Path(lay_out(files).root)
    assert main(["fix", "--unsafe-fixes", "-q", str(root)]) == 0
    assert [*tomli.loads((root / "pyproject.toml").read_text())["project"]] == expected


def test_an_empty_setup_py_goes_when_asked(lay_out: LayOut) -> None:
    files = {**setup(PLAIN), "setup.cfg": "[metadata]\nkeywords = a\n"}
    for option, left in (("-q", True), ("--delete-empty", False)):
        root = Path(lay_out(files).root)
        assert main(["fix", "--unsafe-fixes", option, str(root)]) == 0
        assert (root / "setup.py").exists() == left
        assert (root / "setup.cfg").exists() == left


@pytest.mark.parametrize("comment", ["", "# kept"])
def test_a_comment_keeps_setup_py(lay_out: LayOut, comment: str) -> None:
    root = Path(lay_out(setup(PLAIN, comment)).root)
    assert main(["fix", "--unsafe-fixes", "--delete-empty", "-q", str(root)]) == 0
    assert (root / "setup.py").exists() == bool(comment)


def test_a_report_without_changes_rewrites_nothing(lay_out: LayOut) -> None:
    root = lay_out(setup(PLAIN)).root
    script = (
        "import sys; from uvlint.cli import main; main(sys.argv[1:]);"
        "sys.exit(sorted({'libcst', 'tomlkit', 'uvlint.migrate.pyproject'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, "check", "--output-format", "concise", root]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "needlessly-dynamic" in done.stdout
    assert done.stderr == "[]\n"
