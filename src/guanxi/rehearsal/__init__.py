"""A package's own tests: each a journey through a company founded for it, over the same API that people use."""

from guanxi.rehearsal.journeys import Outcome, rehearse

__all__ = ["Outcome", "rehearse"]
