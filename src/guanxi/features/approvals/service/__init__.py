"""Planning steps, asking people, deciding, and what follows."""
