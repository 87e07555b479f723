from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.builds.python.study import study
from uvlint.model import Certainty

SETUP = "import os, sys\nfrom setuptools import setup\n{code}\nsetup(version=version)\n"


def certainty(lay_out: LayOut, code: str) -> dict[str, Certainty]:
    project = lay_out(
        {
            "pyproject.toml": "",
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
        "version = '1'\nif os.getenv('USE'):\n    version = open('VERSION').read()",
    ],
)
def test_taken_or_a_file(lay_out: LayOut, code: str) -> None:
    assert certainty(lay_out, code)["VERSION"] >= Certainty.LIKELY


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
