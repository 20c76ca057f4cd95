"""Decisions about invitations. Knows nothing of HTTP."""
