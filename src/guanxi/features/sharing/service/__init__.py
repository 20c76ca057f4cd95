"""Decisions about sharing records. Knows nothing of HTTP."""
