"""Duplicate rules: records that are most likely the same, found while they are written, found afterwards, and merged."""
