"""What an operator may set about the HTTP edge. Defaults suit one machine that serves one company."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EdgeSettings:
    """Without `allowed_hosts` any name is answered; IP addresses and localhost always are (see hosts.py).

    Rates are written as "600/minute" (second, minute, hour, day); "off" means no limit.
    They hold per process, except for sign-in attempts, which are counted in the database.

    `write_seconds` and `report_seconds` are the longest that a statement may run; for reads it is what the pool says.
    """

    allowed_hosts: tuple[str, ...] = ()
    public_url: str = ""
    trusted_proxies: tuple[str, ...] = ()
    secure_cookies: bool = False
    body_limit: int = 10 * 1024 * 1024
    upload_limit: int = 25 * 1024 * 1024
    form_limit: int = 25 * 1024 * 1024
    tenant_rate: str = "12000/minute"
    address_rate: str = "1200/minute"
    sign_up_rate: str = "100/hour"
    sign_in_attempts_per_email: int = 10
    sign_in_attempts_per_address: int = 200
    sign_in_window_minutes: int = 15
    streams_per_user: int = 8
    write_seconds: float = 30.0
    report_seconds: float = 60.0
    sign_up_open: bool = True
