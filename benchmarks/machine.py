"""The embedded PostgreSQL with durable settings; our server and our job worker beside it, one process each."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

import httpx
import psutil

from guanxi.kernel.db.cluster import Cluster
from guanxi.kernel.db.migrate import migrate

SECRET = "a key for benchmarks, which is long enough to be taken"


@dataclass(frozen=True)
class Spent:
    """Processor seconds of each part so far."""

    worker: float
    server: float
    database: float

    def since(self, earlier: Spent) -> Spent:
        return Spent(
            self.worker - earlier.worker, self.server - earlier.server, self.database - earlier.database
        )

    def by_process(self) -> dict[str, float]:
        return asdict(self)


class Machine:
    """`statements` keeps what each statement costs, which takes a little itself; `settings` are variables for server and
    worker.
    """

    def __init__(self, folder: Path, *, statements: bool = False, **settings: str) -> None:
        self.folder = folder
        self.settings = settings
        kept = {"shared_preload_libraries": "pg_stat_statements"} if statements else {}
        self.cluster = Cluster(folder / "pg", settings=kept)
        self.port = _free_port()
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Machine:
        self.cluster.start()
        self.owner_url = self.cluster.url("postgres", "postgres")
        self.login_url = self.cluster.url("postgres")
        migrate(self.owner_url, self.login_url)
        self._start("server", "serve", "--port", str(self.port), "--workers", "1", "--no-worker")
        self._start("worker", "worker")
        self._wait_until_ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            process.wait(20)
        self.cluster.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def worker(self) -> psutil.Process:
        return psutil.Process(self._processes["worker"].pid)

    @property
    def server(self) -> psutil.Process:
        """The one that was started; those that answer are its children."""
        return psutil.Process(self._processes["server"].pid)

    def spent(self) -> Spent:
        """This process, which measures, is not in it."""
        ours = {process.pid: process for process in psutil.Process().children()}
        named = {name: ours.pop(process.pid, None) for name, process in self._processes.items()}
        return Spent(
            _cpu_seconds_of_family(named.get("worker")),
            _cpu_seconds_of_family(named.get("server")),
            sum(_cpu_seconds_of_family(process) for process in ours.values()),
        )

    def _start(self, name: str, *arguments: str) -> None:
        environment = os.environ | {
            "GUANXI_DATABASE_URL": self.login_url,
            "GUANXI_DATA_DIR": str(self.folder / "data"),
            "GUANXI_SECRET_KEY": SECRET,
            "GUANXI_COMPANY_RATE": "off",
            "GUANXI_ADDRESS_RATE": "off",
            "GUANXI_SIGNUP_RATE": "off",
            **self.settings,
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            command = [sys.executable, "-m", "guanxi", *arguments]
            # Each in a session of its own, as a service manager does it: Linux may share the processors out by session.
            self._processes[name] = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def _wait_until_ready(self) -> None:
        for _ in range(300):
            try:
                if httpx.get(f"{self.url}/ready").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise RuntimeError((self.folder / "server.log").read_text()[-2_000:])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _cpu_seconds_of_family(process: psutil.Process | None) -> float:
    """With all descendants, those that have ended too: a database starts and ends many helpers."""
    if process is None:
        return 0.0
    return sum(_cpu_seconds(each) for each in (process, *process.children(recursive=True)))


def _cpu_seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system + times.children_user + times.children_system
