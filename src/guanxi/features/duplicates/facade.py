"""What other features may ask about duplicates."""

from __future__ import annotations

from guanxi.features.duplicates.schemas import Candidate, DuplicateCheck
from guanxi.features.duplicates.service.finding import find_candidates

__all__ = ["Candidate", "DuplicateCheck", "find_candidates"]
