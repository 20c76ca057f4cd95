"""Bundles of declarations that come from strangers: YAML, alone or zipped. Read within bounds, every value with its place.

Knows nothing of what is declared.
"""

from guanxi.kernel.bundles.archive import MOST_BYTES, MOST_FILES, read_files, write_archive
from guanxi.kernel.bundles.documents import Document, Place, read_document
from guanxi.kernel.bundles.writing import write_document

__all__ = [
    "MOST_BYTES",
    "MOST_FILES",
    "Document",
    "Place",
    "read_document",
    "read_files",
    "write_archive",
    "write_document",
]
