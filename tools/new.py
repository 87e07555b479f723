"""Write the files of a new provider or rule: small ones that work, to be made into what is meant.

All that is generated from providers and rules is generated anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "tests/builds_real/examples"
RULES = ROOT / "src/uvlint/rules"

GENERATORS = {
    "provider": ("index_providers.py", "document_providers.py"),
    "rule": ("index_rules.py", "document_rules.py", "document_settings.py"),
}

PROVIDER = '''\
"""<name> reads the version from the file that its settings name."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import File, Input
from uvlint.plugin import Provider
from uvlint.project import Project

_WHO = "<name>"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the file with the version."""
    file = project.pyproject.string("tool", _WHO, "file")
    if file and project.requirement(_WHO) and project.computed("version"):
        why = f"{_WHO} reads `version` from this file"
        yield Input(key=File(file.value), feeds=("version",), why=why, at=file.at)


PROVIDER = Provider(name=_WHO, about=(_WHO,), inputs=inputs)
'''

PROVIDER_TEST = '''\
"""What <name> reads."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.<module> import PROVIDER

WHO = "<name>"
TABLE = f'[tool.{WHO}]\\nfile = "VERSION"\\n'


@pytest.mark.parametrize(
    ("pyproject", "expected"),
    [
        pytest.param(hatchling(WHO), [], id="no settings"),
        pytest.param(hatchling() + TABLE, [], id="not required"),
        pytest.param(hatchling(WHO, dynamic=()) + TABLE, [], id="a static version"),
        pytest.param(hatchling(WHO) + TABLE, ["VERSION -> version"], id="a file"),
    ],
)
def test_inputs(lay_out: LayOut, pyproject: str, expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({"pyproject.toml": pyproject})) == expected


MISFITS = (WrongType("hatchling.build", WHO, f"{WHO}.file = <3>", "a string"),)
'''

EXAMPLE = """\
    "<name>": Example(
        files={
            "pyproject.toml": (
                "[build-system]\\n"
                'requires = ["hatchling", "<name>"]\\n'
                'build-backend = "hatchling.build"\\n\\n'
                '[project]\\nname = "demo"\\ndynamic = ["version"]\\n\\n'
                "[tool.<name>]\\n"
                'file = "VERSION"\\n'
            ),
            "VERSION": "1.0\\n",
        },
        unbuilt="it is made from a template",
    ),
}
"""

RULE = '''\
"""<code>: a key for a file that is called like the rule."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import File, Finding, Place, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.keys import LIST

_FILE = "<name>"


def check(facts: Facts) -> Iterator[Finding]:
    """Report each key that names the file."""
    for index, key in enumerate(facts.keys.entries):
        if key == File(_FILE):
            at = Place(PYPROJECT, (*LIST, index))
            yield Finding(at=at, message=f"uv watches {_FILE}, as the template of a rule says")


RULE = Rule(
    code="<code>",
    name=_FILE,
    summary="A key names a file that is called like the rule",
    severity=Severity.WARNING,
    about="has_list",
    check=check,
)
'''

PAGE = """\
# <name> (<code>)

**Warning, no fix.**

## What it does

Finds keys for a file that is called like the rule.

## Why is this bad?

It is not: this page is made from a template.

## A file that is called so

`pyproject.toml`:

```toml
[build-system]
requires = ["uv_build>=0.9"]
build-backend = "uv_build"

[project]
name = "demo"
version = "1.0"

[tool.uv]
cache-keys = ["pyproject.toml", "<name>"]
```

`<name>`:

```text
```

```console
pyproject.toml:10:33: <name> uv watches <name>, as the template of a rule says
```

## A file of another name

`pyproject.toml`:

```toml
[build-system]
requires = ["uv_build>=0.9"]
build-backend = "uv_build"

[project]
name = "demo"
version = "1.0"

[tool.uv]
cache-keys = ["pyproject.toml", "other"]
```

`other`:

```text
```

