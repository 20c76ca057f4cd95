"""All SQL about encrypted values."""
