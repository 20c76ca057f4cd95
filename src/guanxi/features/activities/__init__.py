"""Activities as an object: fields, table, batch rules."""
