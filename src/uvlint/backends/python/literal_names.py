"""Native sources whose names stand in a script as literals.

For scripts that hand names to a tool which makes paths of them by rules of its own: it is
not modelled what numpy.distutils does with a `Configuration` and its subpackages, pymsbuild
with the folders of nested parts, and extension-helpers with what a `setup_package.py`
returns. So a name that leads to a source is a guess, wherever it stands.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from fnmatch import fnmatchcase

from uvlint.backends import native, trees
from uvlint.backends.python.modules import source_of
from uvlint.project import Project

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
    from uvlint.pyeval.syntactic import literals  # with which comes the whole evaluator

    source = source_of(project, script)
    words = {*literals(source.tree)} if source else ()
    for word in sorted(words):
        path = posixpath.normpath(word.replace("\\", "/"))
        if native.is_kind(path.removesuffix(_TEMPLATE), _KINDS) and trees.path_in_project(path):
            yield path


def _below(project: Project, folder: str, word: str) -> Iterator[str]:
    for file in native.below(project, folder):
        if fnmatchcase(file, f"*/{word}"):
            yield file
