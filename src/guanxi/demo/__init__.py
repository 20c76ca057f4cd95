"""The demo company: a public sales data set, imported as a customer would import it, and a few days of everyday work.

Everything goes through the API, so the demo shows what the product does and nothing else.
"""

from guanxi.demo.company import COMPANY, EMAIL, PASSWORD
from guanxi.demo.loading import is_loaded, load

__all__ = ["COMPANY", "EMAIL", "PASSWORD", "is_loaded", "load"]
