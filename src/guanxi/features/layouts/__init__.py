"""Layouts: how the pages and forms of an object are put together, for whom, and what of them is shown of which record."""
