"""What other features may do with files: attach them to a record for somebody, name them, open them.

Whoever calls says who may: nothing is asked here.
"""

from __future__ import annotations

from guanxi.features.files.service.attachments import Stored, checked_name, store_content
from guanxi.features.files.service.lending import (
    FileNamed,
    attach_to,
    files_named,
    open_file,
)

__all__ = [
    "FileNamed",
    "Stored",
    "attach_to",
    "checked_name",
    "files_named",
    "open_file",
    "store_content",
]
