from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.python.study import study
from uvlint.model import Certainty

SETUP = "import os, sys\nfrom setuptools import setup\n{code}\nsetup(version=version)\n"


def certainty(lay_out: LayOut, code: str, pyproject: str = "") -> dict[str, Certainty]:
    project = lay_out(
        {
            "pyproject.toml": pyproject,
            "setup.py": SETUP.format(code=code),
            "helper.py": "from deeper import version\n",
            "deeper.py": "version = open('VERSION').read()\n",
            "VERSION": "1",
        }
    )
    found: dict[str, Certainty] = {}
    for item in study(project, "setup.py", (".",)).consulted:
        found[item.name] = max(found.get(item.name, item.certainty), item.certainty)
    return found


IMPORT = "\n    from helper import version"


@pytest.mark.parametrize(
    "code",
    [
        "version = '1'\nif os.getenv('USE'):" + IMPORT,
        "version = '1'\nif os.environ.get('USE', '0') == '1':" + IMPORT,
        "version = '1'\nif 'USE' in os.environ:" + IMPORT,
        "version = '1'\nif '--use' in sys.argv:" + IMPORT,
        "version = '1'\nif '--use' in sys.argv or sys.platform and os.getenv('USE'):" + IMPORT,
        "version = '1'\nUSE = False\nif os.getenv('USE') == '1':\n    USE = True\nif USE:" + IMPORT,
        "version = '1'\nif os.getenv('SKIP', '1') != '0':\n    pass\nelse:" + IMPORT,
        "version = '1'\ndef is_set(k):\n    return bool(os.getenv(k))\nif is_set('USE'):" + IMPORT,
    ],
)
def test_off_by_default(lay_out: LayOut, code: str) -> None:
    found = certainty(lay_out, code)
    names = ("helper.py", "deeper.py", "VERSION")
    assert [found[name] for name in names] == [Certainty.POSSIBLE] * 3


@pytest.mark.parametrize(
    "code",
    [
        "from helper import version",
        "version = '1'\nif not os.getenv('SKIP'):" + IMPORT,
        "version = '1'\nif os.getenv('USE', 'yes'):" + IMPORT,
        "version = '1'\nif os.path.exists('/x'):" + IMPORT,
        "if os.getenv('USE'):" + IMPORT + "\nfrom deeper import version",
        "version = '1' if os.getenv('USE') else open('VERSION').read()",
        "version = '1'\nif not os.getenv('SKIP'):\n    version = open('VERSION').read()",
        "version = '1'\nif '--use' in sys.argv:\n    pass\nelse:\n    version = open('VERSION').read()",
        "def read():\n    return open('VERSION').read()\nif os.getenv('USE'):\n    read()\nversion = read()",
        "if os.getenv('SKIP'):\n    sys.exit()\nversion = open('VERSION').read()",
        "if not os.getenv('USE'):\n    raise SystemExit('set USE')\nversion = open('VERSION').read()",
        "def check():\n    if not os.getenv('USE'):\n        return\ncheck()\nversion = open('VERSION').read()",
        "version = '1'\nif not os.path.exists('gone'):\n    version = open('VERSION').read()",
        "version = '1'\nif os.path.exists('gone') or os.cpu_count():\n    version = open('VERSION').read()",
        "version = '1'\nif os.path.exists('deeper.py'):\n    version = open('VERSION').read()",
        "version = '1'\nif sys.argv[1] == 'bdist_wheel':\n    version = open('VERSION').read()",
        "version = '1'\nif sys.argv[1] != 'test':\n    version = open('VERSION').read()",
        "version = '1'\nif sys.argv[1] in ('build', 'test'):\n    version = open('VERSION').read()",
        "try:\n    import setuptools\n    version = made()\nexcept ImportError:\n    version = open('VERSION').read()",
        "try:\n    import setuptools\n    version = names['x']\nexcept Exception:\n    version = open('VERSION').read()",
        "try:\n    import Cython\nexcept ImportError:\n    version = open('VERSION').read()",
        "try:\n    import setuptools\n    version = open('x').read()\nexcept ImportError:\n    version = open('VERSION').read()",
    ],
)
def test_taken_or_a_file(lay_out: LayOut, code: str) -> None:
    assert certainty(lay_out, code)["VERSION"] >= Certainty.LIKELY


