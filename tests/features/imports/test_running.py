"""Files become records: created, updated, skipped or refused, in one change-set."""

from .conftest import records


async def test_small_file(run, client):
    state = await run("product,sales_price,series\nGTX Pro,4821,GTX\nMG Special,55,MG\n", "product")

    assert state["state"] == "done", state
    assert state["result"] == {"created": 2, "updated": 0, "skipped": 0, "refused": 0}
    assert [(r["name"], r["unit_price"], r["series"]) for r in await records(client, "product")] == [
        ("GTX Pro", "4821.00", "GTX"),
        ("MG Special", "55.00", "MG"),
    ]
