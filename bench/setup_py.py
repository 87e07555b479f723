"""Time the reading of 1,000 setup.py files of 100 lines beside `ast.parse` of the same.

    uv run bench/setup_py.py [--rounds N] [--files N] [--folder DIR]

Each file is put together by lot from what setup.py files of real projects do: reading
a version, requirements, loops, extensions, commands, and an ordinary `setup()`. Both
take turns over stretches of fifty files; shown are the medians of CPU seconds and of
the ratio. With `--folder` the setup.py files one level below it are read instead.
"""

from __future__ import annotations

import argparse
import ast
import random
import statistics
import tempfile
import time
import warnings
from pathlib import Path

from uvlint.backends.python.inputs import code_inputs
from uvlint.model import Location
from uvlint.project import Project

LINES = 100
STRETCH = 50

HEAD = """\
#!/usr/bin/env python
import io
import os
import re
import sys
from glob import glob
from pathlib import Path

from setuptools import Extension, find_packages, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

HERE = os.path.abspath(os.path.dirname(__file__))
"""

BLOCKS = [
    """
def read{i}(*parts):
    with io.open(os.path.join(HERE, *parts), encoding="utf-8") as file:
        return file.read()


TEXT{i} = read{i}("docs", "part{i}.rst")
""",
    """
def find_version{i}(*parts):
    text = open(os.path.join(HERE, *parts)).read()
    match = re.search(r"^__version__ = ['\\"]([^'\\"]*)['\\"]", text, re.M)
    if match:
        return match.group(1)
    raise RuntimeError("Unable to find version string.")


VERSION{i} = find_version{i}("src", "{word}", "__init__.py")
""",
    """
def requirements{i}(name):
    found = []
    for line in Path(HERE, "requirements", name).read_text().splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        found.append(line.split(";")[0])
    return found


EXTRAS{i} = {{name: requirements{i}(name + ".txt") for name in ("{word}", "docs", "test")}}
""",
    """
SOURCES{i} = []
for name in ["{word}", "core", "table", "buffer", "stream", "util"]:
    SOURCES{i}.append(os.path.join("src", "{word}", name + ".c"))
EXTENSION{i} = Extension(
    "{word}._part{i}",
    sources=SOURCES{i},
    include_dirs=[os.path.join("src", "include"), "vendor"],
    define_macros=[("NDEBUG", "1"), ("PART", "{i}")],
    extra_compile_args=["-O2", "-Wall"],
)
""",
    """
class Build{i}(build_ext):
    user_options = build_ext.user_options + [("with-{word}=", None, "where {word} lies")]

    def initialize_options(self):
        build_ext.initialize_options(self)
        self.with_{word} = None

    def run(self):
        if os.environ.get("{WORD}_SKIP"):
            print("not built")
            return
        build_ext.run(self)
""",
    """
if sys.platform.startswith("win"):
    LIBRARIES{i} = ["ws2_32", "advapi32"]
elif sys.platform == "darwin":
    LIBRARIES{i} = ["System"]
else:
    LIBRARIES{i} = ["rt", "m"]
DEBUG{i} = bool(int(os.environ.get("{WORD}_DEBUG", "0")))
""",
    """
try:
    from Cython.Build import cythonize
except ImportError:
    cythonize = None
SUFFIX{i} = ".pyx" if cythonize else ".c"
MODULES{i} = [
    Extension("{word}." + name, ["{word}/" + name + SUFFIX{i}]) for name in ("fast", "slow")
]
""",
    """
ABOUT{i} = {{}}
with open(os.path.join(HERE, "{word}", "__about__.py")) as file:
    exec(file.read(), ABOUT{i})
LONG{i} = (Path(__file__).parent / "README.md").read_text(encoding="utf-8")
""",
    """
CLASSIFIERS{i} = [
    "Development Status :: 5 - Production/Stable",
    "Environment :: Console",
    "Intended Audience :: Developers",
    "License :: OSI Approved :: MIT License",
    "Operating System :: OS Independent",
    "Programming Language :: Python :: 3",
    "Topic :: Software Development :: Libraries",
]
""",
    """
DATA{i} = [
    ("share/{word}", sorted(glob("data/*.json"))),
    ("etc/{word}", ["etc/{word}.conf", "etc/{word}.service"]),
]
for root, folders, names in os.walk(os.path.join("{word}", "static")):
    DATA{i}.append((root, [os.path.join(root, name) for name in names]))
""",
]

