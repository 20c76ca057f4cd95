"""Lines for people inside the product: what happened that they should know, unread until they saw it."""
