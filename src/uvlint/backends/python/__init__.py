"""Python code of builds, as facts."""
