"""`guanxi bench tenants` on a database of its own, beside which nothing else is measured."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import Any

import asyncpg

from benchmarks.machine import SECRET, Machine

DATABASE = "many_companies"


async def measure_many_companies(machine: Machine, companies: int) -> Any:
    """What the command answers; a tenth of the companies are touched."""
    owner = await asyncpg.connect(machine.owner_url)
    await owner.execute(f"CREATE DATABASE {DATABASE}")
    await owner.close()
    environment = os.environ | {
        "GUANXI_DATABASE_URL": machine.cluster.url(DATABASE),
        "GUANXI_ADMIN_DATABASE_URL": machine.cluster.url(DATABASE, "postgres"),
        "GUANXI_DATA_DIR": str(machine.folder / "data"),
        "GUANXI_SECRET_KEY": SECRET,
    }
    command = ["bench", "tenants", "--companies", str(companies), "--touched", str(companies // 10), "--json"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "guanxi", *command, env=environment, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0
    return json.loads(output)
