"""From metadata that a build computes though it is constant to the same metadata in `[project]`."""
