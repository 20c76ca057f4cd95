"""Packages: everything that administrators declare, as files that are checked, compared, installed, upgraded and taken away."""
