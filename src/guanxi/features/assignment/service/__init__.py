"""Declaring assignment rules, and giving records to people by them."""
