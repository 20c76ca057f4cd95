"""Configuration of the embedded server, sized to the machine.

Durability is never traded for speed here: fsync and synchronous_commit stay on. Tests pass `UNSAFE_BUT_FAST`.
"""

from __future__ import annotations

import psutil

MEGABYTE = 1024 * 1024

UNSAFE_BUT_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": 0,
    "shared_buffers": "256MB",
    "autovacuum": "off",
}


def tuned_settings() -> dict[str, object]:
    """A quarter of the memory as buffers, at most 2 GB (the documentation's rule of thumb, capped for a desk)."""
    memory = psutil.virtual_memory().total // MEGABYTE
    buffers = min(2048, max(64, memory // 4))
    return {
        "listen_addresses": "",
        "max_connections": 100,
        "shared_buffers": f"{buffers}MB",
        "effective_cache_size": f"{max(128, memory // 2)}MB",
        "maintenance_work_mem": f"{min(512, max(64, memory // 16))}MB",
        "work_mem": "16MB",
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "wal_compression": "on",
        "max_wal_size": "4GB",
        "min_wal_size": "256MB",
        "checkpoint_timeout": "15min",
        "random_page_cost": 1.1,
        "effective_io_concurrency": 64,
        "jit": "off",  # its compile time exceeds what short statements take
        "default_statistics_target": 200,
        "autovacuum_vacuum_scale_factor": 0.05,
        "autovacuum_analyze_scale_factor": 0.02,
        "idle_in_transaction_session_timeout": "5min",
        "log_min_duration_statement": "2s",
        "log_line_prefix": "%m [%p] %u ",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
