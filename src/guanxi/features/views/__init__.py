"""Saved views: lists and boards that people name, keep and share."""
