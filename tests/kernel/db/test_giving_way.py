"""What the database does for jobs gives way to what it does for requests."""

from __future__ import annotations

import os
import socket
import sys
from urllib.parse import parse_qs, urlsplit

import pytest

from guanxi.kernel.db import Database
from guanxi.kernel.priorities import is_child_of_listener

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux is told")
NICENESS = 19


def is_reached_by_socket(url: str) -> bool:
    return "host" in parse_qs(urlsplit(url).query)


def may_change(process_id: int) -> bool:
    return os.geteuid() in (0, os.stat(f"/proc/{process_id}").st_uid)


async def niceness_of_backend(database: Database) -> int:
    async with database.pool.acquire() as connection:
        process_id = connection.get_server_pid()
        if not may_change(process_id):
            pytest.skip("the database runs as another user")
        return os.getpriority(os.PRIO_PROCESS, process_id)


async def test_connections_for_jobs_give_way_and_others_do_not(database_url):
    if not is_reached_by_socket(database_url):
        pytest.skip("the database may be on another machine")
    for_jobs, for_requests = (
        Database(database_url, largest=2, niceness=NICENESS),
        Database(database_url, largest=2),
    )
    await for_jobs.start()
    await for_requests.start()
    try:
        niceness = await niceness_of_backend(for_jobs)
        other = await niceness_of_backend(for_requests)
    finally:
        await for_jobs.stop()
        await for_requests.stop()

    assert niceness == NICENESS
    assert other < NICENESS


def test_a_number_from_elsewhere_is_nobody_of_ours(tmp_path):
    path = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX) as listening, socket.socket(socket.AF_UNIX) as connected:
        listening.bind(path)
        listening.listen()
        connected.connect(path)

        assert not is_child_of_listener(connected, os.getppid())
        assert not is_child_of_listener(connected, 2**22 + 1)


def test_over_a_network_nobody_is_known():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        with socket.create_connection(listening.getsockname()) as connected:
            assert not is_child_of_listener(connected, os.getpid())
