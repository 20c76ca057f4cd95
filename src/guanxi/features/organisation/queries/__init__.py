"""All SQL about roles, teams and who belongs to them."""
