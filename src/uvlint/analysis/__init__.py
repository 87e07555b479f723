"""From a project to diagnostics and new texts: collect, hold against what uv watches, check, fix."""
