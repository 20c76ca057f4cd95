"""All SQL about files."""
