"""Handing announcements of the database to the browsers that may know of them."""
