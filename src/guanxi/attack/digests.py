"""The whole database as a few figures: every row of every table counts, so that whatever a refused request left is seen.

Read through the owner's connection, past all policies. Files count too. What may change with every request is listed
with its reason, and nothing else is left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import asyncpg

# Table → columns that say only when somebody was last here.
NOT_COUNTED: Mapping[str, frozenset[str]] = {
    "guanxi.api_key": frozenset({"last_used_at"}),
    "guanxi.session": frozenset({"seen_at", "idle_expires_at"}),
}
# Counting attempts is what a refused sign-in is meant to leave, and a refused form.
NOT_READ = frozenset({"guanxi.sign_in_attempt", "guanxi.form_rate", "guanxi.alembic_version"})
# And the chore by which such a count is forgotten again.
_FORGETTING = "j.args ->> 'chore' = 'forms.forget'"
ROWS_NOT_COUNTED: Mapping[str, str] = {
    "jobs.procrastinate_jobs": f"t.id IN (SELECT j.id FROM jobs.procrastinate_jobs j WHERE {_FORGETTING})",
    "jobs.procrastinate_events": f"t.job_id IN (SELECT j.id FROM jobs.procrastinate_jobs j WHERE {_FORGETTING})",
}

_COLUMNS = """
SELECT n.nspname || '.' || c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname IN ('guanxi', 'jobs') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
GROUP BY 1 ORDER BY 1
"""

Place = tuple[str, int | None]  # a table, and whose rows of it
Digest = Mapping[Place, tuple[int, str]]


class Digests:
    """`tenants` narrows the reading to some companies, for a database that others use too."""

    def __init__(
        self, connection: asyncpg.Connection, files: Path, tenants: Iterable[int] | None = None
    ) -> None:
        self._connection = connection
        self._files = files
        self._tenants = None if tenants is None else [int(each) for each in tenants]
        self._statement = ""
        self.taken = 0

    async def take(self) -> Digest:
        if not self._statement:
            self._statement = await self._written()
        self.taken += 1
        rows = await self._connection.fetch(self._statement)
        found = {(row["name"], row["tenant"]): (row["count"], str(row["hash"])) for row in rows}
        found["files", None] = (self._file_count(), "")
        return found

    async def _written(self) -> str:
        parts = []
        for name, columns in await self._connection.fetch(_COLUMNS):
            if name in NOT_READ or (self._tenants is not None and "tenant_id" not in columns):
                continue
            counted = ", ".join(f't."{each}"' for each in columns if each not in NOT_COUNTED.get(name, ()))
            schema, _, table = name.partition(".")
            conditions = [f"NOT ({ROWS_NOT_COUNTED[name]})"] if name in ROWS_NOT_COUNTED else []
            if self._tenants is not None:
                conditions.append(f"t.tenant_id = ANY (ARRAY{self._tenants})")
            narrowed = f" WHERE {' AND '.join(conditions)}" if conditions else ""
            by_tenant = "t.tenant_id" if "tenant_id" in columns else "NULL::bigint"
            parts.append(
                f"SELECT '{name.removeprefix('guanxi.')}' AS name, {by_tenant} AS tenant, count(*) AS count, "
                f"sum(hashtextextended(ROW({counted})::text, 0)::numeric) AS hash "
                f'FROM "{schema}"."{table}" t{narrowed} GROUP BY 2'
            )
        return " UNION ALL ".join(parts)

    def _file_count(self) -> int:
        """In a store that others use too, those of the two companies, whose ids name their folders."""
        folders = (
            [self._files] if self._tenants is None else [self._files / str(each) for each in self._tenants]
        )
        return sum(len(files) for folder in folders for _, _, files in os.walk(folder))


def places_that_differ(before: Digest, after: Digest) -> frozenset[Place]:
    return frozenset(place for place in {*before, *after} if before.get(place) != after.get(place))
