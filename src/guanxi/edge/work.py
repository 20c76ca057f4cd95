"""What kind of work a request is, which decides how long each of its statements may run.

Reading by GET is meant to be waited for; everything else writes, unless a route says `opt=REPORT` or `opt=READ`.
"""

from __future__ import annotations

from typing import Any, Literal

from litestar.datastructures import Headers

Work = Literal["read", "write", "report"]
READ: dict[str, Any] = {"work": "read"}
REPORT: dict[str, Any] = {"work": "report"}
ONLY_READS: dict[str, Any] = {"only_reads": True}
READS_ANYWHERE: dict[str, Any] = {"only_reads": True, "replica": True}
"""For calls that change nothing: the database is told so, and `READS_ANYWHERE` may be answered by a replica."""

TOO_SLOW: dict[Work, str] = {"read": "too_slow", "write": "write_too_slow", "report": "report_too_slow"}
"""The code of the problem that says so."""


def only_reads(scope: Any, headers: Headers) -> bool:
    """A request that is to be kept, or to become a job, writes."""
    if not scope["route_handler"].opt.get("only_reads") or "prefer" in headers:
        return False
    return scope["method"] in ("GET", "HEAD") or "idempotency-key" not in headers


def work_of(scope: Any) -> Work:
    """Of an ASGI scope whose route is known."""
    said: Work | None = scope["route_handler"].opt.get("work")
    return said or ("read" if scope["method"] in ("GET", "HEAD") else "write")
