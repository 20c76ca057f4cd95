"""Decisions about imports. Every function takes the caller's Scope first."""
