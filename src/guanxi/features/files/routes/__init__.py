"""/files: attachments of records; /field-files: files that fields of records hold."""

from guanxi.features.files.routes import attachments, field_files

handlers = [*attachments.handlers, *field_files.handlers]
