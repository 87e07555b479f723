"""hatchling and its plug-ins."""

from __future__ import annotations

from tests.builds_real.example import Example

INIT = {"src/demo/__init__.py": '"""A demonstration."""\n\n__version__ = "1.0"\n'}


def pyproject(settings: str, *plug_ins: str, fields: str = "version") -> str:
    """Return a pyproject.toml in which a field is dynamic."""
    requires = ", ".join(f'"{name}"' for name in ("hatchling", *plug_ins))
    version = "" if fields == "version" else 'version = "1.0"\n'
    dynamic = f'dynamic = ["{fields}"]\n' if fields else ""
    return (
        f'[build-system]\nrequires = [{requires}]\nbuild-backend = "hatchling.build"\n\n'
        f'[project]\nname = "demo"\n{version}{dynamic}{settings}'
    )


EXAMPLES = {
    "hatch-version-regex": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.version]\npath = "src/demo/__init__.py"\n'
                '[tool.hatch.build.hooks.version]\npath = "src/demo/_written.py"\n'
            ),
            **INIT,
        },
    ),
    "hatch-version-code": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.version]\nsource = "code"\npath = "release.py"\n'
                'search-paths = ["lib"]\n'
            ),
            "release.py": "from numbers_of_ours import MAJOR\n\n__version__ = f'{MAJOR}.0'\n",
            "lib/numbers_of_ours.py": "MAJOR = 1\n",
            **INIT,
        },
    ),
    "hatch-version-env": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.version]\nsource = "env"\nvariable = "DEMO_VERSION"\n'
            ),
            **INIT,
        },
        env={"DEMO_VERSION": "1.0"},
    ),
    "hatch-vcs": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.version]\nsource = "vcs"\n'
                '[tool.hatch.build.hooks.vcs]\nversion-file = "src/demo/_version.py"\n',
                "hatch-vcs",
            ),
            **INIT,
        },
        git=True,
    ),
    "hatch-metadata-custom": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.hatch.metadata.hooks.custom]\n", fields="dependencies"
            ),
            "hatch_build.py": (
                "from pathlib import Path\n\n"
                "from hatchling.metadata.plugin.interface import MetadataHookInterface\n\n\n"
                "class Hook(MetadataHookInterface):\n"
                "    def update(self, metadata):\n"
                "        text = Path('requirements.in').read_text()\n"
                "        metadata['dependencies'] = text.split()\n"
            ),
            "requirements.in": "six\n",
            **INIT,
        },
    ),
    "hatch-build-custom": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.build.hooks.custom]\npath = "make.py"\n', fields=""
            ),
            "make.py": (
                "from pathlib import Path\n\n"
                "from hatchling.builders.hooks.plugin.interface import BuildHookInterface\n\n\n"
                "class Hook(BuildHookInterface):\n"
                "    def initialize(self, version, build_data):\n"
                "        text = Path('words.txt').read_text()\n"
                "        Path('src/demo/words.py').write_text(f'WORDS = {text.split()}')\n"
            ),
            "words.txt": "a few words\n",
            **INIT,
        },
    ),
    "hatch-context": Example(
        files={
            "pyproject.toml": pyproject(
                'dependencies = ["demo-core=={env:DEMO_CORE:1.0}"]\n', fields=""
            ),
            **INIT,
        },
    ),
    "hatch-force-include": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.build.targets.wheel.force-include]\n"data/table.csv" = "demo/t.csv"\n',
                fields="",
            ),
            "data/table.csv": "1,2\n",
            **INIT,
        },
    ),
    "hatch-toml": Example(
        files={
            "pyproject.toml": pyproject(""),
            "hatch.toml": '[version]\npath = "src/demo/__init__.py"\n',
            **INIT,
        },
    ),
    "hatch-requirements-txt": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.metadata.hooks.requirements_txt]\nfiles = ["requirements.txt"]\n',
                "hatch-requirements-txt",
                fields="dependencies",
            ),
            "requirements.txt": "six\n",
            **INIT,
        },
    ),
    "hatch-fancy-pypi-readme": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.hatch.metadata.hooks.fancy-pypi-readme]\n"
                'content-type = "text/markdown"\n'
                "[[tool.hatch.metadata.hooks.fancy-pypi-readme.fragments]]\n"
                'path = "CHANGES.md"\n',
                "hatch-fancy-pypi-readme",
                fields="readme",
            ),
            "CHANGES.md": "# Changes\n",
            **INIT,
        },
    ),
    "hatch-nodejs-version": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.version]\nsource = "nodejs"\n', "hatch-nodejs-version"
            ),
            "package.json": '{"name": "demo", "version": "1.0.0"}\n',
            **INIT,
        },
    ),
    "hatch-docstring-description": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.hatch.metadata.hooks.docstring-description]\n",
                "hatch-docstring-description",
                fields="description",
            ),
            **INIT,
        },
    ),
    "hatch-regex-commit": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.version]\nsource = "regex_commit"\npath = "src/demo/__init__.py"\n',
                "hatch-regex-commit",
            ),
            **INIT,
        },
    ),
    "hatch-min-requirements": Example(
        files={
            "pyproject.toml": pyproject(
                'dependencies = ["six>=1.16"]\noptional-dependencies = { test = [] }\n'
                '\n[tool.hatch.version]\npath = "src/demo/__init__.py"\n'
                "[tool.hatch.metadata.hooks.min_requirements]\n",
                "hatch-min-requirements",
            ),
            **INIT,
        },
        env={"MIN_REQS_OFFLINE": "true"},
    ),
    "hatch-build-scripts": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[[tool.hatch.build.hooks.build-scripts.scripts]]\n"
                'work_dir = "assets"\nout_dir = "src/demo/static"\n'
                'commands = ["cp words.txt copy.txt"]\nartifacts = ["copy.txt"]\n',
                "hatch-build-scripts",
                fields="",
            ),
            "assets/words.txt": "a few words\n",
            **INIT,
        },
        programs=("cp",),
    ),
    "hatch-jupyter-builder": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.hatch.build.hooks.jupyter-builder]\n"
                'build-function = "assets.build"\n'
                'ensured-targets = ["src/demo/static/words.js"]\n',
                "hatch-jupyter-builder",
                fields="",
            ),
            "assets.py": (
                "from pathlib import Path\n\n\n"
                "def build(*arguments, **options):\n"
                "    text = Path('words.txt').read_text()\n"
                "    Path('src/demo/static').mkdir()\n"
                "    Path('src/demo/static/words.js').write_text(f'let words = {text.split()}')\n"
            ),
            "words.txt": "a few words\n",
            **INIT,
        },
    ),
    "hatch-protobuf": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.hatch.build.hooks.protobuf]\n"
                'proto_paths = ["protos"]\nlibrary_paths = ["vendor"]\noutput_path = "src"\n'
                "generate_grpc = false\n",
                "hatch-protobuf",
                fields="",
            ),
            "protos/demo/job.proto": (
                'syntax = "proto3";\nimport "times/day.proto";\n'
                "message Job { times.Day day = 1; }\n"
            ),
            "vendor/times/day.proto": (
                'syntax = "proto3";\npackage times;\nmessage Day { int32 number = 1; }\n'
            ),
            **INIT,
        },
        programs=("python3",),
    ),
    "hatch-msgfmt": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.hatch.build.targets.wheel.hooks.msgfmt]\n"
                'locales = "po"\ndestination = "demo/locale"\n',
                "hatch-msgfmt",
                fields="",
            ),
            "po/de.po": 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n',
            **INIT,
        },
        programs=("msgfmt",),
    ),
    "hatch-node-build": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.hatch.build.hooks.nodejs-build]\nrequire-node = true\n",
                "hatch-nodejs-build",
                fields="",
            ),
            "browser/package.json": '{"name": "web", "version": "1.0.0"}\n',
            "browser/src/main.js": "let a = 1\n",
            **INIT,
        },
        unbuilt="it downloads Node.js where the program is not called node2",
    ),
    "hatch-js": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.build.hooks.hatch-js]\npath = "js"\n'
                'install_cmd = "--version"\ntargets = ["src/demo/main.js"]\n',
                "hatch-js",
                fields="",
            ),
            "js/package.json": (
                '{"name": "web", "version": "1.0.0",'
                ' "scripts": {"build": "cp src/main.js ../src/demo/main.js"}}\n'
            ),
            "js/src/main.js": "let a = 1\n",
            **INIT,
        },
        programs=("npm",),
    ),
    "hatch-sphinx": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[[tool.hatch.build.hooks.sphinx.tools]]\n"
                'tool = "build"\ndoc_dir = "manual"\nformat = "text"\n'
                'sphinx_opts = "-d ../.doctrees"\n',
                "hatch-sphinx",
                "sphinx",
                fields="",
            ),
            "manual/conf.py": "project = 'demo'\n",
            "manual/index.rst": "Demo\n====\n",
            **INIT,
        },
    ),
    "hatch-una": Example(
        files={
            "pyproject.toml": pyproject(
                'dependencies = ["other"]\n\n'
                "[tool.hatch.build.hooks.una-build]\n"
                "[tool.uv.sources]\nother = { workspace = true }\n"
                '[tool.uv.workspace]\nmembers = ["libs/*"]\n',
                "hatch-una",
                fields="",
            ),
            "libs/other/pyproject.toml": '[project]\nname = "other"\nversion = "1.0"\n',
            "libs/other/other/__init__.py": "",
            **INIT,
        },
    ),
    "hatch-polylith-bricks": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.hatch.build.hooks.polylith-bricks]\n"
                '[tool.polylith.bricks]\n"components/ours/part" = "ours/part"\n',
                "hatch-polylith-bricks",
                fields="",
            ),
            "components/ours/part/__init__.py": "X = 1\n",
            **INIT,
        },
    ),
    "hatch-plugin": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.version]\nsource = "tbump"\n', "hatch-tbump-version"
            ),
            **INIT,
        },
        unbuilt="it speaks for plug-ins that are not known",
    ),
    "hatch-cython": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.hatch.build.targets.wheel.hooks.cython]\n"
                'dependencies = ["hatch-cython"]\n'
                "options = { compile_py = false }\n",
                "hatch-cython",
                "setuptools",
                fields="",
            ),
            "src/demo/__init__.py": "",
            "src/demo/fast.pyx": "def twice(int x):\n    return 2 * x\n",
        },
        programs=("cc",),
    ),
    "hatch-mypyc": Example(
        files={
            "pyproject.toml": pyproject(
                "\n[tool.hatch.build.targets.wheel.hooks.mypyc]\n"
                'dependencies = ["hatch-mypyc"]\n'
                'include = ["src/demo/hot.py"]\n',
                "hatch-mypyc",
                "setuptools",
                fields="",
            ),
            "src/demo/__init__.py": "",
            "src/demo/hot.py": "def twice(x: int) -> int:\n    return 2 * x\n",
        },
        programs=("cc",),
        aside={"src/demo/__init__.py": "mypy checks the types of the package around the module"},
    ),
    "uv-dynamic-versioning": Example(
        files={
            "pyproject.toml": pyproject(
                '\n[tool.hatch.version]\nsource = "uv-dynamic-versioning"\n',
                "uv-dynamic-versioning",
            ),
            **INIT,
        },
        git=True,
    ),
}