SETUP = """
setup(
    name="{word}",
    version="1.{i}",
    description="A demonstration of {word}",
    long_description=open("README.rst").read(),
    url="https://example.org/{word}",
    packages=find_packages("src", exclude=["tests", "tests.*"]),
    package_dir={{"": "src"}},
    package_data={{"{word}": ["*.json", "templates/*.html"]}},
    install_requires=["requests>=2.0", "attrs", "click>=8;python_version>'3.8'"],
    entry_points={{"console_scripts": ["{word}={word}.main:main"]}},
    cmdclass={{"build_py": build_py}},
    python_requires=">=3.9",
    zip_safe=False,
)
"""
WORDS = ("alpha", "boson", "carve", "delta", "ember", "flint", "grove", "heron")


def made(number: int) -> str:
    """Return a setup.py of 100 lines; what it holds depends on its number alone."""
    lot = random.Random(number)

    def filled(block: str, index: int) -> str:
        word = lot.choice(WORDS)
        return block.format(i=index, word=word, WORD=word.upper())

    lines = HEAD.splitlines()
    end = filled(SETUP, number % 10).splitlines()
    index = 0
    waiting: list[str] = []
    while True:
        waiting = waiting or lot.sample(BLOCKS, len(BLOCKS))
        block = filled(waiting.pop(), index).splitlines()
        index += 1
        if len(lines) + len(block) + len(end) > LINES:
            break
        lines += block
    # A list fills what is left.
    missing = LINES - len(lines) - len(end) - 2
    if missing >= 0:
        lines += ["KEYWORDS = [", *(f'    "{lot.choice(WORDS)}{n}",' for n in range(missing)), "]"]
    return "\n".join([*lines, *end]) + "\n"


def lay_out(root: Path, count: int) -> None:
    """Write projects that have nothing but a setup.py."""
    for number in range(count):
        folder = root / f"project{number:04}"
        folder.mkdir(parents=True)
        (folder / "setup.py").write_text(made(number))


def parse(texts: list[str]) -> None:
    """Parse, as any reader must."""
    for text in texts:
        ast.parse(text)


def examine(folders: list[str]) -> None:
    """Ask for all inputs, from fresh projects: reading and parsing are part of it."""
    at = Location("setup.py")
    for folder in folders:
        project = Project(folder)
        list(code_inputs(project, "setup.py", feeds=("version",), at=at, why="", sys_path=(".",)))


def one_round(folders: list[str], texts: list[str]) -> tuple[float, float]:
    """Return the CPU seconds of parsing and of examining everything once, in turn."""
    parsing = examining = 0.0
    for start in range(0, len(folders), STRETCH):
        stretch = slice(start, start + STRETCH)
        begin = time.process_time()
        parse(texts[stretch])
        middle = time.process_time()
        examine(folders[stretch])
        parsing += middle - begin
        examining += time.process_time() - middle
    return parsing, examining


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--folder", type=Path, help="read the setup.py files below this folder")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as scratch:
        if options.folder is None:
            lay_out(Path(scratch), options.files)
        files = sorted((options.folder or Path(scratch)).glob("*/setup.py"))
        texts = [file.read_text(encoding="utf-8") for file in files]
        folders = [str(file.parent) for file in files]
        one_round(folders, texts)
        rounds = [one_round(folders, texts) for _ in range(options.rounds)]
    lines = sum(text.count("\n") for text in texts)
    ratio = statistics.median(examining / parsing for parsing, examining in rounds)
    print(f"{len(files)} files, {lines / len(files):.0f} lines each")
    print(f"ast.parse       {statistics.median(p for p, _ in rounds):6.3f} CPU s")
    print(f"all that is read{statistics.median(e for _, e in rounds):6.3f} CPU s")
    print(f"ratio           {ratio:6.2f}")


if __name__ == "__main__":
    main()
