"""Identifiers: UUID version 7, so that ids made later sort later and index pages fill in order."""

from __future__ import annotations

from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    return uuid_utils.compat.uuid7()
