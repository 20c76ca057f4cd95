"""Decisions about leads."""
