"""The tables of files. Their content is in the file store."""

from guanxi.features.files.models.attachments import file
from guanxi.features.files.models.field_files import field_file

__all__ = ["field_file", "file"]
