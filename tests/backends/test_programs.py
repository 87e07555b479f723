"""What programs read and write that a build starts: generators, and those nobody knows."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.tools import npm, programs
from uvlint.model import File, Location

AT = Location("setup.py")
PROTOS = {
    "protos/demo/job.proto": 'syntax = "proto3";\nimport "shared/time.proto";\n',
    "protos/shared/time.proto": 'import public "google/protobuf/any.proto";\n',
    "protos/other.proto": "",
}


@pytest.mark.parametrize(
    ("line", "files", "reads", "writes"),
    [
        pytest.param("protoc --version", {}, [], [], id="a question"),
        pytest.param("echo native", {"native/a.x": ""}, [], [], id="no reader"),
        pytest.param("mkdir native", {"native/a.x": ""}, [], [], id="a folder is made"),
        pytest.param("unknown", {"native/a.x": ""}, [], [], id="no folder of its own"),
        pytest.param(
            "python -m grpc_tools.protoc -Iprotos --python_out=src --pyi_out=src"
            " --grpc_python_out=src protos/demo/job.proto",
            PROTOS,
            ["protos/demo/job.proto", "protos/shared/time.proto"],
            ["src/demo/job_pb2.py", "src/demo/job_pb2.pyi", "src/demo/job_pb2_grpc.py"],
            id="protoc",
        ),
        pytest.param(
            "protoc --proto_path protos --python_out=. $FILES",
            PROTOS,
            ["protos/**/*.proto"],
            ["other_pb2.py", "demo/job_pb2.py", "shared/time_pb2.py"],
            id="protoc of files not known",
        ),
        pytest.param(
            "protoc -I=protos --cpp_out=gen protos/*.proto",
            PROTOS,
            ["protos/other.proto"],
            ["gen/other_pb*", "gen/other.pb.*", "gen/other_grpc*"],
            id="protoc of a pattern",
        ),
        pytest.param(
            "buf generate",
            {**PROTOS, "buf.yaml": "", "buf.gen.yaml": "plugins:\n  - local: x\n    out: src\n"},
            ["buf.yaml", "buf.gen.yaml", "protos/**/*.proto"],
            ["src/**/*_pb2*", "src/**/*_pb*", "src/**/*.pb.*"],
            id="buf",
        ),
        pytest.param(
            "swig -python -c++ -Iinc native/a.i",
            {"native/a.i": '%include "b.i"\n%include <c.h>\n', "native/b.i": "", "inc/c.h": ""},
            ["native/a.i", "native/b.i", "inc/c.h"],
            ["native/a_wrap.c", "native/a_wrap.cxx", "native/a_wrap.cpp"],
            id="swig",
        ),
        pytest.param(
            "cython -3 demo/a.pyx -o demo/made.c",
            {"demo/a.pyx": "cimport demo.b\n", "demo/b.pxd": "", "demo/a.pxd": ""},
            ["demo/a.pyx", "demo/a.pxd", "demo/b.pxd"],
            ["demo/made.c"],
            id="cython",
        ),
        pytest.param(
            "cd native && bison -d g.y && flex l.l",
            {"native/g.y": "", "native/l.l": ""},
            ["native/g.y", "native/l.l"],
            [
                *("native/g.tab.c", "native/g.tab.h", "native/g.tab.cc", "native/g.tab.hh"),
                *("native/lex.yy.c", "native/lex.yy.cc"),
            ],
            id="bison and flex",
        ),
        pytest.param(
            "pyside6-rcc ui/a.qrc -o demo/rc.py && pyside6-uic ui/b.ui -o demo/ui_b.py",
            {"ui/a.qrc": "<file>i/x.png</file>", "ui/i/x.png": "", "ui/b.ui": ""},
            ["ui/a.qrc", "ui/i/x.png", "ui/b.ui"],
            ["demo/rc.py", "demo/ui_b.py"],
            id="Qt",
        ),
        pytest.param(
            "msgfmt po/de.po -o demo/de.mo; pybabel compile -d demo/locale",
            {"po/de.po": "", "demo/locale/fr/LC_MESSAGES/a.po": ""},
            ["po/de.po", "demo/locale/**/*.po"],
            ["demo/de.mo", "demo/locale/fr/LC_MESSAGES/a.mo"],
            id="gettext",
        ),
        pytest.param(
            "sphinx-build -b html manual demo/help",
            {"manual/conf.py": "", "manual/index.rst": "", "demo/help/a.html": ""},
            ["manual/conf.py", "manual/**/*.py", "manual/**/*.rst"],
            ["demo/help/**/*"],
            id="Sphinx",
        ),
        pytest.param(
            "cd ws && bazel build -c opt //lib:all //tools/...",
            {
                "ws/MODULE.bazel": "",
                "ws/.bazelrc": "",
                "ws/lib/BUILD": 'load("//defs:x.bzl", "x")\ncc_library(deps = ["//base:b"])\n',
                "ws/lib/a.cc": "",
                "ws/lib/deep/a.h": "",
                "ws/lib/inner/BUILD.bazel": "",
                "ws/lib/inner/no.cc": "",
                "ws/defs/x.bzl": "",
                "ws/base/BUILD.bazel": "",
                "ws/base/b.c": "",
                "ws/tools/one/BUILD": "",
                "ws/tools/one/t.cc": "",
                "ws/other/BUILD": "",
            },
            [
                *("ws/.bazelrc", "ws/MODULE.bazel", "ws/lib/BUILD", "ws/defs/x.bzl"),
                *("ws/lib/a.cc", "ws/lib/deep/a.h", "ws/base/BUILD.bazel", "ws/base/b.c"),
                *("ws/tools/one/BUILD", "ws/tools/one/t.cc"),
            ],
            [],
            id="Bazel",
        ),
        pytest.param("bazel info", {"MODULE.bazel": "", "BUILD": ""}, [], [], id="no target"),
        pytest.param(
            "go build -o demo/x.so ./cmd",
            {
                "go.mod": "",
                "cmd/main.go": "//go:embed t.txt data all:more/*.sql\nvar t embed.FS\n",
                "cmd/t.txt": "",
                "cmd/data/a.bin": "",
                "cmd/more/q.sql": "",
                "cmd/more/q.md": "",
            },
            ["go.mod", "cmd/main.go", "cmd/t.txt", "cmd/data/a.bin", "cmd/more/q.sql"],
            [],
            id="what Go embeds",
        ),
        pytest.param(
            "node scripts/make.mjs",
            {
                "scripts/make.mjs": "import './u.mjs'; read('data/x.json'); write('data/none.js')",
                "scripts/u.mjs": "read(`beside.txt`)",
                "scripts/beside.txt": "",
                "data/x.json": "",
            },
            ["scripts/make.mjs", "scripts/u.mjs", "data/x.json", "scripts/beside.txt"],
            [],
            id="what texts of a script name",
        ),
        pytest.param(
            "make -C native",
            {"native/Makefile": "all:\n\tprotoc --python_out=. a.proto\n", "native/a.proto": ""},
            ["native/Makefile", "native/a.proto"],
            ["native/a_pb2.py"],
            id="a generator of a recipe",
        ),
        pytest.param(
            "cd native && make-it --quick",
            {
                "native/README": "",
                "native/LICENSE.txt": "",
                "native/Changes": "",
                "native/tool.1": "",
                "native/a.x": "",
                "native/sub/b.y": "",
                "native/README.md": "",
                "native/tests/c.x": "",
                "native/.gitignore": "*.z\nout\n",
                "native/b.z": "",
            },
            ["native/**/*.x", "native/**/*.y"],
            ["native/b.z", "native/out/**/*"],
            id="the folder of a program nobody knows",
        ),
        pytest.param(
            "gen --in=schemas conf.txt --out demo/made.py",
            {"schemas/a.xsd": "", "conf.txt": "", "demo/made.py": ""},
            ["schemas/**/*.xsd", "conf.txt"],
            ["demo/made.py"],
            id="the words of a program nobody knows",
        ),
        pytest.param(
            "npx esbuild js/app.ts --bundle --outfile=demo/app.js",
            {
                "js/app.ts": 'import { a } from "./util.js"\nimport "./look.scss"\nimport "x"\n',
                "js/util.ts": 'export * from "./deep"\n',
                "js/deep/index.ts": "",
                "js/look.scss": '@use "parts/base";\n',
                "js/parts/_base.scss": "a { background: url(img.png) }",
                "js/parts/img.png": "",
                "js/unused.ts": "",
            },
            [
                *("js/app.ts", "js/util.ts", "js/deep/index.ts", "js/look.scss"),
                *("js/parts/_base.scss", "js/parts/img.png"),
            ],
            ["demo/app.js"],
            id="a bundler without a package, by imports",
        ),
        pytest.param(
            "node scripts/gen.js",
            {"scripts/gen.js": 'const a = require("./lib")\n', "scripts/lib.js": ""},
            ["scripts/gen.js", "scripts/lib.js"],
            [],
            id="a script and what it requires",
        ),
        pytest.param(
            "cp -r assets demo/assets",
            {"assets/a": "", "demo/assets/a": ""},
            ["assets/**/*"],
            ["demo/assets/**/*"],
            id="a copy",
        ),
        pytest.param(
            "nim c --out:demo/x.so native/lib.nim",
            {"native/lib.nim": "", "native/part.nim": "", "native/nim.cfg": "", "native/x.c": ""},
            ["native/**/*.cfg", "native/**/*.nim"],
            ["demo/x.so"],
            id="a compiler whose sources import one another",
        ),
    ],
)
def test_work(
    lay_out: LayOut, line: str, files: dict[str, str], reads: list[str], writes: list[str]
) -> None:
    project = lay_out({"pyproject.toml": "", **files})
    commands = tuple(npm.in_shell(line, "."))
    found = [
        item.key.pattern
        for item in programs.inputs(project, commands, at=AT, who="setup.py")
        if isinstance(item.key, File)
    ]
    assert sorted(found) == sorted(reads)
    assert [item.file for item in programs.outputs(project, commands, who="setup.py")] == writes
