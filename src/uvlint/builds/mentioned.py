"""Native sources whose names stand in a script as literals, where nobody can follow the script."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from uvlint.builds import native, trees
from uvlint.project import Project

_LITERAL = re.compile(r"""(['"])((?:(?!\1)[^\n])+)\1""")
_KINDS = native.SOURCES | native.HEADERS
_TEMPLATE = ".src"
"""What numpy.distutils makes a source from has its name with this behind it."""


def mentioned(project: Project, script: str, *folders: str) -> tuple[str, ...]:
    """Return the sources that a script mentions, and what they include from the project.

    A name or a pattern counts from the folder of the script and from those given; one
    that leads nowhere means what fits it further down.
    """
    here = native.folder_of(script)
    found: dict[str, None] = {}
    for word in _words(project, script):
        places = dict.fromkeys((here, *folders))
        files = [f for place in places for f in trees.matching(project, native.at(place, word))]
        found.update(dict.fromkeys(files or _below(project, here, word)))
    return native.with_includes(project, found)


def _words(project: Project, script: str) -> Iterator[str]:
    words = {word for _, word in _LITERAL.findall(native.text(project, script))}
    for word in sorted(words):
        path = posixpath.normpath(word.replace("\\\\", "/"))
        if native.is_kind(path.removesuffix(_TEMPLATE), _KINDS) and trees.inside(path):
            yield path


def _below(project: Project, folder: str, word: str) -> Iterator[str]:
    for file in native.below(project, folder):
        if fnmatchcase(file, f"*/{word}"):
            yield file
