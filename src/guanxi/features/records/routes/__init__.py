"""/objects/{object}/records and what goes with them."""

from guanxi.features.records.routes import aggregating, listing, writing

handlers = [*listing.handlers, *writing.handlers, *aggregating.handlers]

__all__ = ["handlers"]
