"""Comments that suppress findings: `# uvlint: ignore[rule-name] reason`.

A comment counts for the findings of its line; one with a line of its own counts for
the line below. `file-ignore` counts for the whole file. Only real comments count,
not text that looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from uvlint.config.choice import named
from uvlint.model import CannotFix, Diagnostic, Finding, Fix, Location, Reader, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.phrases import listed
from uvlint.project import PYPROJECT, Project

MARK = "uvlint:"

_LINE, _FILE = "ignore", "file-ignore"
_COMMENT = re.compile(
    r"#[ \t]*uvlint:[ \t]*(?P<verb>[\w-]*)[ \t]*(?:\[(?P<names>[^]\r\n]*)\])?"
    r"(?P<reason>[^#\r\n]*)"
)
_TOML_TOKEN = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*"{3,5}|'
    r"'''(?:[^']++|'(?!''))*'{3,5}|"
    r'"(?:[^"\\\n]++|\\.)*"|'
    r"'[^'\n]*+'|"
    r"(#[^\r\n]*+)",
    re.DOTALL,
)
_LINE_END = re.compile(r"\r\n?|\n")


class Comment(NamedTuple):
    """A comment for uvlint: where it stands, its rules, and the line it is about.

    `start` and `end` are offsets in the text, the end without blanks. `names` is
    None where it cannot be read. `target` is 0 for the whole file.
    """

    at: Location
    start: int
    end: int
    names: tuple[str, ...] | None
    target: int

    def covers(self, place: Location) -> bool:
        """Tell whether a finding at a place is one that the comment is about."""
        return place.file == self.at.file and self.target in (0, place.line)


class _Mark(NamedTuple):
    """A comment of the file, whoever it is for: offsets."""

    start: int
    end: int


def comments(project: Project, files: Iterable[str]) -> tuple[Comment, ...]:
    """Return the comments for uvlint in files of a project, in order."""
    found: list[Comment] = []
    for file in sorted(set(files)):
        if _lexer(file) is None:
            continue
        try:
            text = project.text(file)
        except Unreadable:
            continue
        if text and MARK in text:
            found += comments_in(file, text)
    return tuple(found)


def comments_in(file: str, text: str) -> tuple[Comment, ...]:
    """Return the comments for uvlint in a text, none where its comments cannot be told."""
    lexer = _lexer(file)
    if lexer is None or MARK not in text:
        return ()
    try:
        marks = [*lexer(text)]
    except (SyntaxError, ValueError):
        return ()
    starts = _starts(text)
    alone = {_number(starts, mark.start) for mark in marks if _is_alone(text, mark)}
    return tuple(
        comment
        for mark in marks
        for match in _COMMENT.finditer(text, mark.start, mark.end)
        if (comment := _comment(file, match, starts, alone))
    )


def _comment(
    file: str, match: re.Match[str], starts: Sequence[int], alone: set[int]
) -> Comment | None:
    verb, names = match["verb"], match["names"]
    if "ignore" not in verb.lower():
        return None
    end = match.start() + len(match[0].rstrip())
    line = _number(starts, match.start())
    column = match.start() - starts[line - 1] + 1
    rules = tuple(filter(None, (name.strip() for name in (names or "").split(","))))
    target = line
    while target in alone:
        target += 1
    return Comment(
        at=Location(file, line, column, line, column + end - match.start()),
        start=match.start(),
        end=end,
        names=rules if rules and verb in (_LINE, _FILE) else None,
        target=0 if verb == _FILE else target,
    )


# --- sifting ----------------------------------------------------------------------


class Sifted(NamedTuple):
    """Diagnostics that stay, those that comments suppress, and what is wrong with comments."""

    kept: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...]
    complaints: tuple[Finding, ...]


def filter_suppressed(
    project: Project, found: Iterable[Diagnostic], known: Mapping[str, str], ran: Container[str]
) -> Sifted:
    """Take out the diagnostics that comments suppress.

    `known` are the codes of all rules by their names, `ran` the names of those whose
    findings are all among the diagnostics: of others no comment is called unused.
    """
    diagnostics = tuple(found)
    files = {d.location.file for d in diagnostics}
    present = comments(project, files.union(project.read_with(MARK.encode())))
    if not present:
        return Sifted(diagnostics, (), ())
    rules = [_rules(comment, known) for comment in present]
    used: set[tuple[int, str]] = set()
    kept: list[Diagnostic] = []
    suppressed: list[Diagnostic] = []
    for diagnostic in diagnostics:
        by = {
            (index, diagnostic.name)
            for index, comment in enumerate(present)
            if diagnostic.name in rules[index].values() and comment.covers(diagnostic.location)
        }
        used |= by
        (suppressed if by else kept).append(diagnostic)
    complaints = [
        complaint
        for index, comment in enumerate(present)
        if _belongs_to(project, comment.at.file)
        for complaint in _complaints(
            project,
            comment,
            known,
            [
                text
                for text, rule in rules[index].items()
                if rule in ran and (index, rule) not in used
            ],
        )
    ]
    return Sifted(tuple(kept), tuple(suppressed), tuple(complaints))


def _rules(comment: Comment, known: Mapping[str, str]) -> dict[str, str]:
    """Return the rules that a comment names, by its own words for them."""
    return {text: rule for text in comment.names or () if (rule := named(text, known))}


def _belongs_to(project: Project, file: str) -> bool:
    """Tell whether a file is part of a project and not of another one in or outside of it."""
    if file.startswith(("/", "../")):
        return False
    folder = file.rpartition("/")[0]
    while folder:
        if project.is_file(f"{folder}/{PYPROJECT}") or project.is_file(f"{folder}/setup.py"):
            return False
        folder = folder.rpartition("/")[0]
    return True


def _complaints(
    project: Project, comment: Comment, known: Mapping[str, str], unused: list[str]
) -> Iterator[Finding]:
    if comment.names is None:
        message = "this comment suppresses nothing: it must read `# uvlint: ignore[rule-name]`"
        yield Finding(at=comment.at, message=message)
        return
    for text in comment.names:
        if named(text, known) is None:
            from difflib import get_close_matches

            near = get_close_matches(text.lower(), known, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            yield Finding(at=comment.at, message=f"there is no rule {text} to ignore{hint}")
    if unused:
        names = listed(unused)
        yield Finding(
            at=comment.at,
            message=f"nothing is found here that {names} would report",
            fix=Fix(
                title=f"stop ignoring {names}",
                rewrite=removal(comment, project.text(comment.at.file) or "", unused),
            ),
        )


# --- removing ---------------------------------------------------------------------


def removal(
    comment: Comment, text: str, names: Iterable[str]
) -> Callable[[Reader], Mapping[str, str]]:
    """Return a rewrite that takes names, of all a comment has, out of it."""
    file = comment.at.file
    twins = [c for c in comments_in(file, text) if _line(text, c) == _line(text, comment)]
    # From the end: what is removed before this one stands above it.
    place = len(twins) - [c.start for c in twins].index(comment.start)
    wanted = _line(text, comment)
    unneeded = frozenset(names)

    def rewrite(read: Reader) -> Mapping[str, str]:
        now = read(file)
        if now is None:
            return {}
        same = [c for c in comments_in(file, now) if _line(now, c) == wanted]
        if len(same) < place:
            return {}
        return {file: _without(now, same[-place], unneeded)}

    return rewrite


def _line(text: str, comment: Comment) -> tuple[str, str]:
    """Return the line of a comment and, if it has it for itself, the one below."""
    lines = _LINE_END.split(text)
    line = lines[comment.at.line - 1]
    below = lines[comment.target - 1] if 0 < comment.target <= len(lines) else ""
    return line, below


def _without(text: str, comment: Comment, names: frozenset[str]) -> str:
    left = [name for name in comment.names or () if name not in names]
    whole = text[comment.start : comment.end]
    if left:
        kept = re.sub(r"\[.*?\]", lambda _: f"[{', '.join(left)}]", whole, count=1)
        after = text[: comment.start] + kept + text[comment.end :]
    else:
        after = _cut(text, comment)
    if not _means_the_same(comment.at.file, text, after):
        message = f"{comment.at.file}: the comment in line {comment.at.line} cannot be removed"
        raise CannotFix(message)
    return after


def _cut(text: str, comment: Comment) -> str:
    """Return the text without a comment, and without its line if nothing else is in it."""
    begin = max(text.rfind("\n", 0, comment.start), text.rfind("\r", 0, comment.start)) + 1
    ending = _LINE_END.search(text, comment.end)
    stop, behind = ending.span() if ending else (len(text), len(text))
    before, rest = text[begin : comment.start], text[comment.end : stop]
    if not (before + rest).strip():
        return text[:begin] + text[behind:]
    kept = before + rest.lstrip() if rest.strip() else before
    return text[:begin] + kept.rstrip() + text[stop:]


# --- adding -----------------------------------------------------------------------


def with_comments(
    file: str, text: str, wanted: Iterable[tuple[Location, str]], reason: str
) -> tuple[str, tuple[int, ...]]:
    """Return a text with a comment above each line that has findings, and lines that take none.

    `wanted` are places with the names of their rules.
    """
    rules: dict[int, set[str]] = {}
    for at, name in wanted:
        rules.setdefault(at.line, set()).add(name)
    refused: list[int] = []
    for line in sorted(rules, reverse=True):
        after = _with_comment(file, text, line, rules[line], reason)
        if after is None:
            refused.append(line)
        else:
            text = after
    return text, tuple(refused)


def _with_comment(file: str, text: str, line: int, names: Iterable[str], reason: str) -> str | None:
    starts = _starts(text)
    if _lexer(file) is None or line > len(starts) or (line == 1 and text.startswith("#!")):
        return None
    start = starts[line - 1]
    rest = text[start:]
    indent = rest[: len(rest) - len(rest.lstrip(" \t"))]
    ending = _LINE_END.search(text)
    words = f"# uvlint: ignore[{', '.join(sorted(names))}] {reason}".rstrip()
    after = text[:start] + indent + words + (ending[0] if ending else "\n") + rest
    covered = any(
        comment.at.line == line and comment.target == line + 1 and comment.names
        for comment in comments_in(file, after)
    )
    return after if covered and _means_the_same(file, text, after) else None


def _means_the_same(file: str, before: str, after: str) -> bool:
    """Tell whether two texts differ in comments only."""
    try:
        return _meaning(file, before) == _meaning(file, after)
    except (SyntaxError, ValueError, Unreadable, RecursionError):
        return False


def _meaning(file: str, text: str) -> object:
    if file.endswith(".toml"):
        import tomli

        return tomli.loads(text)
    if file.endswith(".py"):
        import ast

        return ast.dump(ast.parse(text))
    if file.endswith(".cfg"):
        from uvlint.project import setup_cfg

        return setup_cfg.read(text).sections
    from uvlint.project import manifest_in

    return [(c.action, c.folder, c.patterns) for c in manifest_in.read(text)]


# --- comments of all kinds of files -------------------------------------------------

_Lexer = Callable[[str], Iterator[_Mark]]


def _lexer(file: str) -> _Lexer | None:
    if file.endswith(".toml"):
        return _in_toml
    if file.endswith(".py"):
        return _in_python
    if file.endswith(".cfg"):
        return _in_cfg
    return _in_manifest if file.rpartition("/")[2] == "MANIFEST.in" else None


def _in_toml(text: str) -> Iterator[_Mark]:
    for token in _TOML_TOKEN.finditer(text):
        if token[1]:
            yield _Mark(*token.span(1))


def _in_python(text: str) -> Iterator[_Mark]:
    import io
    import tokenize

    starts = [0]
    reader = io.StringIO(text, newline="")

    def line() -> str:
        found = reader.readline()
        starts.append(starts[-1] + len(found))
        return found

    try:
        for token in tokenize.generate_tokens(line):
            if token.type == tokenize.COMMENT:
                start = starts[token.start[0] - 1] + token.start[1]
                yield _Mark(start, start + len(token.string))
    except tokenize.TokenError as error:
        raise ValueError(str(error)) from error


def _in_cfg(text: str) -> Iterator[_Mark]:
    for start, line in _lines(text):
        content = line.lstrip()
        if content.startswith("#"):
            yield _Mark(start + len(line) - len(content), start + len(line))


def _in_manifest(text: str) -> Iterator[_Mark]:
    for start, line in _lines(text):
        comment = line.find("#")
        if comment >= 0 and line[comment - 1 : comment] != "\\":
            yield _Mark(start + comment, start + len(line))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return zip(_starts(text), _LINE_END.split(text), strict=True)


def _starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def _number(starts: Sequence[int], offset: int) -> int:
    from bisect import bisect_right

    return bisect_right(starts, offset)


def _is_alone(text: str, mark: _Mark) -> bool:
    begin = max(text.rfind("\n", 0, mark.start), text.rfind("\r", 0, mark.start)) + 1
    return not text[begin : mark.start].strip()
