"""Reading and writing records of every kind."""
