"""Typed views of the files of a project: text in, values out."""
