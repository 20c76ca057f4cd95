"""Companies are moved between nodes while they are at work."""

from __future__ import annotations

import asyncio

import psycopg

from guanxi.kernel.db.sharding import check_layout, isolate, read_layout
from guanxi.kernel.db.sharding.isolating import home_of
from tests.sharded.conftest import create, names, number_of
from tests.sharded.nodes import Nodes


async def test_a_company_is_moved_while_it_writes(client_of, owner_url, nodes):
    acme = await client_of("acme")
    number = await number_of(acme)
    first, second = (nodes.workers[place].address for place in _there_and_away(owner_url, number, nodes))
    refused: list[str] = []
    written: list[str] = []
    is_moving = asyncio.Event()
    is_moving.set()

    async def write() -> None:
        while is_moving.is_set() or len(written) < 5:
            name = f"Account {len(written) + len(refused)}"
            answer = await acme.post("/objects/account/records", json=[{"name": name}])
            (written if answer.status_code == 201 else refused).append(name)

    writing = asyncio.create_task(write())
    home = await asyncio.to_thread(isolate, owner_url, number, node=second, transfer="force_logical")
    is_moving.clear()
    await writing

    assert home.is_alone
    assert home.address == second != first
    counted = await acme.post("/objects/account/aggregate", json={"metrics": [{"fn": "count"}]})
    assert counted.json()["data"] == [{"count": len(written)}]
    assert set(await names(acme, limit=200)) <= set(written)
    assert refused == []
    assert check_layout(owner_url) == []


async def test_shards_are_rebalanced_while_companies_work(client_of, owner_url, nodes):
    companies = [await client_of(f"balanced{number}") for number in range(3)]
    for company in companies:
        await create(company, "Before Ltd")
    _move_all_to(owner_url, nodes.workers[0].port, nodes.workers[1].port)
    is_balancing = asyncio.Event()
    is_balancing.set()
    answers: list[int] = []

    async def read() -> None:
        while is_balancing.is_set():
            for company in companies:
                answers.append((await company.get("/objects/account/records")).status_code)

    reading = asyncio.create_task(read())
    await asyncio.to_thread(_rebalance, owner_url)
    is_balancing.clear()
    await reading

    assert set(answers) == {200}
    assert all(node.shards for node in read_layout(owner_url).workers)
    for company in companies:
        await create(company, "After Ltd")
        assert sorted(await names(company)) == ["After Ltd", "Before Ltd"]
    assert check_layout(owner_url) == []


def _there_and_away(owner_url: str, number: int, nodes: Nodes) -> tuple[int, int]:
    """The places, among the workers, of the one where the company lies and of the other."""
    with psycopg.connect(owner_url) as connection:
        lies = home_of(connection, number).address
    return (0, 1) if nodes.workers[0].address == lies else (1, 0)


def _move_all_to(owner_url: str, source: int, target: int) -> None:
    """So that there is something to balance."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        shards = connection.execute(
            "SELECT s.shardid FROM pg_dist_shard s JOIN pg_dist_placement p USING (shardid) "
            "JOIN pg_dist_node n ON n.groupid = p.groupid "
            "WHERE s.logicalrelid = 'guanxi.tenant'::regclass AND n.nodeport = %s",
            [source],
        ).fetchall()
        for (shard,) in shards:
            connection.execute(
                "SELECT citus_move_shard_placement(%s, '127.0.0.1', %s, '127.0.0.1', %s, "
                "shard_transfer_mode => 'block_writes')",
                [shard, source, target],
            )


def _rebalance(owner_url: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("SELECT citus_rebalance_start(shard_transfer_mode => 'force_logical')")
        connection.execute("SELECT citus_rebalance_wait()")
