"""ETag, If-Match and If-None-Match: a record's version on the wire, and whether an answer is the one that the caller has."""

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


def is_known(header: str | None, etag: str) -> bool:
    """Whether `If-None-Match` names this tag (RFC 9110, 13.1.2: compared weakly)."""
    if header is None:
        return False
    given = [each.strip().removeprefix("W/") for each in header.split(",")]
    return etag in given or given == ["*"]
