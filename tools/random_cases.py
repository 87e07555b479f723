"""Ask the real uv about random projects, and report where uvlint predicts another answer.

    uv run python tools/random_cases.py --count 5000 --seed 1

A case is a small project, a list of cache keys and one change. uv installs many cases
at once; uvlint says before and after the change whether uv would build. Whatever
contradicts uv is made as small as it goes and printed. Exit status 1 in that case.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from uvlint.analysis.rebuild import Why, why

Value = str | bool | int | Sequence["Value"] | Mapping[str, "Value"]
Step = tuple[str, ...]
Keys = tuple[Value, ...] | None
Updates = Mapping[str, str | None]
"""Variables that are set, or unset by None."""


class Answer(Enum):
    """What happens to a project at the next sync."""

    BUILDS = "builds"
    FRESH = "builds nothing"
    REFUSES = "refuses the list"
    UNKNOWN = "cannot be told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Steps that lay out a project, its list, steps taken a little later, and one change.

    Without `keys` there is no list. `edited` is the list after the change where the
    change is one of the list. `@OUT@` stands for the folder above the project, `@VAR@`
    for the beginning of a variable's name.
    """

    setup: tuple[Step, ...]
    keys: Keys
    late: tuple[Step, ...]
    change: Step
    edited: Keys = None

    def __str__(self) -> str:
        lines = [*map(" ".join, self.setup), _listed(self.keys), *map(" ".join, self.late)]
        changed = _listed(self.edited) if self.change == ("edit",) else " ".join(self.change)
        return "\n".join(["  " + line for line in lines] + [f"  change: {changed}"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A case in which uv does something else than uvlint said, and when."""

    case: Case
    when: str
    predicted: Answer
    observed: Answer
    reason: str

    def __str__(self) -> str:
        verdict = f"uvlint: {self.predicted.value} ({self.reason}); uv: {self.observed.value}"
        return f"{self.when}, {verdict}\n{self.case}"


# --- random cases -------------------------------------------------------------------

NAMES = ("a", "b.txt", "c.txt", ".h", "[x].txt", "é.txt", "a b", "!a.txt", "#a", "{a}", "B.TXT")
FOLDERS = ("", "", "", "sub/", "sub/deep/", "src/", "src/pkg/", ".hid/", "../shared/", "a\\b/")
DEFAULTS = ("setup.py", "setup.cfg", "src/m.py")
# fmt: off
GLOBS = (
    "*", "**", "**/*", "*.txt", "**/*.txt", "./*.txt", "sub/*.txt", "sub/*", "sub/**", "src/**/*",
    "*/a", "[a-c]*", "[!a]*", "?.txt", "{a,b.txt}", "{a,sub/a}", "sub/*/a", "**/sub/*",
    "[[]x].txt", "!**/a", "!*.txt", "!**/sub", "!sub/**", "!.*", "link/*", "lin*/*",
    "../shared/*", "../*/a", ".git/**", ".git/refs/tags/*", ".git/logs/*", "**/HEAD",
    "@OUT@/shared/*", "@OUT@/project/*", "\\{a\\}*", "\\#*", "#*", "*.TXT", "sub//*.txt",
    "sub/../*.txt", "*/", "src/pkg/*", "a\\b/*", "[", "{a", "*.{txt", "[z-a]*", "*}", "*\\",
)
PIECES = (
    "*", "**", "?", "/", "/**/", "**/", "!", "#", "\\", "a", "b", ".txt", "sub", "src", ".",
    "[ab]", "[!a]", "[a-é]", "{a,b}", "{a,*/b}", "{**/a,}", "é", " ",
)
PLAIN = (
    "pyproject.toml", "setup.py", "setup.cfg", "missing", "./a", "sub/", "sub", "sub/../a", "",
    "../shared/a", "@OUT@/shared/a", "link", "link/a", "other", ".git/HEAD", ".git/logs/HEAD",
    ".", ".git/index", "a/", "~/a", "A", " a", "dangling",
)
DIRS = (
    "src", "sub", "sub/deep", "missing", ".", "", "../shared", "link", "a", "su*", "sub/",
    "./src",
)
VARIABLES = ("@VAR@A", "@VAR@B", "@VAR@a", "", "A=B", "$HOME", "@VAR@*", "PATH")
VALUES = ("", "1", "two words", "é", "a=b", "\n", "\udcff")
GIT_VALUES: tuple[Value, ...] = (
    True, False, {}, {"commit": True}, {"tags": True}, {"commit": True, "tags": True},
    {"commit": False, "tags": True}, {"commit": True, "tags": False},
)
ODD: tuple[Value, ...] = (
    1, True, {}, {"fiel": "a"}, {"file": "a", "dir": "b"}, {"git": "commit"}, {"file": 1},
    {"git": {"tag": True}}, {"git": {"commit": 1}}, ["a"], {"env": True}, {"dir": ["a"]},
)
ID = "0123456789abcdefABCDEF0123456789abcdef01"
COMMIT: Step = ("git", "commit", "-q", "--allow-empty", "-m", "x")
GIT_STEPS: tuple[Step, ...] = (
    COMMIT, ("git", "tag", "-f", "v1"), ("git", "tag", "-f", "-a", "-m", "x", "v2"),
    ("git", "tag", "x/y"), ("git", "pack-refs", "--all"), ("git", "pack-refs"),
    ("git", "gc", "-q"), ("git", "branch", "other"), ("git", "checkout", "-q", "-b", "new"),
    ("git", "tag", "-d", "v1"), ("git", "checkout", "-q", "--detach"),
    ("git", "checkout", "-q", "--orphan", "empty"), (*COMMIT, "--amend"),
    ("git", "reset", "-q", "--soft", "HEAD~1"), ("git", "add", "-A"),
    ("git", "branch", "-m", "renamed"), ("git", "commit", "-q", "-a", "-m", "y"),
)
RAW_STEPS: tuple[Step, ...] = (
    ("write", ".git/HEAD", "junk"), ("write", ".git/HEAD", ID),
    ("write", ".git/HEAD", ID + "\n\n"), ("write", ".git/HEAD", ""),
    ("write", ".git/HEAD", "ref:   refs/heads/main  \n"), ("write", ".git/refs/tags/odd", "junk"),
    ("write", ".git/refs/tags/odd", f" {ID} \n"), ("write", ".git/refs/tags/long", ID + ID[:24]),
    ("write", ".git/refs/tags/sub/odd", ID.lower()),
    ("write", ".git/packed-refs", f"# x\n{ID} refs/tags/p\n^{ID}\n"),
    ("delete", ".git/packed-refs"), ("write", ".git/packed-refs", "junk\n"),
    ("write", ".git/packed-refs", f"{ID} refs/heads/main\n"), ("delete", ".git"),
    ("delete", ".git/HEAD"), ("delete", ".git/refs"), ("folder", ".git"),
    ("rename", ".git", "../store"), ("write", ".git", "gitdir: ../store\n"),
    ("write", ".git", "x"),
)
# fmt: on


def generated(seed: int) -> Iterator[Case]:
    """Yield random cases without end, the same for the same seed."""
    chance = random.Random(seed)
    while True:
        yield _case(chance)


def _case(chance: random.Random) -> Case:
    paths = [_path(chance) for _ in range(chance.randint(0, 6))]
    setup: list[Step] = [("write", path, "x") for path in paths]
    if chance.random() < 0.3:
        setup.append(("write", chance.choice(DEFAULTS), "x"))
    if chance.random() < 0.25:
        setup.append(("folder", chance.choice(("sub", "src", "sub/deep", "empty", "../shared"))))
    setup += [_link(chance, paths) for _ in range(chance.choice((0, 0, 0, 1, 2)))]
    repository = chance.random() < 0.35
    if repository:
        setup.append(("repository", chance.choice((".", ".", "..")) + "/.git"))
        setup += [_git(chance) for _ in range(chance.randint(0, 4))]
    for _ in range(chance.choice((0, 0, 1))):
        setup.append(("set", chance.choice(VARIABLES[:3]), chance.choice(VALUES)))
    links = [step[1] for step in setup if step[0] == "link"]
    keys = _keys(chance, [*paths, *links, *links], repository)
    late: tuple[Step, ...] = ()
    if paths and chance.random() < 0.7:
        late = (("touch", chance.choice(paths)),)
    change = _change(chance, paths, keys, repository)
    edited = _edited(chance, paths, keys, repository) if change == ("edit",) else None
    return Case(setup=tuple(setup), keys=keys, late=late, change=change, edited=edited)


def _path(chance: random.Random) -> str:
    return chance.choice(FOLDERS) + chance.choice(NAMES)


def _link(chance: random.Random, paths: Sequence[str]) -> Step:
    targets = [*paths, "sub", "src", "../shared", "nowhere", "link", "other", ".", "@OUT@/shared"]
    return "link", chance.choice(("link", "other", "sub/link", "src")), chance.choice(targets)


def _git(chance: random.Random) -> Step:
    return chance.choice(GIT_STEPS if chance.random() < 0.75 else RAW_STEPS)


def _keys(chance: random.Random, paths: Sequence[str], repository: bool) -> Keys:
    if chance.random() < 0.08:
        return None
    return tuple(
        _key(chance, paths, repository) for _ in range(chance.choice((0, *(1, 2, 3) * 4, 4, 5)))
    )


def _key(chance: random.Random, paths: Sequence[str], repository: bool) -> Value:
    kinds = "file file file glob glob random dir env" + " git" * (1 + 4 * repository)
    if chance.random() < 0.015:
        return chance.choice(ODD)
    match chance.choice(kinds.split()):
        case "dir":
            return {"dir": chance.choice(DIRS[:3] if chance.random() < 0.6 else DIRS)}
        case "env":
            return {"env": chance.choice(VARIABLES[:3] if chance.random() < 0.7 else VARIABLES)}
        case "git":
            return {"git": chance.choice(GIT_VALUES)}
        case "file":
            text = chance.choice([*PLAIN, *paths, *paths])
        case "glob":
            known = GLOBS[:-6] if chance.random() < 0.95 else GLOBS[-6:]
            text = "**/*" if chance.random() < 0.2 else chance.choice(known)
        case _:
            text = "".join(chance.choices(PIECES, k=chance.randint(1, 5)))
            if text.startswith("/") or text.count("..") > 1:  # walks more than the case
                text = "*"
    return text if chance.random() < 0.5 else {"file": text}


def _change(chance: random.Random, paths: Sequence[str], keys: Keys, repository: bool) -> Step:
    path = chance.choice(paths) if paths and chance.random() < 0.75 else _path(chance)
    if keys and chance.random() < 0.6 and (step := _aimed(chance, chance.choice(keys))):
        return step
    kinds = (
        "write touch chmod delete delete rename new folder link set unset edit pyproject nothing"
    )
    match chance.choice((kinds + " git git git git git git" * repository).split()):
        case "write" | "touch" | "chmod" | "delete" as verb:
            names = (path, path, path, "sub", "src", "link", "../shared", *DEFAULTS)
            return verb, chance.choice(names if verb != "write" else names[:3])
        case "rename":
            return "rename", chance.choice((path, path, "sub", "src")), _path(chance)
        case "new":
            return "write", chance.choice((_path(chance), *DEFAULTS)), "y"
        case "folder":
            return "folder", chance.choice(("sub", "src", "src/new", "missing", "../shared"))
        case "link":
            return _link(chance, paths)
        case "set":
            return "set", chance.choice(VARIABLES[:3]), chance.choice(VALUES)
        case "unset":
            return "unset", chance.choice(VARIABLES[:3])
        case "edit":
            return ("edit",)
        case "pyproject":
            return chance.choice((("touch", "pyproject.toml"), ("chmod", "pyproject.toml")))
        case "git":
            return _git(chance)
        case _:
            return ("nothing",)


def _aimed(chance: random.Random, key: Value) -> Step | None:
    """Return a change of what a key names, None where it names nothing."""
    match key:
        case {"env": str(name)} if name.startswith("@VAR@"):
            return chance.choice((("set", name, chance.choice(VALUES)), ("unset", name)))
        case {"dir": str(path)} if path in (
            "src",
            "sub",
            "sub/deep",
            "missing",
            "../shared",
            "link",
        ):
            return chance.choice((("folder", path), ("delete", path), ("rename", path, "moved")))
        case {"git": _}:
            return _git(chance)
        case str(path) | {"file": str(path)} if path.startswith((*"abcBé.#![{s", "link")):
            is_own = ".git" not in path and os.path.normpath(path) not in (".", "..")
            verb = chance.choice(("write", "touch", "chmod", "delete"))
            return (verb, path) if is_own and not set("*?") & set(path) else None
        case _:
            return None


def _edited(chance: random.Random, paths: Sequence[str], keys: Keys, repository: bool) -> Keys:
    if keys and chance.random() < 0.8:
        left = list(keys)
        left.pop(chance.randrange(len(left)))
        if chance.random() < 0.6:
            left.insert(chance.randint(0, len(left)), _key(chance, paths, repository))
        return tuple(left)
    return _keys(chance, paths, repository)


# --- the real uv --------------------------------------------------------------------

BACKEND = """\
import os, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    with open(os.environ["UVLINT_BUILD_LOG"], "a") as log:
        log.write("@NAME@\\n")
    name = "@NAME@-1.dist-info/"
    meta = "Metadata-Version: 2.1\\nName: @NAME@\\nVersion: 1\\n"
    wheel = "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    with zipfile.ZipFile(folder + "/@NAME@-1-py3-none-any.whl", "w") as file:
        file.writestr(name + "METADATA", meta)
        file.writestr(name + "WHEEL", wheel)
        file.writestr(name + "RECORD", "")
    return "@NAME@-1-py3-none-any.whl"
"""
PROJECT = """\
[build-system]
requires = []
build-backend = "be"
backend-path = ["_be"]
[project]
name = "@NAME@"
version = "1"
requires-python = ">=3.8"
"""
FAILED = re.compile(r"Failed to build `(m\d+) @ ")
REFUSED = re.compile(r"Failed to parse (?:cache keys|glob patterns for `cache-keys`)")
TICK = 0.02
"""More than the clock of a file system takes to go on."""


class Bench:
    """An environment in which uv installs many cases at once."""

    def __init__(self, root: Path, uv: str, size: int) -> None:
        self.root = root
        self.uv = uv
        self.size = size
        self.log = root / "builds.log"
        self.environment = root / "all/.venv"
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("UV_", "GIT_")) and name != "VIRTUAL_ENV"
        }
        self.basis = kept | {
            "UV_OFFLINE": "1",
            "UV_CACHE_DIR": str(root / "cache"),
            "UV_PYTHON": sys.executable,
            "UV_LINK_MODE": "copy",
            "UVLINT_BUILD_LOG": str(self.log),
            "PYTHONDONTWRITEBYTECODE": "1",
            "NO_COLOR": "1",
            "COLUMNS": "10000",
            "GIT_CEILING_DIRECTORIES": str(root),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "n",
            "GIT_AUTHOR_EMAIL": "n@example.com",
            "GIT_COMMITTER_NAME": "n",
            "GIT_COMMITTER_EMAIL": "n@example.com",
        }
        self.repository = root / "template/.git"
        self.repository.parent.mkdir()
        for command in (("git", "init", "-q", "-b", "main"), COMMIT):
            subprocess.run(command, cwd=self.repository.parent, env=self.basis, check=True)

    def run(self, cases: Sequence[Case]) -> tuple[list[Contradiction], Counter[Answer]]:
        """Return what contradicts uv, at most once for each case, and uv's answers."""
        environ = dict(self.basis)
        names = [f"m{number}" for number in range(len(cases))]
        self._clear(names)
        with ThreadPoolExecutor() as pool:
            projects = [self.root / name / "project" for name in names]
            for updates in pool.map(self._lay_out, projects, cases):
                _update(environ, updates)
            time.sleep(TICK)
            for project, case in zip(projects, cases, strict=True):
                _update(environ, self._take(project, case.late))
            found: dict[str, Contradiction] = {}
            listed = dict(zip(names, cases, strict=True))
            predicted = self._predicted(names, environ)
            self._compare(found, listed, "at first", predicted, self._asked(names, environ))
            predicted = self._predicted(names, environ)
            taken = {
                name: Answer.REFUSES if verdict[0] is Answer.REFUSES else Answer.FRESH
                for name, verdict in predicted.items()
            }
            self._compare(found, listed, "at once after the installation", predicted, taken)
            time.sleep(TICK)
            for updates in pool.map(self._change, projects, cases):
                _update(environ, updates)
        time.sleep(TICK)
        predicted = self._predicted(names, environ)
        answers = self._asked(names, environ)
        self._compare(found, listed, "after the change", predicted, answers)
        counts = Counter(answers.values())
        counts[Answer.UNKNOWN] = sum(verdict[0] is Answer.UNKNOWN for verdict in predicted.values())
        return list(found.values()), counts

    def shrunk(self, found: Contradiction) -> Contradiction:
        """Return a contradiction from which no part can be left out."""
        while True:
            smaller = list(_smaller(found.case))
            for start in range(0, len(smaller), self.size):
                left = self.run(smaller[start : start + self.size])[0]
                if left:
                    found = left[0]
                    break
            else:
                return found

    def _clear(self, names: Sequence[str]) -> None:
        for path in (*self.root.glob("m*"), *self.root.glob("cache/sdists-*")):
            shutil.rmtree(path)
        shutil.rmtree(self.environment.parent, ignore_errors=True)
        self.environment.parent.mkdir()
        sources = "".join(
            f'{name} = {{ path = "../{name}/project", editable = true }}\n' for name in names
        )
        (self.environment.parent / "pyproject.toml").write_text(
            '[project]\nname = "all"\nversion = "1"\nrequires-python = ">=3.8"\n'
            f"dependencies = {json.dumps(names)}\n[tool.uv.sources]\n{sources}"
        )

    def _lay_out(self, project: Path, case: Case) -> Updates:
        name = project.parent.name
        (project / "_be").mkdir(parents=True)
        (project / "_be/be.py").write_text(BACKEND.replace("@NAME@", name))
        self._write_list(project, case.keys)
        return self._take(project, case.setup)

    def _write_list(self, project: Path, keys: Keys) -> None:
        text = PROJECT + ("" if keys is None else f"[tool.uv]\n{_listed(keys)}\n")
        (project / "pyproject.toml").write_text(_meant(project, text))

    def _change(self, project: Path, case: Case) -> Updates:
        if case.change == ("edit",):
            self._write_list(project, case.edited)
            return {}
        return self._take(project, (case.change,))

    def _take(self, project: Path, steps: Sequence[Step]) -> Updates:
        """Take steps on the disk, and return those that concern variables."""
        updates: dict[str, str | None] = {}
        for verb, *given in steps:
            arguments = [_meant(project, text) for text in given]
            match verb:
                case "set":
                    updates[arguments[0]] = arguments[1]
                case "unset":
                    updates[arguments[0]] = None
                case "git":
                    subprocess.run(
                        ["git", *arguments],
                        cwd=project,
                        env=self.basis,
                        capture_output=True,
                        check=False,
                    )
                case "repository":
                    shutil.copytree(self.repository, project / arguments[0], dirs_exist_ok=True)
                case "nothing":
                    pass
                case _:
                    _touch_disk(verb, [str(project / arguments[0]), *arguments[1:]], project)
        return updates

    def _predicted(
        self, names: Sequence[str], environ: Mapping[str, str]
    ) -> dict[str, tuple[Answer, str]]:
        place = str(self.environment)
        return {
            name: _answer(why(str(self.root / name / "project"), environ, given=place))
            for name in names
        }

    def _asked(self, names: Sequence[str], environ: Mapping[str, str]) -> dict[str, Answer]:
        """Sync, until no project stands in the way of the others."""
        self.log.write_text("")
        refused: list[str] = []
        while True:
            left_out = [part for name in refused for part in ("--no-install-package", name)]
            done = subprocess.run(
                [self.uv, "sync", *left_out],
                cwd=self.environment.parent,
                env=environ,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
            )
            if done.returncode == 0:
                break
            failed = FAILED.search(done.stderr)
            if failed is None or failed[1] in refused or not REFUSED.search(done.stderr):
                raise RuntimeError(done.stderr)
            refused.append(failed[1])
        built = set(self.log.read_text().split())
        return {
            name: Answer.REFUSES if name in refused
            else Answer.BUILDS if name in built
            else Answer.FRESH
            for name in names
        }  # fmt: skip

    @staticmethod
    def _compare(
        found: dict[str, Contradiction],
        cases: Mapping[str, Case],
        when: str,
        predicted: Mapping[str, tuple[Answer, str]],
        observed: Mapping[str, Answer],
    ) -> None:
        for name, (answer, reason) in predicted.items():
            if answer not in (observed[name], Answer.UNKNOWN):
                contradiction = Contradiction(
                    case=cases[name],
                    when=when,
                    predicted=answer,
                    observed=observed[name],
                    reason=reason,
                )
                found.setdefault(name, contradiction)


def _update(environ: dict[str, str], updates: Updates) -> None:
    for name, value in updates.items():
        environ.pop(name, None)
        if value is not None:
            environ[name] = value


def _answer(verdict: Why) -> tuple[Answer, str]:
    if verdict.rebuilds is None:
        refused = verdict.reason.startswith("uv refuses the cache keys")
        return (Answer.REFUSES if refused else Answer.UNKNOWN), verdict.reason
    return (Answer.BUILDS if verdict.rebuilds else Answer.FRESH), verdict.reason


def _touch_disk(verb: str, arguments: Sequence[str], project: Path) -> None:
    """Do one thing to a path; what cannot be done is left out."""
    path = Path(os.path.normpath(arguments[0]))
    try:
        match verb:
            case "write":
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("".join(arguments[1:]))
            case "folder":
                path.mkdir(parents=True, exist_ok=True)
            case "touch":
                os.utime(path)
            case "chmod":
                path.chmod(path.stat().st_mode ^ 0o100)
            case "delete" if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            case "delete":
                path.unlink()
            case "rename":
                target = project / arguments[1]
                target.parent.mkdir(parents=True, exist_ok=True)
                path.rename(target)
            case "link":
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.is_symlink():
                    path.unlink()
                path.symlink_to(arguments[1])
            case _:
                raise AssertionError(verb)
    except OSError:
        return


def _meant(project: Path, text: str) -> str:
    name = project.parent.name
    text = text.replace("@OUT@", str(project.parent)).replace("@NAME@", name)
    return text.replace("@VAR@", f"UVLINT_{name}_")


def _smaller(case: Case) -> Iterator[Case]:
    """Yield a case with one part less each."""
    for field in ("setup", "late", "keys", "edited"):
        parts = getattr(case, field)
        for index in range(len(parts or ())):
            yield replace(case, **{field: parts[:index] + parts[index + 1 :]})
    if case.change != ("nothing",):
        yield replace(case, change=("nothing",), edited=None)


def _listed(keys: Keys) -> str:
    return "(no list)" if keys is None else f"cache-keys = {_toml(keys)}"


def _toml(value: Value) -> str:
    match value:
        case bool() | int():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False)
        case Mapping():
            inner = ", ".join(f"{name} = {_toml(item)}" for name, item in value.items())
            return f"{{ {inner} }}" if inner else "{}"
        case _:
            return f"[{', '.join(map(_toml, value))}]"


def examine(
    root: Path, uv: str, count: int, seed: int, *, size: int = 80, quiet: bool = True
) -> tuple[list[Contradiction], Counter[Answer]]:
    """Run random cases below a folder; return the contradictions, small, and uv's answers."""
    bench = Bench(root, uv, size)
    source = generated(seed)
    contradictions: list[Contradiction] = []
    answers: Counter[Answer] = Counter()
    for start in range(0, count, size):
        found, counts = bench.run([next(source) for _ in range(min(size, count - start))])
        answers += counts
        for item in found:
            small = bench.shrunk(item)
            contradictions.append(small)
            if not quiet:
                print(small, flush=True)
    return contradictions, answers


def main() -> int:
    """Return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=1000, help="so many cases")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins")
    parser.add_argument("--size", type=int, default=80, help="so many cases in one environment")
    parser.add_argument("--uv", default=shutil.which("uv") or "uv", help="the uv to ask")
    given = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="uvlint-") as folder:
        root = Path(folder).resolve()
        contradictions, answers = examine(
            root, given.uv, given.count, given.seed, size=given.size, quiet=False
        )
    figures = ", ".join(f"{answers[answer]} {answer.value}" for answer in Answer)
    print(
        f"{given.count} cases with seed {given.seed} in {time.monotonic() - started:.0f} s: {figures}; "
        f"{len(contradictions)} contradictions"
    )
    return 1 if contradictions else 0


if __name__ == "__main__":
    sys.exit(main())
