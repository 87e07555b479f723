"""What the words of a command mean: for git, for interpreters, for output files."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from typing import Literal

# --- git ------------------------------------------------------------------------------

_QUIET = frozenset(
    {"add", "am", "apply", "archive", "checkout", "clean", "clone", "commit", "config"}
    | {"fetch", "help", "init", "lfs", "ls-files", "pull", "push", "remote", "reset"}
    | {"submodule", "version"}
)
"""Subcommands of git whose answer is not about commits or tags."""

_ABOUT_COMMITS = frozenset(
    {"branch", "cat-file", "diff", "diff-files", "diff-index", "log", "ls-tree", "merge-base"}
    | {"rev-list", "rev-parse", "shortlog", "show", "status", "symbolic-ref", "update-index"}
)
"""Subcommands of git whose answer is about commits, and not about tags unless asked."""

_QUIET_WORDS = frozenset(
    {"--version", "--show-toplevel", "--git-dir", "--is-inside-work-tree", "--show-cdup"}
    | {"--absolute-git-dir", "--show-prefix", "--is-bare-repository"}
)
_OF_TAGS = re.compile(
    r"--tags|--decorate|--simplify-by-decoration|--source|--all\b|refs/tags|%[dDSN]|%\(d(?:escribe|ecorate)"
)
_MAKES_TAG = frozenset({"-a", "--annotate", "-d", "--delete", "-m", "--message", "-s", "--sign"})
_WITH_VALUE = frozenset({"-C", "-c", "--git-dir", "--work-tree", "--namespace"})


def speaks_git(words: Sequence[str]) -> bool:
    """Tell whether an unknown program, or a line of a shell, is git."""
    if words and not words[0]:
        return bool({"describe", "rev-parse", "rev-list"} & set(words[1:4]))
    return "git" in words


def asked_of_git(words: Sequence[str]) -> Literal["commits", "tags"] | None:
    """Return what a git command asks for: commits alone, tags as well, or nothing that matters."""
    given = list(words)
    names = [word.rpartition("/")[2].removesuffix(".exe") for word in given]
    start = names.index("git") + 1 if "git" in names else 1
    while start < len(given) and given[start].startswith("-"):
        if given[start] == "--version":
            return None
        start += 2 if given[start] in _WITH_VALUE else 1
    if start >= len(given):
        return None if len(given) > 1 else "tags"
    subcommand, others = given[start], given[start + 1 :]
    if subcommand in _QUIET:
        return None
    if subcommand == "tag" and _MAKES_TAG & set(others):
        return None
    if subcommand in _ABOUT_COMMITS:
        if _QUIET_WORDS & set(others):
            return None
        if any(_OF_TAGS.search(word) or not word for word in others):
            return "tags"
        return "commits"
    return "tags"


# --- shells ---------------------------------------------------------------------------

_NESTED = re.compile(r"\$\(([^()]*)\)|`([^`]*)`")
_BETWEEN = re.compile(r"[;&|\n()]+")
_SETTING = re.compile(r"[A-Za-z_]\w*=.*")
_WRAPPERS = frozenset({"command", "env", "exec", "nice", "nohup", "sudo", "time"})


def lines(text: str) -> Iterator[list[str]]:
    """Yield the words of each command in a line of a shell, "" for those not known."""
    for match in _NESTED.finditer(text):
        yield from lines(match[1] or match[2] or "")
    flat = _NESTED.sub("$X", text)
    lexer = shlex.shlex(flat, posix=True, punctuation_chars=";&|<>()\n")
    lexer.whitespace_split = True
    lexer.whitespace = " \t\r"
    lexer.commenters = ""
    words: list[str] = []
    try:
        for token in lexer:
            if token and _BETWEEN.fullmatch(token):
                yield from _command(words)
                words = []
            else:
                words.append("" if "$" in token else token)
    except ValueError:  # an open quote
        words = flat.split()
    yield from _command(words)


def _command(words: list[str]) -> Iterator[list[str]]:
    start = 0
    while start < len(words) and (words[start] in _WRAPPERS or _SETTING.fullmatch(words[start])):
        start += 1
    if start < len(words):
        yield words[start:]


# --- outputs --------------------------------------------------------------------------

_OUTPUTS = frozenset(
    {"-o", "--out", "--out-dir", "--outDir", "--outdir", "--outfile", "--output"}
    | {"--output-dir", "--output-file", "--outFile", ">", ">>", "1>"}
)
_JOINED = re.compile(r"(?:--out(?:put)?(?:-?(?:dir|file))?|--\w+_out|/out)[:=](.+)", re.IGNORECASE)
_NODE = frozenset({"bun", "bunx", "esbuild", "npm", "npx", "parcel", "pnpm", "tsc", "yarn"})


def outputs(program: str, words: Sequence[str]) -> dict[int, str]:
    """Return the words of a command that name what it writes, by their places."""
    found: dict[int, str] = {}
    follows = False
    for index, word in enumerate(words):
        if follows and word:
            found[index] = word
        follows = word in _OUTPUTS or (word == "-d" and program in _NODE)
        joined = _JOINED.fullmatch(word)
        if joined is not None and not follows:
            found[index] = joined[1].rpartition(":")[2] if "_out" in word else joined[1]
    return found


# --- interpreters ---------------------------------------------------------------------

_PYTHON = re.compile(r"(?:python|pypy)(?:w|\d+(?:\.\d+)*t?)?")
_PYTHON_WITH_VALUE = frozenset({"-W", "-X", "--check-hash-based-pycs"})
SHELLS = frozenset({"bash", "dash", "ksh", "sh", "zsh"})
INTERPRETERS = frozenset({"node", "perl", "ruby", "lua", "php", "Rscript", "deno"}) | SHELLS


def is_python(program: str) -> bool:
    """Tell whether a program is an interpreter of Python, by its name."""
    return _PYTHON.fullmatch(program) is not None


def python_code(words: Sequence[str]) -> tuple[str, int] | None:
    """Return what an interpreter of Python is to run: "-c", "-m" or "", and its place."""
    index = 1
    while index < len(words):
        word = words[index]
        if word in ("-c", "-m"):
            return (word, index + 1) if index + 1 < len(words) else None
        if word in _PYTHON_WITH_VALUE:
            index += 2
        elif word.startswith("-") and word != "-":
            index += 1
        else:
            return "", index
    return None
