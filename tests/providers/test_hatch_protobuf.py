"""What hatch-protobuf reads and writes."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_protobuf import PROVIDER

WHO = "hatch-protobuf"
HOOK = "[tool.hatch.build.hooks.protobuf]\n"
PLUG_IN = (
    "[[tool.hatch.build.hooks.protobuf.generators]]\n"
    'name = "x"\noutputs = ["{proto_path}/{proto_name}.x.py", "all.py"]\n'
    'protoc_plugin = "tools/x"\n'
)
FILES = {
    "src/demo/__init__.py": "",
    "protos/demo/job.proto": 'import "shared/time.proto";\nimport "google/type/date.proto";\n',
    "vendor/google/type/date.proto": "",
    "vendor/other.proto": "",
    "tools/x": "",
}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(HOOK + "enable-by-default = false\n", [], id="not enabled"),
        pytest.param(HOOK, ["src/**/*.proto -> wheel"], id="defaults"),
        pytest.param(
            HOOK + 'proto_paths = ["protos"]\n', ["protos/**/*.proto -> wheel"], id="paths"
        ),
        pytest.param(
            HOOK + 'proto_paths = ["protos/"]\nlibrary_paths = ["vendor"]\n',
            ["protos/**/*.proto -> wheel", "vendor/google/type/date.proto -> wheel"],
            id="libraries, as far as they are imported",
        ),
        pytest.param(
            HOOK + 'proto_paths = ["."]\n',
            ["protos/demo/**/*.proto -> wheel", "vendor/**/*.proto -> wheel"],
            id="the whole project",
        ),
        pytest.param(
            HOOK + PLUG_IN,
            ["src/**/*.proto -> wheel", "likely run tools/x -> wheel"],
            id="a generator",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling(WHO) + settings})
    assert sorted(found(PROVIDER, project)) == sorted(expected)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(
            HOOK,
            ["src/**/*_pb2.py", "src/**/*_pb2.pyi", "src/**/*_pb2_grpc.py"],
            id="defaults",
        ),
        pytest.param(
            HOOK + 'generate_pyi = false\ngenerate_grpc = false\noutput_path = "gen"\n' + PLUG_IN,
            ["gen/**/*_pb2.py", "gen/**/*.x.py", "gen/all.py"],
            id="a generator",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling(WHO) + settings})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        WHO,
        "hatch.build.hooks.protobuf.proto_paths = <3>",
        "an array of strings",
    ),
    WrongType("hatchling.build", WHO, "hatch.build.hooks.protobuf.output_path = <3>", "a string"),
    WrongType(
        "hatchling.build", WHO, "hatch.build.hooks.protobuf.generate_grpc = <3>", "true or false"
    ),
    WrongType(
        "hatchling.build",
        WHO,
        "hatch.build.hooks.protobuf.generators = <3>",
        "an array of tables",
    ),
)
