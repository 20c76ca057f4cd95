"""Founding a company: its first administrator signs up."""
