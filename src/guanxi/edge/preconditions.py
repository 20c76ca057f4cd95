"""ETag and If-Match: a record's version on the wire."""

from __future__ import annotations

import re

from guanxi.kernel.errors import Problem

_VERSION_TAG = re.compile(r'^(?:W/)?"(\d{1,9})"$')


def etag_of_version(version: int) -> str:
    return f'"{version}"'


def version_of_if_match(header: str | None) -> int | None:
    """The version the writer saw; None when the header is absent or `*`. Raises 400 `if_match_invalid`."""
    if header is None or header.strip() == "*":
        return None
    match = _VERSION_TAG.match(header.strip())
    if match is None:
        raise Problem("if_match_invalid", status=400, field="If-Match", params={"value": header[:40]})
    return int(match.group(1))
