"""Batch rules of users."""
