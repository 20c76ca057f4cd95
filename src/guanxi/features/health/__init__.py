"""Whether the service lives, whether it can answer, and its figures, for those who operate it."""
