"""Writes the recording of this release. Run it as the last step of a release: the next one is held to it."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from guanxi import __version__
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db.migrate import head_revision
from guanxi.main import create_app
from guanxi.settings import Settings
from tests.fixtures.databases import ServerOfRun
from tests.upgrades.recording import FILE, Recording, recorded
from tests.upgrades.tour import walk


async def record(dsn: str, owner_dsn: str, data_dir: Path) -> Recording:
    recording = Recording(__version__, head_revision() or "", utc_now(), [], [])
    settings = Settings(
        database_url=dsn, data_dir=data_dir, secret="a key for recordings, long enough to be taken"
    )
    with recorded(recording):
        app = create_app(settings)
        async with app.lifespan():
            await walk(app, owner_dsn)
    return recording


def main() -> None:
    run = ServerOfRun()
    try:
        server = run.get()
        name = server.create()
        with tempfile.TemporaryDirectory() as folder:
            recording = asyncio.run(record(server.url(name), server.url(name, owner=True), Path(folder)))
    finally:
        run.stop()
    recording.save()
    print(f"{len(recording.sent)} statements, {len(recording.texts)} different, in {FILE.name}.")


if __name__ == "__main__":
    main()
