"""Files that are needed no longer go when the transaction that says so has committed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import anyio

from guanxi.kernel.files import file_store
from guanxi.kernel.tenancy import Scope


def discard_files(scope: Scope, *keys: str | None) -> None:
    wanted = [key for key in keys if key]

    async def delete() -> None:
        for key in wanted:
            await anyio.to_thread.run_sync(file_store().delete, key)

    if wanted:
        scope.tx.on_commit(delete)


def outcomes_key_of(row: Mapping[str, Any]) -> str | None:
    return (row["check_result"] or {}).get("outcomes_key")
