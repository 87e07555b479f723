"""Random build scripts, run for real: what the evaluator says of them is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, assume, event, given, settings

from tests.pyeval.judging import judged
from tests.pyeval.programs import FILES, Snippet, assembled, completed, programs
from tests.pyeval.running import Runner

LAX = settings(
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)

EXAMPLES = {
    "pieces of a path popped and joined": """
parts = "meta/a.txt".split("/")
n = parts.pop()
open("/".join(parts) + "/" + n)
""",
    "a list changed through another name": """
alias = names
alias.append('NOTES')
open(names[-1])
""",
    "a list changed in a copy": """
alias = names[:]
alias[0] = 'NOTES'
open(names[0])
""",
    "the same list twice in a list": """
rows = [[]] * 2
rows[0].append('NOTES')
open(rows[1][0])
""",
    "a list changed on one branch": """
if option:
    names.insert(0, 'NOTES')
open(names[0])
""",
    "a list changed in a call in a condition": """
def yes(name):
    names.append(name)
    return True
if yes('NOTES') and option:
    pass
open(names[-1])
""",
    "a list changed while it is walked": """
for item in names:
    if len(names) < 4:
        names.append('meta/a.txt')
    open(item)
""",
    "a list sorted by a key": """
names.sort(key=lambda item: item[::-1])
open(names[0])
""",
    "a slice assigned": """
names[:1] = ['NOTES', 'AUTHORS']
open(names[1])
""",
    "a dict in the order of its insertions": """
table.pop('a')
table['a'] = 'AUTHORS'
open(list(table.values())[-1])
""",
    "a dict view sees what comes later": """
values = table.values()
table['c'] = 'AUTHORS'
for item in values:
    open(item)
""",
    "a default that is shared by calls": """
def collect(name, found=[]):
    found.append(name)
    return found
collect('NOTES')
for item in collect('AUTHORS'):
    open(item)
""",
    "a default that is fixed when the function is made": """
def get(name=path):
    return open(name)
path = 'NOTES'
get()
""",
    "a closure sees the last value": """
functions = []
for item in ('NOTES', 'AUTHORS'):
    functions.append(lambda: open(item))
functions[0]()
""",
    "a counter in a closure": """
def counter():
    count = -1
    def step():
        nonlocal count
        count += 1
        return count
    return step
step = counter()
step()
open(['NOTES', 'AUTHORS', 'VERSION'][step()])
""",
    "a global changed by a function that a branch calls": """
def change():
    global path
    path = 'NOTES'
if len(sys.argv) > 1:
    change()
open(path)
""",
    "a generator that is left in the middle": """
def produce():
    open('NOTES')
    yield 1
    open('AUTHORS')
for _ in produce():
    break
""",
    "a generator that never starts": """
def produce():
    open('NOTES')
    yield 1
produce()
""",
    "a generator that is sent values": """
def produce():
    got = yield 'NOTES'
    while True:
        got = yield got
made = produce()
next(made)
open(made.send('AUTHORS'))
""",
    "one iterator for two names": """
rest = iter(names)
for one, two in zip(rest, rest):
    open(two)
""",
    "variables that are patched for a block": """
from unittest import mock
with mock.patch.dict(os.environ, {'CHOSEN_HERE': 'NOTES'}):
    open(os.environ['CHOSEN_HERE'])
with mock.patch.dict('os.environ', CHOSEN_HERE='AUTHORS'):
    open(os.environ['CHOSEN_HERE'])
open(os.environ.get('CHOSEN_HERE', 'VERSION'))
with mock.patch.dict(table, b='VERSION'):
    open(table['b'])
""",
    "a string zipped with what may be one list or another": """
if os.path.getsize(path) < 4:
    names = ['NOTES', 'AUTHORS']
table = dict(zip('abc', itertools.chain(names, more)))
open(table['a'])
open(table['b'])
""",
    "a file that is removed, and one that is not, looked for": """
shutil.copy('NOTES', 'extra.txt')
os.remove('extra.txt')
os.makedirs('out/in')
if os.path.exists('extra.txt') or os.path.isfile('out/in'):
    open('AUTHORS')
if os.path.isfile('NOTES') and os.path.isdir('meta') and not os.path.isdir('NOTES'):
    open('VERSION')
""",
    "map alone reads nothing": """
map(read, names)
open('NOTES')
""",
    "a loop without break": """
for item in names:
    if item == 'NOTES':
        break
else:
    open('AUTHORS')
""",
    "what follows the raising statement": """
try:
    names.index('NOTES')
    open('AUTHORS')
except ValueError:
    open('VERSION')
""",
    "the class of an exception": """
class Lost(LookupError):
    pass
try:
    raise Lost
except KeyError:
    open('NOTES')
except LookupError:
    open('AUTHORS')
""",
    "a value carried by an exception": """
class Stop(Exception):
    def __init__(self, name):
        self.name = name
