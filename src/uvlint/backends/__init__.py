"""What several providers share: version control, Python code, native sources."""
