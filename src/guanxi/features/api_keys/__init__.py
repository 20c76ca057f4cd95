"""Keys with which programs call the API in the name of a user."""
