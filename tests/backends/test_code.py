"""What setup.py and hooks read: a table of idioms, and beside each what must stay silent."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

import pytest

from tests.conftest import LayOut
from uvlint.backends.python.inputs import code_inputs, code_outputs, study
from uvlint.model import (
    Certainty,
    Env,
    File,
    Git,
    Input,
    Location,
    Unreadable,
)
from uvlint.project import Project

Files = Mapping[str, str | bytes]

AT = Location("pyproject.toml")
HEAD = "import os, sys\nfrom pathlib import Path\nfrom setuptools import setup\n"


def inputs_of(
    project: Project, file: str = "setup.py", feeds: tuple[str, ...] = ("version",)
) -> list[Input]:
    at = Location("pyproject.toml")
    found = code_inputs(project, file, feeds=feeds, at=at, why="it runs", sys_path=(".",))
    return [item for item in found if item.key != File(file)]


def names(found: list[Input]) -> set[str]:
    """Return keys as words: paths, `$VARIABLE`, `git`, `-` for what uv has no word for."""
    words = set()
    for item in found:
        match item.key:
            case File(pattern):
                words.add(pattern)
            case Env(name):
                words.add(f"${name}")
            case Git():
                words.add("git")
            case _:
                words.add("-")
    return words


READS = [
    # paths
    ("open", "v = open('VERSION').read()", "VERSION"),
    ("open with a keyword", "v = open(file='VERSION', mode='r').read()", "VERSION"),
    ("with", "with open('VERSION') as f:\n    v = f.read()", "VERSION"),
    ("two files in one with", "with open('A') as a, open('B') as b:\n    v = a.read()", "A B"),
    ("io.open", "import io\nv = io.open('VERSION', encoding='utf-8').read()", "VERSION"),
    ("codecs.open", "from codecs import open as o\nv = o('VERSION', 'r', 'utf-8')", "VERSION"),
    ("a module by another name", "import os.path as p\nv = open(p.join('a', 'V'))", "a/V"),
    ("names from os.path", "from os.path import *\nv = open(join(dirname(__file__), 'V'))", "V"),
    ("dirname of __file__", "v = open(os.path.join(os.path.dirname(__file__), 'V'))", "V"),
    (
        "abspath and realpath",
        "h = os.path.abspath(os.path.dirname(os.path.realpath(__file__)))\nv = open(h + '/V')",
        "V",
    ),
    ("read-version", "from read_version import read_version\nv = read_version('a', 'V')", "a/V"),
    ("os.sep", "v = open(os.sep.join([os.getcwd(), 'a', 'V']))", "a/V"),
    ("pardir", "v = open(os.path.join('a', os.pardir, 'V'))", "V"),
    ("split and splitext", "v = open(os.path.splitext('a/V.py')[0] + '.txt')", "a/V.txt"),
    ("change of folder", "os.chdir('sub')\nv = open('V')", "sub/V"),
    ("the folder of the file", "os.chdir(os.path.dirname(os.path.abspath(__file__)))\nopen('V')", "V"),
    ("inspect", "import inspect\nf = inspect.getfile(inspect.currentframe())\nopen(os.path.dirname(f) + '/V')", "V"),
    ("pathlib /", "v = (Path(__file__).parent / 'a' / 'V').read_text()", "a/V"),
    ("pathlib resolve", "v = Path(__file__).resolve().parent.joinpath('a', 'V').read_bytes()", "a/V"),
    ("pathlib parents", "v = (Path(__file__).absolute().parents[0] / 'V').open().read()", "V"),
    ("pathlib cwd", "v = Path.cwd().joinpath('V').read_text()", "V"),
    ("pathlib with_name", "v = Path(__file__).with_name('V').read_text()", "V"),
    ("pathlib with_suffix", "v = Path('a/V.py').with_suffix('.txt').read_text()", "a/V.txt"),
    ("pathlib in open", "v = open(Path('a') / 'V')", "a/V"),
    ("str of a path", "v = open(str(Path('a', 'V')))", "a/V"),
    # text
    ("sum", "N = 'demo'\nv = open(N + '/V')", "demo/V"),
    ("f-string", "N = 'demo'\nv = open(f'{N}/{\"V\"}')", "demo/V"),
    ("percent", "v = open('%s/%s.txt' % ('a', 'V'))", "a/V.txt"),
    ("percent with names", "v = open('%(d)s/V' % {'d': 'a'})", "a/V"),
    ("format", "v = open('{}/{name}'.format('a', name='V'))", "a/V"),
    ("replace", "v = open('a.b'.replace('.', '/') + '/V')", "a/b/V"),
    ("split and star", "v = open(os.path.join(*'a/V'.split('/')))", "a/V"),
    # functions
    ("helper", "def read(*p):\n    return open(os.path.join('a', *p)).read()\nv = read('b', 'V')", "a/b/V"),
    ("default argument", "def read(p='V'):\n    return open(p).read()\nv = read()", "V"),
    ("keyword argument", "def read(a, *, b):\n    return open(a + b)\nv = read(b='V', a='x/')", "x/V"),
    ("None as default", "def read(p=None):\n    if p is None:\n        p = 'V'\n    return open(p)\nread()", "V"),
    ("a path returned", "def here(n):\n    return os.path.join('a', n)\nv = open(here('V'))", "a/V"),
    ("lambda", "read = lambda p: open(p).read()\nv = read('V')", "V"),
    ("partial", "from functools import partial\nread = partial(open, 'V')\nv = read()", "V"),
    ("method", "class R:\n    d = 'a'\n    def read(self, n):\n        return open(self.d + n)\nR().read('/V')", "a/V"),
    ("property", "class R:\n    def __init__(self, n):\n        self.n = n\n    @property\n    def t(self):\n        return open(self.n).read()\nv = R('V').t", "V"),
    ("generator", "def lines():\n    yield open('V').read()\nv = list(lines())", "V"),
    ("main", "def main():\n    return open('V').read()\nif __name__ == '__main__':\n    main()", "V"),
    # control flow
    ("loop", "for n in ['A', 'B']:\n    open(n)", "A B"),
    ("loop over pairs", "for k, n in (('x', 'A'), ('y', 'B')):\n    open(k + '/' + n)", "x/A y/B"),
    ("loop over a dictionary", "d = {'x': 'A'}\nfor k, n in d.items():\n    open(k + n)", "xA"),
    ("comprehension", "v = [open(n).read() for n in ('A', 'B')]", "A B"),
    ("dictionary comprehension", "v = {n: open(n).read() for n in ['A', 'B'] if n != 'B'}", "A"),
    ("map", "v = list(map(lambda n: open(n).read(), ['A', 'B']))", "A B"),
    ("zip and enumerate", "for i, (a, b) in enumerate(zip(['A'], ['B'])):\n    open(a), open(b)", "A B"),
    ("both branches", "n = 'A' if os.path.exists('A') else 'B'\nopen(n)", "A B"),
    ("for, else", "for l in open('A'):\n    if l.startswith('x'):\n        break\nelse:\n    raise SystemExit\nopen('B')", "A B"),
    ("match", "match sys.platform:\n    case 'linux':\n        n = 'A'\n    case _:\n        n = 'B'\nif os.path.isfile(n):\n    open(n)", "A B"),
    ("except", "try:\n    v = open('A').read()\nexcept OSError:\n    v = None\nopen('C')", "A C"),
    ("walrus", "if (n := 'V'):\n    open(n)", "V"),
    ("while", "while True:\n    open('V')\n    break", "V"),
    # code
    ("exec", "exec(open('a/v.py').read(), {})", "a/v.py"),
    ("exec of compiled code", "with open('a/v.py', 'rb') as f:\n    exec(compile(f.read(), 'a/v.py', 'exec'))", "a/v.py"),
    ("runpy", "import runpy\nv = runpy.run_path('a/v.py')['x']", "a/v.py"),
    ("imp", "import imp\nv = imp.load_source('v', 'a/v.py').x", "a/v.py"),
    ("spec", "import importlib.util as u\ns = u.spec_from_file_location('v', 'a/v.py')\nm = u.module_from_spec(s)\ns.loader.exec_module(m)\nv = m.x", "a/v.py"),
    ("loader", "from importlib.machinery import SourceFileLoader\nv = SourceFileLoader('v', 'a/v.py').load_module().x", "a/v.py"),
    ("script", "import subprocess\nsubprocess.check_call([sys.executable, 'a/v.py'])", "a/v.py"),
    ("import", "import a.v", "a/v.py"),
    ("import from a folder that is no package", "from tools import helper, more as m", "tools/helper.py"),
    ("import by name", "import importlib\nv = importlib.import_module('a.v').x", "a/v.py"),
    ("import after sys.path", "sys.path.insert(0, os.path.join(os.path.dirname(__file__), 'tools'))\nimport helper", "tools/helper.py"),
    ("site", "import site\nsite.addsitedir('tools')\nimport helper", "tools/helper.py"),
    # readers
    ("configparser", "import configparser\nc = configparser.ConfigParser()\nc.read(['a.ini', 'b.ini'])", "a.ini b.ini"),
    ("json", "import json\nv = json.load(open('p.json'))", "p.json"),
    ("tomllib", "import tomllib\nv = tomllib.loads(Path('p.toml').read_text())", "p.toml"),
    ("toml", "import toml\nv = toml.load('p.toml')", "p.toml"),
    ("requirements of pip", "from pip._internal.req import parse_requirements\nv = parse_requirements('r.txt', session='x')", "r.txt more.txt"),
    ("requirements by hand", "v = [l for l in open('r.txt') if not l.startswith('-r')]", "r.txt more.txt"),
    # open sets
    ("glob", "import glob\nv = [open(n).read() for n in glob.glob('req/*.txt')]", "req/**/*.txt"),
    ("rglob", "v = [p.read_text() for p in sorted(Path('req').rglob('*.txt'))]", "req/**/*.txt"),
    ("listdir", "v = [open(os.path.join('req', n)) for n in os.listdir('req') if n.endswith('.txt')]", "req/**/*.txt"),
    ("listdir and continue", "for n in os.listdir('req'):\n    if not n.endswith('.txt'):\n        continue\n    open('req/' + n)", "req/**/*.txt"),
    ("walk", "for r, d, f in os.walk('req'):\n    for n in f:\n        open(os.path.join(r, n))", "req/**/*"),
    ("glob at the top", "import glob\nv = [open(n) for n in glob.glob('*.txt')]", "more.txt r.txt"),
    # commands
    ("git", "import subprocess\nv = subprocess.check_output(['git', 'describe'])", "git"),
    ("git in a shell", "v = os.popen('git describe --tags').read()", "git"),
    ("git by its path", "import shutil, subprocess\nsubprocess.run([shutil.which('git'), 'log'])", "git"),
    ("git in a pipe", "import subprocess\nsubprocess.getoutput('cd .. && git rev-parse HEAD')", "git"),
    ("gitpython", "import git\nv = git.Repo('.').head.commit.hexsha", "git"),
    ("pdm-backend", "from pdm.backend.hooks.version import get_version_from_scm as g\nv = g('.')", "git"),
    ("dunamai", "from dunamai import Version\nv = Version.from_any_vcs().serialize()", "git"),
    ("HEAD", "v = open('.git/HEAD').read()", "git"),
    ("mercurial", "import subprocess\nv = subprocess.check_output('hg id -i', shell=True)", "-"),
    ("script of a shell", "import subprocess\nsubprocess.call(['bash', 'a/gen.sh'])", "a/gen.sh"),
    ("a file for a program", "os.system('protoc --python_out=. a/x.proto')", "a/x.proto"),
    # variables
    ("environ", "v = os.environ['X']", "$X"),
    ("environ.get", "v = os.environ.get('X', '1')", "$X"),
    ("getenv", "from os import getenv\nv = getenv('X')", "$X"),
    ("in environ", "v = 'X' in os.environ", "$X"),
    ("environ.setdefault", "v = os.environ.setdefault('X', '1')", "$X"),
    ("environ.pop", "v = os.environ.pop('X', None)", "$X"),
    ("a copy of environ", "e = dict(os.environ)\nv = e['X']", "$X"),
    ("helper for variables", "def flag(n):\n    return os.environ.get('DEMO_' + n) == '1'\nv = flag('X')", "$DEMO_X"),
    # what uv has no key for
    ("the clock", "import datetime\nsetup(version=datetime.datetime.now().isoformat())", "-"),
    ("the network", "import urllib.request as r\nsetup(version=r.urlopen('x').read())", "-"),
    # copies
    ("copy", "import shutil\nshutil.copy('A', 'build_dir/')", "A"),
]  # fmt: skip

TREE: Files = {
    "a/v.py": "x = '1'\n",
    "a/gen.sh": "",
    "a/x.proto": "",
    "tools/helper.py": "",
    "r.txt": "x\n-r more.txt\n",
    "more.txt": "y\n",
    "req/one.txt": "",
}


@pytest.mark.parametrize(
    ("code", "expected"), [pytest.param(code, expected, id=name) for name, code, expected in READS]
)
def test_reads(lay_out: LayOut, code: str, expected: str) -> None:
    project = lay_out({**TREE, "setup.py": f"{HEAD}{code}\n"})
    assert names(inputs_of(project)) == set(expected.split())


SILENT = [
    ("a name in a string", "v = 'open(VERSION)'"),
    ("a path that is only joined", "v = os.path.join('a', 'V')"),
    ("a file that is only looked for", "v = os.path.exists('V')"),
    ("a folder that must not be empty", "if os.path.isdir('a') and not os.listdir('a'):\n    raise SystemExit"),
    ("files that are only counted", "import glob\nv = len(os.listdir('a')), any(Path('a').iterdir()), bool(glob.glob('a/*.c'))"),
    ("a folder that is listed for packages", "import glob\nsetup(packages=glob.glob('src/*'))"),
    ("modules by glob", "from glob import glob\nsetup(py_modules=[p[:-3] for p in glob('src/*.py')])"),
    ("written", "open('V', 'w').write('1')"),
    ("appended", "with open('V', 'a') as f:\n    f.write('1')"),
    ("written as a path", "Path('V').write_text('1')"),
    ("opened for writing as a path", "Path('V').open('w')"),
    ("an unknown path", "v = open(sys.argv[1])"),
    ("half of a path is unknown", "v = open(os.path.join('a', sys.argv[1]))"),
    ("a path out of the tree", "v = open('/etc/os-release').read()"),
    ("the home folder", "v = open(os.path.expanduser('~/.netrc'))"),
    ("the top of the tree", "for r, d, f in os.walk('.'):\n    for n in f:\n        open(os.path.join(r, n))"),
    ("a function nobody calls", "def read():\n    return open('V')"),
    ("a branch that never runs", "if False:\n    open('V')"),
    ("an old Python", "if sys.version_info < (3,):\n    open('V')"),
    ("an old Python by number", "if sys.version_info[0] == 2:\n    open('V')"),
    ("after an exit", "sys.exit(0)\nopen('V')"),
    ("after a raise", "raise SystemExit\nopen('V')"),
    ("a folder that has not what is imported", "from tools import absent"),
    ("types only", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a.v"),
    ("a module from elsewhere", "import numpy, requests.sessions"),
    ("a module of the standard library", "import json, platform"),
    ("a command that no build runs", "class T:\n    def run(self):\n        open('V')\nsetup(cmdclass={'test': T, 'upload': T})"),
    ("tests", "setup(tests_require=open('V').read())"),
    ("package data", "import glob\nsetup(package_data={'a': glob.glob('a/*.json')})"),
    ("a machine variable", "v = os.environ.get('PATH'), os.environ['HOME'], os.getenv('CC')"),
    ("a variable of a front end", "v = os.environ.get('_PYPROJECT_HOOKS_BUILD_BACKEND')"),
    ("a variable of a service", "v = 'READTHEDOCS' in os.environ or os.getenv('GITHUB_ACTIONS')"),
    ("a variable that is set", "os.environ['X'] = '1'\nv = os.environ['X']"),
    ("variables handed on", "import subprocess\nsubprocess.run(['true'], env=dict(os.environ, X='1'))"),
    ("git that answers nothing", "os.system('git submodule update --init')"),
    ("the top of a repository", "import subprocess\nsubprocess.run(['git', 'rev-parse', '--show-toplevel'])"),
    ("a program without files", "os.system('make all')"),
    ("what a program writes", "os.system('cc -o a/v.py')"),
    ("the words of a link", "from urllib.parse import quote\nsetup(url=quote('a b'))"),
    ("the clock to nothing", "import time\nprint(time.time())"),
    ("a temporary file", "import tempfile\nopen(tempfile.mktemp())"),
    ("what was written before", "open('V', 'w').write('1')\nv = open('V').read()"),
    ("another folder of the build", "class B:\n    def run(self):\n        open(self.build_lib + '/V')\nsetup(cmdclass={'build_py': B})"),
    ("one of several that is not there", "n = 'A' if sys.argv else 'B'\nopen(n)"),
    ("a requirement file without options", "v = []"),
]  # fmt: skip


@pytest.mark.parametrize("code", [pytest.param(code, id=name) for name, code in SILENT])
def test_stays_silent(lay_out: LayOut, code: str) -> None:
    project = lay_out({"a/v.py": "", "setup.py": f"{HEAD}{code}\n"})
    found = inputs_of(project)
    assert names([item for item in found if item.certainty > Certainty.POSSIBLE]) == set()


FIELDS = [
    ("version", "setup(version=open('F').read().strip())", "version"),
    ("dependencies", "setup(install_requires=open('F').read().split())", "dependencies"),
    ("extras", "setup(extras_require={'a': open('F').readlines()})", "optional-dependencies"),
    ("readme", "setup(long_description=open('F').read())", "readme"),
    ("python", "setup(python_requires='>=' + open('F').read())", "requires-python"),
    ("scripts", "setup(entry_points={'console_scripts': list(open('F'))})", "entry-points"),
    ("two at once", "t = open('F').read()\nsetup(version=t, description=t)", "description version"),
    ("through a dictionary", "k = {}\nk['version'] = open('F').read()\nsetup(**k)", "version"),
    ("through update", "k = dict(name='x')\nk.update(version=open('F').read())\nsetup(**k)", "version"),
    ("through exec", "d = {}\nexec(open('F').read(), d)\nsetup(version=d['v'])", "version"),
    ("through a regex", "import re\nsetup(version=re.search('x', open('F').read()).group(1))", "version"),
    ("through a parser", "import configparser\nc = configparser.ConfigParser()\nc.read('F')\nsetup(version=c['a']['b'])", "version"),
    ("through a loop", "r = []\nfor l in open('F'):\n    r.append(l.strip())\nsetup(install_requires=r)", "dependencies"),
    ("through a test", "v = '1'\nif open('F').read():\n    v = '2'\nsetup(version=v)", "version"),
    ("in a command", "class C:\n    def run(self):\n        open('F')\nsetup(cmdclass={'build_py': C})", "wheel"),
    ("in a callback", "def v():\n    return open('F').read()\nsetup(use_scm_version=v)", "version"),
    ("to nothing", "t = open('F').read()\nsetup()", "version"),
    ("to the wheel", "setup(scripts=['F'])", "wheel"),
    ("data", "setup(data_files=[('share', ['F'])])", "wheel"),
    ("headers", "setup(headers=['F'])", "wheel"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "expected"), [pytest.param(code, fields, id=name) for name, code, fields in FIELDS]
)
def test_fields(lay_out: LayOut, code: str, expected: str) -> None:
    project = lay_out({"F": "", "setup.py": f"{HEAD}{code}\n"})
    (found,) = inputs_of(project)
    assert found.key == File("F")
    assert sorted(found.feeds) == expected.split()


STATED = dedent(
    """
    [build-system]
    requires = ["setuptools"]

    [project]
    name = "demo"
    version = "1"
    readme = "README.md"
    dynamic = ["dependencies", "scripts", "optional-dependencies"]

    [tool.setuptools.dynamic]
    optional-dependencies.a = { file = "extra.txt" }
    """
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("setup(version=open('F').read())", set()),
        ("setup(long_description=open('F').read())", set()),
        ("t = open('README.md').read()\nsetup()", set()),
        ("setup(extras_require={'a': open('F').read()})", set()),
        ("setup(install_requires=open('F').read())", {"F"}),
        ("setup(entry_points=open('F').read())", {"F"}),
        ("setup(version=open('F').read(), install_requires=open('F').read())", {"F"}),
    ],
)
def test_fields_that_pyproject_states_are_not_read(
    lay_out: LayOut, code: str, expected: set[str]
) -> None:
    project = lay_out({"pyproject.toml": STATED, "setup.py": f"{HEAD}{code}\n"})
    assert names(inputs_of(project)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("open('A')", Certainty.CERTAIN),
        ("def r(n):\n    open(n)\nr('A')", Certainty.CERTAIN),
        ("for n in ['A']:\n    open(n)", Certainty.CERTAIN),
        ("if os.path.exists('/x'):\n    open('A')", Certainty.LIKELY),
        ("if os.environ.get('X'):\n    open('A')", Certainty.LIKELY),
        ("if os.environ.get('X'):\n    open('absent')", Certainty.POSSIBLE),
        ("if os.path.exists('absent'):\n    open('absent')", Certainty.LIKELY),
    ],
)
def test_certainty(lay_out: LayOut, code: str, expected: Certainty) -> None:
    project = lay_out({"A": "", "setup.py": f"{HEAD}{code}\n"})
    (found,) = (item for item in inputs_of(project) if isinstance(item.key, File))
    assert found.certainty is expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = open('A')", Location("setup.py", 4, 5, 4, 14)),
        ("é = 'ß', open(\n    'A')", Location("setup.py", 4, 10, 5, 9)),
        ("x = os.environ['A']", Location("setup.py", 4, 5, 4, 20)),
    ],
)
def test_places_count_characters(lay_out: LayOut, code: str, expected: Location) -> None:
    project = lay_out({"setup.py": f"{HEAD}{code}\n"})
    (found,) = inputs_of(project)
    assert found.at == expected


def test_the_reason_names_the_reader_and_the_argument(lay_out: LayOut) -> None:
    code = "import helper\nsetup(version=helper.read(), install_requires=os.environ['X'])"
    project = lay_out(
        {"setup.py": f"{HEAD}{code}\n", "helper.py": "def read():\n    return open('V').read()\n"}
    )
    assert [item.why for item in inputs_of(project)] == [
        "setup.py runs this file for `version`",
        "helper.py reads this file for `version`",
        "setup.py reads the variable X for `install_requires`",
    ]
    assert [item.runs for item in inputs_of(project)] == [True, False, False]


def test_imports_close_over_packages(lay_out: LayOut) -> None:
    project = lay_out(
        {
            "setup.py": "import pkg.sub.mod\n",
            "pkg/__init__.py": "from . import early\n",
            "pkg/early.py": "",
            "pkg/unused.py": "",
            "pkg/sub/__init__.py": "from ..other import *\nfrom json import loads\n",
            "pkg/other.py": "from pkg import early\nimport pkg.sub\n",
            "pkg/sub/mod.py": "if __name__ == '__main__':\n    open('never')\n",
        }
    )
    assert names(inputs_of(project)) == {
        "pkg/__init__.py",
        "pkg/early.py",
        "pkg/sub/__init__.py",
        "pkg/other.py",
        "pkg/sub/mod.py",
    }


def test_modules_of_the_project_need_a_folder_on_the_path(lay_out: LayOut) -> None:
    project = lay_out({"setup.py": "import pkg\n", "pkg.py": ""})
    assert study(project, "setup.py").consulted == ()
    assert [item.name for item in study(project, "setup.py", (".",)).consulted] == ["pkg.py"]


def test_a_broken_module_is_an_input_all_the_same(lay_out: LayOut) -> None:
    project = lay_out({"setup.py": "import pkg\nopen('V')\n", "pkg.py": "print 'x'\n"})
    found = inputs_of(project)
    assert names(found) == {"pkg.py", "V", "-"}
    (untold,) = (item for item in found if item.key is None)
    assert untold.certainty is Certainty.POSSIBLE
    assert untold.why == "setup.py runs a module that cannot be parsed"
    assert untold.at == Location("setup.py", 1, 8, 1, 11)


def test_what_uv_has_no_key_for_is_not_what_cannot_be_told(lay_out: LayOut) -> None:
    helpers = "def f0():\n    return datetime.datetime.now(), open(sys.argv[1]).read()\n" + "".join(
        f"def f{n}():\n    return f{n - 1}()\n" for n in range(1, 10)
    )
    code = f"import datetime\n{helpers}setup(version=f9())\n"
    found = inputs_of(lay_out({"setup.py": f"{HEAD}{code}"}))
    assert {item.why: item.certainty for item in found} == {
        "setup.py asks the clock for `version`": Certainty.CERTAIN,
        "setup.py opens a file whose name is only known when it runs for `version`": Certainty.POSSIBLE,
    }
    assert {item.key for item in found} == {None}


@pytest.mark.parametrize("text", ["print 'x'\n", "x = (\n", "x = 1\0\n", "x = 'a"])
def test_a_broken_file_is_unreadable(lay_out: LayOut, text: str) -> None:
    project = lay_out({"setup.py": text})
    with pytest.raises(Unreadable):
        inputs_of(project)


def test_outputs(lay_out: LayOut) -> None:
    code = """
    import os, shutil
    from pathlib import Path
    from setuptools import setup
    from setuptools.command.build_py import build_py

    class Build(build_py):
        def run(self):
            Path('demo/_g.py').write_text(Path('spec.txt').read_text())
            with open(os.path.join('demo', '_h.py'), 'w') as file:
                file.write('')
            self.copy_file('spec.txt', 'demo/_i.txt')
            build_py.run(self)

    shutil.copyfile('a', 'b')
    setup(cmdclass={'build_py': Build})
    """
    project = lay_out({"setup.py": dedent(code), "spec.txt": ""})
    written = {output.file for output in code_outputs(project, "setup.py")}
    assert written == {"demo/_g.py", "demo/_h.py", "demo/_i.txt", "b"}
    assert names(inputs_of(project)) == {"spec.txt", "a"}


@pytest.mark.parametrize(
    ("arguments", "runs"),
    [
        ("ext_modules=[Extension('x', ['x.c'])]", ["build_ext"]),
        ("cffi_modules=['x.py:ffi']", ["build_ext"]),
        ("libraries=[('x', {'sources': ['x.c']})]", ["build_clib"]),
        ("distclass=Own", ["build_clib"]),
        ("ext_modules=[], libraries=unknown()", []),
    ],
)
def test_commands_run_where_there_is_something_for_them(
    lay_out: LayOut, arguments: str, runs: list[str]
) -> None:
    code = f"""
