"""Compiling what stages ask, and holding records to it."""
