"""E-mail addresses as names of people."""

from __future__ import annotations

import re
import unicodedata

from guanxi.kernel.errors import Problem

MAX_LENGTH = 254
_ADDRESS = re.compile(
    r"^[^\s@<>(),;:\\\"\[\]]{1,64}@(?:[^\s@.<>(),;:\\\"\[\]]{1,63}\.)*[^\s@.<>(),;:\\\"\[\]]{1,63}$"
)


def checked_email(email: str, field: str = "email") -> str:
    """The address without surrounding blanks; raises 422 when it cannot be one."""
    address = email.strip()
    local, _, _ = address.rpartition("@")
    if len(address) > MAX_LENGTH or not _ADDRESS.match(address) or not address.isprintable() or ".." in local:
        raise Problem("email_invalid", field=field)
    return address


def email_key(email: str) -> str:
    """The form in which addresses are compared: `Ａda@Example.com` and `ada@example.com` are one person."""
    return unicodedata.normalize("NFKC", email.strip()).lower()
