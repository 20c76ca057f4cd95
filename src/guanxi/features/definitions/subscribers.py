"""What history says about definitions, and how their changes are taken back."""

from __future__ import annotations

from guanxi.features.definitions import service
from guanxi.kernel import definitions
from guanxi.kernel.changes.administration import administers

administers(
    definitions.HISTORY,
    describe=definitions.describe_change,
    name=definitions.name_of_change,
    take_back=service.take_back,
)
