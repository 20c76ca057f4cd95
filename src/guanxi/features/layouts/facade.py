"""What other features may do with layouts: bring a component of their own."""

from __future__ import annotations

from guanxi.features.layouts.service.components import register_component

__all__ = ["register_component"]
