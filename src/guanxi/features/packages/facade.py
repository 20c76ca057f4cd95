"""What others may do with packages: read what is in one, and those that come with Guanxi."""

from __future__ import annotations

from guanxi.features.packages.service.bundled import archive_of, archive_of_folder
from guanxi.features.packages.service.bundled import names as bundled_names
from guanxi.features.packages.service.format import Step
from guanxi.features.packages.service.reading import Package, require_package

__all__ = ["Package", "Step", "archive_of", "archive_of_folder", "bundled_names", "require_package"]
