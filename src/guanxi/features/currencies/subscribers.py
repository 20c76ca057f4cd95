"""What history says about currencies and rates, and how they are put back."""

from guanxi.features.currencies.service import listing, rates
from guanxi.kernel.changes.administration import administers

administers(rates.KIND, describe=rates.describe, name=rates.name_of, take_back=rates.take_back)
administers(listing.KIND, describe=listing.describe, name=listing.name_of, take_back=listing.take_back)
