"""Users as an object: fields, table, batch rules."""
