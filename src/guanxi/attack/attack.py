"""The whole attack: found two companies, send every family of probes, look whether something was left out."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager

from guanxi.attack import rows
from guanxi.attack.findings import Ledger
from guanxi.attack.founding import World, found
from guanxi.attack.ground import opened_ground
from guanxi.attack.probes import (
    authority,
    crossing,
    doors,
    fields,
    forms,
    jobs,
    kept,
    reaching,
    revoking,
    sharing,
    streams,
    tokens,
    verbs,
    wall,
    words,
)
from guanxi.attack.probing import Probe, Prober, Progress
from guanxi.settings import Settings

Making = Callable[[World], Iterator[Probe]]
Running = Callable[[Prober], Awaitable[None]]

# Families whose probes are single requests; of these a part can be chosen.
OF_REQUESTS: Mapping[str, Making] = {
    "doors": doors.probes,
    "crossing": crossing.probes,
    "sharing": sharing.probes,
    "words": words.probes,
    "verbs": verbs.probes,
    "hidden fields": fields.probes,
}


async def _wall(prober: Prober) -> None:
    await wall.run(prober.world, prober.ledger)


OF_THEIR_OWN: Mapping[str, Running] = {
    "wall": _wall,
    "jobs": jobs.run,
    "kept": kept.run,
    "tokens": tokens.run,
    "forms": forms.run,
    "live events": streams.run,
    "revoking": revoking.run,
}
FAMILIES = (*OF_REQUESTS, *OF_THEIR_OWN, authority.FAMILY)


class Attack:
    """One attack on companies that stand already."""

    def __init__(self, world: World, progress: Progress | None = None, ledger: Ledger | None = None) -> None:
        world.ledger = ledger or world.ledger
        self.world = world
        self.prober = Prober(world, progress)
        self.ledger = world.ledger

    async def run(self, families: Collection[str] = FAMILIES, *, share: int = 1) -> Ledger:
        """`share` sends every n-th probe of each family, for a look that has to be short."""
        self.prober.share = share
        await reaching.reading(self.prober)
        for name, make in OF_REQUESTS.items():
            if name in families:
                await self.prober.run(name, _every(make(self.world), share))
        for name, run in OF_THEIR_OWN.items():
            if name in families:
                began = time.perf_counter()
                await run(self.prober)
                self.ledger.seconds[name] += time.perf_counter() - began
        await crossing.links(self.prober)
        if authority.FAMILY in families:
            await self.prober.run(authority.FAMILY, _every(authority.probes(self.world), share))
        if set(families) == set(FAMILIES):
            await reaching.writing(self.prober)
            await reaching.complete(self.prober)
        self.ledger.digests = self.prober.digests.taken
        return self.ledger

    async def run_some(self, family: str, wanted: Callable[[Probe], bool]) -> Ledger:
        """Only those probes of a family, for tests that know where to look."""
        probes = [probe for probe in OF_REQUESTS[family](self.world) if wanted(probe)]
        await self.prober.run(family, probes)
        return self.ledger


@asynccontextmanager
async def founded(
    settings: Settings, owner_url: str, *, is_private: bool, server: str | None = None
) -> AsyncIterator[World]:
    """Two companies to be attacked. In a database that others use too they are removed at the end."""
    async with opened_ground(settings, owner_url, is_private=is_private, server=server) as ground:
        world = await found(ground, Ledger())
        try:
            yield world
        finally:
            if not is_private:
                for company in (world.victim, world.attacker):
                    await rows.remove(ground.owner, company)


async def attack(
    settings: Settings,
    owner_url: str,
    *,
    is_private: bool,
    server: str | None = None,
    families: Collection[str] = FAMILIES,
    share: int = 1,
    progress: Progress | None = None,
) -> Ledger:
    async with founded(settings, owner_url, is_private=is_private, server=server) as world:
        return await Attack(world, progress).run(families, share=share)


def _every(probes: Iterable[Probe], share: int) -> list[Probe]:
    """Of each operation and person every n-th, but at least one, so that no route goes without."""
    if share == 1:
        return list(probes)
    seen: dict[tuple[str, str], int] = {}
    chosen = []
    for probe in probes:
        key = (probe.operation, probe.who.name)
        if seen.get(key, 0) % share == 0:
            chosen.append(probe)
        seen[key] = seen.get(key, 0) + 1
    return chosen
