"""The demo company: a public sales data set, imported as a customer would import it, and a few days of everyday work."""
