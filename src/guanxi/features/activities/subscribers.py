"""Batch rules of activities."""
