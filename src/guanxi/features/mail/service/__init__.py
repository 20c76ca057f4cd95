"""Queueing letters, and sending them."""
