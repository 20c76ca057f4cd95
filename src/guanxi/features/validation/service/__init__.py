"""Declaring validation rules, and holding records to them."""
