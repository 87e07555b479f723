"""What operators, comparisons and templates make of values."""

from __future__ import annotations

import ast
import operator as op
import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any

from uvlint.pyeval.domain import (
    ANYTHING,
    CONSTANTS,
    LONG,
    MANY_ITEMS,
    NONE,
    UNBOUND,
    UNKNOWN,
    Arguments,
    Class,
    Constant,
    Content,
    Dict,
    Entries,
    External,
    Function,
    Instance,
    List,
    ListKind,
    Made,
    Method,
    Module,
    NamesView,
    Option,
    Path,
    Slice,
    Tuple,
    Unknown,
    Value,
    Word,
    depending,
    is_single,
    join,
    known,
    one_of,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.entries import distinct, is_environment, updated
from uvlint.pyeval.machine import Machine, Raised
from uvlint.pyeval.symbolic_paths import is_wild

_OLDEST = (3, 11)
"""Of the Pythons that build today, older ones are taken to be gone."""


def plain(machine: Machine, value: Value, depth: int = 0) -> object:
    """Return a value as Python itself has it, `UNKNOWN` for what is not known."""
    if len(value.options) != 1:
        return UNKNOWN
    return plain_option(machine, value.options[0], depth)


def plain_option(machine: Machine, option: Option, depth: int = 0) -> object:
    """Return an option as Python itself has it, `UNKNOWN` for what is not known."""
    if type(option) in CONSTANTS:
        return UNKNOWN if isinstance(option, str) and is_wild(option) else option
    if depth > 4:
        return UNKNOWN
    items: list[object]
    match option:
        case Tuple(items=values, rest=None):
            items = [plain(machine, item, depth + 1) for item in values]
            return UNKNOWN if any(item is UNKNOWN for item in items) else tuple(items)
        case List():
            content = machine.items_of(option)
            machine.spend(len(content.items) // 8)
            items = [plain(machine, item, depth + 1) for item in content.items]
            if content.rest is not None or any(item is UNKNOWN for item in items):
                return UNKNOWN
            if option.is_set:
                try:
                    return frozenset(items)
                except TypeError:
                    return UNKNOWN
            return items
        case Dict():
            entries = machine.entries_of(option)
            machine.spend(len(entries.items) // 8)
            found = {key: plain(machine, v, depth + 1) for key, v in entries.items.items()}
            if entries.rest is not None or entries.unsure or UNKNOWN in found.values():
                return UNKNOWN
            return found
        case Slice(bounds=bounds):
            given = [plain(machine, bound, depth + 1) for bound in bounds]
            return UNKNOWN if any(part is UNKNOWN for part in given) else slice(*given)
        case _:
            return UNKNOWN


def lifted(machine: Machine, thing: object, origins: frozenset[int] = NONE) -> Value:
    """Return what Python itself has as a value; the opposite of `plain`."""
    if type(thing) in CONSTANTS:
        if isinstance(thing, str | bytes) and len(thing) > LONG:
            return Value((UNKNOWN,), origins)
        if isinstance(thing, int) and thing.bit_length() > LONG:
            return Value((UNKNOWN,), origins)
        return Value((thing,), origins)  # type: ignore[arg-type]
    match thing:
        case tuple():
            return Value((Tuple(tuple(lifted(machine, item, origins) for item in thing)),), origins)
        case list():
            made = machine.list_of([lifted(machine, item, origins) for item in thing])
            return depending(made, origins)
        case set() | frozenset():
            items = [lifted(machine, item, origins) for item in thing]
            return depending(machine.list_of(items, None, ListKind.SET), origins)
        case dict():
            if all(type(key) in CONSTANTS for key in thing):
                items_made: dict[Constant, Value] = {
                    key: lifted(machine, item, origins) for key, item in thing.items()
                }
                return depending(machine.dict_of(Entries(items_made)), origins)
            return Value((UNKNOWN,), origins)
        case _:
            return Value((UNKNOWN,), origins)


# --- binary operators -----------------------------------------------------------------

_DUNDERS: Mapping[type[ast.operator], str] = {
    ast.Add: "add",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.LShift: "lshift",
    ast.MatMult: "matmul",
    ast.Mod: "mod",
    ast.Mult: "mul",
    ast.Pow: "pow",
    ast.RShift: "rshift",
    ast.Sub: "sub",
}


def operate(
    machine: Machine, operator: ast.operator, left: Value, right: Value, site: Site
) -> Value:
    """Return what a binary operator makes of two values."""
    if len(left.options) == 1 and len(right.options) == 1:
        first, second = left.options[0], right.options[0]
        if type(first) is str and type(second) is str and type(operator) is ast.Add:
            made: Option = first + second if len(first) + len(second) < LONG else UNKNOWN
            return Value((made,), left.origins | right.origins)
        found = _operate(machine, operator, first, second, site)
        return depending(found, left.origins | right.origins)
    values: list[Value] = []
    values.extend(
        _operate(machine, operator, one, other, site)
        for one in left.options[:8]
        for other in right.options[:8]
    )
    if len(left.options) > 8 or len(right.options) > 8:
        values.append(ANYTHING)
    joined = join(*values)
    has_default = (left.default or is_single(left)) and (right.default or is_single(right))
    default = has_default and is_single(values[0])
    return Value(joined.options, joined.origins | left.origins | right.origins, default)


def _operate(
    machine: Machine, operator: ast.operator, left: Option, right: Option, site: Site
) -> Value:
    if isinstance(left, Instance) or isinstance(right, Instance):
        found = _by_method(machine, operator, left, right, site)
        if found is not None:
            return found
    if isinstance(operator, ast.Mod) and isinstance(left, str):
        return percent(machine, left, right, site)
    make = _OPERATORS.get(type(operator))
    made = make(machine, left, right) if make is not None else None
    if made is not None:
        return made
    if type(left) in CONSTANTS and type(right) in CONSTANTS:
        return _constants(machine, operator, left, right)
    machine.doubt()
    return machine.opaque((known(left), known(right)))


def _by_method(
    machine: Machine, operator: ast.operator, left: Option, right: Option, site: Site
) -> Value | None:
    """Return what a special method of an instance makes of an operator."""
    name = _DUNDERS[type(operator)]
    for owner, other, dunder in ((left, right, f"__{name}__"), (right, left, f"__r{name}__")):
        if isinstance(owner, Instance):
            method = owner.kind.find(dunder)
            if method is not None:
                given = Arguments((known(owner), known(other)), {})
                result = machine.apply(method, given, site)
                if External("NotImplemented") not in result.options:
                    return result
    return None


_PLAIN: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: op.add,
    ast.BitAnd: op.and_,
    ast.BitOr: op.or_,
    ast.BitXor: op.xor,
    ast.Div: op.truediv,
    ast.FloorDiv: op.floordiv,
    ast.LShift: op.lshift,
    ast.Mod: op.mod,
    ast.Mult: op.mul,
    ast.Pow: op.pow,
    ast.RShift: op.rshift,
    ast.Sub: op.sub,
}


def _constants(machine: Machine, operator: ast.operator, left: Option, right: Option) -> Value:
    """Return what an operator makes of two constants."""
    make = _PLAIN.get(type(operator))
    if make is None or not _is_small(operator, left, right):
        machine.doubt()
        return ANYTHING
    try:
        made = make(left, right)
    except ZeroDivisionError:
        return raised(machine, "ZeroDivisionError")
    except (TypeError, ValueError, OverflowError, MemoryError):
        return raised(machine, "TypeError")
    if isinstance(made, str) and (is_wild(str(left)) or is_wild(str(right))):
        return known(made) if isinstance(operator, ast.Add) else ANYTHING
    return lifted(machine, made)


def _is_small(operator: ast.operator, left: Option, right: Option) -> bool:
    """Tell whether the outcome of an operator is not too large to be worked out."""
    sizes = [
        len(x) * 8 if isinstance(x, str | bytes) else x.bit_length() if isinstance(x, int) else 1
        for x in (left, right)
    ]
    if max(sizes) > 8 * LONG:
        return False
    match operator:
        case ast.Pow() | ast.LShift():
            return isinstance(right, int) and abs(right) < 64 and sizes[0] < 64
        case ast.Mult():
            number = right if isinstance(left, str | bytes) else left
            text = left if isinstance(left, str | bytes) else right
            if isinstance(text, str | bytes) and isinstance(number, int):
                return len(text) * number < LONG
            return True
        case _:
            return True


def raised(machine: Machine, kind: str) -> Value:
    """Let the present path end in an exception, where something may catch it."""
    if machine.tries:
        raise Raised(kind)
    machine.blur()
    return ANYTHING


def _add(machine: Machine, left: Option, right: Option) -> Value | None:
    match left, right:
        case Tuple(items=first, rest=None), Tuple(items=second, rest=rest):
            if len(first) + len(second) > MANY_ITEMS:
                return machine.opaque((known(left), known(right)))
            return Value((Tuple((*first, *second), rest),))
        case Tuple(items=first, rest=rest), Tuple():
            assert rest is not None
            return Value((Tuple(first, join(rest, *machine.parts(right))),))
        case List(), List():
            one, other = machine.items_of(left), machine.items_of(right)
            if one.rest is None:
                return machine.list_of((*one.items, *other.items), other.rest, left.kind)
            return machine.list_of(one.items, join(one.rest, *machine.parts(right)), left.kind)
        case List(), External("sys.path"):
            return machine.list_of(machine.items_of(left).items, ANYTHING)
        case External("sys.path"), List():
            return machine.list_of((), join(ANYTHING, *machine.parts(right)))
        case List(), External() | Made() | Unknown() | Method():
            items = machine.items_of(left)
            machine.doubt()
            return machine.list_of(items.items, _rest(items.rest, machine.opaque([known(right)])))
        case External() | Made() | Unknown() | Method(), List():
            rest_of = machine.opaque([known(left), known(right)])
            machine.doubt()
            return machine.list_of((), join(rest_of, *machine.parts(right)))
        case Content(path=path), str() | Content():
            return known(Content(path, whole=False))
        case str(), Content(path=path):
            return known(Content(path, whole=False))
        case _:
            return None


def _rest(first: Value | None, second: Value) -> Value:
    return second if first is None else join(first, second)


def _subtract(machine: Machine, left: Option, right: Option) -> Value | None:
    return _sets(machine, left, right, lambda a, b: [x for x in a if x not in b])


def _intersect(machine: Machine, left: Option, right: Option) -> Value | None:
    return _sets(machine, left, right, lambda a, b: [x for x in a if x in b])


def _differ(machine: Machine, left: Option, right: Option) -> Value | None:
    def make(a: list[Any], b: list[Any]) -> list[Any]:
        return [x for x in a if x not in b] + [x for x in b if x not in a]

    return _sets(machine, left, right, make)


def _sets(
    machine: Machine,
    left: Option,
    right: Option,
    make: Callable[[list[Any], list[Any]], list[Any]],
) -> Value | None:
    """Return what an operator makes of two sets, or views of dictionaries."""
    if not isinstance(left, List) or not isinstance(right, List):
        return None
    rows: list[list[Constant] | None] = []
    for option in (left, right):
        items = machine.items_of(option)
        row = [item.options[0] for item in items.items if is_single(item)]
        known_ = items.rest is None and len(row) == len(items.items)
        plain_row = [x for x in row if type(x) in CONSTANTS]
        rows.append(plain_row if known_ and len(plain_row) == len(row) else None)  # type: ignore[arg-type]
    if rows[0] is None or rows[1] is None:
        values = (*machine.parts(left), *machine.parts(right))
        return machine.list_of((), one_of(values), left.kind)
    made = [known(item) for item in make(rows[0], rows[1])]
    return machine.list_of(made, None, left.kind)


def _multiply(machine: Machine, left: Option, right: Option) -> Value | None:
    if isinstance(left, int) and isinstance(right, Tuple | List):
        left, right = right, left
    if not isinstance(right, int) or not isinstance(left, Tuple | List):
        return None
    items = left if isinstance(left, Tuple) else machine.items_of(left)
    if items.rest is not None or len(items.items) * right > MANY_ITEMS:
        return machine.opaque([known(left)])
    repeated = items.items * right
    return Value((Tuple(repeated),)) if isinstance(left, Tuple) else machine.list_of(repeated)


def _divide(_: Machine, left: Option, right: Option) -> Value | None:
    match left, right:
        case Path(text), str(other) | Path(other):
            return known(Path(posixpath.join(text, other)))
        case str(text), Path(other):
            return known(Path(posixpath.join(text, other)))
        case _:
            return None


def _unite(machine: Machine, left: Option, right: Option) -> Value | None:
    match left, right:
        case ((Dict() | NamesView()), (Dict() | NamesView())):
            first = machine.entries_of(left)
            factory = left.factory if isinstance(left, Dict) else None
            return machine.dict_of(updated(machine, first, known(right)), factory)
        case List(), List():
            one, other = machine.items_of(left), machine.items_of(right)
            if one.rest is None:
                found = distinct([*one.items, *other.items])
                return machine.list_of(found, other.rest, left.kind)
            return machine.list_of(one.items, join(one.rest, *machine.parts(right)), left.kind)
        case _:
            return None


_OPERATORS: Mapping[type[ast.operator], Callable[[Machine, Option, Option], Value | None]] = {
    ast.Add: _add,
    ast.BitAnd: _intersect,
    ast.BitOr: _unite,
    ast.BitXor: _differ,
    ast.Div: _divide,
    ast.Mult: _multiply,
    ast.Sub: _subtract,
}
"""What makes one value of two options that are no constants."""


# --- templates ------------------------------------------------------------------------

_PERCENT = re.compile(r"%(?:\((?P<name>[^)]*)\))?(?P<flags>0?\d{0,2}(?:\.\d)?)(?P<kind>[srdif%])|%")


def percent(machine: Machine, template: str, right: Option, site: Site) -> Value:
    """Return `template % right`."""
    named: dict[str, Value] = {}
    queue: list[Value] = []
    if isinstance(right, Dict | NamesView):
        named = {str(name): v for name, v in machine.entries_of(right).items.items()}
    elif isinstance(right, Tuple):
        if right.rest is not None:
            return machine.opaque([known(right)])
        queue = list(right.items)
    else:
        queue = [known(right)]
    values: list[Value] = []
    pieces: list[str] = []
    end = 0
    for match in _PERCENT.finditer(template):
        pieces.append(template[end : match.start()])
        end = match.end()
        if match["kind"] == "%":
            pieces[-1] += "%"
            pieces.append("")
            values.append(known(""))
            continue
        filler = (
            named.get(match["name"])
            if match["name"] is not None
            else (queue.pop(0) if queue else None)
        )
        if filler is None or match["kind"] is None:
            machine.doubt()
            return machine.opaque([known(right)])
        values.append(_percent_part(machine, filler, match["flags"], match["kind"], site))
    pieces.append(template[end:])
    if queue and not named:
        machine.doubt()
        return machine.opaque([known(right)])

    def make(*texts: str) -> Option:
        whole = pieces[0] + "".join(t + p for t, p in zip(texts, pieces[1:], strict=True))
        return whole if len(whole) < LONG else UNKNOWN

    return machine.fold(values, make) if values else known(pieces[0])


def _percent_part(machine: Machine, value: Value, flags: str, kind: str, site: Site) -> Value:
    if kind == "s" and not flags:
        return formatted(machine, value, "", site)
    options: list[Option] = []
    for option in value.options:
        if type(option) in CONSTANTS and not (isinstance(option, str) and is_wild(option)):
            try:
                options.append(f"%{flags}{kind}" % option)
            except (TypeError, ValueError, OverflowError):
                options.append(UNKNOWN)
        else:
            options.append(UNKNOWN)
    return Value(tuple(options), value.origins, value.default)


_SPEC = re.compile(r"(?:.?[<>^])?[+-]?0?\d{0,2},?(?:\.\d)?[a-zA-Z%]?")
"""What fills up to a width, which is small."""


def formatted(
    machine: Machine, value: Value, spec: str, site: Site, *, as_code: bool = False
) -> Value:
    """Return a value as text of a template, unknown where that is not plain."""
    options: list[Option] = []
    origins = value.origins
    for option in value.options:
        if isinstance(option, Instance):
            made = text_of(machine, option, site)
            options.extend(made.options if not spec else (UNKNOWN,))
            origins |= made.origins
        else:
            options.append(_filled(option, spec, as_code=as_code))
    default = value.default and len(options) > 1
    return Value(tuple(dict.fromkeys(options)), origins, default)


def text_of(machine: Machine, option: Instance, site: Site) -> Value:
    """Return an instance as text, by its special methods."""
    for name in ("__format__", "__str__", "__fspath__", "__repr__"):
        method = option.kind.find(name)
        if method is not None:
            extra = (known(""),) if name == "__format__" else ()
            return machine.apply(method, Arguments((known(option), *extra), {}), site)
    return ANYTHING


def _filled(option: Option, spec: str, *, as_code: bool) -> Option:
    if isinstance(option, Path):
        return option.text if not spec and not as_code else UNKNOWN
    if isinstance(option, Content):
        return UNKNOWN
    if type(option) not in CONSTANTS or not _SPEC.fullmatch(spec):
        return UNKNOWN
    if isinstance(option, str) and (as_code or spec) and is_wild(option):
        return UNKNOWN
    if isinstance(option, int) and option.bit_length() > 64:
        return UNKNOWN
    if isinstance(option, str) and not spec and not as_code:
        return option
    try:
        return format(repr(option) if as_code else option, spec)
    except (ValueError, TypeError):
        return UNKNOWN


# --- comparisons ----------------------------------------------------------------------

_COMPARE: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: op.eq,
    ast.NotEq: op.ne,
    ast.Lt: op.lt,
    ast.LtE: op.le,
    ast.Gt: op.gt,
    ast.GtE: op.ge,
}
_COMPARE_DUNDERS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("__eq__", "__eq__"),
    ast.NotEq: ("__ne__", "__ne__"),
    ast.Lt: ("__lt__", "__gt__"),
    ast.LtE: ("__le__", "__ge__"),
    ast.Gt: ("__gt__", "__lt__"),
    ast.GtE: ("__ge__", "__le__"),
}


