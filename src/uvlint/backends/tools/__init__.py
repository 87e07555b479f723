"""Programs that builds start, and what they read."""
