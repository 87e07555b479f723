"""What random build scripts are made of: templates, as `programs` explains them.

Templates are apart by empty lines and stand below a heading, simple ones first. Each of them
leaves the shared variables as the prelude describes them, runs to its end wherever it
stands, also a second time, and does the same in each process: nothing depends on the order
in which a set or a folder gives its names.
"""

from __future__ import annotations

READS = r"""
texts.append(open(PATH).read())
with open(PATH) as handle:\n    texts.append(handle.read())
texts.append(Path(PATH).read_text())
with io.open(PATH, encoding='utf-8') as handle:\n    texts.extend(handle.readlines()[:1])
texts.extend(line for line in open(PATH))
texts.append((Path(HERE) / (PATH)).read_text(encoding='utf-8'))
texts.append(open(os.path.join(HERE, PATH)).readline())
texts.append(codecs.open(PATH, 'r', 'utf-8').read())
texts.append(Path(PATH).read_bytes().decode())
texts.append(open(PATH, 'rb').read().decode('utf-8'))
texts.append(open(file=PATH, mode='r', encoding='utf-8').read())
with Path(PATH).open() as handle:\n    for line in handle:\n        texts.append(line)
texts.append(read(PATH))
texts.extend(linecache.getlines(PATH))
texts.extend(fileinput.FileInput([PATH]))
with tokenize.open(PATH) as handle:\n    texts.append(handle.readline())
with contextlib.closing(open(PATH)) as handle:\n    texts.append(handle.read(2))
handle = open(PATH)\ntry:\n    texts.append(handle.read())\nfinally:\n    handle.close()
texts.append(''.join(map(str.strip, open(PATH))))
texts.append(next(iter(open(PATH, newline=''))))
first, *_ = open(PATH)\ntexts.append(first)
texts.append(Path(PATH).resolve().read_text())
with open(PATH) as handle, open(handle.name) as again:\n    texts.append(again.read())
with open(os.open(PATH, os.O_RDONLY)) as handle:\n    texts.append(handle.read())
texts.append(io.TextIOWrapper(io.FileIO(PATH)).read())
texts.append((lambda name: open(name).read())(PATH))
"""

LEAST_PATHS = r"""
$file
path
other
box.path
"""

PATHS = r"""
$file
path
other
box.path
os.path.join($f1@parts)
os.path.join(HERE, $f1@parts)
'/'.join($f1@list)
str($f1@over)
str(Path(HERE, $f1@parts))
$f1@piped.replace('|', '/')
$f1@head + $f1@rest
'%s%s' % ($f1@head, $f1@rest)
'%(head)s%(rest)s' % {'head': $f1@head, 'rest': $f1@rest}
'{}{}'.format($f1@head, $f1@rest)
'{0}{rest}'.format($f1@head, rest=$f1@rest)
'{1}{0}'.format($f1@rest, $f1@head)
'{a[0]}{a[1]}'.format(a=[$f1@head, $f1@rest])
'{head}{rest}'.format_map({'head': $f1@head, 'rest': $f1@rest})
f'{path}'
f"{'$f1@bare'}"
f'{path!s:s}'
Template('$${head}$$rest').substitute(head=$f1@head, rest=$f1@rest)
$f1@back[::-1]
$f1@swapped.swapcase()
'  $f1@bare '.strip()
'<$f1@bare>'[1:-1]
'$f1@bare;$f2@bare'.split(';')[0]
'$f1@bare;$f2@bare'.split(';')[-1]
'$f1@bare $f2@bare'.split()[1]
'$f1@bare#rest'.partition('#')[0]
'x:$f1@bare'.rpartition(':')[2]
'x:y:$f1@bare'.split(':', 2)[2]
'$f1@bare\n$f2@bare\n'.splitlines()[0]
'v-$f1@bare'.removeprefix('v-')
'$f1@bare.in'.removesuffix('.in')
'$f1@bare.in'[:-len('.in')]
'$f1@bare.in'[:$f1@size]
('$f1@bare' + 'zz').rstrip('z')
'xx$f1@bare'.lstrip('x')
'$f1@bare'.ljust(40).rstrip()
'$f1@bare'.center(40, '*').strip('*')
'-$f1@bare'.translate({ord('-'): None})
$f1@piped.translate(str.maketrans('|', '/'))
'$f1@bare'.encode().decode('utf-8')
bytes($f1@codes).decode()
bytes.fromhex($f1@hex).decode()
''.join(map(chr, $f1@codes))
''.join(reversed($f1@back))
''.join(char for char in $f1 if char != '*')
os.path.normpath('./conf/../$f1@bare')
os.path.relpath(os.path.join(HERE, $f1), HERE)
os.path.join(os.path.dirname(__file__), $f1)
os.path.abspath($f1)
os.path.join($f1@dir, $f1@base)
os.path.join(*os.path.split($f1))
''.join(os.path.splitext($f1))
os.sep.join($f1@list)
os.fspath(Path($f1))
os.path.join('meta', os.pardir, $f1)
posixpath.join('/nowhere', HERE, $f1)
Path($f1).as_posix()
str(Path(__file__).parent / $f1)
str(Path(__file__).with_name($f1@base).parent.joinpath($f1@parts))
str(Path($g1).parent / Path($g1).name)
str(Path($g1).with_name($g1@base))
str(Path($f1@stem + '.zzz').with_suffix($f1@ext))
str(Path('x').joinpath('..', $f1)).replace('x/../', '')
str(Path(HERE).joinpath($f1).relative_to(HERE))
str(PurePosixPath($f1))
($f1 if sys.version_info >= (3, 0) else $f2)
($f1 if $test else $f2)
(($test) and $f1 or $f2)
(os.environ.get('DEMO_PATH') or $f1)
os.environ.get('DEMO_PATH', $f1)
os.getenv('DEMO_PATH', default=$f1)
(None or $f1)
('' or path or $f1)
[$f1, $f2][0]
[$f1, $f2][-1]
[$f1, $f2, $f3][1:][0]
[$f1, $f2][$n % 2]
($f1, $f2)[bool($test)]
($f1, $f2)[len(sys.argv) - 1]
{'k': $f1}['k']
{'k': $f1, 'l': $f2}.get('l')
{'k': $f1}.get('zz', $f2)
{1: $f1, 2: $f2}[1 + 1]
{True: $f1, False: $f2}[$test is True]
dict(k=$f1)['k']
dict([('k', $f1)])['k']
dict(zip('kl', [$f1, $f2]))['l']
(lambda name: name)($f1)
(lambda name=$f1: name)()
(lambda *names: names[-1])($f2, $f1)
(lambda **names: names['k'])(k=$f1)
next(iter([$f1]))
next((item for item in [$f1, $f2] if item.endswith('.tex')), $f3)
next(iter(()), $f1)
min([$f1, $f2])
max($f1, $f2, key=len)
min([$f1, $f2], key=lambda item: item[::-1])
sorted([$f1, $f2])[0]
sorted({$f1, $f2}, reverse=True)[0]
list(reversed([$f1, $f2]))[0]
[item for item in [$f1, $f2]][1]
[item for item in [$f1, 'none'] if item != 'none'][0]
list(filter(None, ['', $f1]))[0]
list(map(str, [$f1]))[0]
reduce(lambda left, right: left + right, [$f1@head, $f1@rest])
reduce(operator.add, [$f1@head, $f1@rest], '')
sum([[$f1], [$f2]], [])[1]
''.join([$f1@head, $f1@rest])
''.join(itertools.chain([$f1@head], [$f1@rest]))
list(itertools.chain.from_iterable([[$f1], [$f2]]))[0]
next(itertools.islice([$f1, $f2], 1, None))
list(zip([$f1, $f2], 'ab'))[1][0]
operator.itemgetter(1)([$f1, $f2])
operator.attrgetter('path')(box)
operator.methodcaller('strip')(' $f1@bare ')
partial(os.path.join, HERE)($f1)
partial(lambda a, b: b, None)(b=$f1)
re.sub(r'\|', '/', $f1@piped)
re.sub('(X)', '', 'X$f1@bare')
re.match(r'(.*);(.*)', '$f1@bare;$f2@bare').group(2)
re.search(r'<(?P<name>.*)>', '<$f1@bare>')['name']
re.split(r';\s*', '$f1@bare; $f2@bare')[1]
re.findall(r'[^;]+', '$f1@bare;$f2@bare')[0]
[match.group() for match in re.finditer(r'[^;]+', '$f1@bare;$f2@bare')][1]
shlex.split("'$f1@bare' x")[0]
textwrap.dedent('    $f1@bare')
ast.literal_eval("'$f1@bare'")
json.loads('["$f1@bare"]')[0]
eval("'$f1@bare'")
eval('name', {'name': $f1})
str($f1)
repr($f1)[1:-1]
getattr(box, 'path')
getattr(box, 'missing', $f1)
vars(box)['path']
copy.copy(box).path
copy.deepcopy(box.names)[0]
Box($f1).path
Box($f1).add($f2).last()
type(box)($f1).names[0]
SimpleNamespace(name=$f1).name
namedtuple('Pair', 'one two')($f1, $f2).two
type('Made', (), {'path': $f1}).path
type('Made', (Box,), {})($f1).path
choose()
table.get('a', $file)
table.get('zz', path)
dict(pairs).get($k, $file)
(names or [$file])[0]
(names + [$file])[-1]
[*names, $file][-1]
min(names, default=$file)
(sorted(bag) or [$file])[0]
next(stream, $file)
str(where)
(tree.get('x') or [$file])[0]
"""

TESTS = r"""
True
flag
not flag
len(names) > $n
names
not more
len($list) == $n
$file in names
$file not in more
$k in table
'zz' in table
table.get($k) is None
number > $n
number
number % 2
path == $file
path != other
path.endswith('.txt')
path.startswith(('meta', 'conf'))
'/' in path
path.find('/') > 0
path < other
'a' < path[:1] <= 'n'
$n < number + 1 <= 3
isinstance(path, str)
isinstance(path, (list, tuple))
callable(choose)
names is more
option is None
option
option == 'fast'
not option and flag
os.path.exists($file)
os.path.exists('missing.txt')
os.path.isfile('meta')
os.path.isdir('meta')
os.path.isfile(path)
Path($file).exists()
Path('nowhere').is_dir()
Path(HERE, 'setup.py').is_file()
os.access($file, os.R_OK)
os.stat($file).st_size > 0
os.path.getsize(path) < 4
sys.platform == 'win32'
sys.platform.startswith('linux')
os.name == 'posix'
os.name == 'nt'
os.sep == '/'
platform.system() == 'Windows'
sys.version_info >= (3, 0)
sys.version_info[:2] < (3, 5)
sys.version_info.major == 2
hasattr(sys, 'pypy_version_info')
hasattr(box, 'path')
hasattr(box, 'size')
sys.maxsize > 2 ** 32
len(sys.argv) > 1
'sdist' in sys.argv
sys.argv[1:] == []
any(word in sys.argv for word in ('bdist_wheel', 'develop'))
os.environ.get('DEMO_OPTION')
'DEMO_OPTION' in os.environ
'DEMO_OPTION' not in os.environ
os.environ.get('DEMO_OPTION') is not None
os.getenv('DEMO_MODE', 'full') == 'full'
os.environ.get('DEMO_LEVEL', '0') != '0'
int(os.environ.get('DEMO_LEVEL', '2')) > 1
'DEMO_A' in os.environ or 'DEMO_B' in os.environ
'HOME' in os.environ
__name__ == '__main__'
texts
not texts
len(texts) > 2
texts and texts[-1].startswith('a')
'1' in open('VERSION').read()
open('NOTES').read().strip() == 'm'
any(item.endswith('.tex') for item in names)
all(item.endswith('.txt') for item in names)
bool(names) is True
sum(len(item) for item in more) > 12
(size := len(names)) > 1
re.match('m.*', path)
re.search(r'\.cfg$', other) is not None
fnmatch.fnmatch(path, '*.txt')
bag
$file in bag
{$file, $file} & bag
len(queue) > $n
queue
next(stream, None) is None
$file in dict(pairs).values()
'x' in tree and len(tree['x']) > 1
box.path == path
where.suffix == '.txt'
where.parent.name == 'meta'
'meta' in where.parts
folder == 'reqs'
not ($test)
$test and $test
$test or $test
($test) is ($test)
(($test) if ($test) else ($test))
"""

