"""/sharing, /sharing-rules, and who sees a record."""

from guanxi.features.sharing.routes import defaults, records, rules

handlers = [*defaults.handlers, *rules.handlers, *records.handlers]

__all__ = ["handlers"]
