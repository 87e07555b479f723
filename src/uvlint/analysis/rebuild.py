"""Would uv build a project now, why or why not, and which changes does it not notice?"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from uvlint.advice.gaps import unwatched
from uvlint.analysis import checker
from uvlint.config import Settings
from uvlint.model import Dir, Env, File, Git, Input, Key, KeyList, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.phrases import listed
from uvlint.plugin import Facts
from uvlint.project import Project
from uvlint.uv import cache, environment, gitstate, keys, record
from uvlint.uv.coverage import watcher
from uvlint.uv.environment import Installed
from uvlint.uv.features import FOLDERS, since
from uvlint.uv.globs import matcher, walk
from uvlint.uv.lock_deps import needs
from uvlint.uv.record import BrokenRecord, Computed, Record, Stamp
from uvlint.uv.required import assumed
from uvlint.uv.settings import PackageSettings, is_set, package_settings, stopped
from uvlint.uv.version import NEWEST, Version, parse
from uvlint.uv.workspace import root_of

_SEPARATORS = re.compile(r"[-_.](?=[a-z])|(?<=[a-z])[-_.]")
_NAMED = 3
"""So many causes of one kind are named; more are counted."""


class Part(NamedTuple):
    """One part of the record, stored and now, in the shape of JSON."""

    part: str
    stored: object
    now: object
    changed: bool


class Unnoticed(NamedTuple):
    """An input that changed since the build, in nanoseconds since 1970, and the key to add.

    `needs` is the uv that reads such a key, None where the one that is meant does.
    """

    key: Key
    feeds: tuple[str, ...]
    changed: int
    needs: Version | None = None


class Why(NamedTuple):
    """What there is to say about the next build of a project.

    `rebuilds` is None where it cannot be told; `reason` is a clause in every case.
    `newest` is the file that gives the timestamp now.
    """

    root: str
    name: str | None
    environment: str | None
    installed: bool
    rebuilds: bool | None
    reason: str
    parts: tuple[Part, ...] = ()
    newest: str | None = None
    unnoticed: tuple[Unnoticed, ...] = ()


class _Case(NamedTuple):
    """All that the verdict rests on."""

    root: str
    project: Project
    listed: KeyList
    version: Version
    environment: str
    installed: Installed | None
    package_settings: PackageSettings
    workspace: str
    needed: bool | None
    environ: Mapping[str, str]

    @property
    def watched(self) -> tuple[Key, ...]:
        """The keys that uv goes by."""
        return keys.watched(self.listed, self.version)

    @property
    def is_governed(self) -> bool:
        """Tell whether another project fills the environment."""
        return self.workspace != self.root


def why(
    root: str,
    environ: Mapping[str, str],
    *,
    given: str | None = None,
    active: bool = False,
    settings_of: Callable[[Project], Settings] = checker.settings_for,
) -> Why:
    """Return the verdict on a project.

    `given` names an environment; what is installed there may come from another folder
    of that name, and is then held against that folder; `settings_of` tells the settings
    of uvlint that hold for a project. Raises `RuntimeError` for a
    mistake of a provider.
    """
    project = Project(root)
    name = _name(project)
    place = environment.locate(root, environ, given=given, active=active)
    installed = environment.find(place, root, name)
    if given and installed and installed.source and os.path.isdir(installed.source):
        project = Project(installed.source)
    subject = os.path.realpath(project.root)
    there = environment.site_packages(place)
    known = Why(
        root=root,
        name=name,
        environment=place if there else None,
        installed=installed is not None,
        rebuilds=None,
        reason="",
    )
    settings = settings_of(project)
    try:
        stated = parse(settings.uv_version)
        version = assumed(project, stated, seen=environment.made_by(place))
        facts = checker.facts_of(project, settings._replace(uv_version=str(version)))
        listed = keys.read(project, version)
    except Unreadable as error:
        return known._replace(reason=f"{error.at.file} cannot be understood: {error.reason}")
    workspace = environment.workspace(subject, place)
    case = _Case(
        root=subject,
        project=project,
        listed=listed,
        version=version,
        environment=place,
        installed=installed,
        package_settings=package_settings(workspace, subject, name, environ, version),
        workspace=workspace,
        needed=_needed(subject, workspace, name),
        environ=environ,
    )
    verdict = _compared(known, case, facts)
    if subject == os.path.realpath(root):
        return verdict
    return verdict._replace(reason=f"{verdict.reason} (in {subject}, where it comes from)")


def _needed(root: str, workspace: str, name: str | None) -> bool | None:
    """Tell whether uv installs the project when it syncs where the user stands."""
    here = os.path.join(os.getcwd(), "")
    if root == workspace or here.startswith(os.path.join(root, "")):
        return True
    return needs(workspace, name) if name else None


def _compared(known: Why, case: _Case, facts: Facts) -> Why:
    """Add the verdict to what is known, by the records if it comes to that."""
    obstacle = _obstacle(case)
    if obstacle is not None:
        return known._replace(rebuilds=obstacle[0], reason=obstacle[1])
    now = record.compute(case.root, case.watched, case.environ, case.version)
    if (missing := _missing(case)) is not None:
        builds, remark = _built(case, now.record)
        return known._replace(rebuilds=builds, reason=missing + remark)
    assert case.installed is not None
    try:
        stored = record.load(case.installed.dist_info)
    except BrokenRecord as error:
        return known._replace(reason=f"{error}, and uv stops at it")
    causes = [*_wished(case), *_causes(stored, now)]
    if causes and case.installed.installer not in ("", "uv") and stored == Record():
        causes = [f"{case.installed.installer} installed it, so uv has no record of it"]
    if causes and not stored.complete and case.version >= FOLDERS:
        causes.append("the record is that of a uv before 0.6.7")
    builds, remark = _built(case, now.record) if causes else (False, _old_version(case))
    if case.package_settings.dropped:
        remark += f"; {case.package_settings.dropped}"
    return known._replace(
        rebuilds=builds,
        reason=(listed(causes) or "nothing it watches changed") + remark,
        parts=tuple(_parts(stored, now.record)),
        newest=now.newest,
        unnoticed=tuple(_unnoticed(case, facts, stored)),
    )


def _name(project: Project) -> str | None:
    try:
        return project.name
    except Unreadable:
        return None


# --- the verdict --------------------------------------------------------------------


def _obstacle(case: _Case) -> tuple[bool | None, str] | None:
    """Return the verdict where no record needs to be looked at."""
    installed, project = case.installed, case.project
    if clause := stopped(case.workspace, case.root, case.version):
        return None, clause
    stated = project.pyproject.flag("tool", "uv", "package")
    if stated is False or not case.package_settings.package:
        return False, "it is no package: `package = false`"
    if not project.is_package and (installed is None or not case.is_governed):
        return False, "it is no package: it has no `[build-system]`"
    if case.listed.refusals and not case.listed.dropped:
        return None, f"uv refuses the cache keys and stops: {case.listed.refusals[0].reason}"
    # A member that the root does not need was asked for by name, and will be again.
    is_member = root_of(case.root) == case.workspace
    if case.needed is False and (installed is None or not is_member):
        return False, f"{case.workspace} does not depend on it"
    if case.needed is None and installed is None:
        return None, f"it is not installed in {case.environment}, and perhaps not meant to be"
    return None


def _missing(case: _Case) -> str | None:
    """Return why there is no installation of the project to compare with, None if there is."""
    installed, place = case.installed, case.environment
    if not environment.site_packages(place):
        return f"there is no environment in {place} yet"
    if installed is None:
        return f"it is not installed in {place}"
    if installed.source is None:
        return f"what {place} holds under its name was not built from a folder"
    if installed.source != case.root:
        return f"{place} holds another project of that name, {installed.source}"
    return None


def _built(case: _Case, now: Record) -> tuple[bool | None, str]:
    """Return whether uv must build to install the project, and a remark if it need not.

    What lies in uv's cache in the same state is installed without a build.
    """
    wanted, environ = case.package_settings, case.environ
    if wanted.reinstall or is_set(environ, "UV_NO_CACHE"):
        return True, ""
    editable = wanted.editable
    if editable is None:
        editable = case.installed is not None and case.installed.editable
    place = cache.folder(environ, wanted.cache)
    settings = bool(wanted.config or wanted.variables)
    found = cache.has_build(place, case.root, now, editable=editable, settings=settings)
    if found is None:
        return None, ", and whether uv has a build in its cache cannot be told"
    if found and not (settings and _other_build(case)):
        return False, ", but uv has a build of this state in its cache"
    return True, ""


def _other_build(case: _Case) -> bool:
    """Tell whether the settings of the build differ from those of the installed one."""
    if case.installed is None or case.installed.build is None:
        return False
    build = case.installed.build
    return (
        build.get("config_settings", {}) != case.package_settings.config
        or build.get("extra_build_variables", {}) != case.package_settings.variables
    )


def _wished(case: _Case) -> Iterator[str]:
    """Yield what makes uv build though no input changed."""
    installed, wanted = case.installed, case.package_settings
    assert installed is not None
    if wanted.reinstall:
        yield "a setting asks to reinstall it every time"
    if wanted.editable is not None and wanted.editable is not installed.editable:
        yield ("it is to become editable" if wanted.editable else "it is to be editable no longer")
    if _other_build(case):
        yield "the settings of the build changed"


def _old_version(case: _Case) -> str:
    """Return a remark where a version was edited that uv will not build."""
    stated = case.project.pyproject.string("project", "version")
    assert case.installed is not None
    if stated is None or _version(stated.value) == _version(case.installed.version):
        return ""
    return f", though version {case.installed.version} is installed and {stated.value} is stated"


def _version(text: str) -> str:
    """Return a version without what its spellings differ in."""
    return _SEPARATORS.sub("", text.strip().lower().removeprefix("v"))


def _causes(stored: Record, computed: Computed) -> Iterator[str]:
    """Yield what changed between two records."""
    now = computed.record
    if stored.timestamp != now.timestamp:
        if now.timestamp is None:
            yield "no file that it watches is left"
        elif stored.timestamp is not None and now.timestamp < stored.timestamp:
            yield "the file that had changed last is gone or no longer watched"
        else:
            yield f"{computed.newest} changed"
    if stored.commit != now.commit:
        yield _shift("the commit", stored.commit, now.commit, "another commit is checked out")
    if stored.tags != now.tags:
        changed = _named("tag", stored.tags or {}, now.tags or {})
        yield _shift("the tags", stored.tags, now.tags, changed)
    names = [f"${name}" for name in _different(stored.env, now.env)]
    if names:
        yield f"{_few(names, 'variables')} changed"
    folders = [
        name
        for name in sorted(stored.directories.keys() | now.directories.keys())
        if not _same(name, stored.directories, now.directories)
    ]
    yield from (_folder(name, stored.directories, now.directories) for name in folders)


def _shift(what: str, stored: object, now: object, otherwise: str) -> str:
    if stored is None:
        return f"{what} can be read now"
    return f"{what} can no longer be read" if now is None else otherwise


def _different(stored: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    gone = object()
    names = sorted(stored.keys() | now.keys())
    return [name for name in names if stored.get(name, gone) != now.get(name, gone)]


def _named(noun: str, stored: Mapping[str, object], now: Mapping[str, object]) -> str:
    names = _different(stored, now)
    verb = (
        "was made" if not stored.keys() & set(names)
        else "is gone" if not now.keys() & set(names)
        else "changed"
    )  # fmt: skip
    if len(names) == 1:
        return f"{noun} {names[0]} {verb}"
    return f"{_few(names, noun + 's')} changed"


def _few(names: Sequence[str], noun: str) -> str:
    return listed(names) if len(names) <= _NAMED else f"{len(names)} {noun}"


def _same(name: str, stored: Mapping[str, Stamp | None], now: Mapping[str, Stamp | None]) -> bool:
    return (name in stored) is (name in now) and record.same_folder(stored.get(name), now.get(name))


def _folder(name: str, stored: Mapping[str, Stamp | None], now: Mapping[str, Stamp | None]) -> str:
    if name not in stored:
        return f"the folder {name} is watched now"
    if name not in now:
        return f"the folder {name} is no longer watched"
    if stored[name] is None:
        return f"the folder {name} appeared"
    return f"the folder {name} is {'gone' if now[name] is None else 'another one'}"


# --- the parts ----------------------------------------------------------------------


def _parts(stored: Record, now: Record) -> Iterator[Part]:
    for part in ("timestamp", "commit", "tags", "env", "directories"):
        before, after = getattr(stored, part), getattr(now, part)
        changed = before != after
        if part == "directories":
            changed = any(not _same(name, before, after) for name in before.keys() | after.keys())
        yield Part(part=part, stored=_plain(before), now=_plain(after), changed=changed)


def _plain(value: object) -> object:
    match value:
        case record.Inode(number):
            return number
        case record.Created(at):
            return record.shown(at)
        case int():
            return record.shown(value)
        case Mapping():
            return {name: _plain(inner) for name, inner in value.items()}
        case _:
            return value


# --- what uv does not notice --------------------------------------------------------


def _unnoticed(case: _Case, facts: Facts, stored: Record) -> Iterator[Unnoticed]:
    """Yield the inputs that no key watches and that changed after the build."""
    assert case.installed is not None
    built = environment.built_at(case.installed, stored.timestamp or 0)
    missing = facts.unwatched
    if case.listed.dropped:
        missing = unwatched(case.project, facts.inputs, facts.outputs, case.watched, case.version)
    for item in missing:
        moment = _changed_at(case.root, item, case.watched, case.version)
        if item.key is not None and moment is not None and moment > built:
            needed = since(item.key)
            yield Unnoticed(
                key=item.key,
                feeds=item.feeds,
                changed=moment,
                needs=needed if needed > case.version else None,
            )


def _changed_at(root: str, item: Input, watched: Sequence[Key], version: Version) -> int | None:
    """Return when an input changed last, as far as no key watches it; None if unknown."""
    match item.key:
        case File(pattern):
            counts = matcher([key.pattern for key in watched if isinstance(key, File)], version)
            moments = (
                record.changed_at(os.path.join(root, name))
                for name in walk(root, [pattern], NEWEST).files
                if not counts(name)
            )
            return max((moment for moment in moments if moment is not None), default=None)
        case Dir(path):
            folder = os.path.join(root, path)
            return record.created_at(folder) if os.path.isdir(folder) else None
        case Git(commit, tags):
            return _git_changed_at(root, watched, version, commit=commit, tags=tags)
        case Env() | None:
            return None


def _git_changed_at(
    root: str, watched: Sequence[Key], version: Version, *, commit: bool, tags: bool
) -> int | None:
    repository = gitstate.read(root, version).repository
    if repository is None:
        return None
    moments = []
    if commit and watcher(Git(commit=True, tags=False), watched, version) is None:
        moments.append(gitstate.moved_at(repository))
    if tags and watcher(Git(commit=False, tags=True), watched, version) is None:
        moments.append(gitstate.tagged_at(repository))
    return max((moment for moment in moments if moment is not None), default=None)
