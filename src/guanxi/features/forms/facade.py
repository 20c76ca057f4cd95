"""What other features may know of forms: what a form sends, and that one was sent."""

from __future__ import annotations

from guanxi.features.forms.service.kinds import FORM
from guanxi.features.forms.service.settling import Submitted, when_submitted

__all__ = ["FORM", "Submitted", "when_submitted"]
