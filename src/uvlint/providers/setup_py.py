"""setup.py: what it reads, imports and asks for, and what its commands write."""

from __future__ import annotations

from uvlint.backends.setuptools.setup_py import setup_inputs, setup_outputs
from uvlint.plugin import Provider

PROVIDER = Provider(
    name="setup-py", about=("setup.py",), inputs=setup_inputs, outputs=setup_outputs
)
