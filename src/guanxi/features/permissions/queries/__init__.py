"""All SQL about permission sets and who holds them."""
