"""Protocols that setuptools-protobuf compiles."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from tests.providers.setuptools_family import head
from uvlint.providers.setuptools_protobuf import PROVIDER

WHO = "setuptools-protobuf"
TABLE = "[tool.setuptools-protobuf]\n"
FILES = {
    "protos/demo/a.proto": 'import "demo/b.proto";\n',
    "protos/demo/b.proto": "",
    "protos/c.proto": "",
}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no table"),
        pytest.param(TABLE, [], id="an empty table"),
        pytest.param(
            TABLE + 'proto_path = "protos"\n',
            ["protos/**/*.proto -> wheel"],
            id="all below a folder",
        ),
        pytest.param(
            TABLE + 'proto_path = "protos"\nprotobufs = ["demo/a.proto"]\n',
            ["protos/demo/a.proto -> wheel", "protos/demo/b.proto -> wheel"],
            id="named, with what it imports",
        ),
        pytest.param(
            TABLE + 'protobufs = ["protos/demo/*.proto"]\n',
            ["protos/demo/**/*.proto -> wheel"],
            id="a pattern",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": head(WHO) + settings})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no table"),
        pytest.param(
            TABLE + 'proto_path = "protos"\nprotobufs = ["c.proto"]\n',
            ["protos/c_pb2.py", "protos/c_pb2.pyi"],
            id="beside the protocols",
        ),
        pytest.param(
            TABLE + 'protobufs = ["protos/c.proto"]\nmypy = false\n',
            ["protos/c_pb2.py"],
            id="no types",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": head(WHO) + settings})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType("setuptools.build_meta", WHO, "setuptools-protobuf.proto_path = <3>", "a string"),
    WrongType(
        "setuptools.build_meta", WHO, "setuptools-protobuf.protobufs = <3>", "an array of strings"
    ),
)
