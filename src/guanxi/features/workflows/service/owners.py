"""The people who answer for workflows: without them their workflows do nothing until somebody else saves them."""

from __future__ import annotations

from guanxi.kernel.tenancy import administrators_among as owners_of

__all__ = ["owners_of"]
