"""hatch-protobuf generates Python code from protocol buffers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks, wheel_packages
from uvlint.backends.tools import generators
from uvlint.backends.trees import path_in_project
from uvlint.model import WHEEL, Certainty, File, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Table

_WHO = "hatch-protobuf"
_MODULE = "{proto_path}/{proto_name}"
_GENERATED = (("generate_pyi", "_pb2.pyi"), ("generate_grpc", "_pb2_grpc.py"))


def inputs(project: Project) -> Iterator[Input]:
    """Yield the protocols below the paths, and what these import (hatch-protobuf 0.5)."""
    hook = build_hooks(project).get("protobuf")
    if hook is None:
        return
    stated = hook.strings("proto_paths")
    places = [posixpath.normpath(path.value) for path in stated] or [_default(project)]
    libraries = [posixpath.normpath(path.value) for path in hook.strings("library_paths")]
    at = stated[0].at if stated else hook.at
    found = [file for place in places for file in native.below(project, place, {".proto"})]
    why = f"{_WHO} generates code from this"
    for place in places:
        if place != "." and not posixpath.isabs(place):
            yield Input(key=File(f"{place}/**/*.proto"), feeds=(WHEEL,), why=why, at=at)
    for key in native.sets(project, found) if "." in places else ():
        yield Input(key=key, feeds=(WHEEL,), why=why, at=at)
    searched = (*places, *libraries)
    led_to = native.closure(
        project, found, lambda file: generators.imported(project, file, searched)
    )
    for key in native.named(file for file in led_to if file not in found):
        why = f"protocols that {_WHO} compiles import this"
        yield Input(key=key, feeds=(WHEEL,), why=why, at=at)
    for generator in hook.tables("generators"):
        plug_in = generator.string("protoc_plugin")
        if plug_in and (file := path_in_project(plug_in.value)) and project.is_file(file):
            yield Input(
                key=File(file),
                feeds=(WHEEL,),
                why=f"{_WHO} runs this generator",
                at=plug_in.at,
                certainty=Certainty.LIKELY,
                runs=True,
            )


def outputs(project: Project) -> Iterator[Output]:
    """Yield what the generators write for each file of protocols."""
    hook = build_hooks(project).get("protobuf")
    if hook is None:
        return
    for folder, pattern in _templates(project, hook):
        name = pattern.replace("{proto_path}/", "**/").replace("{proto_path}", "**")
        name = posixpath.normpath(f"{folder}/{name.replace('{proto_name}', '*')}")
        yield Output(file=name, why=f"{_WHO} generates this")


def _templates(project: Project, hook: Table) -> Iterator[tuple[str, str]]:
    """Yield the folder and the template of each file that a generator writes."""
    stated = hook.string("output_path")
    folder = stated.value if stated else _default(project)
    yield folder, f"{_MODULE}_pb2.py"
    for option, end in _GENERATED:
        if hook.flag(option) is not False:
            yield folder, f"{_MODULE}{end}"
    for generator in hook.tables("generators"):
        own = generator.string("output_path")
        for pattern in generator.strings("outputs"):
            yield own.value if own else folder, pattern.value


def _default(project: Project) -> str:
    """Return the folder in which the package of the project lies."""
    in_source = any(path.startswith("src/") for path in wheel_packages(project))
    return "src" if in_source else "."


PROVIDER = Provider(
    name=_WHO,
    about=(*WITH_SETTINGS, _WHO),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=("protobuf",)),
)
