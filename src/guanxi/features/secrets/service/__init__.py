"""Decisions about encrypted values."""