import os
from setuptools import Distribution, Extension, setup
from setuptools.command.build_clib import build_clib
from setuptools.command.build_ext import build_ext

class Clib(build_clib):
    def run(self):
        os.chmod('build_clib', 0o755)

class Ext(build_ext):
    def run(self):
        os.chmod('build_ext', 0o755)

class Own(Distribution):
    def has_c_libraries(self):
        return True

setup({arguments}, cmdclass={{'build_clib': Clib, 'build_ext': Ext}})
"""
    project = lay_out({"setup.py": code})
    assert [output.file for output in code_outputs(project, "setup.py")] == runs


def test_declared_sources_are_known_though_code_changes_them(lay_out: LayOut) -> None:
    code = """
    import os
    from setuptools import Extension, setup
    import unknown

    modules = [Extension('x', ['x.c'], depends=['x.h'])]
    unknown.change(modules)
    os.chdir(unknown.folder())
    setup(ext_modules=modules)
    """
    project = lay_out({"setup.py": dedent(code), "x.c": "", "x.h": ""})
    extension = study(project, "setup.py").extensions[0]
    assert (extension.sources, extension.depends) == (("x.c",), ("x.h",))


def test_what_a_build_leaves_once_is_an_output_where_git_ignores_it(lay_out: LayOut) -> None:
    code = """
    import os
    from setuptools import setup

    if not os.path.exists('gen.c'):
        open('gen.c', 'w').write(open('gen.c.in').read())
    setup()
    """
    files = {"setup.py": dedent(code), "gen.c.in": "", "gen.c": "", ".git/HEAD": ""}
    kept = lay_out(files)
    assert list(code_outputs(kept, "setup.py")) == []
    left = lay_out({**files, ".gitignore": "gen.c"})
    assert [output.file for output in code_outputs(left, "setup.py")] == ["gen.c"]


HOOKS = [
    ("hatch", "class H(BuildHookInterface):\n    def initialize(self, v, d):\n        (Path(self.root) / 'a').read_text()", "a"),
    ("metadata of hatch", "class H(MetadataHookInterface):\n    def update(self, m):\n        m['version'] = open(os.path.join(self.root, 'a')).read()", "a"),
    ("pdm", "def pdm_build_initialize(context):\n    open(context.root / 'a')", "a"),
    ("pdm with its configuration", "def pdm_build_initialize(context):\n    open(context.config.root / 'a')", "a"),
    ("a function", "def build(arguments):\n    open('a')", "a"),
    ("a function that runs another", "def _read():\n    open('a')\ndef build(arguments):\n    _read()", "a"),
    ("main", "if __name__ == '__main__':\n    open('a')", "a"),
    ("sdist only", "def build_sdist(a, b=None):\n    open('a')", ""),
    ("private and never called", "def _read():\n    open('a')", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "expected"), [pytest.param(code, expected, id=name) for name, code, expected in HOOKS]
)
def test_hooks(lay_out: LayOut, code: str, expected: str) -> None:
    head = (
        "import os\nfrom pathlib import Path\n"
        "from hatchling.builders.hooks.plugin.interface import BuildHookInterface\n"
        "from hatchling.metadata.plugin.interface import MetadataHookInterface\n"
    )
    project = lay_out({"hook.py": f"{head}{code}\n"})
    assert names(inputs_of(project, "hook.py")) == set(expected.split())


def test_a_hook_tells_which_field_it_sets(lay_out: LayOut) -> None:
    code = """
    def pdm_build_initialize(context):
        context.config.metadata['version'] = open('a').read()
        context.config.metadata.update({'dependencies': open('b').read()})
        print(open('c'))
    """
    project = lay_out({"hook.py": dedent(code)})
    found = inputs_of(project, "hook.py", ("classifiers",))
    assert {item.why: item.feeds for item in found} == {
        "hook.py reads this file for `version`": ("version",),
        "hook.py reads this file for `dependencies`": ("dependencies",),
        "hook.py reads this file": ("classifiers",),
    }


def test_setup_calls_are_shown(lay_out: LayOut) -> None:
    code = "setup(use_scm_version={'a': 1}, pbr=True, x=[open('a')], **{'name': 'demo'})"
    project = lay_out({"setup.py": f"{HEAD}{code}\n"})
    found = study(project, "setup.py")
    values = {n: a.value for n in ("use_scm_version", "pbr", "name") if (a := found.argument(n))}
    assert values == {"use_scm_version": {"a": 1}, "pbr": True, "name": "demo"}
    assert found.argument("absent") is None
    shown = found.argument("pbr")
    assert shown is not None
    assert shown.at == Location("setup.py", 4, 37, 4, 41)


SETUP = "setup(version='1', ext_modules=%s, install_requires=%s, cmdclass=%s)"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param(
            SETUP % ("[Extension('a', [], define_macros=[('X', os.environ['X'])])]", "[]", "{}"),
            Certainty.POSSIBLE,
            id="what is compiled",
        ),
        pytest.param(
            SETUP % ("[]", "['a'] if os.environ.get('X') else []", "{}"),
            Certainty.CERTAIN,
            id="a switch of metadata",
        ),
        pytest.param(
            "print(os.environ['X'])\n" + SETUP % ("[]", "[]", "{}"),
            Certainty.POSSIBLE,
            id="no part of setup()",
        ),
        pytest.param(
            "open('v.py', 'w').write(os.environ['X'])\n" + SETUP % ("[]", "[]", "{}"),
            Certainty.CERTAIN,
            id="no part of setup(), but the script writes",
        ),
        pytest.param("x = os.environ['X']", Certainty.CERTAIN, id="kept by who knows whom"),
        pytest.param(
            "if os.environ.get('X'):\n    print(1)", Certainty.POSSIBLE, id="only a switch"
        ),
    ],
)
def test_how_sure_a_variable_of_vague_code_is(
    lay_out: LayOut, code: str, expected: Certainty
) -> None:
    project = lay_out({"setup.py": f"{HEAD}from setuptools import Extension\n{code}"})
    found = code_inputs(project, "setup.py", feeds=("version",), at=AT, why="it runs", vague=True)
    assert [item.certainty for item in found if item.key == Env("X")] == [expected]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("v = os.environ['X'] + 'x'", Certainty.POSSIBLE, id="written nowhere"),
        pytest.param("open('v', 'w').write(os.environ['X'])", Certainty.CERTAIN, id="written"),
        pytest.param(
            "open('v', 'w').write('1' if os.environ.get('X') else '2')",
            Certainty.POSSIBLE,
            id="a switch",
        ),
    ],
)
def test_how_sure_a_variable_of_a_hook_is(lay_out: LayOut, code: str, expected: Certainty) -> None:
    project = lay_out({"hook.py": f"import os\n{code}"})
    found = code_inputs(project, "hook.py", feeds=("wheel",), at=AT, why="it runs")
    assert [item.certainty for item in found if item.key == Env("X")] == [expected]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("import git\ngit.Repo('.')", Certainty.POSSIBLE, id="no part of setup()"),
        pytest.param(
            "import git\nopen('v', 'w').write(git.Repo('.').x)", Certainty.CERTAIN, id="written"
        ),
    ],
)
def test_how_sure_git_is(lay_out: LayOut, code: str, expected: Certainty) -> None:
    project = lay_out({"setup.py": f"{HEAD}{code}\nsetup(version='1')"})
    found = code_inputs(project, "setup.py", feeds=("version",), at=AT, why="it runs", vague=True)
    assert {item.certainty for item in found if isinstance(item.key, Git)} == {expected}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("there.txt", [Certainty.CERTAIN], id="there"),
        pytest.param("optional.txt", [Certainty.CERTAIN], id="not there"),
        pytest.param("made.h", [Certainty.POSSIBLE], id="a header that is not there"),
        pytest.param("gone/a.txt", [Certainty.POSSIBLE], id="in a folder that is not there"),
        pytest.param("windows\\\\a.txt", [], id="a path of Windows"),
    ],
)
def test_how_sure_a_file_of_the_wheel_is(
    lay_out: LayOut, name: str, expected: list[Certainty]
) -> None:
    project = lay_out({"hook.py": f"open('{name}')", "there.txt": ""})
    found = code_inputs(project, "hook.py", feeds=("wheel",), at=AT, why="it runs")
    assert [item.certainty for item in found][1:] == expected
