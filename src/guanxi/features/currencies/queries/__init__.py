"""All SQL about rates, and about what they do to amounts."""
