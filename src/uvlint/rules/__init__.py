"""One module for each kind of mistake."""
