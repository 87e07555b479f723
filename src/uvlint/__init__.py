"""uvlint finds what a build reads that uv does not watch, and repairs `tool.uv.cache-keys`."""

__version__ = "0.1.0"
