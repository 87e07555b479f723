"""Arguments of `setup()` by what they mean for an editable install."""

from __future__ import annotations

QUIET = frozenset(
    {"exclude_package_data", "include_package_data", "namespace_packages", "package_data"}
    | {"package_dir", "packages", "py_modules", "test_suite", "tests_require", "zip_safe"}
)
"""What it reads in place, or nothing at all."""