READ = "\n    version = open('VERSION').read()"


@pytest.mark.parametrize(
    "code",
    [
        "version = '1'\ntry:\n    import json\nexcept ImportError:" + READ,
        "version = '1'\ntry:\n    from setuptools import setup\nexcept ImportError:" + READ,
        "try:\n    import setuptools\n    version = '1'\nexcept ImportError:" + READ,
        "version = '1'\ntry:\n    import json\nexcept (OSError, Exception):" + READ,
        "version = '1'\nif sys.argv[-1] == 'publish':" + READ,
        "version = '1'\ncommand = sys.argv[1]\nif command == 'publish':" + READ,
        "version = '1'\nif sys.argv[1] in ('test', 'upload'):" + READ,
        "version = '1'\nif 'test' in sys.argv[1:]:" + READ,
        "version = '1'\ndef main(argv):\n    if argv[1] == 'test':\n        open('VERSION')\nmain(sys.argv)",
    ],
)
def test_branches_that_no_build_takes(lay_out: LayOut, code: str) -> None:
    assert "VERSION" not in certainty(lay_out, code)


@pytest.mark.parametrize(
    "code",
    [
        "version = '1'\nif os.getenv('USE'):" + READ,
        "version = '1'\nif '--use' in sys.argv:" + READ,
        "version = open('VERSION').read() if os.getenv('USE') else '1'",
        "version = '1'\nif os.getenv('USE'):\n    def read():\n        return open('VERSION').read()\n    version = read()",
        "if 'USE' not in os.environ:\n    sys.exit()\nversion = open('VERSION').read()",
        "def read():\n    if not os.getenv('USE'):\n        return '1'\n    return open('VERSION').read()\nversion = read()",
        "for name in ['VERSION']:\n    if not os.getenv('USE'):\n        continue\n    version = open(name).read()",
        "version = '1'\nif os.path.exists('gone'):" + READ,
        "version = '1'\nif os.path.exists('gone') and os.cpu_count():" + READ,
        "version = '1'\nif os.cpu_count() and os.path.isfile('gone'):" + READ,
        "version = '1'\nif not os.path.exists('gone'):\n    pass\nelse:" + READ,
        "if not os.path.exists('gone'):\n    sys.exit()\nversion = open('VERSION').read()",
        "version = open('VERSION').read() if os.path.exists('gone') else '1'",
    ],
)
def test_files_that_nobody_gets_to(lay_out: LayOut, code: str) -> None:
    assert certainty(lay_out, code)["VERSION"] is Certainty.POSSIBLE


TWO_BUILDS = """
import os, sys
try:
    from setuptools import Extension, setup
except ImportError:
    from distutils.core import Extension, setup
    given = {"scripts": ["bin/demo"]}
else:
    given = {}
if "--tests" in sys.argv:
    os.system("make")
    setup(name="tests", ext_modules=[Extension("tests", ["tests.c", "both.c"])], scripts=["run"])
else:
    setup(name="demo", ext_modules=[Extension("demo", ["demo.c", "both.c"])], **given)
"""


def test_builds_that_nobody_asks_for(lay_out: LayOut) -> None:
    names = ("tests.c", "both.c", "demo.c", "bin/demo", "run", "Makefile")
    project = lay_out({"setup.py": TWO_BUILDS, **dict.fromkeys(names, "")})
    found = study(project, "setup.py", (".",))
    assert [call.values["name"] for call in found.setup_calls] == ["demo"]
    assert [(e.name, e.certainty) for e in found.extensions] == [
        ("demo", Certainty.LIKELY),
        ("tests", Certainty.POSSIBLE),
    ]
    assert not found.copied
    assert [command.certainty for command in found.commands] == [Certainty.POSSIBLE]


def test_the_only_build_counts(lay_out: LayOut) -> None:
    code = "import os\nfrom setuptools import setup\nif os.getenv('X'):\n    setup(name='demo')\n"
    assert study(lay_out({"setup.py": code}), "setup.py").setup_calls


