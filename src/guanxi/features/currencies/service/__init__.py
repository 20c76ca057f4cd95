"""Decisions about currencies and rates."""
