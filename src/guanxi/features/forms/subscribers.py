"""Forms are kept as definitions."""

from __future__ import annotations

from guanxi.features.forms.service.kinds import FORM
from guanxi.kernel.definitions import register_kind

register_kind(FORM)
