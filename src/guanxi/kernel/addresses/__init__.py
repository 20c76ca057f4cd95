"""Postal addresses of China and of the world: which countries there are, and in which order each writes its lines.

The data are from world.json, see SOURCE.md. Whether a place exists is not checked: lists of places are never complete.
"""

from guanxi.kernel.addresses.world import COUNTRIES, Country, country_called
from guanxi.kernel.addresses.writing import PARTS, write_address

__all__ = ["COUNTRIES", "PARTS", "Country", "country_called", "write_address"]
