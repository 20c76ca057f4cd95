"""Decisions about hand-overs. Knows nothing of HTTP."""
