"""Decisions about reading and writing records. Knows nothing of HTTP."""
