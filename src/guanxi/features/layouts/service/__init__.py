"""Declaring layouts, describing them to a reader, deciding which one a record has."""
