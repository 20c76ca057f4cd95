"""Decisions about the settings of a company and of a person in it."""