```console
All checks passed!
```
"""

NEXT_PROVIDER = """\
Next:
 - make the provider and its tests say what is true; what must stay silent comes first
 - state in `claims` what others need not guess at any more, if there is anything
 - make the example of {example} the smallest real one, and take `unbuilt` away
 - uv run pytest -n auto
 - uv run pytest -m slow tests/builds_real -k {name}
After a change of `about`, `claims` or the example:
"""
NEXT_RULE = """\
Next:
 - write the page: each section with files is a test
 - make the rule true to it
 - uv run pytest -n auto
After a change of the page, the summary or the level:
"""


def new_provider(name: str, family: str) -> dict[Path, str]:
    """Return the new texts of the files that a provider needs."""
    table = EXAMPLES / f"{family}.py"
    module = _module(name)
    values = {"name": name, "module": module}
    old = table.read_text(encoding="utf-8")
    return {
        ROOT / f"src/uvlint/providers/{module}.py": _filled(PROVIDER, values),
        ROOT / f"tests/providers/test_{module}.py": _filled(PROVIDER_TEST, values),
        table: old.removesuffix("}\n") + _filled(EXAMPLE, values),
    }


def new_rule(name: str, group: int) -> dict[Path, str]:
    """Return the new texts of the files that a rule needs, with the next free code of a group."""
    values = {"name": name, "code": f"UVL{_free(group)}"}
    return {
        RULES / f"{_module(name)}.py": _filled(RULE, values),
        ROOT / f"src/uvlint/pages/{name}.md": _filled(PAGE, values),
    }


def _free(group: int) -> int:
    stated = "".join(file.read_text(encoding="utf-8") for file in RULES.glob("*.py"))
    codes = [int(code) for code in re.findall(r'code="UVL(\d+)"', stated)]
    return max((code for code in codes if code // 100 == group), default=group * 100) + 1


def _module(name: str) -> str:
    return name.replace("-", "_")


def _filled(template: str, values: Mapping[str, str]) -> str:
    for key, value in values.items():
        template = template.replace(f"<{key}>", value)
    return template


def _generate(kind: str) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    for tool in GENERATORS[kind]:
        subprocess.run([sys.executable, str(ROOT / "tools" / tool)], env=environ, check=True)


def _name(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", text):
        message = f"{text!r} is no name of small letters and digits with hyphens"
        raise ArgumentTypeError(message)
    return text


def _arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    provider = kinds.add_parser("provider", help="what a back end or a plug-in reads and writes")
    provider.add_argument("name", type=_name, help="the name of the plug-in")
    families = sorted(file.stem for file in EXAMPLES.glob("[a-z]*.py"))
    provider.add_argument("--family", choices=families, default="rarer", help="of the examples")
    rule = kinds.add_parser("rule", help="one kind of mistake")
    rule.add_argument("name", type=_name, help="what is wrong; it reads well after `allow`")
    rule.add_argument("--group", type=int, choices=range(1, 10), default=2, help="of the code")
    return parser.parse_args()


def main() -> None:
    """Write the files, generate what depends on them, and say what is left to do."""
    given = _arguments()
    if given.kind == "provider":
        texts = new_provider(given.name, given.family)
        made = [file for file in texts if file.parent != EXAMPLES]
        table = (EXAMPLES / f"{given.family}.py").relative_to(ROOT)
        rest = NEXT_PROVIDER.format(name=given.name, example=table)
    else:
        texts = new_rule(given.name, given.group)
        made, rest = list(texts), NEXT_RULE
    if there := [str(file.relative_to(ROOT)) for file in made if file.exists()]:
        sys.exit(f"already there: {', '.join(there)}")
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8")
        print(f"wrote {file.relative_to(ROOT)}")
    _generate(given.kind)
    commands = (f" - uv run python tools/{tool}\n" for tool in GENERATORS[given.kind])
    print(f"\n{rest}{''.join(commands)}", end="")


if __name__ == "__main__":
    main()
