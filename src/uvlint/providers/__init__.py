"""One module for each back end or plug-in: what its build reads and writes."""
