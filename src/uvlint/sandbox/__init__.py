"""Where builds and uv run for `trace` and `verify`: copies of work trees, and processes on a leash."""
