"""Which column goes into which field: a proposal with confidence. Pure: the database is only asked through arguments."""

from guanxi.features.imports.service.mapping.compose import composer, proposed_template, unknown_parts
from guanxi.features.imports.service.mapping.proposal import Proposal, propose_mapping
from guanxi.features.imports.service.mapping.targets import targets_of

__all__ = ["Proposal", "composer", "propose_mapping", "proposed_template", "targets_of", "unknown_parts"]
