"""A project as uv leaves it in an environment, without uv."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from uvlint.project import Project
from uvlint.uv import keys
from uvlint.uv.record import SECOND, Created, Inode, Record, Stamp, compute
from uvlint.uv.version import NEWEST, Version


def moment(nanoseconds: int) -> dict[str, int]:
    seconds, rest = divmod(nanoseconds, SECOND)
    return {"secs_since_epoch": seconds, "nanos_since_epoch": rest}


def encoded(record: Record) -> str:
    def folder(stamp: Stamp | None) -> object:
        match stamp:
            case Created(at):
                return moment(at)
            case Inode(number):
                return number
            case None:
                return None

    return json.dumps(
        {
            "timestamp": None if record.timestamp is None else moment(record.timestamp),
            "commit": record.commit,
            "tags": record.tags,
            "env": record.env,
            "directories": {name: folder(stamp) for name, stamp in record.directories.items()},
        }
    )


def dist_info(
    environment: Path,
    source: Path | None,
    *,
    name: str = "demo",
    version: str = "1.0",
    editable: bool = True,
    record: str | None = None,
    installer: str = "uv",
) -> Path:
    """Write what an installation leaves behind."""
    folder = environment / f"lib/python3.11/site-packages/{name}-{version}.dist-info"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "WHEEL").write_text("Wheel-Version: 1.0\n")
    (folder / "METADATA").write_text(f"Name: {name}\n")
    (folder / "INSTALLER").write_text(installer)
    if source is not None:
        about = {"url": source.as_uri(), "dir_info": {"editable": editable}}
        (folder / "direct_url.json").write_text(json.dumps(about))
    if record is not None:
        (folder / "uv_cache.json").write_text(record)
    return folder


def install(
    root: Path,
    environ: Mapping[str, str] | None = None,
    *,
    environment: Path | None = None,
    version: Version = NEWEST,
) -> Path:
    """Put a project into its environment in the state of now, as a version of uv does."""
    listed = keys.watched(keys.read(Project(str(root)), version), version)
    now = compute(os.path.realpath(root), listed, environ or {}, version).record
    record = None if now == Record() else encoded(now)
    return dist_info(environment or root / ".venv", root.resolve(), record=record)
