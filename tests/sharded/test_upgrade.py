"""A release comes onto a database that an earlier one distributed."""

from __future__ import annotations

from guanxi.kernel.db.migrate import _connection, migrate, upgrade_to
from guanxi.kernel.db.sharding import check_layout, distribute_new, is_distributed
from tests.fixtures.databases import TestServer

EARLIER = "0013"  # from which on companies can be told apart on several nodes


def test_a_distributed_database_is_brought_forward(server: TestServer) -> None:
    name = server.create("template1")
    url = server.url(name, owner=True)
    with _connection(url) as connection:
        upgrade_to(connection, EARLIER)
    assert not is_distributed(url)
    server.shard(name)
    assert is_distributed(url)

    assert migrate(url, server.url(name)).is_current
    found = " ".join(finding.what for finding in check_layout(url))
    assert distribute_new(url)

    assert "exchange_rate: not distributed" in found
    assert "guanxi.search_narrow(tsquery,integer,integer[]): guanxi_login may not use it" in found
    assert check_layout(url) == []
    assert not distribute_new(url)
    server.drop(name)
