"""Back ends that hand the work on to another one, which their settings name."""

from __future__ import annotations

from uvlint.project import Project

RAPIDS = ("tool", "rapids-build-backend")


def final_backend(project: Project) -> str:
    """Return the back end that builds in the end (rapids-build-backend 0.4.1, source read)."""
    stated = project.pyproject.string(*RAPIDS, "build-backend")
    wraps = project.backend.partition(".")[0] == "rapids_build_backend"
    return stated.value if wraps and stated else project.backend
