"""A worker in a process of its own, to be killed: `python -m tests.features.hand_overs.worker_process <url>`."""

import asyncio
import sys

from guanxi import catalogue
from guanxi.kernel.jobs.worker import Worker

HEARTBEAT = 0.3

if __name__ == "__main__":
    catalogue.load()
    asyncio.run(Worker(sys.argv[1], heartbeat_seconds=HEARTBEAT).run())
