"""What can be done with packages; `format` is what they look like, `parts` what they are made of."""
