"""Every key of `[tool.uvlint]`: its JSON schema, what it does, an example.

The one place that the reader, the schema file, the documentation and
`uvlint config` have it from.
"""

from __future__ import annotations

from collections.abc import Mapping

from uvlint.named_tuple import NamedTuple

Schema = Mapping[str, object]

SELECTOR: Schema = {"$ref": "#/definitions/selector"}
"""A name, a code, the beginning of a code, or ALL; the reader knows the rules."""

_STRING: Schema = {"type": "string", "minLength": 1}
_FLAG: Schema = {"type": "boolean"}
_STRINGS: Schema = {"type": "array", "items": _STRING}
_SELECTORS: Schema = {"type": "array", "items": SELECTOR}

KINDS = ("file", "dir", "env", "git")
"""What an extra input can be: the kinds of a cache key."""


class Key(NamedTuple):
    """A key of the settings; `default` and `example` are TOML, the example below the table."""

    name: str
    schema: Schema
    default: str
    about: str
    example: str


def _table(items: Schema, names: Schema = SELECTOR) -> Schema:
    return {"type": "object", "propertyNames": names, "additionalProperties": items}


KEYS = (
    Key(
        "extend",
        _STRING,
        '""',
        "Another file with settings to begin with, relative to this one. What stands here"
        " replaces what stands there; the `extend-` keys add to it. Nothing is inherited"
        " without this key.",
        'extend = "../uvlint.toml"',
    ),
    Key(
        "select",
        _SELECTORS,
        '["ALL"]',
        "The rules to check, by name, by code, or by the beginning of codes (`UVL1`). Of"
        " selectors that contradict, the more exact one counts.",
        'select = ["UVL1", "rebuild-loop"]',
    ),
    Key(
        "ignore",
        _SELECTORS,
        "[]",
        "Rules that are not checked.",
        'ignore = ["root-glob"]',
    ),
    Key(
        "extend-select",
        _SELECTORS,
        "[]",
        "Rules to check beside those that are selected already, for a file with `extend`.",
        'extend-select = ["UVL3"]',
    ),
    Key(
        "levels",
        _table({"enum": ["off", "info", "warning", "error"]}),
        "{}",
        "Another level for some rules; `off` does not check them.",
        'levels = { unwatched-native = "error", dead-key = "off" }',
    ),
    Key(
        "ignores",
        _table(_STRING),
        "{}",
        "Rules whose findings are suppressed in the whole project, each with the reason."
        " Unlike with `ignore` the summary counts them, and `--no-ignores` shows them.",
        'ignores = { unwatched-git = "releases are built in CI only" }',
    ),
    Key(
        "per-project-ignores",
        _table(_SELECTORS, _STRING),
        "{}",
        "Rules whose findings are suppressed in some projects. The projects are named by"
        " patterns of their folders, as in .gitignore, relative to the file with the settings.",
        'per-project-ignores = { "legacy/*" = ["UVL1"] }',
    ),
    Key(
        "exclude",
        _STRINGS,
        "what builds leave, tests, examples, templates and docs",
        "Folders in which no project is looked for, by patterns as in .gitignore, relative to"
        " the file with the settings. They replace the default; hidden folders, environments"
        " and unpacked distributions are always passed over. A folder or file that is named"
        " on the command line is examined all the same, unless `force-exclude` is set.",
        'exclude = ["vendor", "/benchmarks/old"]',
    ),
    Key(
        "extend-exclude",
        _STRINGS,
        "[]",
        "Folders to leave out beside those of `exclude`.",
        'extend-exclude = ["vendor"]',
    ),
    Key(
        "force-exclude",
        _FLAG,
        "false",
        "Leave out excluded projects even if they are named on the command line, as"
        " pre-commit does.",
        "force-exclude = true",
    ),
    Key(
        "respect-gitignore",
        _FLAG,
        "true",
        "Pass over the folders that git ignores. The settings of the folder that is examined"
        " decide.",
        "respect-gitignore = false",
    ),
    Key(
        "follow-sources",
        _FLAG,
        "false",
        "Examine as well the local projects that a project takes its packages from: those that"
        " `tool.uv.sources` names by `path` or `workspace`, and theirs in turn, wherever they"
        " lie. What is excluded stays out.",
        "follow-sources = true",
    ),
    Key(
        "inputs",
        {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "file": _STRING,
                    "dir": _STRING,
                    "env": _STRING,
                    "git": {
                        "anyOf": [
                            _FLAG,
                            {
                                "type": "object",
                                "additionalProperties": False,
                                "properties": {"commit": _FLAG, "tags": _FLAG},
                            },
                        ]
                    },
                    "feeds": _STRINGS,
                    "why": _STRING,
                },
                "oneOf": [{"required": [kind]} for kind in KINDS],
            },
        },
        "[]",
        "What the build reads and uvlint cannot know, each in the form of a cache key,"
        " relative to the project. `feeds` names the metadata fields that are made from it,"
        " by default the build as a whole; `why` reads after a colon in the report.",
        'inputs = [\n    { file = "schema/*.xsd", why = "the bindings are generated from it" },\n'
        '    { env = "DEMO_EDITION", feeds = ["version"] },\n]',
    ),
    Key(
        "outputs",
        _STRINGS,
        "[]",
        "Files and globs that the build writes inside the project. No key may match them, or"
        " uv builds again and again.",
        'outputs = ["src/demo/_generated.py"]',
    ),
    Key(
        "uv-version",
        {"type": "string", "pattern": r"^\d+\.\d+(\.\d+)?$"},
        "what the project requires",
        "The version of uv to assume, where versions differ.",
        'uv-version = "0.9.2"',
    ),
    Key(
        "fail-on",
        {"enum": ["info", "warning", "error"]},
        '"warning"',
        "The lowest level with which findings make the exit code 1.",
        'fail-on = "error"',
    ),
    Key(
        "fixable",
        _SELECTORS,
        '["ALL"]',
        "Rules whose fixes may be applied.",
        'fixable = ["UVL1"]',
    ),
    Key(
        "unfixable",
        _SELECTORS,
        "[]",
        "Rules whose fixes are shown and never applied.",
        'unfixable = ["unwatched-git"]',
    ),
    Key(
        "unsafe-fixes",
        _FLAG,
        "false",
        "Apply fixes that need a look, too.",
        "unsafe-fixes = true",
    ),
    Key(
        "output-format",
        _STRING,
        '"full"',
        "The format of the report. The settings of the working directory decide.",
        'output-format = "concise"',
    ),
    Key(
        "non-editable",
        _FLAG,
        "false",
        "The project is installed as a wheel, not editable, so its own sources are inputs of"
        " the build as well.",
        "non-editable = true",
    ),
    Key(
        "baseline",
        _STRING,
        '""',
        "A file with findings to suppress, written by `--write-baseline`, relative to the file"
        " with the settings.",
        'baseline = "uvlint-baseline.json"',
    ),
)

BY_NAME: Mapping[str, Key] = {key.name: key for key in KEYS}


def document(rules: Mapping[str, str]) -> dict[str, object]:
    """Return the JSON schema of the table; `rules` are codes by their names."""
    prefixes = {code[:length] for code in rules.values() for length in range(3, len(code))}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://json.schemastore.org/uvlint.json",
        "title": "Settings of uvlint",
        "description": "The table [tool.uvlint] of pyproject.toml, or a uvlint.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: {"description": key.about, **key.schema} for key in KEYS},
        "definitions": {
            "selector": {
                "description": "A rule by its name or code, rules by the beginning of their"
                " codes, or ALL.",
                "enum": ["ALL", *sorted(prefixes), *sorted(rules.values()), *sorted(rules)],
            }
        },
    }
