"""Assignment rules: to whom a record goes when it is made, or when a condition begins to hold."""
