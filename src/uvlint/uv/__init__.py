"""Everything uvlint knows about uv, and nothing else."""
