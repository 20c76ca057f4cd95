"""The settings of a company, and those of a person in it."""
