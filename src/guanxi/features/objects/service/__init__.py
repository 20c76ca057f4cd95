"""Decisions about objects, their fields and their pipelines."""
