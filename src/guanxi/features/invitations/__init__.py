"""Bringing colleagues in: one-time links that give a person a sign-in."""
