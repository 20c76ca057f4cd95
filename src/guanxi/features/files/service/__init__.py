"""Decisions about attachments."""
