"""Python read without running it: an abstract interpreter of build code (see README.md)."""
