"""All SQL about sharing."""
