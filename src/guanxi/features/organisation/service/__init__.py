"""Decisions about roles, teams and who belongs to them. Knows nothing of HTTP."""