def compare(machine: Machine, operator: ast.cmpop, left: Value, right: Value, site: Site) -> Value:
    """Return what a comparison of two values says."""
    if isinstance(operator, ast.In | ast.NotIn):
        return _contains(machine, operator, left, right, site)
    answers: dict[Option, None] = {}
    origins = left.origins | right.origins
    first_answer: Option = UNKNOWN
    for i, one in enumerate(left.options):
        for j, other in enumerate(right.options):
            answer = _answer(machine, operator, one, other, site)
            if isinstance(answer, Value):
                origins |= answer.origins
                truth = machine.truth(answer)
                answer = truth
            result: Option = UNKNOWN if answer is None else answer
            answers[result] = None
            if i == j == 0:
                first_answer = result
        machine.spend(1)
    is_truth = isinstance(operator, ast.Is | ast.IsNot)
    return _told(machine, answers, first_answer, left, right, origins, is_truth=is_truth)


def _is_text(value: Value) -> bool:
    return all(isinstance(option, str) for option in value.options)


def _told(
    machine: Machine,
    answers: dict[Option, None],
    first_answer: Option,
    left: Value,
    right: Value,
    origins: frozenset[int],
    *,
    is_truth: bool,
) -> Value:
    """Return the answers of a comparison for all combinations as a value.

    `is_truth` tells that they are `True` or `False` whatever is compared.
    """
    if len(answers) == 1:
        if first_answer is UNKNOWN:
            found = machine.opaque((left, right))
            if is_truth or _is_text(left) or _is_text(right):
                return Value((False, True), found.origins | origins)
            return depending(found, origins)
        return Value((first_answer,), origins)
    if first_answer is UNKNOWN:
        return Value((UNKNOWN,), origins)
    has_default = (left.default or is_single(left)) and (right.default or is_single(right))
    return Value((first_answer, not first_answer), origins, has_default)


