"""What other features may do with files: attach them to a record for somebody, name them, open them; take in uploads of whoever
may not write records himself, and give them to a record later.

Whoever calls says who may: nothing is asked here.
"""

from __future__ import annotations

from guanxi.features.files.service.attachments import Stored, checked_name, store_content
from guanxi.features.files.service.entrusted import FieldUpload, take_over, take_upload
from guanxi.features.files.service.field_files import limit_of, rules_of
from guanxi.features.files.service.lending import (
    FileNamed,
    attach_to,
    files_named,
    open_file,
)

__all__ = [
    "FieldUpload",
    "FileNamed",
    "Stored",
    "attach_to",
    "checked_name",
    "files_named",
    "limit_of",
    "open_file",
    "rules_of",
    "store_content",
    "take_over",
    "take_upload",
]
