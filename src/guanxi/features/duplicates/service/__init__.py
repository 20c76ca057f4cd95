"""Declaring duplicate rules, keeping keys, finding what is the same, merging it."""