def _answer(
    machine: Machine, operator: ast.cmpop, left: Option, right: Option, site: Site
) -> bool | Value | None:
    """Return what a comparison of two options says, None where it is not known."""
    if isinstance(operator, ast.Is | ast.IsNot):
        same = _is_same(left, right)
        return None if same is None else same is isinstance(operator, ast.Is)
    if isinstance(left, Word) or isinstance(right, Word):
        other = right if isinstance(left, Word) else left
        if isinstance(operator, ast.Eq | ast.NotEq) and is_never_given(machine, other):
            return isinstance(operator, ast.NotEq)
        return None
    if isinstance(left, External) and left.name == "sys.version_info":
        return _version_answer(machine, operator, right)
    for owner, other, index in ((left, right, 0), (right, left, 1)):
        if isinstance(owner, Instance):
            dunder = _COMPARE_DUNDERS[type(operator)][index]
            method = owner.kind.find(dunder)
            negated = False
            if method is None and dunder == "__ne__":
                method, negated = owner.kind.find("__eq__"), True
            if method is not None:
                result = machine.apply(method, Arguments((known(owner), known(other)), {}), site)
                if not negated:
                    return result
                truth = machine.truth(result)
                return None if truth is None else not truth
            if owner.kind.is_record or owner.kind.foreign():
                return None
    if isinstance(left, _BY_IDENTITY) or isinstance(right, _BY_IDENTITY):
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return None
        if isinstance(operator, ast.Eq | ast.NotEq):
            if _may_equal(left) or _may_equal(right):
                return None
            return (left is right) is isinstance(operator, ast.Eq)
        return None
    if isinstance(left, Path) and isinstance(right, Path):
        if isinstance(operator, ast.Eq | ast.NotEq):
            same_text = posixpath.normpath(left.text) == posixpath.normpath(right.text)
            if is_wild(left.text + right.text):
                return None
            return same_text is isinstance(operator, ast.Eq)
        return (
            None
            if is_wild(left.text + right.text)
            else _COMPARE[type(operator)](left.text.split("/"), right.text.split("/"))
        )
    if isinstance(left, str) and isinstance(right, str) and is_wild(left + right):
        return _wild_answer(operator, left, right)
    first, second = plain_option(machine, left), plain_option(machine, right)
    if first is UNKNOWN or second is UNKNOWN:
        return None
    try:
        return bool(_COMPARE[type(operator)](first, second))
    except TypeError:
        raised(machine, "TypeError")
        return None


