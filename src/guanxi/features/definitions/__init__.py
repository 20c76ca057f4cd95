"""Reading and writing of definitions of every kind over HTTP, and their place in the company's history."""
