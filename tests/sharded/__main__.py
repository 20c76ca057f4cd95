"""Runs a command beside servers with Citus, and passes on how it ended:

    python -m tests.sharded --programs /usr/lib/postgresql/18/bin -- python -m pytest tests --ignore tests/e2e
    python -m tests.sharded --programs /usr/lib/postgresql/18/bin --workers 2 -- python -m pytest tests/features
    python -m tests.sharded --programs /usr/lib/postgresql/18/bin --workers 2 -- guanxi serve

The test suite finds them by GUANXI_TEST_DATABASE_URL and the like. With workers there is a joined, empty database besides,
and GUANXI_DATABASE_URL and GUANXI_ADMIN_DATABASE_URL name it; `guanxi cluster distribute` lays it out.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.sharded.nodes import LOGIN, OWNER, Nodes, make_nodes


def main() -> int:
    asked = _arguments()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="gx-citus-"))
    nodes = make_nodes(folder, asked.programs, workers=asked.workers, connections=asked.connections)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        is_new = not nodes.coordinator.cluster.exists
        nodes.start()
        if asked.workers and is_new:
            nodes.make_database()
        for node in nodes.all:
            print(f"{node.cluster.folder.name}: {node.address}", file=sys.stderr, flush=True)
        return subprocess.run(asked.command, env=os.environ | _environment(nodes, asked.programs)).returncode
    except KeyboardInterrupt:
        return 130
    finally:
        nodes.stop()
        if asked.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


def _environment(nodes: Nodes, programs: Path) -> dict[str, str]:
    coordinator = nodes.coordinator
    common = {
        "GUANXI_TEST_CITUS": str(programs),
        "GUANXI_TEST_DATABASE_URL": coordinator.url("postgres"),
        "GUANXI_TEST_LOGIN_URL": coordinator.url("postgres", LOGIN),
        "GUANXI_TEST_WORKER_URLS": ",".join(worker.url("postgres") for worker in nodes.workers),
    }
    return (
        common
        if not nodes.workers
        else common
        | {
            "GUANXI_DATABASE_URL": coordinator.url("guanxi", LOGIN),
            "GUANXI_ADMIN_DATABASE_URL": coordinator.url("guanxi", OWNER),
        }
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.sharded", description=__doc__)
    parser.add_argument(
        "--programs", type=Path, required=True, help="folder with postgres and initdb; Citus beside them"
    )
    parser.add_argument("--workers", type=int, default=0, help="nodes beside the coordinator")
    parser.add_argument("--folder", type=Path, help="keep the data here; otherwise it goes away")
    parser.add_argument("--connections", type=int, default=100, help="that each node admits")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="after --")
    asked = parser.parse_args()
    asked.command = [part for part in asked.command if part != "--"] or ["sleep", "infinity"]
    return asked


if __name__ == "__main__":
    raise SystemExit(main())