def _wild_answer(operator: ast.cmpop, left: str, right: str) -> bool | None:
    """Return whether names of an open set equal others, where no such name can."""
    if not isinstance(operator, ast.Eq | ast.NotEq) or is_wild(left) is is_wild(right):
        return None
    open_name, name = (left, right) if is_wild(left) else (right, left)
    head = re.split("[\ufdd0\ufdd1\ufdd2]", open_name)[0]
    tail = re.split("[\ufdd0\ufdd1\ufdd2]", open_name)[-1]
    if name.startswith(head) and name.endswith(tail):
        return None
    return isinstance(operator, ast.NotEq)


_BY_IDENTITY = (Instance, Function, Class, Module)


def _may_equal(option: Option) -> bool:
    """Tell whether a thing may say itself what it is equal to."""
    return isinstance(option, Made | External | Method | Unknown | Content)


def _is_same(left: Option, right: Option) -> bool | None:
    """Tell whether two options are the same thing, None where that is not known."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if isinstance(left, Method | External | Made) or isinstance(right, Method | External | Made):
        if isinstance(left, External) and isinstance(right, External) and left == right:
            return True
        return None  # what a library has, or gives, may be None
    if left is None or right is None or isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if type(left) in CONSTANTS and type(right) in CONSTANTS:
        return None if left == right and type(left) is type(right) else False
    if type(left) is not type(right):
        return False
    if isinstance(left, Path | Content):
        return None
    if getattr(left, "many", False) or getattr(right, "many", False):
        return None
    return left is right


def _contains(
    machine: Machine, operator: ast.cmpop, left: Value, right: Value, site: Site
) -> Value:
    """Return whether values are in containers."""
    positive = isinstance(operator, ast.In)
    answers: dict[Option, None] = {}
    origins = left.origins | right.origins
    first_answer: Option = UNKNOWN
    by_default = False
    for i, container in enumerate(right.options):
        answer: bool | Value | None
        if is_environment(container):
            found = _in_environment(machine, left, site)
            if len(right.options) == 1:
                if positive or (len(found.options) == 1 and found.options[0] is UNKNOWN):
                    return depending(found, origins)
                flipped = tuple(not option for option in found.options)
                return Value(flipped, found.origins | origins, found.default)
            answer = None
            origins |= found.origins
            by_default = True
        else:
            answer = _is_in(machine, left, container, site)
            if isinstance(answer, Value):
                origins |= answer.origins
                answer = machine.truth(answer)
        result: Option = UNKNOWN if answer is None else (answer is positive)
        if result is UNKNOWN and isinstance(container, External) and container.name == "sys.argv":
            words = list(left.options)
            if words and all(isinstance(word, str) and word.startswith("-") for word in words):
                return Value((not positive, positive), origins, True)
        answers[result] = None
        if i == 0:
            first_answer = result
    if by_default:
        return Value((UNKNOWN,), origins)
    return _told(machine, answers, first_answer, left, right, origins, is_truth=True)


def _in_environment(machine: Machine, name: Value, site: Site) -> Value:
    """Return whether variables are set: by default they are not, unless the program sets them."""
    texts = [option for option in name.options if isinstance(option, str)]
    if len(texts) == len(name.options) == 1 and texts[0] in machine.state.environment:
        value = machine.state.environment[texts[0]]
        if value is None:
            return known(False)
        if value.options[-1] is not UNBOUND:
            return Value((True,), value.origins)
        return Value((UNKNOWN,), value.origins | machine.variable(name, site))
    origins = machine.variable(name, site)
    return Value((False, True), origins, len(texts) == len(name.options))


def _is_in(machine: Machine, left: Value, container: Option, site: Site) -> bool | Value | None:
    wanted = left.options[0] if len(left.options) == 1 else UNKNOWN
    match container:
        case External("sys.argv"):
            return False if _all_never_given(machine, left) else None
        case External("sys.modules"):
            return None
        case str():
            if isinstance(wanted, str) and not is_wild(container) and not is_wild(wanted):
                return wanted in container
            return None
        case Dict() | NamesView():
            entries = machine.entries_of(container)
            if type(wanted) in CONSTANTS and not (isinstance(wanted, str) and is_wild(wanted)):
                if wanted in entries.items:
                    return None if wanted in entries.unsure else True
                return False if entries.rest is None else None
            return False if not entries.items and entries.rest is None else None
        case List() | Tuple():
            items = machine.items_of(container) if isinstance(container, List) else container
            if _is_words(items.rest) and not items.items:
                return False if _all_never_given(machine, left) else None
            if isinstance(wanted, Word):
                given = [option for item in items.items for option in item.options]
                never = items.rest is None and all(is_never_given(machine, o) for o in given)
                return False if never else None
            answer: bool | None = False
            for item in items.items:
                same = _same_value(machine, wanted, item, site)
                if same is True:
                    return True
                if same is None:
                    answer = None
            return answer if items.rest is None else None
        case Instance():
            method = container.kind.find("__contains__")
            if method is not None:
                return machine.apply(method, Arguments((known(container), left), {}), site)
            return None
        case _:
            return None


def _same_value(machine: Machine, wanted: Option, item: Value, site: Site) -> bool | None:
    if len(item.options) != 1:
        found = {_same_value(machine, wanted, known(o), site) for o in item.options}
        return found.pop() if len(found) == 1 else None
    answer = _answer(machine, ast.Eq(), wanted, item.options[0], site)
    if isinstance(answer, Value):
        return machine.truth(answer)
    return answer


def _is_words(rest: Value | None) -> bool:
    return rest is not None and any(isinstance(option, Word) for option in rest.options)


def _all_never_given(machine: Machine, value: Value) -> bool:
    return all(is_never_given(machine, option) for option in value.options)


def is_never_given(machine: Machine, word: Option) -> bool:
    """Tell whether a word is none that a build gives on the command line: `publish`."""
    return (
        not machine.in_script
        and isinstance(word, str)
        and word.isidentifier()
        and word not in machine.models.commands
    )


def _version_answer(machine: Machine, operator: ast.cmpop, right: Option) -> bool | None:
    """Return what a test of `sys.version_info` says in every Python that still builds."""
    wanted = plain_option(machine, right)
    if not isinstance(wanted, tuple) or not wanted:
        return None
    if not all(isinstance(part, int) for part in wanted[:2]) or wanted[:2] > _OLDEST:
        return None
    match operator:
        case ast.Lt() | ast.LtE() | ast.Eq():
            return False
        case ast.Gt() | ast.GtE() | ast.NotEq():
            return True
        case _:
            return None