STATEMENTS = r"""
## read

$read[$path]

$read[$file]

$read[path]

$read[other]

$read[str(where)]

texts += open($path).readlines()[:1]

texts.append(open($path).read() if $test else '')

open($path).close()

print(open($path).read())

with open($path) as one, open($path) as two:
    texts += [one.read(), two.read()]

for line in open($path):
    if line.startswith('#'):
        continue
    texts.append(line)

for one, two in zip(open($path), open($path)):
    texts.append(one + two)

texts.append(open($f1).read() if os.path.exists($f1) else open($f2).read())

text = ''
with open($path) as handle:
    while True:
        line = handle.readline()
        if not line:
            break
        text += line
texts.append(text)

texts.append({'a': open($path).read(), 'b': open($path).read()}['a'])

content = [open(item).read() for item in ($path, $path)]
texts.extend(content[:1])

assert open($path).read() or not texts

## read if

if $test:
    $read[$path]

if $test:
    $read[$path]
else:
    $read[$path]

if $test:
    $read[$path]
elif $test:
    $read[$path]
else:
    $read[$path]

if $test:
    if $test:
        $read[$path]
    else:
        path = $file
    $read[path]

$test and texts.append(open($path).read())

$test or texts.append(open($path).read())

texts.append(open($path if $test else $path).read())

chosen = $file
if $test:
    chosen = $file
$read[chosen]

chosen = None
if $test:
    chosen = $file
if chosen:
    $read[chosen]

chosen = None
if $test:
    chosen = $file
elif $test:
    chosen = $file
if chosen is not None and $test:
    $read[chosen]

done = False
for item in ($file, $file):
    if $test and not done:
        $read[item]
        done = True

while $test:
    $read[$path]
    break
else:
    $read[$path]

## path

path = $path

other = $path

path, other = other, path

path = other

other = path if $test else $file

path = path or $file

path, other = $file, path

path = other = $file

path, *_ = [$file, other]

*_, other = path, $file

[path, other] = sorted([path, other])

(path, (other, _)) = $file, (path, other)

path = min(path, other)

path = max([path, other], key=len)

path: str = $file

if $test:
    path = $file

if $test:
    path = $file
else:
    path, other = other, $file

if $test:
    path = $file
elif $test:
    path = $file
else:
    other = path

path = (lambda: other)()

path = {True: $file, False: other}[bool($test)]

path = [other, $file][bool($test)]

path = os.environ.get('DEMO_PATH', path)

path = os.environ.get('DEMO_PATH') or other

for path in ($file, $file):
    pass

for path in names or [$file]:
    other = path

with contextlib.suppress(KeyError):
    path = table['zz']

with contextlib.suppress(KeyError):
    path = dict(pairs)[$k]

path = f'{path}'

path = os.path.join(os.path.dirname(path), os.path.basename(path))

path += '.in'
path = path[:-3]

path = path.replace('a', '@')
path = path.replace('@', 'a')

path = path.upper() if $test else path
path = other

head, tail = os.path.split($f1)
path = head + '/' + tail if head else tail

if (chosen := dict(pairs).get($k)) is not None:
    path = chosen

path = chosen if (chosen := other) != $file else $file

del path
path = $file

path = str(where)

where = Path(path)

where = Path($f1)

where = where.parent / where.name

if $test:
    where = Path($file)

folder = 'conf'

folder = 'meta' if $test else 'reqs'

if $test:
    folder = 'conf'

## list

names = [$path, $path]

more = [$path]

names.append($path)

names += [$file]

names.extend([$file, $file])

names.extend(item for item in more[:2])

names.insert(0, $path)

names.insert($n, $file)

more.append(path)

more = names

more = names[:]

more = list(names)

more = names.copy()

more = copy.copy(names)

more = [*names]

more = copy.deepcopy(names)

names, more = more, names

names = names + [$file]

names = [$file] + names[:3]

names += more[:2]

names.sort()

names.sort(key=len)

names.sort(key=lambda item: item[-1], reverse=True)

names.reverse()

names = sorted(names)

names = sorted(names, key=lambda item: (len(item), item))

names = list(reversed(names))

names = names[::-1]

names = names[1:] + names[:1]

names = names[:2]

names[:] = [$file] + names[:3]

names[1:1] = [$file]

names[-1:] = [$file]

names[::2] = [$file for item in names[::2]]

del names[2:]

del names[:1]

if names:
    names[0] = $path

if names:
    names[-1] = $path

if names:
    del names[0]

if len(names) > 1:
    names.pop()

if len(names) > 1:
    path = names.pop(0)

if len(names) > 1:
    names[0], names[-1] = names[-1], names[0]

if $f1 in names:
    names.remove($f1)

while len(names) > 2:
    names.pop()

names = [item for item in names if item]

names = [item for item in names if not item.endswith('.tex')]

names = [item for item in names if $test]

names = list(filter(lambda item: '/' in item, names)) or [$file]

names = list(dict.fromkeys(names + more[:2]))

names = sorted(set(names))

names = [$file] * 2

names = names * 2
del names[4:]

names *= 1

names.clear()
names.append($file)

names = []

names = [$path if $test else $path]

names = [*more[:2], path]

names = [path, other][::-1]

names = '$f1@bare $f2@bare'.split()

names = [item.strip() for item in ' $f1@bare , $f2@bare'.split(',')]

names = [left + right for left, right in [($f1@head, $f1@rest), ($f2@head, $f2@rest)]]

names = ['meta/' + item + '.txt' for item in 'abc' if item != 'b']

names = [f'reqs/{item}.txt' for item in ('base', 'dev')]

names = ['meta/%s.txt' % chr(ord('a') + item) for item in range(2)]

names = [path for path in names]

names = list(map(os.path.normpath, names))

names = [str(Path(item)) for item in names]

names = (names or more)[:3]

if $test:
    names.append($file)

if $test:
    names = [$file]

if $test:
    names = more

if $test:
    names.clear()
else:
    names.append(path)

if $test:
    names.insert(0, $file)
else:
    more.insert(0, $file)

for item in ($file, $file):
    names.append(item)

for item in ($file, $file):
    if $test:
        names.append(item)
    else:
        more.append(item)

for item in list(names):
    if item.endswith('.tex'):
        names.remove(item)

for item in names:
    if len(names) > 5:
        break
    names.append($file)

for index, item in enumerate(names):
    names[index] = item if $test else $file

for index in range(len(names)):
    names[index] = os.path.join(HERE, names[index])

extra = names
extra.append($file)

extra = more
extra = extra + [$file]
extra.append(path)
$read[extra[-2]]

extra = more
extra += [$file]

both = [names, more]
both[$n % 2].append($file)

for group in (names, more):
    group.append($file)

for group in [names] * 2:
    group.insert(0, $file)

(names if $test else more).append($path)

add = names.append
add($file)

put = more.extend if $test else names.extend
put([$file])

list.append(names, $file)

[names.append(item) for item in ($file, $file)]

any(names.append(item) for item in ($file, $file))

collect = [].append
collect($file)

count = len(names)
names.append($file)
if len(names) > count:
    $read[names[count]]

names.append($f1)
$read[names[names.index($f1)]]

bisect.insort(more, $file) if more == sorted(more) else more.sort()

heap = [$f1, $f2, $f3]
heapq.heapify(heap)
path = heapq.heappop(heap)
heapq.heappush(heap, $file)

fixed = ($f1, $f2)
fixed += ($f3,)
path = fixed[$n % 3]

path = ($f1, $f2)[-1:][0]

grid = [[$file, $file], [$file, $file]]
grid[1][0] = $file
for row in grid:
    $read[row[0]]

rows = [[]] * 2
rows[0].append($file)
$read[rows[1][0]]

rows = [[] for _ in range(2)]
rows[0].append($file)
rows[1].append(path)
$read[rows[1][0]]

start = slice(1, None)
path = ['x', $file][start][0]

## list read

for item in names:
    $read[item]

for item in more:
    $read[item]

if names:
    $read[names[0]]

if names:
    $read[names[-1]]

if names:
    $read[min(names, key=len)]

for item in names[:1]:
    $read[item]

for item in names[1:]:
    $read[item]

for item in reversed(more):
    $read[item]

for item in sorted(names, reverse=True)[:1]:
    $read[item]

for item in names:
    if item.endswith('.txt'):
        $read[item]

for item in names:
    if item.startswith('meta'):
        continue
    $read[item]

for item in names:
    $read[item]
    break

for item in names:
    if 'z' in item:
        break
else:
    $read[$file]

for item in names:
    if item == $file:
        $read[item]
        break
else:
    $read[path]

for item in names:
    if $test:
        break
    $read[item]

for item in names + more:
    chosen = item
    if $test:
        $read[chosen]

todo = list(names)
while todo:
    $read[todo.pop()]

todo = [path]
seen = set()
while todo:
    item = todo.pop(0)
    if item in seen:
        continue
    seen.add(item)
    todo.extend(names[:2])
    $read[item]

texts.extend(map(lambda item: open(item).read(), names))

texts.extend(map(read, names))

map(read, [$file])

list(map(read, more))

texts.extend(open(item).read() for item in names)

texts.extend(read(item) for item in more if not item.startswith('meta'))

(read(item) for item in [$file])

texts += [read(item) for item in names if $test]

texts += [read(left) + right for left in names[:1] for right in more]

for index, item in enumerate(names):
    if index == 0:
        $read[item]

for index, item in enumerate(names, 1):
    if index % 2:
        $read[item]

for item, _ in zip(names, 'a'):
    $read[item]

for one, two in zip(names, more):
    $read[one if $test else two]

for one, two in itertools.zip_longest(names, more, fillvalue=path):
    $read[two]

for item in itertools.islice(names, 1, 3):
    $read[item]

for item in itertools.takewhile(lambda item: '/' in item, names):
    $read[item]

for item in itertools.dropwhile(lambda item: '/' in item, names):
    $read[item]

for _, group in itertools.groupby(sorted(names), key=os.path.dirname):
    $read[next(group)]

for item in itertools.chain(names, more):
    $read[item]

for item in itertools.accumulate(['meta/', 'b', '.txt']):
    if os.path.isfile(item):
        $read[item]

for one, two in itertools.product(['meta/', 'meta/./'], ['a.txt', 'b.txt']):
    $read[one + two]

for item in itertools.islice(itertools.cycle([$file, $file]), 3):
    $read[item]

for item in itertools.starmap(os.path.join, [('meta', 'a.txt'), ('reqs', 'dev.txt')]):
    $read[item]

for item in itertools.repeat(path, 2):
    $read[item]

for item in itertools.compress([$file, $file, $file], [1, 0, 1]):
    $read[item]

for item in itertools.filterfalse(os.path.isabs, names):
    $read[item]

for one, two in itertools.combinations([$file, $file], 2):
    $read[two]

for number, item in enumerate(names):
    pass
number = number % 5
if names:
    $read[item]

first, *rest = names or [path]
for item in rest:
    $read[item]

*rest, last = names or [path]
$read[last]

if len(names) >= 2:
    one, two, *_ = names
    $read[two]

match names:
    case []:
        $read[path]
    case [one]:
        $read[one]
    case [_, two, *_]:
        $read[two]

match names[:2] + more[:1]:
    case [str(one), *rest] if rest:
        $read[rest[-1]]
    case [one] | [_, one]:
        $read[one]
    case _:
        $read[$file]

index = 0
while index < len(names):
    $read[names[index]]
    index += 2

index = len(names)
while index:
    index -= 1
    if index == 1:
        continue
    $read[names[index]]

count = 0
for item in names:
    count += 1
    if count > 1:
        $read[item]

last = None
for item in names:
    if last is not None:
        $read[last]
    last = item

found = None
for item in names:
    if found is None or len(item) > len(found):
        found = item
if found:
    $read[found]

found = [item for item in more if os.path.isfile(item)]
for item in found:
    $read[item]

for item in set(names):
    $read[item]

for group in (names, more):
    for item in group[:1]:
        $read[item]

for group in (names, more):
    for item in group:
        if item.startswith('conf'):
            break
        $read[item]
    else:
        continue
    break

for outer in (0, 1, 2):
    for inner in ('a', 'b'):
        if outer == 1:
            $read['meta/' + inner + '.txt']

if names and names[0] not in more and (len(names) > 1 or $test):
    $read[names[0]]

for item in (names if $test else more):
    $read[item]

print(*map(read, names[:1]), sep='')

max((open(item).read() for item in names), default='')

any(read(item).startswith('a') for item in names)

all(read(item) for item in more)

texts.append(next((read(item) for item in names if '/' in item), ''))

## dict

table = {'a': $path, 'c': $path}

table['a'] = $path

table[$k] = $file

table['a'], table['b'] = $file, $file

table.update(b=$file)

table.update({$k: $path})

table.update([('a', $file)], c=$file)

table.update(pairs)

table.setdefault('c', $file)

table.setdefault('a', $file)

path = table.setdefault($k, $file)

table.pop('b', None)

table.pop('zz', None)

path = table.pop($k, path)

if table:
    _, path = table.popitem()

if 'b' in table:
    del table['b']

table = {**table, 'a': $file}

table = {'a': $file, **table}

table |= {'e': $file}

table = table | {'b': $file}

table = dict(table)

table = dict(table, d=$file)

table = OrderedDict(table)

table = dict(sorted(table.items()))

table = {key: value for key, value in table.items() if key != 'b'}

table = {key: value for key, value in pairs}

table = {key: $file for key in table}

table = dict.fromkeys('ab', $file)

table = dict(zip('abc', names + more))

table = {value[0]: value for value in (path, other)}

table = {str(index): value for index, value in enumerate(names)}

table = {}

table.clear()
table['a'] = $file

for key in list(table):
    if key > 'b':
        del table[key]

for key, value in pairs:
    table[key] = value

for key in 'ab':
    table[key] = $file

if $test:
    table['a'] = $file

if $test:
    table['d'] = $file
else:
    table.pop('a', None)

if $test:
    table = {'a': $file}

if not table.get('a'):
    table['a'] = $file

alias = table
alias['a'] = $file

alias = dict(table)
alias['a'] = $file

alias = copy.copy(table)
alias.pop('a', None)

for alias in (table, dict(pairs)):
    alias['c'] = $file

tree['x'] = [$file]

tree['x'].append($file)

tree.setdefault('z', []).append($file)

tree.setdefault('x', []).extend([$file, path])

tree['y'] = tree['x']
tree['y'].append($file)

tree['y'] = list(tree['x'])
tree['y'].insert(0, $file)

shallow = dict(tree)
shallow['x'].append($file)

deep = copy.deepcopy(tree)
deep['x'].append($file)

shallow = tree.copy()
shallow['x'] = [$file]

tree['x'] += [$file]

tree['x'][0:1] = [$file]

names = tree['x']

tree[$k] = names

for key in sorted(tree):
    tree[key].append($file)

for values in tree.values():
    values.insert(0, $file)

pairs.append(($k, $file))

pairs = [($k, $path), *pairs[:2]]

pairs = list(table.items())

pairs.sort(key=operator.itemgetter(1))

pairs = [(key, value) for key, value in pairs if value != $file]

pairs[:] = pairs[-2:]

pairs += zip('cd', names[:2])

pairs = sorted(pairs, key=lambda pair: pair[1], reverse=True)

pairs = [(key.lower(), value) for (key, value) in pairs]

pairs = list(dict(pairs).items())

## dict read

$read[table.get('a', $file)]

$read[table.get('zz', $file)]

$read[table.get($k) or path]

for item in table.values():
    $read[item]

for key, item in table.items():
    if key in 'ab':
        $read[item]

for key in table:
    $read[table[key]]

for key in sorted(table, reverse=True)[:1]:
    $read[table[key]]

if 'b' in table:
    $read[table['b']]
else:
    $read[$file]

try:
    chosen = table['b']
except KeyError:
    chosen = $file
$read[chosen]

if table:
    $read[next(iter(table.values()))]

if table:
    $read[list(table.values())[-1]]

if table:
    $read[table[min(table)]]

if table:
    $read[table[next(reversed(table))]]

for key in 'abc':
    if key in table:
        $read[table[key]]

for key, item in {'a': $file, **table}.items():
    if key == 'a':
        $read[item]

for key in table.keys() & {'a', 'b'}:
    $read[table[key]]

for key in table.keys() - {'a'}:
    $read[table[key]]

$read[{**table, 'a': $file}['a']]

$read[{'a': $file, **dict(pairs)}['a']]

$read[(table | {'c': $file})['c']]

$read[dict(pairs, a=$file)['a']]

values = table.values()
table['e'] = $file
for item in values:
    $read[item]

for item in tree['x']:
    $read[item]

for key, items in tree.items():
    for item in items[:1]:
        $read[item]

$read[(tree.get('z') or tree['x'] or [$file])[0]]

for item in tree.get('y', []):
    $read[item]

for item in sum(tree.values(), []):
    $read[item]

for item in [item for items in tree.values() for item in items if item != $file]:
    $read[item]

for key, item in pairs:
    $read[item]

for key, item in pairs:
    if key == $k:
        $read[item]

for pair in pairs[:1]:
    $read[pair[1]]

keys, items = zip(*(pairs or [('a', path)]))
$read[items[0]]

match table:
    case {'zz': item}:
        $read[item]
    case {'a': item, **rest}:
        $read[item]
    case _:
        $read[$file]

match pairs:
    case [(key, item), *_] if key == 'a':
        $read[item]
    case [_, (_, item), *_]:
        $read[item]
    case _:
        pass

handlers = {'a': lambda: $file, 'b': lambda: path}
$read[handlers['b' if $test else 'a']()]

handlers = {'read': read, 'size': os.path.getsize}
handlers['read']($file)

total = {}
for key, item in pairs:
    total.setdefault(key, []).append(item)
for items in total.values():
    $read[items[-1]]

chain = ChainMap({'a': $file}, table)
$read[chain['a']]

chain = ChainMap(table, {'zz': $file})
$read[chain['zz']]

groups = defaultdict(list)
groups['a'].append($file)
groups['b'].append($file)
for item in groups['a'] + groups['c']:
    $read[item]

groups = defaultdict(lambda: $file)
groups['a'] = $file
$read[groups['b']]

counts = Counter([$f1, $f1, $f2])
$read[counts.most_common(1)[0][0]]

counts = Counter(item[0] for item in names)
if counts['m'] > 1 or not counts['r']:
    $read[$file]

ordered = OrderedDict(a=$file, b=$file)
ordered.move_to_end('a')
$read[next(iter(ordered.values()))]

ordered = OrderedDict(a=$file, b=$file)
$read[ordered.popitem(last=False)[1]]

frozen = types.MappingProxyType(table)
table['e'] = $file
$read[frozen['e']]

## set

bag.add($file)

bag.discard($f1)

bag = {$file, $file}

bag |= {$file}

bag = bag | set(names)

bag -= set(more)

bag = bag & {$file, $file, path}

bag ^= {path}

bag.update(more, [path])

bag = {item for item in names if '/' in item}

if $f1 in bag:
    bag.remove($f1)

alias = bag
alias.add($file)

alias = set(bag)
alias.add($file)

bag.difference_update(names)

if $test:
    bag.add($file)

for item in bag:
    $read[item]

for item in sorted(bag)[:1]:
    $read[item]

for item in {*names, *more} - {$file}:
    $read[item]

if bag:
    $read[min(bag)]

for item in names:
    if item in bag:
        $read[item]

for item in names:
    if item not in bag:
        bag.add(item)
        $read[item]

if bag <= {$file, $file, $file}:
    $read[$file]
elif not bag.isdisjoint(names):
    $read[path]

only = frozenset([$f1, $f2]) - {$f1}
for item in only:
    $read[item]

while bag:
    $read[bag.pop()]

## deque

queue.append($file)

queue.appendleft($file)

queue.extend(names[:2])

queue.extendleft([$file, $file])

queue.rotate(1)

if queue:
    queue.pop()

if queue:
    path = queue.popleft()

queue = deque(names, maxlen=1)

queue = deque([path, other])

while queue:
    $read[queue.popleft()]

for item in queue:
    $read[item]

if queue:
    $read[queue[-1]]

while len(queue) > 1:
    queue.pop()

if queue:
    queue[0] = $file

queue.clear()
queue.append($file)

if $test:
    queue.append($file)

waiting = deque([(0, 'meta')])
while waiting:
    level, item = waiting.popleft()
    if os.path.isdir(item):
        waiting.extend((level + 1, os.path.join(item, name)) for name in sorted(os.listdir(item)))
    elif level < 2:
        $read[item]

## iterator

path = next(stream, path)

$read[next(stream, $file)]

next(stream, None)

for item in stream:
    $read[item]
    break

for item in stream:
    $read[item]

stream = iter(names[:3])

stream = iter([$file, $file])

stream = itertools.chain([$file], stream)

stream = (item for item in names[:2] + more[:1])

stream = filter(None, [$file, '', $file])

for item, _ in zip(stream, range(1)):
    $read[item]

if $test:
    next(stream, None)

twice = iter(names)
for one, two in zip(twice, twice):
    $read[two]

lines = iter(names)
for item in lines:
    $read[next(lines, item)]

def produce():
    yield $f1
    yield $f2
for item in produce():
    $read[item]

def produce():
    yield $f1
    yield from [$f2, path]
made = produce()
next(made)
$read[next(made)]

def produce(items):
    for item in items:
        if item.startswith('conf'):
            return
        yield item
for item in produce([$file, $file]):
    $read[item]

def produce():
    got = yield $f1
    while True:
        got = yield got or $f2
made = produce()
next(made)
$read[made.send($f3)]

def produce():
    try:
        yield $f1
    finally:
        texts.append(open($f2).read())
for item in produce():
    $read[item]

def produce():
    texts.append(open($f1).read())
    yield $f2
    texts.append(open($f3).read())
for item in produce():
    $read[item]
    break

def produce():
    texts.append(open($f1).read())
    yield $f2
made = produce()
if $test:
    next(made)

def inner():
    yield $f1
    return $f2
def produce():
    last = yield from inner()
    yield last
$read[list(produce())[1]]

def produce():
    for item in list(names):
        yield item
        names.append($file)
        if len(names) > 6:
            break
for item in produce():
    pass

def produce():
    state = []
    for item in ($f1, $f2):
        state.append(item)
        yield state
*_, last = produce()
$read[last[0]]

def produce():
    while True:
        yield from (names or [path])
$read[next(itertools.islice(produce(), 2, None))]

def produce():
    for index in itertools.count():
        yield [$f1, $f2, $f3][index % 3]
for index, item in enumerate(produce()):
    if index == 2:
        $read[item]
        break

lazy = (open(item).read() for item in ($f1, $f2))
next(lazy)

lazy = map(read, [$f1, $f2])
texts.append(next(lazy))

lazy = (read(item) for item in names)
names = [$file]
texts.extend(lazy)

one, two = itertools.tee([$f1, $f2])
next(one)
$read[next(one)]
$read[next(two)]

class Produce:
    def __init__(self, items):
        self.items = list(items)
    def __iter__(self):
        return self
    def __next__(self):
        if not self.items:
            raise StopIteration
        return self.items.pop()
for item in Produce([$f1, $f2]):
    $read[item]

class Produce:
    items = [$f1, $f2]
    def __iter__(self):
        return iter(self.items)
    def __len__(self):
        return len(self.items)
for item in Produce():
    $read[item]

class Produce:
    def __getitem__(self, index):
        return [$f1, $f2][index]
for item in Produce():
    $read[item]

count = iter([1, 1, 0])
for _ in iter(lambda: next(count), 0):
    $read[$file]

rest = enumerate([$f1, $f2])
next(rest)
for index, item in rest:
    $read[item]

## text

pieces = $f1@list
last = pieces.pop()
pieces.append(last)
$read['/'.join(pieces)]

pieces = $g1.split('/')
last = pieces.pop()
$read['/'.join(pieces) + '/' + last]

head, tail = os.path.split($f1)
$read['/'.join(item for item in [head, tail] if item)]

root, ext = os.path.splitext($f1)
$read[root + ext]

pieces = []
for piece in $f1.split('/'):
    pieces.append(piece)
$read['/'.join(pieces)]

text = ''
for char in $f1@back:
    text = char + text
$read[text]

text = ''
for piece in ($f1@head, $f1@rest):
    text += piece
$read[text]

key, sep, value = 'file = $f1@bare'.partition('=')
$read[value.strip()]

for line in '$f1@bare\n\n# x\n$f2@bare'.splitlines():
    line = line.strip()
    if not line or line.startswith('#'):
        continue
    $read[line]

found = dict(item.split('=') for item in 'a=$f1@bare,b=$f2@bare'.split(','))
$read[found['b']]

names = [item for item in '$f1@bare,,$f2@bare'.split(',') if item]

at = '$g1@bare'.index('/')
$read['$g1@bare'[:at] + '/' + '$g1@bare'[at + 1:]]

if '$g1@bare'.count('/') == 1:
    $read[$g1]

mark = '%s.txt'
$read['meta/' + mark % 'a']

mark = 'meta/{}.txt'
for item in ('a', 'c'):
    $read[mark.format(item)]

word = 'base'
$read[f'reqs/{word}.txt']

word = 'Base'
$read[f'reqs/{word.lower()}.txt']

word, width = 'a', 1
$read[f'meta/{word:>{width}}.txt']

letter = chr(ord('a') + number % 3)
$read['meta/' + letter + '.txt']

letter = 'abc'[number % 3]
$read[f'meta/{letter}.txt']

letter = string.ascii_lowercase[divmod(7, 3)[1]]
$read[f'meta/{letter}.txt']

whole = textwrap.dedent('''\
    first = $f1@bare
    second = $f2@bare
''')
found = re.findall(r'(\w+) = (\S+)', whole)
$read[dict(found)['second']]

match = re.match(r'(?P<stem>\w+)', 'base.in')
if match:
    $read['reqs/' + match.group('stem') + '.txt']

pattern = re.compile(r'<(.+?)>')
for item in pattern.findall('<$f1@bare> <$f2@bare>'):
    $read[item]

$read[re.sub(r'\{(\w+)\}', lambda found: {'x': 'a'}[found.group(1)], 'meta/{x}.txt')]

$read[re.compile('X').sub('a', 'metX/a.txt').replace('X', 'x')]

words = 'reqs dev'.split()
$read['/'.join(words) + '.txt']

where_to = {'kind': 'reqs', 'name': 'base'}
$read['{kind}/{name}.txt'.format(**where_to)]

$read['%(kind)s/%(name)s.txt' % {'kind': 'meta', 'name': 'a'}]

$read[Template('$$kind/b.txt').substitute(kind='meta')]

$read['meta/' 'a' '.txt']

$read['-'.join(['x', $f1]).split('-', 1)[1]]

text = $f1
text = text.replace('.', '\0').replace('\0', '.')
$read[text]

$read[''.join(sorted(['a', 'm', 'e', 't'], key='meta'.index)) + '/a.txt']

first, second = 'meta/a.txt:reqs/dev.txt'.split(':')
$read[second]

number_text = '%02d' % 7
$read['meta/b.txt' if number_text == '07' else $file]

$read['meta/a.txt' if '7'.zfill(3) == '007' else $file]

$read[$f1 if 'Straße'.casefold() == 'strasse' else $f2]

## number

number = (number + 1) % 5

number = len(names) % 5

number = int('3')

number = int('12', 8) % 5

number = round(2.6)

number = hex(12).count('c')

number = max(0, 4 - len(more)) % 5

number = sum(1 for item in names if item.endswith('.txt')) % 5

number = abs(-2)

number = 7 // 2

number = 1 << 2

number = 3 & 6

number -= number > 2

number += 1
number %= 5

number = not flag and 1 or 2

number = [1, 2, 3].index(2)

number = 'abc'.find('c')

number = int(os.environ.get('DEMO_LEVEL', '1')) % 5

if $test:
    number = 0

for number in range(3):
    pass

while number < 4:
    number += 1

while number > 0:
    number -= 1
    if $test:
        break

$read[[$file, $file, $file, $file, $file][number]]

if number == 1:
    $read[$file]
elif number > 2:
    $read[path]

for index in range(number):
    $read[[$file, $file, $file, $file][index]]

for index in range(3, 0, -1):
    if index == number:
        $read[$file]

match number:
    case 0:
        $read[$file]
    case 1 | 2:
        $read[$file]
    case int(value) if value > 3:
        $read[$file]
    case _:
        $read[path]

flag = not flag

flag = bool($test)

flag = $test and $test

flag = number > 1

if flag:
    flag = False
    $read[$file]

flag &= True

flag = flag != (number == 2)

if flag is True:
    $read[$file]

if flag == (not number):
    $read[$file]

total = 0
for index in range(5):
    if index % 2:
        continue
    total += index
if total == 6:
    $read[$file]

low, high = 0, 8
while low < high:
    middle = (low + high) // 2
    if middle < 5:
        low = middle + 1
    else:
        high = middle
$read[{5: $file}.get(low, $file)]

## exception

try:
    path = {}['zz']
except KeyError:
    path = $file

try:
    chosen = [$file][3]
except IndexError:
    chosen = $file
$read[chosen]

try:
    chosen = [$file][0]
except IndexError:
    chosen = $file
$read[chosen]

try:
    int('x')
    path = $file
except ValueError:
    other = $file

try:
    int('3')
except ValueError:
    path = $file
else:
    other = $file

try:
    path = $file
    raise ValueError('x')
except ValueError as error:
    if str(error) == 'x':
        other = $file
finally:
    names.append($file)

try:
    path = $file
    1 / 0
    path = $file
except ZeroDivisionError:
    pass

try:
    names.append($file)
    names.missing
    names.append($file)
except AttributeError:
    more.append($file)

try:
    texts.append(open('missing.txt').read())
except OSError:
    $read[$file]

try:
    with open('missing.txt') as handle:
        texts.append(handle.read())
except FileNotFoundError:
    path = $file
else:
    $read[$file]

try:
    $read[$file]
except OSError:
    path = $file

try:
    $read[$f1]
    raise RuntimeError
except (OSError, RuntimeError):
    $read[$f2]

try:
    open($f1 + '.missing')
except IOError:
    $read[$f1]

for item in ('missing.txt', 'none.txt', $file, $file):
    try:
        texts.append(open(item).read())
    except OSError:
        continue
    break

for item in names:
    try:
        if item.endswith('.txt'):
            raise LookupError(item)
        $read[item]
    except LookupError:
        break

for item in names:
    try:
        continue
    finally:
        $read[item]

for item in names:
    try:
        break
    finally:
        path = item

class Stop(Exception):
    pass
try:
    for item in names:
        $read[item]
        if '/' in item:
            raise Stop
except Stop:
    path = $file

class Stop(Exception):
    def __init__(self, name):
        super().__init__(name)
        self.name = name
try:
    raise Stop($f1)
except Stop as stop:
    $read[stop.name]

class Lost(LookupError):
    pass
def find(name):
    if name not in table:
        raise Lost(name)
    return table[name]
try:
    chosen = find('zz')
except LookupError as error:
    chosen = $file
$read[chosen]

def check(name):
    assert not name.endswith('.tex'), name
    return name
try:
    chosen = check($f1)
except AssertionError:
    chosen = $f2
$read[chosen]

def attempt():
    try:
        return $f1
    finally:
        texts.append(open($f2).read())
$read[attempt()]

def attempt():
    try:
        raise KeyError
    except KeyError:
        return $f1
    finally:
        names.append($f2)
$read[attempt()]

def attempt():
    for item in [$f1, $f2]:
        try:
            return item
        finally:
            names.append(item)
$read[attempt()]

try:
    try:
        raise KeyError('a')
    except KeyError:
        path = $file
        raise
    path = $file
except LookupError:
    $read[path]

try:
    try:
        raise KeyError('a')
    except KeyError as error:
        raise ValueError('b') from error
except ValueError as error:
    $read[$f1 if isinstance(error.__cause__, KeyError) else $f2]

try:
    try:
        {}['a']
    finally:
        path = $file
except KeyError:
    $read[path]

try:
    next(iter([]))
    path = $file
except StopIteration:
    other = $file

try:
    one, two = [$file]
except ValueError:
    one = two = $file
$read[two]

try:
    choose(1)
    chosen = $file
except TypeError:
    chosen = $file
$read[chosen]

try:
    undefined_name
    chosen = $file
except NameError:
    chosen = $file
$read[chosen]

try:
    import not_there
    chosen = $file
except ImportError:
    not_there = None
    chosen = $file
$read[chosen]

try:
    import json as parser
except ImportError:
    chosen = $file
else:
    chosen = $file
$read[chosen]

try:
    from not_there import read_it
except ImportError:
    def read_it(name):
        return open(name).read()
texts.append(read_it($file))

try:
    import tomllib
except ModuleNotFoundError:
    $read[$file]

with contextlib.suppress(OSError):
    open('missing.txt')
    path = $file

with contextlib.suppress(KeyError, IndexError):
    path = $file
    path = [][0]
    path = $file

with contextlib.suppress(ZeroDivisionError):
    $read[$f1]
    1 // 0
    $read[$f2]

try:
    if $test:
        raise ValueError
    path = $file
except ValueError:
    path = $file

try:
    if $test:
        raise KeyError('x')
    $read[$file]
except KeyError:
    $read[$file]
else:
    other = $file

try:
    sys.exit(0)
except SystemExit:
    $read[$file]

try:
    raise Exception($f1, $f2)
except Exception as error:
    $read[error.args[1]]

try:
    names.remove('zz')
except ValueError:
    names.append($file)

try:
    names.index('zz')
    $read[$f1]
except ValueError:
    pass

try:
    os.environ['DEMO_MISSING']
    path = $file
except KeyError:
    pass

try:
    raise NotImplementedError
except (KeyError, ValueError):
    path = $file
except Exception:
    path = $file
except BaseException:
    path = $file

def give_up(name):
    raise RuntimeError(name)
try:
    $read[$f1]
    give_up('x')
    $read[$f2]
except RuntimeError:
    names.append($f3)

def find(name):
    if name == 'zz':
        return None
    raise KeyError(name)
found = find('zz')
try:
    found = find('a')
except KeyError:
    $read[$file]

tries = 0
while True:
    try:
        tries += 1
        if tries < 3:
            raise OSError
        $read[$file]
        break
    except OSError:
        continue

## function

def get(name=$f1):
    return open(name).read()
texts.append(get())
texts.append(get($f2))

def get(*pieces):
    return open(os.path.join(HERE, *pieces)).read()
texts.append(get($f1@parts))

def get(name, other=None):
    if other:
        return open(other).read()
    return open(name).read()
texts.append(get($f1))
texts.append(get($f2, other=$f3))

def get(first, /, second=$f2, *, third):
    return [first, second, third]
names = get($f1, third=$f3)

def get(**options):
    options.setdefault('name', $f1)
    return options['name']
$read[get()]
$read[get(name=$f2)]

def get(*names, default=$f1, **options):
    return options.get('chosen') or (names[-1] if names else default)
$read[get()]
$read[get($f2, chosen=$f3)]

def get(found=[]):
    found.append([$f1, $f2, $f3][len(found) % 3])
    return found
get()
for item in get():
    $read[item]

def get(name, cache={}):
    if name not in cache:
        cache[name] = read(name)
    return cache[name]
texts.append(get($f1) + get($f1))

def get(name, start=path):
    return start
path = $file
$read[get('x')]

def get():
    return path
path = $file
$read[get()]

def add(items, name):
    items.append(name)
add(names, $file)

def add(items, name):
    items = items + [name]
    return items
add(names, $file)
more = add(more[:2], $file)

def add(items):
    items += [$file]
add(names)

def fill(target):
    target['a'] = $file
fill(table)

def fill(target):
    target.path = $file
fill(box)

def swap(one, two):
    return two, one
path, other = swap(path, other)

def change():
    global path
    path = $file
change()

def change(value):
    global path, other
    path, other = value, path
if $test:
    change($file)

def change():
    path = $file
    return path
change()

def change():
    names.append($file)
if $test:
    change()

def change():
    global number
    number = (number + 1) % 5
    return number
if change() > 1 or change() > 2:
    $read[[$file, $file, $file, $file, $file][number]]

def yes(name):
    names.append(name)
    return True
if $test and yes($file):
    pass

def no(name):
    more.append(name)
    return False
if no($file) or $test:
    $read[path]

def outer():
    name = $f1
    def change():
        nonlocal name
        name = $f2
    if $test:
        change()
    return name
$read[outer()]

def counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    return step
step = counter()
step()
$read[[$file, $file, $file][step()]]

def outer(name):
    def inner():
        return open(name).read()
    name = $f2
    return inner
texts.append(outer($f1)())

def make(items):
    def add(name):
        items.append(name)
        return items
    return add
add = make([$f1])
add($f2)
for item in add($f3):
    $read[item]

def first(items):
    for item in items:
        if item.endswith('.txt'):
            return item
    return $file
$read[first(names)]

def first(items):
    for item in items:
        if os.path.exists(item):
            return item
$read[first(['missing.txt', $f1, $f2])]

def pick(kind):
    if kind == 'a':
        return $f1
    elif kind == 'b':
        return $f2
    return path
$read[pick('b')]
$read[pick('z')]

def pick(kind):
    if $test:
        return $f1
    names.append($f2)
    return path
$read[pick(None)]

def nothing():
    names.append($file)
chosen = nothing() or $file
$read[chosen]

def descend(count):
    return $f1 if count == 0 else descend(count - 1)
$read[descend(2)]

def descend(items):
    if not items:
        return []
    head, *tail = items
    return descend(tail) + [head]
names = descend(names[:3])

def descend(count):
    if count:
        names.append([$f1, $f2, $f3][count - 1])
        descend(count - 1)
descend(2)

def even(count):
    return $f1 if count == 0 else odd(count - 1)
def odd(count):
    return $f2 if count == 0 else even(count - 1)
$read[even(3)]

def flatten(value):
    for item in value:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item
for item in flatten([$f1, [$f2, [path]]]):
    $read[item]

def walk(top):
    for name in sorted(os.listdir(top)):
        full = os.path.join(top, name)
        if os.path.isdir(full):
            yield from walk(full)
        else:
            yield full
for item in walk('meta'):
    $read[item]

def apply(function, *arguments):
    return function(*arguments)
texts.append(apply(read, $f1))

def apply(function, **options):
    return function(**options)
apply(open, file=$f1).close()

def twice(function):
    return lambda value: function(function(value))
$read[twice(lambda text: text[1:])('xx$f1@bare')]

def compose(*functions):
    def run(value):
        for function in functions:
            value = function(value)
        return value
    return run
$read[compose(str.strip, os.path.normpath)(' ./$f1@bare ')]

$read[(lambda items, index=-1: items[index])([$f1, $f2])]

key = lambda item: -len(item)
$read[sorted([$f1, $f2], key=key)[0]]

function = read if $test else (lambda name: name)
texts.append(function($f1))

functions = []
for item in ($f1, $f2):
    functions.append(lambda: item)
$read[functions[0]()]

functions = []
for item in ($f1, $f2):
    functions.append(lambda item=item: item)
$read[functions[0]()]

functions = [lambda: item for item in ($f1, $f2)]
$read[functions[0]()]

functions = [partial(read, item) for item in ($f1, $f2)]
texts.append(functions[1]())

readers.append(lambda: read(path))

readers.append(lambda name=path: read(name))

readers.append(partial(read, $file))

readers += [box.text]

for reader in readers:
    texts.append(reader())

if readers:
    texts.append(readers[-1]())

if $test:
    readers.append(lambda: read(other))

readers = readers[:1]

def choose():
    return other

def choose(name=path):
    return name

choose = lambda: $file

if $test:
    def choose():
        return $file
else:
    def choose():
        return path

previous = choose()
def choose(value=previous):
    return value

def remember(function):
    def wrapped(*arguments, **options):
        names.append($file)
        return function(*arguments, **options)
    return wrapped
@remember
def get(name):
    return read(name)
texts.append(get($f1))

def instead(value):
    def decorate(function):
        @wraps(function)
        def wrapped(*arguments):
            return function(value)
        return wrapped
    return decorate
@instead($f1)
def get(name):
    return read(name)
texts.append(get($f2))

registry = {}
def register(name):
    def decorate(function):
        registry[name] = function
        return function
    return decorate
@register('a')
def one():
    return $f1
@register('b')
def two():
    return $f2
for name, function in registry.items():
    if name != 'a':
        $read[function()]

def never(function):
    return None
@never
def get():
    return read($f1)

@lru_cache(maxsize=None)
def get(name):
    return read(name)
texts.append(get($f1) + get($f1))

calls = []
@functools.cache
def get(name):
    calls.append(name)
    return name
get($f1), get($f1)
$read[$f2 if len(calls) == 1 else $f3]

@contextmanager
def opened(name):
    handle = open(name)
    try:
        yield handle
    finally:
        handle.close()
        names.append($f2)
with opened($f1) as handle:
    texts.append(handle.read())

def get():
    return $f1, [$f2, path]
one, (two, three) = get()
$read[two]

def get():
    return {'name': $f1, 'rest': [$f2]}
$read[get()['rest'][0]]

def get(items):
    "Documented."
    for index, item in enumerate(items):
        if index > 0:
            break
    return item
$read[get([$f1, $f2, $f3])]

def get(items):
    result = []
    for item in items:
        if item in result:
            continue
        result += [item]
    return result
for item in get([$f1, $f1, $f2]):
    $read[item]

def get(mode='full'):
    while True:
        if mode == 'full':
            mode = 'less'
            continue
        return $f1 if mode == 'less' else $f2
$read[get()]

def get():
    get.count = getattr(get, 'count', 0) + 1
    return [$f1, $f2, $f3][get.count % 3]
get()
$read[get()]

def get(name: str = $f1, *, strict: bool = False) -> str:
    result: str
    result = name if not strict else $f2
    return result
$read[get(strict=bool($test))]

get = functools.partial(os.path.join, 'meta')
$read[get('a.txt')]

get = {'a': read}.get
texts.append(get('a', str)($f1))

arguments = [$f1]
options = {'encoding': 'utf-8'}
with open(*arguments, **options) as handle:
    texts.append(handle.read())

if $test:
    function = lambda: $f1
else:
    function = lambda: $f2
$read[function()]

def get(name):
    if name == 'a':
        return lambda: $f1
    return lambda: $f2
$read[get('b')()]

def get(name, depth=0):
    if depth > 1:
        return name
    return get({'x': 'y', 'y': $f1}.get(name, name), depth + 1)
$read[get('x')]

## object

box.path = $file

box.names.append($file)

box.names = [$path]

box.add($file)

box.add($file).add(path)

box = Box($path)

box.found.append($file)

Box.found.append($file)

Box.found = [$file]

setattr(box, 'path', $file)

vars(box)['path'] = $file

box.__dict__.update(path=$file)

if $test:
    box.path = $file

if $test:
    box = Box($file)

alias = box
alias.path = $file

alias = copy.copy(box)
alias.names.append($file)
alias.path = $file

alias = copy.deepcopy(box)
alias.names.append($file)

boxes = [box, Box($file)]
boxes[0].path = boxes[1].path

for item in (box, Box($file)):
    item.path = $file

for item in box.names:
    $read[item]

$read[box.path]

$read[box.last()]

texts.append(box.text())

for item in Box.found:
    $read[item]

for item in Box($file).found[:2]:
    $read[item]

names = box.names

if hasattr(box, 'extra'):
    $read[box.extra]
else:
    box.extra = $file

box.path, path = path, box.path

box.path += ''

del box.path
box.path = $file

(box if $test else Box($file)).add($file)

Box.text = lambda self: read(self.names[0])

if $test:
    Box.last = lambda self: $file

last = box.last
box.add($file)
$read[last()]

$read[Box.last(box)]

space = SimpleNamespace(name=$f1, items=[$f2])
space.name = $f2
space.items.append(path)
$read[space.name]
$read[space.items[-1]]

space = SimpleNamespace(**dict(pairs, a=$file))
$read[space.a]

space = argparse_like = types.SimpleNamespace(path=None)
if $test:
    space.path = $file
if argparse_like.path:
    $read[argparse_like.path]

## class

class Source:
    path = $f1
    def read(self):
        return open(self.path).read()
source = Source()
if $test:
    source.path = $f2
texts.append(source.read())

class Source:
    path = $f1
one, two = Source(), Source()
one.path = $f2
$read[two.path]

class Source:
    path = $f1
one = Source()
Source.path = $f2
$read[one.path]

class Source:
    items = []
    def add(self, name):
        self.items.append(name)
one, two = Source(), Source()
one.add($f1)
for item in two.items:
    $read[item]

class Source:
    items = []
    def add(self, name):
        self.items = self.items + [name]
one = Source()
one.add($f1)
for item in Source.items:
    $read[item]
$read[one.items[0]]

class Source:
    count = 0
    def __init__(self):
        Source.count += 1
        self.path = [$f1, $f2, $f3][Source.count % 3]
Source()
$read[Source().path]

class Base:
    path = $f1
    def get(self):
        return self.path
class Source(Base):
    path = $f2
$read[Source().get()]

class Base:
    def __init__(self, name):
        self.names = [name]
    def all(self):
        return self.names
class Source(Base):
    def __init__(self):
        super().__init__($f1)
        self.names.append($f2)
    def all(self):
        return super().all() + [path]
for item in Source().all()[1:]:
    $read[item]

class One:
    def get(self):
        return [$f1]
class Two(One):
    def get(self):
        return super().get() + [$f2]
class Three(One):
    def get(self):
        return super().get() + [$f3]
class Four(Two, Three):
    pass
$read[Four().get()[1]]

class Source:
    def __init__(self):
        self._path = $f1
    @property
    def path(self):
        return self._path
    @path.setter
    def path(self, value):
        self._path = value.strip()
source = Source()
source.path = ' $f2@bare '
$read[source.path]

class Source:
    @property
    def path(self):
        names.append($f1)
        return $f2
source = Source()
if $test:
    source.path

class Source:
    @functools.cached_property
    def text(self):
        return read($f1)
source = Source()
texts.append(source.text + source.text)

class Source:
    path = $f1
    @classmethod
    def get(cls):
        return cls.path
    @staticmethod
    def other():
        return $f2
class Special(Source):
    path = $f3
$read[Special.get()]
$read[Source().other()]

class Source:
    @classmethod
    def make(cls, name):
        made = cls()
        made.name = name
        return made
$read[Source.make($f1).name]

class Source:
    def __call__(self, name):
        return read(name)
texts.append(Source()($f1))

class Source:
    def __getitem__(self, key):
        return {'a': $f1}.get(key, $f2)
    def __contains__(self, key):
        return key == 'a'
source = Source()
$read[source['a' if 'b' in source else 'c']]

class Source:
    def __init__(self):
        self.items = {}
    def __setitem__(self, key, value):
        self.items[key] = value
        names.append(value)
    def __delitem__(self, key):
        self.items.pop(key, None)
    def __getitem__(self, key):
        return self.items[key]
source = Source()
source['a'] = $f1
source['b'] = $f2
del source['a']
$read[source['b']]

class Source:
    def __bool__(self):
        return False
if Source():
    $read[$file]
else:
    $read[$file]

class Source:
    def __len__(self):
        return 0
$read[$f1 if Source() else $f2]

class Source:
    def __init__(self, name):
        self.name = name
    def __eq__(self, other):
        return self.name[0] == other.name[0]
    def __hash__(self):
        return 1
$read[$f1 if Source('ab') == Source('ac') else $f2]

class Source:
    def __init__(self, items):
        self.items = items
    def __add__(self, more):
        return Source(self.items + more)
    def __iadd__(self, more):
        self.items = more + self.items
        return self
    def __truediv__(self, name):
        return '/'.join([*self.items, name])
source = Source(['meta'])
source += []
$read[source / 'a.txt']
$read[(source + ['deep']) / 'd.txt']

class Source:
    def __lt__(self, other):
        return True
    def __str__(self):
        return $f1
    def __repr__(self):
        return 'x'
    def __fspath__(self):
        return $f2
$read[str(Source())]
$read[Source()]

class Source:
    def __format__(self, spec):
        return spec + '.txt'
$read['meta/{:a}'.format(Source())]
$read[f'meta/{Source():b}']

class Source:
    def __getattr__(self, name):
        return 'meta/' + name + '.txt'
$read[Source().b]
$read[getattr(Source(), 'c')]

class Source:
    def __setattr__(self, name, value):
        names.append(value)
        super().__setattr__(name, value)
source = Source()
source.path = $f1
$read[source.path]

class Source:
    __slots__ = ('path', 'size')
    def __init__(self, path):
        self.path = path
source = Source($f1)
try:
    source.extra = $f2
    source.path = $f2
except AttributeError:
    pass
$read[source.path]

class Base:
    known = []
    def __init_subclass__(cls, **options):
        super().__init_subclass__()
        cls.known.append(cls.path)
        names.append(options.get('extra', $f3))
class One(Base):
    path = $f1
class Two(Base, extra=path):
    path = $f2
for item in Base.known:
    $read[item]

class Source:
    texts.append(read($f1))
    path = $f2
    names = [path]
    names.append($f3)
for item in Source.names:
    $read[item]

class Source:
    if $test:
        path = $f1
    else:
        path = $f2
$read[Source.path]

class Source:
    def __enter__(self):
        names.append($f1)
        return $f2
    def __exit__(self, *_):
        more.append($f3)
with Source() as name:
    $read[name]

class Source:
    def __enter__(self):
        return self
    def __exit__(self, kind, error, trace):
        return kind is KeyError
with Source():
    $read[$f1]
    {}['x']
    $read[$f2]

@dataclass
class Source:
    path: str = $f1
    items: list = field(default_factory=list)
    def add(self, name):
        self.items.append(name)
        return self
one, two = Source(), Source($f2).add($f3)
$read[one.path]
for item in one.items + two.items:
    $read[item]

@dataclass(frozen=True)
class Source:
    base: str
    name: str = 'a.txt'
    def __post_init__(self):
        object.__setattr__(self, 'path', self.base + '/' + self.name)
$read[Source('meta').path]
$read[Source(base='meta', name='b.txt').path]

@dataclass(order=True)
class Source:
    rank: int
    path: str = field(compare=False, default=$f1)
$read[min(Source(2), Source(1, $f2)).path]

class Pair(NamedTuple):
    one: str
    two: str = $f1
    def get(self):
        return self.two
pair = Pair($f2)
one, two = pair
$read[pair.get() if $test else one]

Pair = namedtuple('Pair', ['one', 'two'])
pair = Pair($f1, two=$f2)
pair = pair._replace(one=path)
$read[pair.one]
$read[pair[1]]
$read[pair._asdict()['two']]

class Kind(Enum):
    ONE = $f1
    TWO = $f2
$read[Kind.ONE.value]
for item in Kind:
    if item is not Kind.ONE:
        $read[item.value]

class Kind(Enum):
    ONE = 1
    TWO = 2
    @property
    def path(self):
        return {1: $f1, 2: $f2}[self.value]
$read[Kind(2).path]
$read[Kind['ONE'].path]

class Level(IntEnum):
    LOW = 1
    HIGH = 2
$read[$f1 if Level.HIGH > 1 else $f2]

class Point:
    __match_args__ = ('one', 'two')
    def __init__(self, one, two):
        self.one, self.two = one, two
match Point($f1, $f2):
    case Point('x', found):
        $read[found]
    case Point(one=str() as found):
        $read[found]

Made = type('Made', (Box,), {'get': lambda self: self.names[0]})
$read[Made($f1).get()]

class Outer:
    class Inner:
        path = $f1
    inner = Inner()
Outer.inner.path = $f2
$read[Outer.Inner.path]
$read[Outer().inner.path]

class Mixed(dict):
    def __missing__(self, key):
        return $f1
$read[Mixed(a=$f2)['b']]

class Mixed(list):
    def append(self, item):
        super().append(item.lower())
        names.append($f2)
mixed = Mixed()
mixed.append('META/A.TXT')
$read[mixed[0]]

class Mixed(UserDict):
    def __getitem__(self, key):
        return self.data.get(key, $f1)
mixed = Mixed(a=$f2)
mixed['b'] = $f3
$read[mixed['b']]
$read[mixed['z']]

class Mixed(str):
    def path(self):
        return 'meta/' + self
$read[Mixed('a.txt').path()]

def decorate(cls):
    cls.path = $f1
    cls.all.append($f2)
    return cls
@decorate
class Source:
    path = $f3
    all = []
$read[Source.path]
for item in Source().all:
    $read[item]

class Meta(type):
    def __new__(mcls, name, bases, space):
        space['path'] = $f1
        return super().__new__(mcls, name, bases, space)
class Source(metaclass=Meta):
    pass
$read[Source.path]

class Lazy:
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, instance, owner):
        return 'meta/' + self.name + '.txt'
class Source:
    a = Lazy()
$read[Source.a]

class Single:
    _one = None
    def __new__(cls):
        if cls._one is None:
            cls._one = super().__new__(cls)
            cls._one.items = []
        return cls._one
Single().items.append($f1)
for item in Single().items:
    $read[item]

class Source:
    def one(self):
        self.path = $f1
        return self
    def two(self):
        self.path = $f2
        return self
$read[Source().one().two().path]
$read[getattr(Source(), 'one' if $test else 'two')().path]

class Source:
    def run(self):
        for name in ('first', 'second', 'third'):
            if hasattr(self, name):
                getattr(self, name)()
    def first(self):
        names.append($f1)
    def third(self):
        texts.append(read($f2))
Source().run()

class Node:
    def __init__(self, name, below=()):
        self.name, self.below = name, list(below)
    def walk(self):
        yield self.name
        for node in self.below:
            yield from node.walk()
root = Node($f1, [Node($f2)])
root.below[0].below.append(Node($f3))
for item in root.walk():
    $read[item]

## folder

for item in sorted(glob.glob('meta/*.txt')):
    $read[item]

for item in glob.iglob('**/*.txt', recursive=True):
    $read[item]

for item in sorted(os.listdir('reqs')):
    $read[os.path.join('reqs', item)]

for item in sorted(os.listdir(folder)):
    if not os.path.isdir(os.path.join(folder, item)):
        $read[folder + '/' + item]

for item in sorted(os.listdir(folder))[:1]:
    $read[os.path.join(folder, item)]

for item in os.listdir('conf'):
    if item.endswith('.cfg') and item.startswith('t'):
        $read['conf/' + item]

for item in sorted(Path('conf').glob('*.cfg')):
    $read[str(item)]

for item in sorted(Path('meta').rglob('*.txt')):
    $read[str(item)]

for item in sorted(Path(folder).iterdir()):
    if item.is_file():
        texts.append(item.read_text())

for item in Path('meta').iterdir():
    if item.suffix == '.txt' and item.stem > 'a':
        texts.append(item.read_text())

for base, folders, found in os.walk('meta'):
    for item in found:
        $read[os.path.join(base, item)]

for base, folders, found in os.walk('meta'):
    folders[:] = []
    for item in found:
        $read[os.path.join(base, item)]

for base, folders, found in os.walk('meta'):
    if 'deep' in folders:
        folders.remove('deep')
    for item in sorted(found)[:1]:
        $read[os.path.join(base, item)]

for base, folders, found in os.walk('meta', topdown=False):
    for item in fnmatch.filter(found, '*.tex'):
        $read[os.path.join(base, item)]

with os.scandir('reqs') as entries:
    for entry in entries:
        if entry.is_file() and entry.name != 'dev.txt':
            $read[entry.path]

for entry in os.scandir('meta'):
    if not entry.is_dir():
        $read[entry.path]

texts.append(open('meta/' + min(name for name in os.listdir('meta') if '.' in name)).read())

names = sorted(glob.glob('reqs/*.txt'))

names += sorted(str(item) for item in Path('conf').glob('*.cfg'))[:1]

if len(os.listdir('reqs')) == 3:
    $read[$file]

if glob.glob('*.zzz'):
    $read[$file]
else:
    $read[$file]

if 'VERSION' in os.listdir('.'):
    $read['VERSION']

for item in ['meta', 'reqs']:
    for found in sorted(Path(item).glob('[ab]*.txt')):
        texts.append(found.read_text())

os.chdir('meta')
texts.append(open('a.txt').read())
os.chdir('..')

before = os.getcwd()
os.chdir(os.path.join(HERE, 'conf'))
try:
    texts.append(open('one.cfg').read())
finally:
    os.chdir(before)

with contextlib.chdir('reqs'):
    texts.append(open('dev.txt').read())
$read[$file]

if $test:
    os.chdir('meta')
    texts.append(Path('b.txt').read_text())
    os.chdir(HERE)

os.chdir('meta/deep')
texts.append(open('../../VERSION').read())
texts.append(open(os.path.abspath('d.txt')).read())
os.chdir(os.path.dirname(os.path.abspath(__file__)))

@contextmanager
def inside(name):
    before = os.getcwd()
    os.chdir(name)
    yield os.path.abspath('.')
    os.chdir(before)
with inside('meta') as top:
    texts.append(open('a.txt').read())
    texts.append(open(os.path.join(top, 'b.txt')).read())

if os.path.exists('missing.txt'):
    $read['missing.txt']
elif os.path.isfile($f1):
    $read[$f1]

chosen = 'missing.txt' if os.path.exists('missing.txt') else $file
$read[chosen]

for item in ('missing.txt', $f1, 'none.tex'):
    if os.path.isfile(item):
        $read[item]

here = Path(__file__).parent
$read[str(here / $f1)]

here = Path(__file__).resolve().parent
texts.append(here.joinpath('meta', 'deep', 'd.txt').read_text())
texts.append((here / 'meta').joinpath('a.txt').read_text())

top = Path('meta')
texts.append((top / 'deep' / '..' / 'a.txt').read_text())
texts.append(top.joinpath('b').with_suffix('.txt').read_text())

target = Path('meta/a.txt')
texts.append(target.with_name('b.txt').read_text())
texts.append(target.with_stem('c').read_text())

target = Path('meta/deep/d.txt')
texts.append(target.parents[1].joinpath('a.txt').read_text())
texts.append((target.parent / 'e.tex').read_text())
if target.parts[0] == 'meta' and target.stem == 'd':
    $read[$file]

target = Path(HERE) / $f1
if target.exists() and target.is_relative_to(HERE):
    $read[str(target.relative_to(HERE))]

target = Path($f1)
texts.append(target.read_text() if target.suffix == '.txt' else read($f2))

texts.append(where.read_text())

with where.open('rb') as handle:
    texts.append(handle.read().decode())

$read[str(where.parent / sorted(item.name for item in where.parent.iterdir() if item.is_file())[0])]

for level in range(2):
    for item in glob.glob('meta/' + '*/' * level + '*.txt'):
        $read[item]

## environment

os.environ['DEMO_OPTION'] = '1'

os.environ.setdefault('DEMO_OPTION', 'fast')

os.environ.pop('DEMO_OPTION', None)

os.environ['DEMO_PATH'] = $file

os.environ.update(DEMO_PATH=$file)

os.environ['DEMO_LEVEL'] = str(number)

if 'DEMO_PATH' in os.environ:
    del os.environ['DEMO_PATH']

os.environ.pop('DEMO_PATH', '')

if $test:
    os.environ['DEMO_OPTION'] = 'fast'

option = os.environ.get('DEMO_OPTION')

option = None

option = 'fast'

$read[os.environ.get('DEMO_PATH', $file)]

$read[os.environ.get('DEMO_PATH') or $file]

if os.environ.get('DEMO_OPTION'):
    $read[$file]

if os.environ.get('DEMO_OPTION') == 'fast':
    $read[$file]
else:
    $read[$file]

if 'DEMO_OPTION' in os.environ:
    names.append($file)
    $read[names[-1]]
for item in names:
    $read[item]

try:
    $read[os.environ['DEMO_PATH']]
except KeyError:
    $read[$file]

mode = os.environ.get('DEMO_MODE', 'full')
$read[{'full': $f1, 'small': $f2}.get(mode, $f3)]

mode = os.environ.get('DEMO_MODE', 'full').lower()
if mode not in ('full', 'small'):
    $read[$file]
elif mode.startswith('f'):
    $read[$file]

mode = os.getenv('DEMO_MODE')
chosen = $file if mode is None else mode + '.txt'
$read[chosen]

mode = os.environ.get('DEMO_MODE', 'base')
$read[f'reqs/{mode}.txt']

if len(sys.argv) > 1 and sys.argv[1] == 'sdist':
    $read[$file]

if '--fast' in sys.argv:
    sys.argv.remove('--fast')
    path = $file

command = sys.argv[1] if len(sys.argv) > 1 else 'none'
if command == 'none':
    $read[$file]

if sys.platform == 'win32':
    chosen = $file
elif sys.platform == 'darwin':
    chosen = $file
else:
    chosen = $file
$read[chosen]

if sys.version_info < (3,):
    from io import open
    $read[$file]

debug = os.environ.get('DEMO_DEBUG', '').lower() in ('1', 'yes', 'true')
if debug:
    $read[$file]
elif flag:
    $read[$file]

before = dict(os.environ)
os.environ['DEMO_OPTION'] = 'x'
$read[$f1 if os.environ.get('DEMO_OPTION') == 'x' else $f2]
os.environ.clear()
os.environ.update(before)

for name in ('DEMO_A', 'DEMO_B'):
    if name in os.environ:
        $read[$file]
        break
else:
    $read[$file]

value = os.environ.get('DEMO_LIST', '')
for item in filter(None, value.split(',')):
    $read[item]

names += os.environ.get('DEMO_LIST', '').split()

level = os.environ.get('DEMO_LEVEL')
if level is not None:
    number = int(level) % 5

## written

with open('out.txt', 'w') as handle:
    handle.write(read($f1))
$read['out.txt']

Path('out.txt').write_text($file)
$read[Path('out.txt').read_text()]

shutil.copy($f1, 'out.txt')
$read['out.txt']

shutil.copyfile($f1, 'out1.txt')
shutil.move('out1.txt', 'out2.txt')
$read['out2.txt']

if $test:
    with open('out.txt', 'w') as handle:
        handle.write('x')
if os.path.exists('out.txt'):
    $read['out.txt']
else:
    $read[$file]

with open('out.txt', 'a') as handle:
    print('x', file=handle)
with open('out.txt') as handle:
    texts.append(handle.read())
os.remove('out.txt')

with open($f1) as source, open('out.txt', 'wb') as target:
    target.write(source.read().encode())

os.makedirs('outs', exist_ok=True)
Path('outs', 'x.txt').write_text('x')
for item in glob.glob('outs/*.txt'):
    $read[item]
shutil.rmtree('outs')

json.dump({'name': $file}, open('out.json', 'w'))
with open('out.json') as handle:
    texts.append(handle.read())

shutil.copyfileobj(open($f1), open('out.txt', 'w'))

os.path.exists('out.txt') or Path('out.txt').write_text(read($f1))

for index, item in enumerate([$f1, $f2]):
    shutil.copy(item, f'out{index}.txt')

## content

found = json.load(open('demo/data/x.json'))
texts.append(found['name'])

with open('demo/data/x.json') as handle:
    found = json.loads(handle.read())
if found.get('name') == 'x':
    $read[$file]

parser = configparser.ConfigParser()
parser.read('conf/one.cfg')
texts.append(parser['a']['b'])

parser = configparser.ConfigParser()
parser.read(['conf/one.cfg', 'conf/missing.cfg', 'conf/two.cfg'])
if parser.get('a', 'b') == 'd':
    $read[$file]

parser = configparser.ConfigParser()
with open('conf/two.cfg') as handle:
    parser.read_file(handle)
texts.append(parser.get('a', 'b', fallback='none'))

with open('conf/rows.csv', newline='') as handle:
    for row in csv.DictReader(handle):
        texts.append(row['name'])

rows = list(csv.reader(open('conf/rows.csv')))
texts.append(rows[1][0])

with open('pyproject.toml', 'rb') as handle:
    texts.append(tomllib.load(handle)['project']['name'])

version = re.search(r"'(.*)'|\"(.*)\"", open('demo/_version.py').read()).group(2)
texts.append(version)

for line in open('demo/__init__.py'):
    if line.startswith('__version__'):
        texts.append(line.split('=')[1].strip(' "\n'))
        break

for line in open('reqs/base.txt'):
    line = line.strip()
    if line.startswith('-r'):
        texts.append(open(os.path.join('reqs', line[3:])).read())

texts.append(pkgutil.get_data('demo', 'data/x.json').decode())

texts.append(hashlib.sha256(open($f1, 'rb').read()).hexdigest())

texts.append(str(filecmp.cmp($f1, $f2)))

texts.extend(sorted(fileinput.input(files=[$f1, $f2])))
fileinput.close()

texts.append(linecache.getline($f1, 1))

count = sum(1 for line in open($f1))
if count > 100:
    $read[$file]

words = open('NOTES').read().split()
if 'n' in words:
    $read[$file]
else:
    $read[$file]

if 'first' in read('LATEST.txt'):
    path = $file

texts.append(read($f1).upper() + read($f2))

tree_of_code = ast.parse(read('demo/_version.py'))
texts.append(tree_of_code.body[0].value.value)

cached = None
def content():
    global cached
    if cached is None:
        cached = read($f1)
    return cached
texts += [content(), content()]

## code

space = {}
exec(open('demo/_version.py').read(), space)
texts.append(space['version'])

space = {}
with open(os.path.join(HERE, 'demo', '__init__.py')) as handle:
    exec(compile(handle.read(), 'x', 'exec'), space)
texts.append(space['__version__'])

space = {'name': $f1}
exec('name = name + ".in"\nfound = name[:-3]', space)
$read[space['found']]

space = {}
exec("def get():\n    return '$f1@bare'", space)
$read[space['get']()]

exec("names.append('$f1@bare')")

eval("names.append('$f1@bare')")

exec("with open('$f1@bare') as handle:\n    texts.append(handle.read())")

$read[eval("[item for item in ('$f1@bare', '$f2@bare')][1]")]

found = runpy.run_path('demo/_version.py')
texts.append(found['version'])

import demo
texts.append(demo.__version__)

from demo import _version
texts.append(_version.version)

from demo._version import version as found
texts.append(found)

found = importlib.import_module('demo._version')
texts.append(found.version)

from demo.state import choose as choose_one
for item in choose_one($file):
    $read[item]

from demo import state
state.CHOSEN.append($file)
$read[state.choose(path)[0]]

from demo import state
state.DEFAULT = $file
$read[state.current()]

import demo.state
$read[demo.state.DEFAULT]

import demo.state
if demo.state.bump() > 1:
    $read[$file]
else:
    $read[$file]

import demo.state
demo.state.Settings.path = $file
$read[demo.state.Settings().path]

from demo.state import Settings
Settings.seen.append($file)
for item in Settings().seen:
    $read[item]

from demo.state import read as read_it
texts.append(read_it($file))

import tools.notes
texts.append(tools.notes.NOTES)

from tools.paths import under
texts.append(open(under($f1@parts)).read())

if $test:
    import tools.notes as notes
    texts.append(notes.NOTES)

def load():
    from tools import notes
    return notes.NOTES
if $test:
    texts.append(load())

spec = importlib.util.spec_from_file_location('found', 'demo/_version.py')
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
texts.append(module.version)

module = types.ModuleType('made')
module.path = $f1
exec("path = '$f2@bare'", vars(module))
$read[module.path]

sys.path.insert(0, 'demo')
import _version as found
sys.path.pop(0)
texts.append(found.version)

sys.path.insert(0, os.path.join(HERE, 'tools'))
try:
    from notes import NOTES
finally:
    del sys.path[0]

found = __import__('demo')
texts.append(found.__version__)

setattr(sys.modules[__name__], 'path', $file)

globals()['path'] = $file

globals().update(path=$file)

if 'absent' in globals():
    $read[$file]

function = globals()['read']
texts.append(function($f1))

function = getattr(sys.modules['os'], 'listdir')
if len(function('reqs')) > 1:
    $read[$file]

opener = open if $test else io.open
with opener($f1) as handle:
    texts.append(handle.read())

import builtins
texts.append(builtins.open($f1).read())

from os import path as p
$read[p.join('meta', 'a.txt')]

from os.path import join as j, dirname as d
texts.append(open(j(d(__file__), $f1)).read())

import os.path as osp
$read[osp.normpath('./' + $f1)]

## dispatch

value = $f1 if $test else [$f1, $f2]
if isinstance(value, str):
    value = [value]
for item in value:
    $read[item]

for value in ($f1, [$f2], {'name': $f3}, None, 3):
    match value:
        case str():
            $read[value]
        case [item]:
            $read[item]
        case {'name': item}:
            $read[item]
        case None:
            pass
        case int() | float():
            path = $file

for value in ($f1, ($f2, $f3)):
    if type(value) is tuple:
        $read[value[1]]

kinds = {str: lambda value: value, list: lambda value: value[0]}
for value in ($f1, [$f2]):
    $read[kinds[type(value)](value)]

match (number, path):
    case (0, name) | (1, name):
        $read[name]
    case (_, 'VERSION' | 'NOTES' as name):
        $read[name]
    case _:
        $read[$file]

match path.split('/'):
    case [name]:
        names.append(name)
    case [folder_name, name] if folder_name == 'meta':
        $read['meta/' + name]
    case [*_, name]:
        more.append($file)

match box:
    case Box(path='VERSION'):
        $read[$f1]
    case Box(names=[first, *_]):
        $read[first]

match {'kind': 'a', 'items': [$f1, $f2]}:
    case {'kind': 'b'}:
        $read[path]
    case {'kind': str(kind), 'items': [*items]}:
        $read[items[-1]]

@functools.singledispatch
def show(value):
    return $f1
@show.register
def _(value: list):
    return $f2
$read[show('x')]
$read[show([])]

command = 'read'
actions = {'read': lambda: names.append($f1), 'skip': lambda: more.append($f2)}
actions[command]()

result = (names.append($f1), $f2)[1]
$read[result]

value = names.append($f1) or $f2
$read[value]

(names.append($f1) if $test else more.append($f2))

values = [0, '', None, [], $f1]
$read[next(filter(None, values))]

values = [number, path, None]
if any(isinstance(value, str) for value in values) and not all(values):
    $read[$file]

one = two = [$f1]
one += [$f2]
$read[two[-1]]

one = two = ($f1,)
one += ($f2,)
$read[two[-1]]

one = [$f1]
two = [one, one]
two[0].append($f2)
$read[two[1][-1]]

one = [$f1, $f2]
one[0], one[1] = one[1], one[0]
$read[one[0]]

index = 0
index, values = 1, [$f1, $f2]
values[index] = path
$read[values[1]]

a, b, c = [$f1, $f2, $f3]
a, b = b, a
$read[a]

(a, b), c = ($f1, $f2), $f3
$read[b]

a = b = $f1
a = $f2
$read[b]

for a, (b, c) in [(1, ($f1, $f2)), (2, ($f2, $f3))]:
    if a == 2:
        $read[c]

if (found := [item for item in names if item.endswith('.txt')]) and len(found) < 9:
    $read[found[0]]

while (chosen := next(stream, None)) is not None:
    $read[chosen]

values = [last := $f1, last + '']
$read[last]

print([chosen := item for item in ($f1, $f2)])
$read[chosen]

## rare

for line in open('index.lst'):
    $read[line.strip()]

found = json.load(open('demo/data/x.json'))
$read[found['file']]

parser = configparser.ConfigParser()
parser.read('conf/one.cfg')
$read[parser.get('a', 'file')]

names += read('index.lst').split()
"""