FLAGS = """
import os, sys

def has_option(name):
    try:
        sys.argv.remove('--%s' % name)
        return True
    except ValueError:
        pass
    value = os.getenv(name.upper(), 'false').lower()
    if value == 'true':
        return True
    return False

def asks(name):
    return name in sys.modules

USE = has_option('use')
PLAIN = not has_option('compiled')
"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import flags\nif flags.has_option('use'):", Certainty.POSSIBLE),
        ("from flags import has_option as has\nif has('use'):", Certainty.POSSIBLE),
        ("import flags\nUSE = flags.USE\nif USE:", Certainty.POSSIBLE),
        ("from flags import USE\nif USE:", Certainty.POSSIBLE),
        ("from flags import PLAIN\nif PLAIN:", Certainty.LIKELY),
        ("import flags\nif flags.asks('use'):", Certainty.LIKELY),
        ("import flags\nif flags.has_option('build'[:2]):", Certainty.POSSIBLE),
        ("from elsewhere import has_option\nif has_option('use'):", Certainty.LIKELY),
    ],
)
def test_helpers_of_other_modules(lay_out: LayOut, code: str, expected: Certainty) -> None:
    lay_out({"flags.py": FLAGS})
    found = certainty(lay_out, f"version = '1'\n{code}{IMPORT}")
    assert found["helper.py"] is expected


TRY = "version = '1'\ntry:\n    {}\n    from helper import version\nexcept ImportError:\n    pass"


@pytest.mark.parametrize(
    "code",
    [
        TRY.format("import torch"),
        TRY.format("from torch.utils import x"),
        TRY.format("import needs_torch"),
        "version = '1'\ntry:\n    import torch\n    HAS = True\nexcept ImportError:\n    HAS = False\n"
        "if HAS:" + IMPORT,
        "version = '1'\nif sys.platform == 'sunos':\n    import torch" + IMPORT,
        "version = '1'\ntry:\n    import other\nexcept ImportError:" + IMPORT,
    ],
)
def test_behind_a_module_that_is_missing(lay_out: LayOut, code: str) -> None:
    lay_out({"needs_torch.py": "import torch", "other.py": ""})
    found = certainty(lay_out, code)
    assert found.get("helper.py", Certainty.POSSIBLE) is Certainty.POSSIBLE
    assert found.get("VERSION", Certainty.POSSIBLE) is Certainty.POSSIBLE


@pytest.mark.parametrize(
    ("code", "requires"),
    [
        pytest.param(TRY.format("import json"), "", id="of Python"),
        pytest.param(TRY.format("import other"), "", id="of the project"),
        pytest.param(TRY.format("import packaging"), '"wheel"', id="required"),
        pytest.param(TRY.format("import torch"), '"some-build"', id="may be brought along"),
        pytest.param(f"setup_requires = ['torch']\n{TRY}".format("import torch"), "", id="asked"),
        pytest.param(f"import torch\n{TRY}".format("import torch"), "", id="needed anyhow"),
        pytest.param(
            "version = '1'\ntry:\n    import torch\nexcept ImportError:" + IMPORT,
            "",
            id="otherwise",
        ),
        pytest.param(
            "try:\n    import torch\nexcept ImportError:\n    pass\nfrom helper import version",
            "",
            id="behind the try",
        ),
    ],
)
def test_no_module_is_missing(lay_out: LayOut, code: str, requires: str) -> None:
    lay_out({"other.py": ""})
    found = certainty(lay_out, code, f"[build-system]\nrequires = [{requires}]")
    assert found["helper.py"] >= Certainty.LIKELY


@pytest.mark.parametrize(
    "code",
    [
        "version = '1'\nif 'test' in sys.argv:" + IMPORT,
        "version = '1'\nif sys.argv[-1] == 'publish':" + IMPORT,
        "version = '1'\nos.system('git tag -a 1 -m one')",
    ],
)
def test_never(lay_out: LayOut, code: str) -> None:
    assert certainty(lay_out, code) == {}
