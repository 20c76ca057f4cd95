"""Turns pages of records into files."""