MODULE = r"""
## module

found = locals()
found['path'] = $file

exec("path = '$f1@bare'")

exec("chosen = '$f1@bare'")
$read[chosen]

from demo.state import *
$read[DEFAULT]

from demo._version import *
texts.append(version)

if $test:
    import demo._version

class Holder:
    global path
    path = $file

def change():
    vars(sys.modules['__main__'])['path'] = $file
change()

count = 0
def step():
    global count
    count += 1
    return [$f1, $f2, $f3][count % 3]
step()
$read[step()]

def later():
    return read(LATE)
LATE = $f1
texts.append(later())
LATE = $f2
texts.append(later())

def define():
    global defined
    defined = $f1
define()
$read[defined]

if __name__ == '__main__':
    $read[$file]

def main():
    for item in names:
        texts.append(read(item))
if __name__ == '__main__':
    main()

try:
    del names
    names
except NameError:
    names = [$file]
"""

BLOCKS = r"""
## if

if $test:
    $do

if $test:
    $do
else:
    $do

if $test:
    $do
elif $test:
    $do
else:
    $do

if not ($test):
    pass
else:
    $do

## loop

for turn_ in range(2):
    $do

for turn_ in range(3):
    if turn_ == 1:
        continue
    $do

for turn_ in range(3):
    $do
    if $test:
        break
else:
    $do

for item_ in list(names)[:3]:
    $do
    $read[item_]

for item_ in ($file, $file):
    if $test:
        $do
    else:
        path = item_

count_ = 2
while count_:
    count_ -= 1
    $do

while True:
    $do
    break

while True:
    $do
    if $test:
        break
    path = $file
    break

for key_, value_ in list(table.items())[:2]:
    $do
    $read[value_]

for turn_ in 'ab':
    table[turn_] = path
    $do

## try

try:
    $do
finally:
    $do

try:
    $do
    raise ValueError
except ValueError:
    $do

try:
    $do
    {}['x']
    $do
except KeyError:
    $do

try:
    $do
except ZeroDivisionError:
    $do
else:
    $do

try:
    if $test:
        raise RuntimeError
    $do
except RuntimeError:
    $do
finally:
    $do

with contextlib.suppress(LookupError):
    $do
    [][0]
    $do

with contextlib.nullcontext():
    $do

with ExitStack() as stack_:
    handle_ = stack_.enter_context(open($file))
    stack_.callback(names.append, $file)
    $do

## call

def step_():
    global $globals
    $do
step_()

def step_():
    global $globals
    $do
if $test:
    step_()
else:
    $do

def step_(again_=True):
    global $globals
    $do
    if again_:
        step_(False)
step_()

def step_():
    global $globals
    if $test:
        return $file
    $do
    return $file
$read[step_()]

def step_():
    global $globals
    for item_ in ($file, $file):
        $do
        yield item_
for item_ in step_():
    $read[item_]

class Step_:
    def run(self):
        global $globals
        $do
        return self
Step_().run()

class Guard_:
    def __enter__(self):
        global $globals
        $do
    def __exit__(self, *_):
        names.append($file)
with Guard_():
    $do

@contextmanager
def guard_():
    global $globals
    $do
    yield $file
    names.append($file)
with guard_() as chosen_:
    $do
    $read[chosen_]

match number:
    case 0 | 1:
        $do
    case _:
        $do
"""
