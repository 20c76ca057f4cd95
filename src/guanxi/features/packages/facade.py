"""What others may do with packages: read what is in one."""

from __future__ import annotations

from guanxi.features.packages.service.format import Step
from guanxi.features.packages.service.reading import Package, require_package

__all__ = ["Package", "Step", "require_package"]
