"""Layouts are a kind of definition."""

from __future__ import annotations

from guanxi.features.layouts.service.declaring import LAYOUT
from guanxi.kernel.definitions import register_kind

register_kind(LAYOUT)
