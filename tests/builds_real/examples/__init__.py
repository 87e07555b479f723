"""The examples, a table for each family of back ends."""
