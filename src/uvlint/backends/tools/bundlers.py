"""What tools of web front ends read and write: by their words, and literally by their settings."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from uvlint.backends import native, trees
from uvlint.backends.tools import folders, imports, npm, typescript
from uvlint.backends.tools.work import NOTHING, Command, Work, united
from uvlint.model import File
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project
from uvlint.uv.globs import base, is_glob
from uvlint.uv.version import NEWEST


class Tool(NamedTuple):
    """What a tool does unless it is told otherwise.

    `configs` are the beginnings of the names of its settings, `writes` what it leaves in
    the folder that it works in, `out` the options, and the keys of its settings, that name
    what it writes; `copies` are folders whose files it takes over as they are. `in_out`
    tells that the last of several words is written.
    """

    configs: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    in_out: bool = False


_OUT = ("-o", "--out", "--output", "--out-dir", "--outDir", "--outdir", "--outfile", "--dist-dir")
_STYLES = ("postcss.config", "tailwind.config")
_NEXT = (".next/**/*", "out/**/*")

TOOLS: Mapping[str, Tool] = {
    "astro": Tool(("astro.config", *_STYLES), ("dist/**/*", ".astro/**/*"), copies=("public",)),
    "babel": Tool(("babel.config",), out=("-d",)),
    "browserify": Tool(),
    "esbuild": Tool(),
    "grunt": Tool(("Gruntfile",)),
    "gulp": Tool(("gulpfile",)),
    "lessc": Tool(in_out=True),
    "microbundle": Tool(writes=("dist/**/*",)),
    "next": Tool(("next.config", *_STYLES), _NEXT, copies=("public",)),
    "ng": Tool(("angular",), ("dist/**/*", ".angular/**/*"), copies=("public",)),
    "nuxt": Tool(("nuxt.config", *_STYLES), (".nuxt/**/*", ".output/**/*"), copies=("public",)),
    "nuxi": Tool(("nuxt.config", *_STYLES), (".nuxt/**/*", ".output/**/*"), copies=("public",)),
    "parcel": Tool((".parcelrc", *_STYLES), ("dist/**/*", ".parcel-cache/**/*"), ("-d",)),
    "postcss": Tool(_STYLES, out=("-d", "--dir")),
    "react-scripts": Tool(writes=("build/**/*",), copies=("public",)),
    "rollup": Tool(("rollup.config",), out=("-d", "--dir", "--file")),
    "rspack": Tool(("rspack.config", *_STYLES), ("dist/**/*",), ("--output-path",)),
    "sass": Tool(in_out=True),
    "stylus": Tool(),
    "svelte-kit": Tool(("svelte.config",), (".svelte-kit/**/*",), copies=("static",)),
    "swc": Tool((".swcrc",), out=("-d",)),
    "tailwindcss": Tool(_STYLES),
    "terser": Tool(),
    "tsc": Tool(),
    "tsup": Tool(("tsup.config",), ("dist/**/*",), ("-d",)),
    "uglifyjs": Tool(),
    "unbuild": Tool(("build.config",), ("dist/**/*",)),
    "vite": Tool(("vite.config", *_STYLES), ("dist/**/*",), copies=("public",)),
    "vue-cli-service": Tool(("vue.config", *_STYLES), ("dist/**/*",), ("--dest",), ("public",)),
    "vue-tsc": Tool(),
    "webpack": Tool(("webpack.config", *_STYLES), ("dist/**/*",), ("--output-path",)),
    "webpack-cli": Tool(("webpack.config", *_STYLES), ("dist/**/*",), ("--output-path",)),
}
"""The tools by the names of their programs (vite 8, TypeScript 6: seen to read and write this)."""

_ALIASES = {
    "@tailwindcss/cli": "tailwindcss",
    "@vue/cli-service": "vue-cli-service",
    "gulp-cli": "gulp",
    "postcss-cli": "postcss",
    "pysassc": "sass",
    "sassc": "sass",
    "typescript": "tsc",
}
_CONFIG = ("-c", "--config", "--configFile", "--config-file", "-p", "--project", "--gulpfile")
_WITH_VALUE = frozenset(
    {*_OUT, *_CONFIG, "-I", "--load-path", "-i", "-m", "--mode", "--base", "--format", "--target"}
)
_MADE = r"(?i)dest(?:ination)?|dir|dist_?dir|file|out(?:put)?(?:_?(?:dir|file|path))?|pages|path"
_NEVER_READ = r"(?i)assets?_?dir|base|clean|filename|public_?path"
_TEXT = r"""(['"`])((?:(?!\1)[^\\\n$]|\\.)+)\1"""
_LITERAL = _TEXT
_VALUE = (
    r"(?:['\"]?(?P<key>[A-Za-z_][\w-]*)['\"]?\s*(?::|=(?![=>]))\s*)?"
    r"(?:(?P<join>(?:[\w.]+\.)?(?:resolve|join|dest|fileURLToPath)\((?P<args>[^()]*"
    rf"(?:\([^()]*\)[^()]*)?)\))|{_TEXT.replace(chr(92) + '1', chr(92) + '4')})"
)
_COMMENT = r"(?m)^[ \t]*//.*$|/\*(?!\*/)[^'\"`]*?\*/"
_SOURCE = r"@source\s+(?:not\s+)?['\"]([^'\"\n]+)['\"]"
_TYPED = frozenset({".cjs", ".cts", ".js", ".json", ".jsx", ".mjs", ".mts", ".ts", ".tsx", ".vue"})
"""What the compiler of TypeScript takes from a folder."""

_MOST_TEXT = 200_000


def work(project: Project, command: Command) -> Work | None:
    """Return what a tool of a front end reads and writes besides its package, None for others."""
    name = _ALIASES.get(command.program, command.program)
    if name == "jupyter" and command.words[1:3] == ("labextension", "build"):
        return _labextension(project, command)
    tool = TOOLS.get(name)
    if tool is None:
        return None
    parts = [_by_words(project, command, tool), *_by_settings(project, command, tool, name)]
    if name in ("tsc", "vue-tsc"):
        parts.append(_compiled(project, command))
    if name == "tailwindcss":
        parts.append(_scanned(project, command))
    return united(parts)


def _by_words(project: Project, command: Command, tool: Tool) -> Work:
    """Return what the words of a command name."""
    reads: list[File] = []
    writes = [command.at(project, word) for word in command.options(*_OUT, *tool.out)]
    words = list(command.positional(_WITH_VALUE | {*tool.out}))
    if tool.in_out and len(words) > 1 and ":" not in words[0]:
        writes.append(command.at(project, words.pop()))
    for word in words:
        source, colon, target = word.partition(":")
        reads += _read(project, command.at(project, source))
        writes += [command.at(project, target)] if colon and tool.in_out else []
    for word in command.options("-i", "--input", "-I", "--load-path"):
        reads += _read(project, command.at(project, word))
    return Work(reads=tuple(reads), writes=tuple(_folder_or_file(project, path) for path in writes))


def _by_settings(project: Project, command: Command, tool: Tool, name: str) -> Iterator[Work]:
    """Yield what the settings of a tool name, and what it does where they name nothing."""
    here = command.folder
    given = command.option(*_CONFIG)
    files = [command.at(project, given)] if given else []
    files += [
        native.at(here, entry)
        for entry, is_folder in project.listing(here)
        if not is_folder and entry.startswith(tool.configs or ("\0",))
    ]
    root = here
    if name == "vite":
        words = [word for word in command.positional(_WITH_VALUE) if word not in ("build", "dev")]
        root = command.at(project, words[0]) if words else here
    names_out = any(command.options(*_OUT, *tool.out))
    for file in dict.fromkeys(files):
        if not project.is_file(file):
            continue
        found, base = _named_in(project, file, root)
        root = base
        names_out = names_out or bool(found.writes)
        yield found._replace(reads=(File(file), *found.reads))
    if root != here:
        yield Work(reads=tuple(npm.sources(project, root)))
    if not names_out or name in ("next", "ng"):
        yield Work(writes=tuple(native.at(root, path) for path in tool.writes))
    for folder in tool.copies:
        path = native.at(root, folder)
        if project.is_dir(path) and not folders.holds_project(path):
            yield Work(reads=(File(folders.below(path)),))


def _named_in(project: Project, file: str, root: str) -> tuple[Work, str]:
    """Return what settings name literally, and the folder that they make the root."""
    here = native.folder_of(file)
    text = re.sub(_COMMENT, "", native.text(project, file)[:_MOST_TEXT])
    found = [
        (match["key"] or "", _path(match), match["join"] or "")
        for match in re.finditer(_VALUE, text)
    ]
    for key, path, _ in found:
        if key == "root" and path and project.is_dir(native.at(here, path)):
            root = native.at(here, path)
    reads: list[File] = []
    writes: list[str] = []
    for key, path, call in found:
        if not path or path.startswith(("/", "@", "~")) or ":" in path:
            continue
        base = here if call else root
        if call.partition("(")[0].endswith("dest") or re.fullmatch(_MADE, key):
            writes += [native.at(base, path)] if not is_glob(path) else []
        elif not re.fullmatch(_NEVER_READ, key):
            reads += _read(project, native.at(here, path))
            reads += _read(project, native.at(root, path)) if root != here else ()
    made = tuple(
        _folder_or_file(project, path)
        for path in dict.fromkeys(writes)
        if not folders.holds_project(path) and not posixpath.isabs(path)
    )
    return Work(reads=tuple(reads), writes=made), root


def _path(match: re.Match[str]) -> str:
    """Return the path that a literal is, or the literals of a call that puts paths together."""
    if match["join"] is None:
        return match[5]
    parts = [part for _, part in re.findall(_LITERAL, match["args"])]
    return posixpath.join(*parts) if parts else ""


def _read(project: Project, path: str) -> Iterator[File]:
    """Yield a file with its imports, the kinds of files of a folder, or an open set that is there."""
    if posixpath.isabs(path):
        return
    if project.is_file(path):
        yield from native.named(imports.with_imports(project, [path]))
    elif project.is_dir(path):
        if not project.passes_over(path) and not folders.is_ignored(project, path):
            yield from folders.kinds(project, path)
    elif is_glob(path):
        yield from _of_pattern(project, path)


def _of_pattern(project: Project, path: str) -> Iterator[File]:
    for pattern in _alternatives(path):
        key = trees.pattern_key(pattern)
        if (key is not None and key.pattern.startswith("../")) or (
            key is not None and any(trees.matching(project, pattern))
        ):
            yield key


def _alternatives(pattern: str) -> Iterator[str]:
    """Yield a pattern once for each word of its braces."""
    match = re.search(r"\{([^{}]*)\}", pattern)
    if match is None:
        yield pattern
        return
    for word in match[1].split(","):
        yield from _alternatives(pattern[: match.start()] + word + pattern[match.end() :])


def _folder_or_file(project: Project, path: str) -> str:
    """Return what is written: a name with a suffix is a file, unless it is a folder already."""
    if native.suffix(path) and not project.is_dir(path):
        return path
    return folders.below(path)


# --- others ---------------------------------------------------------------------------


def _compiled(project: Project, command: Command) -> Work:
    """Return what the compiler of TypeScript reads and writes by its settings."""
    words = [word for word in command.positional(_WITH_VALUE) if word.endswith(".json")]
    named = command.option("-p", "--project") or next(iter(words), typescript.SETTINGS)
    found = typescript.read(project, command.at(project, named))
    reads = [
        key
        for path in found.sources
        for key in _read(
            project, base(path, NEWEST) if is_glob(path) and not native.suffix(path) else path
        )
        if native.is_kind(key.pattern, _TYPED)
    ]
    return Work(native.named(found.files), tuple(reads), found.writes)


def _scanned(project: Project, command: Command) -> Work:
    """Return the folders that a style sheet has Tailwind scan for names of classes."""
    named = command.option("-i", "--input")
    if not named:
        return NOTHING
    sheet = command.at(project, named)
    here = native.folder_of(sheet)
    found = [
        key
        for path in re.findall(_SOURCE, native.text(project, sheet))
        for key in _read(project, native.at(here, path))
    ]
    return Work(reads=(File(sheet), *found))


def _labextension(project: Project, command: Command) -> Work:
    """Return what the builder of JupyterLab reads and writes (jupyterlab 4, source read)."""
    places = (command.at(project, word) for word in command.positional())
    here = next(
        (place for place in places if project.is_file(native.at(place, npm.MANIFEST))),
        command.folder,
    )
    built = npm.setting(project, here, "jupyterlab", "outputDir") or "static"
    config = npm.setting(project, here, "jupyterlab", "webpackConfig")
    schema = npm.setting(project, here, "jupyterlab", "schemaDir")
    reads = [*_read(project, native.at(here, config))] if config else []
    for folder in (schema, "style"):
        reads += _read(project, native.at(here, folder)) if folder else []
    return Work(reads=tuple(reads), writes=(folders.below(native.at(here, built)),))
