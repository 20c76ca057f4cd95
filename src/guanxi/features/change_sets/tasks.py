"""Taking back change-sets too large for one request."""
