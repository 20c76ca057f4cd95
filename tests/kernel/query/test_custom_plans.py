"""Lists by an indexed custom field are served by its slot's index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from guanxi.kernel.metadata import registry_of, standard_registry
from guanxi.kernel.metadata.overlay_writes import field_number
from guanxi.kernel.metadata.places import MOST_NUMBERS
from guanxi.kernel.metadata.registry import Registry
from guanxi.kernel.query import ListQuery, fetch_list
from tests.fixtures.people import Person
from tests.kernel.query.conftest import ScopeOf
from tests.kernel.query.test_plans import _plan, clear, many_deals  # noqa: F401 (fixtures)

FIELDS = {
    "c_grade": ("text", "t1"),
    "c_score": ("integer", "n1"),
    "c_fee": ("money", "n2"),
    "c_due": ("date", "d1"),
}


@pytest.fixture(scope="module")
def custom_fields(owner_url: str, admin: Person, many_deals: None) -> Iterator[None]:  # noqa: F811
    """Of the admin's company: most deals have a value in each, under the field's number and in its slot."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        for number, (name, (type_, slot)) in enumerate(FIELDS.items(), 1):
            kept = {"name": name, "number": number, "type": type_, "label": {"en": name}}
            connection.execute(
                "INSERT INTO guanxi.field_def VALUES (%s, %s, %s, %s, %s, %s, 'ready', %s)",
                (
                    admin.tenant_id,
                    standard_registry().object("deal").number,
                    number,
                    name,
                    type_,
                    slot,
                    json.dumps(kept),
                ),
            )
        ids = connection.execute(
            "SELECT id FROM guanxi.deal WHERE tenant_id = %s ORDER BY id", (admin.tenant_id,)
        ).fetchall()
        rows = [_values(id_, n) for n, (id_,) in enumerate(ids, 1)]
        connection.execute(
            """
            UPDATE guanxi.deal d SET t1 = v.t1, n1 = v.n1, n2 = v.n2, d1 = v.d1, custom = v.custom
            FROM unnest(%s::uuid[], %s::text[], %s::float8[], %s::float8[], %s::timestamptz[], %s::jsonb[])
              v (id, t1, n1, n2, d1, custom)
            WHERE d.tenant_id = %s AND d.id = v.id
            """,
            (*(list(column) for column in zip(*rows, strict=True)), admin.tenant_id),
        )
        connection.execute(
            "UPDATE guanxi.tenant SET meta_version = 2 WHERE tenant_id = %s", (admin.tenant_id,)
        )
        connection.execute("VACUUM ANALYZE guanxi.deal")
        yield


def _values(id_: UUID, n: int) -> tuple[Any, ...]:
    """Of the n-th deal: in its slots, and as JSON by the fields' numbers."""
    day = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=n)
    custom = {"1": f"g{n % 5000}", "2": n, "3": n * 100, "4": f"{day:%Y-%m-%d}"}
    n1, d1 = n if n % 10 else None, day if n % 9 else None
    return id_, f"g{n % 5000}", n1, n * 100, d1, json.dumps(custom)


SHAPES = [
    (ListQuery("deal", filter='c_grade == "g77"'), "deal_t1"),
    (ListQuery("deal", filter='c_grade in ["g77", "g78"]'), "deal_t1"),
    (ListQuery("deal", sort="-c_score"), "deal_n1"),
    (ListQuery("deal", sort="c_score", filter="c_score > 19000"), "deal_n1"),
    (ListQuery("deal", filter="c_fee == 777", count="capped"), "deal_n2"),
    (ListQuery("deal", sort="-c_fee", filter="c_fee >= 15000.5"), "deal_n2"),
    (ListQuery("deal", filter='c_due == "2024-02-29"'), "deal_d1"),
    (ListQuery("deal", sort="c_due"), "deal_d1"),
]


@pytest.mark.usefixtures("custom_fields")
@pytest.mark.parametrize(
    ("query", "index"), SHAPES, ids=[f"{query.filter}|{query.sort}" for query, _ in SHAPES]
)
async def test_uses_the_index_of_its_slot(
    admin: Person, scope_of: ScopeOf, monkeypatch: pytest.MonkeyPatch, query: ListQuery, index: str
) -> None:
    async with scope_of(admin) as scope:
        await registry_of(scope)
        plan = await _plan(scope, monkeypatch, lambda scope: fetch_list(scope, query))

    assert f"using {index}" in plan or f"on {index}" in plan
    assert "Seq Scan on deal" not in plan


def test_declared_fields_are_numbered_above_custom_ones(registry: Registry) -> None:
    numbers = [field_number(field) for definition in registry for field in definition.field_list]

    assert min(numbers) >= MOST_NUMBERS


@pytest.fixture
def registry() -> Registry:
    return standard_registry()
