"""The demo company: a public sales data set, imported as a customer would import it, and a few days of everyday work.

Everything goes through the API, so the demo shows what the product does and nothing else. See `loading.load`.
"""

COMPANY = "Guanxi Demo"
EMAIL = "demo@guanxi.example"
PASSWORD = "guanxi-demo"
