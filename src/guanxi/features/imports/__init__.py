"""Imports: a table from a file becomes records, previewed row by row, run as a resumable job, undone as one change-set."""