try:
    raise Stop('NOTES')
except Stop as stop:
    open(stop.name)
""",
    "finally after return": """
def get():
    try:
        return 'NOTES'
    finally:
        open('AUTHORS')
open(get())
""",
    "an exception that the context swallows": """
with contextlib.suppress(ZeroDivisionError):
    1 // 0
    open('NOTES')
open('AUTHORS')
""",
    "a mutable attribute of a class": """
one, two = Box('NOTES'), Box('AUTHORS')
one.found.append('VERSION')
open(two.found[-1])
""",
    "an attribute that hides that of the class": """
class Source:
    path = 'NOTES'
one, two = Source(), Source()
one.path = 'AUTHORS'
open(two.path)
""",
    "the order of base classes": """
class One:
    def get(self):
        return ['NOTES']
class Two(One):
    def get(self):
        return ['AUTHORS'] + super().get()
class Three(One):
    def get(self):
        return ['VERSION'] + super().get()
class Four(Two, Three):
    pass
open(Four().get()[1])
""",
    "a false object": """
class Source:
    def __len__(self):
        return 0
open('NOTES' if Source() else 'AUTHORS')
""",
    "iteration by items": """
class Source:
    def __getitem__(self, index):
        return ['NOTES', 'AUTHORS'][index]
for item in Source():
    open(item)
""",
    "an attribute that is not there": """
class Source:
    def __getattr__(self, name):
        return 'meta/' + name + '.txt'
open(Source().a)
""",
    "another working directory": """
os.chdir('meta')
open('a.txt')
os.chdir('deep')
open('d.txt')
os.chdir(HERE)
open('NOTES')
""",
    "another working directory on one branch": """
if option:
    os.chdir('meta')
open(os.path.join(HERE, 'NOTES'))
""",
    "folders left out of a walk": """
for base, folders, found in os.walk('meta'):
    folders[:] = []
    for item in found:
        open(os.path.join(base, item))
""",
    "a variable that the script sets": """
os.environ['DEMO_OPTION'] = '1'
open('NOTES' if os.environ.get('DEMO_OPTION') else 'AUTHORS')
""",
    "a file written on one branch": """
if option:
    open('NOTES', 'w').close()
open('NOTES')
""",
    "a copy read back": """
shutil.copy('NOTES', 'out.txt')
open('out.txt')
""",
    "a module with a state": """
from demo import state
state.DEFAULT = 'AUTHORS'
open(state.current())
""",
    "a path read from a file": """
for line in open('index.lst'):
    open(line.strip())
""",
    "a pattern of a match statement": """
match names:
    case [one]:
        open(one)
    case [_, *rest]:
        open(rest[0])
""",
    "paths from the last one to the first": """
open(sorted([Path('NOTES'), Path('AUTHORS'), Path('VERSION')], reverse=True)[0])
""",
    "the last one of paths": """
open(max(Path('NOTES'), Path('VERSION'), Path('AUTHORS')))
""",
    "the first one of those that are equally long": """
open(max(['AUTHORS', 'VERSION', 'NOTES'], key=len))
""",
    "a name bound within an expression": """
if (chosen := table.get('a')) and not option:
    open(chosen)
""",
    "an attribute set on a module of another library": """
import json
json.chosen = 'NOTES'
open(json.chosen)
""",
    "names bound to one object by one assignment": """
one = two = ['NOTES']
one += ['AUTHORS']
open(two[-1])
""",
}
"""Statements that once were, or easily are, misunderstood."""


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    with Runner(tmp_path_factory.mktemp("pyeval") / "demo", FILES) as made:
        yield made


@pytest.mark.parametrize("body", EXAMPLES.values(), ids=EXAMPLES)
def test_examples(runner: Runner, body: str) -> None:
    run, verdict = judged(runner, completed(body.strip()))
    assert run.error is None
    assert verdict is not None
    assert verdict.holds, verdict


def holds_for(runner: Runner, count: int) -> Counter[str]:
    """Run so many random scripts; return how many of the reports on them are vague."""
    counts: Counter[str] = Counter()

    @settings(LAX, max_examples=count)
    @given(programs())
    def law(snippets: Sequence[Snippet]) -> None:
        text = assembled(snippets)
        _, verdict = judged(runner, text)
        assume(verdict is not None)
        assert verdict is not None
        if verdict.vague:
            event("vague")
        counts.update(programs=1, vague=bool(verdict.vague))
        assert verdict.holds, f"{verdict}\n{text}"

    law()
    return counts


def test_random_scripts(runner: Runner) -> None:
    holds_for(runner, 300)


@pytest.mark.slow
def test_many_random_scripts(runner: Runner) -> None:
    counts = holds_for(runner, 5000)
    # Many statements take a path from the content of a file, which nobody can know.
    assert counts["vague"] < 0.25 * counts["programs"]
