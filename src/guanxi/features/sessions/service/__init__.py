"""Decisions about identities and sessions. Knows nothing of HTTP."""
