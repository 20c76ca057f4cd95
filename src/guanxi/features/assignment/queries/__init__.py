"""Who can be assigned to, whose turn it is, and what was assigned."""
