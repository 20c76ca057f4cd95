"""What people may do: permission sets, who holds them, what comes of all sets of a person together."""
