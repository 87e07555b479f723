"""What hatchling does with its settings and with hooks of the project."""
