"""Versions that come from git."""
