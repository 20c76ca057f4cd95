"""Packages that come with Guanxi: declarations only, no line of Python."""
