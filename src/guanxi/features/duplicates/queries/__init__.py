"""Keys of records, and what shares them."""
