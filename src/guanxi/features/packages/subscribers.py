"""What history says about packages, and how an installation is taken back."""

from __future__ import annotations

from guanxi.features.packages.service import history
from guanxi.kernel.changes.administration import administers

administers(history.KIND, describe=history.describe, name=history.name_of, take_back=history.take_back)
