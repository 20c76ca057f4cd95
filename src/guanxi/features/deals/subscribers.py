"""Batch rules of deals."""
