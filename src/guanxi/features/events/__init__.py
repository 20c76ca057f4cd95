"""Live updates: what has changed, and how far jobs are, as server-sent events."""
