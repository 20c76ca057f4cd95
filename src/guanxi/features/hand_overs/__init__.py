"""Handing over everything that a person owns, so that nothing is left behind when somebody goes."""
