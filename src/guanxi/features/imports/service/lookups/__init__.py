"""Finding records by what a file calls them."""

from guanxi.features.imports.service.lookups.directory import AMBIGUOUS, Directory
from guanxi.features.imports.service.lookups.held_values import HeldValues
from guanxi.features.imports.service.lookups.mixed import MixedResolver
from guanxi.features.imports.service.lookups.resolver import Resolver

__all__ = ["AMBIGUOUS", "Directory", "HeldValues", "MixedResolver", "Resolver"]
