"""From the text of a cell to the value of a field. Pure: no database, no HTTP."""

from guanxi.features.imports.service.values.keys import match_key, squeezed
from guanxi.features.imports.service.values.readers import Reader, reader_for
from guanxi.features.imports.service.values.refusals import NewOption, Reference, Refusal
from guanxi.features.imports.service.values.rules import Rules
from guanxi.features.imports.service.values.settings import ReadingSettings
from guanxi.features.imports.service.values.suggestions import Candidate, Suggestion, is_safe, suggest

__all__ = [
    "Candidate",
    "NewOption",
    "Reader",
    "ReadingSettings",
    "Reference",
    "Refusal",
    "Rules",
    "Suggestion",
    "is_safe",
    "match_key",
    "reader_for",
    "squeezed",
    "suggest",
]
