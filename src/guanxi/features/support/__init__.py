"""Operators' access to a company: asked for by command, approved by an administrator, limited in time, kept in history."""
