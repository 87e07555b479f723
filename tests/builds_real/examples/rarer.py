"""Rarer back ends and plug-ins."""

from __future__ import annotations

from tests.builds_real.example import Example
from tests.builds_real.examples import hatch, setuptools

INIT = hatch.INIT
PACKAGE = setuptools.PACKAGE
NO_INDEX = "it asks the network"


def setup(plug_in: str, arguments: str, **files: str) -> dict[str, str]:
    """Return the files of a project whose setup.py asks for a plug-in."""
    return {
        "pyproject.toml": setuptools.build_system(plug_in),
        "setup.py": setuptools.SETUP.format(f'name="demo", packages=["demo"], {arguments}'),
        **PACKAGE,
        **files,
    }


EXAMPLES = {
    "hatch-odoo": Example(
        files={
            "pyproject.toml": hatch.pyproject(
                '\n[tool.hatch-odoo]\naddons_dirs = ["addons"]\n'
                "\n[tool.hatch.metadata.hooks.odoo-addons-dependencies]\n"
                "\n[tool.hatch.build.hooks.odoo-addons-dirs]\n",
                "hatch-odoo",
                fields="dependencies",
            ),
            "addons/sale_more/__manifest__.py": '{"name": "More", "version": "17.0.1.0.0"}\n',
            "addons/sale_more/__init__.py": "",
            **INIT,
        },
    ),
    "hatch-tryton": Example(
        files={
            "pyproject.toml": hatch.pyproject(
                "\n[tool.hatch.metadata.hooks.tryton]\n", "hatch-tryton", fields="dependencies"
            ),
            "tryton.cfg": "[tryton]\nversion=7.0.0\ndepends:\n    party\n",
            **INIT,
        },
    ),
    "hatch-gettext": Example(
        files={
            "pyproject.toml": hatch.pyproject(
                '\n[tool.hatch.build.hooks.gettext]\nlocale-directory = "src/demo/locale"\n',
                "hatch-gettext",
                fields="",
            ),
            "po/de.po": 'msgid "yes"\nmsgstr "ja"\n',
            "po/LINGUAS": "de\n",
            **INIT,
        },
        programs=("msgfmt",),
    ),
    "hatch-argparse-manpage": Example(
        files={
            "pyproject.toml": hatch.pyproject(
                "\n[tool.hatch.build.hooks.argparse-manpage]\n"
                'manpages = ["man/demo.1:pyfile=tool.py:function=parser"]\n',
                "hatch-argparse-manpage",
                fields="",
            ),
            "tool.py": (
                "from argparse import ArgumentParser\n\n\n"
                "def parser():\n    return ArgumentParser(prog='demo')\n"
            ),
            **INIT,
        },
        unbuilt="argparse-manpage is not to be had everywhere",
    ),
    "argparse-manpage": Example(
        files={
            "pyproject.toml": setuptools.pyproject(
                '\n[tool.setuptools]\npackages = ["demo"]\n'
                "\n[tool.build_manpages]\n"
                'manpages = ["man/demo.1:pyfile=tool.py:function=parser"]\n',
                "argparse-manpage[setuptools]",
                fields="",
            ),
            "setup.py": (
                "from build_manpages import build_manpages, get_build_py_cmd\n"
                "from setuptools import setup\n\n"
                "setup(\n    cmdclass={\n"
                '        "build_manpages": build_manpages,\n'
                '        "build_py": get_build_py_cmd(),\n    }\n)\n'
            ),
            "tool.py": (
                "from argparse import ArgumentParser\n\n\n"
                "def parser():\n    return ArgumentParser(prog='demo')\n"
            ),
            **PACKAGE,
        },
    ),
    "pythran": Example(
        files={
            "pyproject.toml": setuptools.pyproject(
                '\n[tool.setuptools]\npackages = ["demo"]\n', "pythran", fields=""
            ),
            "setup.py": (
                "from pythran.dist import PythranBuildExt, PythranExtension\n"
                "from setuptools import setup\n\n"
                "setup(\n"
                '    ext_modules=[PythranExtension("demo.fast", ["demo/fast.py"])],\n'
                '    cmdclass={"build_ext": PythranBuildExt},\n)\n'
            ),
            "demo/fast.py": "def twice(x):\n    return 2 * x\n",
            "demo/fast.pythran": "export twice(int)\n",
            **PACKAGE,
        },
        programs=("c++",),
    ),
    "hatch-autorun": Example(
        files={
            "pyproject.toml": hatch.pyproject(
                '\n[tool.hatch.build.hooks.autorun]\nfile = "start.py"\n',
                "hatch-autorun",
                fields="",
            ),
            "start.py": "import demo\n",
            **INIT,
        },
    ),
    "hatch-deps-selector": Example(
        files={
            "pyproject.toml": hatch.pyproject(
                '\n[tool.hatch.build.hooks.selector]\ndefault-variant = "plain"\n'
                '\n[tool.hatch.build.hooks.selector.variants.plain]\ndependencies = ["six"]\n',
                "hatch-deps-selector",
                fields="",
            ),
            **INIT,
        },
    ),
    "hatch-pinned-extra": Example(
        files={
            "pyproject.toml": hatch.pyproject(
                'dependencies = ["six"]\n\n[tool.hatch.metadata.hooks.pinned_extra]\n',
                "hatch-pinned-extra",
                fields="optional-dependencies",
            ),
            "uv.lock": (
                'version = 1\nrequires-python = ">=3.11"\n\n[[package]]\nname = "six"\n'
                'version = "1.16.0"\nsource = { registry = "https://pypi.org/simple" }\n'
            ),
            **INIT,
        },
        env={"HATCH_PINNED_EXTRA_ENABLE": "1"},
    ),
    "pdm-build-locked": Example(
        files={
            "pyproject.toml": (
                '[build-system]\nrequires = ["pdm-backend", "pdm-build-locked"]\n'
                'build-backend = "pdm.backend"\n\n[project]\nname = "demo"\nversion = "1.0"\n'
                'dynamic = ["optional-dependencies"]\n\n[tool.pdm.build]\nlocked = true\n'
            ),
            "pdm.lock": (
                '[metadata]\ngroups = ["default"]\nstrategy = ["inherit_metadata"]\n'
                'lock_version = "4.5.0"\n'
            ),
            **INIT,
        },
    ),
    "unidep": Example(
        files={
            "pyproject.toml": hatch.pyproject(
                "\n[tool.hatch.metadata.hooks.unidep]\n", "unidep", fields="dependencies"
            ),
            "requirements.yaml": "dependencies:\n  - six\nlocal_dependencies:\n  - ./near\n",
            "near/requirements.yaml": "dependencies:\n  - idna\n",
            **INIT,
        },
    ),
    "rapids-build-backend": Example(
        files={
            "pyproject.toml": (
                '[build-system]\nrequires = ["rapids-build-backend", "setuptools"]\n'
                'build-backend = "rapids_build_backend.build"\n\n'
                '[project]\nname = "demo"\nversion = "1.0"\ndependencies = []\n\n'
                '[tool.setuptools]\npackages = ["demo"]\n\n'
                '[tool.rapids-build-backend]\nbuild-backend = "setuptools.build_meta"\n'
                "disable-cuda = true\n"
            ),
            "dependencies.yaml": (
                "files:\n  py_run:\n    output: pyproject\n    pyproject_dir: .\n"
                "    extras:\n      table: project\n    includes: [run]\n"
                "channels: []\n"
                "dependencies:\n  run:\n    common:\n"
                "      - output_types: [pyproject]\n        packages: [six]\n"
            ),
            **PACKAGE,
        },
    ),
    "jupyter-packaging": Example(
        files={
            "pyproject.toml": (
                '[build-system]\nrequires = ["jupyter-packaging"]\n'
                'build-backend = "jupyter_packaging.build_api"\n\n'
                '[project]\nname = "demo"\nversion = "1.0"\n\n'
                '[tool.setuptools]\npackages = ["demo"]\n\n'
                '[tool.jupyter-packaging.builder]\nfactory = "assets.build"\n'
            ),
            "assets.py": (
                "from pathlib import Path\n\n\n"
                "def build():\n"
                "    text = Path('style.less').read_text()\n"
                "    Path('demo/style.css').write_text(text)\n"
            ),
            "style.less": "b { color: red }\n",
            **PACKAGE,
        },
        hook="build_wheel",
        aside={"demo/__init__.py": setuptools.COPIED},
    ),
    "extension-helpers": Example(
        files={
            "pyproject.toml": setuptools.pyproject(
                '\n[tool.setuptools]\npackages = ["demo"]\n'
                "\n[tool.extension-helpers]\nuse_extension_helpers = true\n",
                "extension-helpers",
                fields="",
            ),
            "demo/setup_package.py": (
                "from pathlib import Path\n\nfrom setuptools import Extension\n\n\n"
                "def get_extensions():\n"
                "    source = Path(__file__).parent.relative_to(Path.cwd()) / 'fast.c'\n"
                "    return [Extension('demo.fast', [str(source)])]\n"
            ),
            "demo/fast.c": "int PyInit_fast(void) { return 0; }\n",
            **PACKAGE,
        },
        programs=("cc",),
    ),
    "numpy-distutils": Example(
        files=setup(
            "numpy",
            "",
            **{
                "setup.py": (
                    "from numpy.distutils.core import setup\n"
                    "from numpy.distutils.misc_util import Configuration\n\n"
                    "config = Configuration('demo')\n"
                    "config.add_extension('fast', ['fast.f90'])\n"
                    "setup(**config.todict())\n"
                ),
                "fast.f90": "subroutine fast()\nend subroutine\n",
            },
        ),
        unbuilt="numpy.distutils is not part of numpy any more",
    ),
    "setuptools-golang": Example(
        files=setup(
            "setuptools-golang",
            'ext_modules=[Extension("demo.fast", ["fast.go"])], '
            'build_golang={"root": "example.org/demo"}',
            **{
                "setup.py": (
                    "from setuptools import Extension, setup\n\nsetup(\n"
                    '    name="demo",\n    packages=["demo"],\n'
                    '    ext_modules=[Extension("demo.fast", ["fast.go"])],\n'
                    '    build_golang={"root": "example.org/demo"},\n)\n'
                ),
                "fast.go": "package main\n\nfunc main() {}\n",
                "go.mod": "module example.org/demo\n",
            },
        ),
        programs=("go",),
    ),
    "setuptools-dso": Example(
        files=setup(
            "setuptools-dso",
            "",
            **{
                "setup.py": (
                    "from setuptools_dso import DSO, Extension, setup\n\nsetup(\n"
                    '    name="demo",\n    packages=["demo"],\n'
                    '    x_dsos=[DSO("demo.core", ["core.c"])],\n'
                    '    ext_modules=[Extension("demo.fast", ["fast.c"], dsos=["demo.core"])],\n'
                    ")\n"
                ),
                "core.c": "int core(void) { return 1; }\n",
                "fast.c": "int core(void);\nint PyInit_fast(void) { return core(); }\n",
            },
        ),
        programs=("cc",),
    ),
    "setupmeta": Example(
        files=setup(
            "setupmeta",
            'setup_requires=["setupmeta"], versioning="dev"',
            **{"requirements.txt": "six\n"},
        ),
        git=True,
    ),
    "vcversioner": Example(files=setup("vcversioner", "vcversioner={}"), git=True),
    "katversion": Example(files=setup("katversion", "use_katversion=True"), git=True),
    "read-version": Example(
        files={
            "pyproject.toml": setuptools.build_system("read-version[toml]")
            + '\n[tool.read_version]\nversion = "demo.release:__version__"\n',
            "setup.py": setuptools.SETUP.format('name="demo", packages=["demo"]'),
            **PACKAGE,
            "demo/release.py": '__version__ = "1.2.0"\n',
        },
    ),
    "setuptools-vcs-version": Example(
        files=setup("setuptools-vcs-version", 'version_config={"starting_version": "1.0"}'),
        git=True,
        unbuilt="it is not to be had everywhere",
    ),
    "calver": Example(files=setup("calver", "use_calver=True"), unbuilt="a clock is not seen"),
    "setuptools-odoo": Example(
        files={
            "pyproject.toml": (
                '[build-system]\nrequires = ["setuptools<80", "setuptools-odoo"]\n'
                'build-backend = "setuptools.build_meta"\n'
            ),
            "setup.py": setuptools.SETUP.format("odoo_addon=True"),
            "odoo/addons/sale_more/__manifest__.py": (
                '{"name": "More", "version": "14.0.1.0.0"}\n'
            ),
            "odoo/addons/sale_more/__init__.py": "",
        },
        git=True,
    ),
    "setuptools-changelog-shortener": Example(
        files={
            "pyproject.toml": setuptools.pyproject(
                '\n[tool.setuptools]\npackages = ["demo"]\n'
                '\n[tool.setuptools.dynamic]\nreadme = { file = ["short.rst"] }\n'
                "\n[tool.setuptools_changelog_shortener]\n"
                'read_from = "CHANGES"\nwrite_to = "short.rst"\n',
                "setuptools-changelog-shortener",
                fields="readme",
            ),
            "CHANGES": "1.1\n---\n\nmore\n\n1.0\n---\n\nfirst\n",
            **PACKAGE,
        },
    ),
    "setuptools-declarative-requirements": Example(
        files={
            "pyproject.toml": setuptools.build_system("setuptools-declarative-requirements"),
            "setup.cfg": (
                "[metadata]\nname = demo\nversion = 1.0\n\n[options]\npackages = demo\n\n"
                "[requirements-files]\ninstall_requires = base.txt\n"
            ),
            "base.txt": "six\n",
            **PACKAGE,
        },
    ),
    "whool": Example(
        files={
            "pyproject.toml": '[build-system]\nrequires = ["whool"]\nbuild-backend = "whool.buildapi"\n',
            "__manifest__.py": '{"name": "More", "version": "17.0.1.0.0"}\n',
            "__init__.py": "",
        },
        git=True,
    ),
    "coherent.build": Example(
        files={
            "pyproject.toml": (
                '[build-system]\nrequires = ["coherent.build"]\nbuild-backend = "coherent.build"\n'
            ),
            "__init__.py": "import json\n",
        },
        git=True,
        unbuilt=NO_INDEX,
    ),
    "coherent-licensed": Example(
        files={
            "pyproject.toml": setuptools.build_system("coherent.licensed")
            + '\n[project]\nname = "demo"\nversion = "1.0"\nlicense = "MIT"\n',
            **PACKAGE,
        },
        unbuilt=NO_INDEX,
    ),
    "pymsbuild": Example(
        files={
            "pyproject.toml": '[build-system]\nrequires = ["pymsbuild"]\nbuild-backend = "pymsbuild"\n',
            "_msbuild.py": (
                "from pymsbuild import CSourceFile, Package, PydFile, PyFile\n\n"
                'METADATA = {"Name": "demo", "Version": open("VERSION").read().strip()}\n'
                'PACKAGE = Package("demo", PyFile("demo/*.py"), '
                'PydFile("fast", CSourceFile("fast.c"), source="native"))\n'
            ),
            "VERSION": "1.0\n",
            "native/fast.c": "int PyInit_fast(void) { return 0; }\n",
            **PACKAGE,
        },
        programs=("dotnet",),
        hook="build_wheel",
    ),
    "cmeel": Example(
        files={
            "pyproject.toml": (
                '[build-system]\nrequires = ["cmeel[build]"]\nbuild-backend = "cmeel.build"\n\n'
                '[project]\nname = "demo"\nversion = "1.0"\ndescription = "A demonstration"\n'
                'license = "MIT"\n\n[tool.cmeel]\nsource = "cpp"\nrun-tests = false\n'
            ),
            "cpp/CMakeLists.txt": (
                "cmake_minimum_required(VERSION 3.15...4.0)\nproject(demo C)\n"
                "add_library(fast SHARED fast.c)\ninstall(TARGETS fast DESTINATION lib)\n"
            ),
            "cpp/fast.c": "int twice(int x) { return 2 * x; }\n",
        },
        programs=("cmake", "cc"),
    ),
    "plain-requirements": Example(
        files={"pyproject.toml": setuptools.pyproject("", "jinja2", fields=""), **PACKAGE},
        unbuilt="there is nothing to see",
    ),
}
