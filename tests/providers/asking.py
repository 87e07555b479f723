"""Asks a provider about a project and writes the answer in a short form, for tables."""

from __future__ import annotations

from uvlint.claims import signs
from uvlint.model import Certainty, Dir, Env, File, Git, Key
from uvlint.plugin import Provider
from uvlint.project import Project


def hatchling(*plug_ins: str, project: str = "", dynamic: tuple[str, ...] = ("version",)) -> str:
    """Return the head of a pyproject.toml for hatchling, before its tool tables."""
    requires = ", ".join(f'"{name}"' for name in ("hatchling", *plug_ins))
    fields = ", ".join(f'"{name}"' for name in dynamic)
    version = "" if "version" in dynamic else 'version = "1"\n'
    return (
        f'[build-system]\nrequires = [{requires}]\nbuild-backend = "hatchling.build"\n'
        f'[project]\nname = "demo"\n{version}dynamic = [{fields}]\n{project}'
    )


SURE = {
    Certainty.POSSIBLE: "possible ",
    Certainty.LIKELY: "likely ",
    Certainty.CERTAIN: "",
}


def found(provider: Provider, project: Project) -> list[str]:
    """Return the inputs in a short form, nothing where the provider is not asked."""
    if not provider.concerns(signs(project)):
        return []
    answers = []
    for item in provider.inputs(project):
        assert item.feeds
        assert item.why
        assert not item.why.endswith(".")
        assert project.is_file(item.at.file)
        sure = SURE[item.certainty]
        runs = "run " if item.runs else ""
        override = "override " if item.override else ""
        price = "priced " if item.price else ""
        answers.append(f"{sure}{override}{price}{runs}{short(item.key)} -> {' '.join(item.feeds)}")
    return answers


def written(provider: Provider, project: Project) -> list[str]:
    """Return the files a build writes, nothing where the provider is not asked."""
    if not provider.concerns(signs(project)):
        return []
    return [item.file for item in provider.outputs(project)]


def short(key: Key | None) -> str:
    """Return a key as one word."""
    match key:
        case None:
            return "-"
        case File(pattern):
            return pattern
        case Dir(path):
            return f"dir:{path}"
        case Env(name):
            return f"env:{name}"
        case Git(commit, tags):
            return "git:" + "+".join(["commit"] * commit + ["tags"] * tags)
