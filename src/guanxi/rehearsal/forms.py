"""Forms as strangers send them: with a ticket, after a moment, agreeing to what is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from guanxi.client import Api


async def send_form(api: Api, name: str, values: Mapping[str, Any]) -> None:
    link = await api.get(f"/forms/{name}/link")
    path = f"/public-forms/{link['url'].rpartition('/')[2]}"
    form = await api.get(path)
    await asyncio.sleep(form["wait_seconds"] + 1)
    consent = form["consent"]["version"] if form["consent"] else None
    await api.post(
        f"{path}/submissions", {"ticket": form["ticket"], "values": dict(values), "consent": consent}
    )
