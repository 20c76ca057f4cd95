"""Forms that strangers fill in on the internet: each sending makes or changes a record, and is kept with the consent given."""
