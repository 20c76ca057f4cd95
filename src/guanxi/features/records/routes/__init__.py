"""/objects/{object}/records and what goes with them."""

from guanxi.features.records.routes import aggregating, listing, rendering, writing

handlers = [*listing.handlers, *writing.handlers, *aggregating.handlers, *rendering.handlers]

__all__ = ["handlers"]
