"""A back end that stands in for that of a project: it builds a wheel with nothing in it.

None of the project's code runs, nothing is downloaded, and a build takes no time.
"""

from __future__ import annotations

import os
import zipfile

VERSION = "0"
"""The version of everything that the stand-in builds."""

NAME = "UVLINT_STAND_IN"
"""The variable with the name of the project, in the spelling of its metadata."""

_SOURCE = """\
import os
import zipfile


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = os.environ["UVLINT_STAND_IN"]
    wheel = f"{name.replace('-', '_')}-0"
    texts = {
        "METADATA": f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 0\\n",
        "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    record = "".join(f"{wheel}.dist-info/{name},,\\n" for name in (*texts, "RECORD"))
    with zipfile.ZipFile(f"{wheel_directory}/{wheel}-py3-none-any.whl", "w") as file:
        for name, text in (*texts.items(), ("RECORD", record)):
            file.writestr(f"{wheel}.dist-info/{name}", text)
    return f"{wheel}-py3-none-any.whl"


build_wheel = build_editable
"""

_WHEEL = "uvlint_stand_in-0-py3-none-any.whl"
_INFO = "uvlint_stand_in-0.dist-info"


def write_wheel(folder: str) -> str:
    """Write the wheel of the stand-in into a folder; return the requirement that names it."""
    texts = {
        "uvlint_stand_in.py": _SOURCE,
        f"{_INFO}/METADATA": "Metadata-Version: 2.1\nName: uvlint-stand-in\nVersion: 0\n",
        f"{_INFO}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},,\n" for name in (*texts, f"{_INFO}/RECORD"))
    path = os.path.join(folder, _WHEEL)
    with zipfile.ZipFile(path, "w") as file:
        for name, text in (*texts.items(), (f"{_INFO}/RECORD", record)):
            file.writestr(name, text)
    return f"uvlint-stand-in @ file://{path}"


def replaced(pyproject: str, requirement: str) -> str:
    """Return the text of a pyproject.toml with the stand-in for its back end."""
    import tomlkit

    document = tomlkit.parse(pyproject)
    document["build-system"] = {
        "requires": [requirement],
        "build-backend": "uvlint_stand_in",
    }
    return tomlkit.dumps(document)
