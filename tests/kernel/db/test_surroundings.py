"""What the application's account needs on the coordinator of a sharded database; one server can tell."""

from __future__ import annotations

import psycopg

from guanxi.kernel.db.sharding.surroundings import closed_to, open_to

LOGIN = "guanxi_login"


def test_everything_that_companies_use_is_opened_to_the_account(owner_url: str) -> None:
    with psycopg.connect(owner_url) as connection:
        for function in ("search", "search_narrow", "search_all"):
            connection.execute(
                f"REVOKE ALL ON FUNCTION guanxi.{function}(tsquery, integer, integer[]) FROM {LOGIN}"
            )
        closed = closed_to(connection, LOGIN)
        open_to(connection, LOGIN)

        assert {name.partition("(")[0] for name in closed} >= {
            "guanxi.search", "guanxi.search_narrow", "guanxi.search_all",
        }  # fmt: skip
        assert closed_to(connection, LOGIN) == []
        connection.rollback()


def test_what_signing_in_uses_stays_closed_to_it(owner_url: str) -> None:
    with psycopg.connect(owner_url) as connection:
        open_to(connection, LOGIN)

        may = connection.execute(
            "SELECT has_function_privilege(%s, 'guanxi.actor(bigint, uuid)', 'EXECUTE')", [LOGIN]
        ).fetchone()
        assert may == (False,)
        connection.rollback()
