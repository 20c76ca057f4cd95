"""/objects/{object}/records and what goes with them."""

from guanxi.features.records.routes import aggregating, by_key, listing, rendering, writing

handlers = [
    *listing.handlers,
    *writing.handlers,
    *by_key.handlers,
    *aggregating.handlers,
    *rendering.handlers,
]

__all__ = ["handlers"]
