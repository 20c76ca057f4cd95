"""A worker in a process of its own, to be killed: `python -m tests.features.imports.worker_process <url> <files>`."""

import asyncio
import sys
from pathlib import Path

from guanxi import catalogue
from guanxi.features.imports import tasks  # noqa: F401 (registers the jobs)
from guanxi.kernel.files import FileStore, use_file_store
from guanxi.kernel.jobs.worker import Worker

HEARTBEAT = 0.3

if __name__ == "__main__":
    catalogue.load()
    use_file_store(FileStore(Path(sys.argv[2])))
    asyncio.run(Worker(sys.argv[1], heartbeat_seconds=HEARTBEAT).run())
