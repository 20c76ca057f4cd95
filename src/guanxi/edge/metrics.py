"""Prometheus metrics of the HTTP edge. Labels are route templates, never paths, so that their number stays bounded."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("guanxi_http_requests_total", "HTTP requests answered", ["method", "route", "status"])
SECONDS = Histogram(
    "guanxi_http_request_seconds",
    "Time until the last byte of the answer",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
IN_FLIGHT = Gauge("guanxi_http_requests_in_flight", "HTTP requests being answered")
STREAMS = Gauge("guanxi_event_streams", "Open event streams")
READS = Counter("guanxi_reads_total", "Reads that a replica might answer, by who answered", ["answered_by"])
IDENTITY_LOADS = Counter("guanxi_identity_loads_total", "Credentials looked up in the database")

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def observe(method: str, route: str, status: int, seconds: float) -> None:
    method = method if method in _METHODS else "OTHER"
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(method, route).observe(seconds)
