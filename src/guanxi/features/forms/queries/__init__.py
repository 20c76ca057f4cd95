"""All SQL of forms."""
