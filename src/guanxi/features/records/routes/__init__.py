"""/objects/{object}/records and what goes with them."""

from guanxi.features.records.routes import aggregating, listing

handlers = [*listing.handlers, *aggregating.handlers]

__all__ = ["handlers"]
