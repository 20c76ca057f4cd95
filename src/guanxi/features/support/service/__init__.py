"""Decisions about support access. Knows nothing of HTTP."""
