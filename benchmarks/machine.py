"""The embedded PostgreSQL with durable settings; our server and our job workers beside it, one process each.

All of them end with the benchmark, however that ends.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType, TracebackType

import httpx
import psutil

from guanxi.kernel.db.cluster import Cluster
from guanxi.kernel.db.migrate import migrate

SECRET = "a key for benchmarks, which is long enough to be taken"
SECONDS_TO_STOP = (
    20.0  # which workers that give way to everybody need on a busy machine; then they are killed
)


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
    workers.
    """

    def __init__(self, folder: Path, *, statements: bool = False, **settings: str) -> None:
        self.folder = folder
        self.settings = settings
        kept = {"shared_preload_libraries": "pg_stat_statements"} if statements else {}
        self.cluster = Cluster(folder / "pg", settings=kept)
        self.port = _free_port()
        self.workers: list[subprocess.Popen[bytes]] = []
        self._server: subprocess.Popen[bytes] | None = None
        self._spent_by_killed = 0.0

    def __enter__(self) -> Machine:
        _end_by_terminating_as_by_interrupting()
        try:
            self.cluster.start()
            self.owner_url = self.cluster.url("postgres", "postgres")
            self.login_url = self.cluster.url("postgres")
            migrate(self.owner_url, self.login_url)
            self._server = self._start(
                "server", "serve", "--port", str(self.port), "--workers", "1", "--no-worker"
            )
            self.start_worker()
            self._wait_until_ready()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def worker(self) -> psutil.Process:
        """The first of them."""
        return psutil.Process(self.workers[0].pid)

    @property
    def server(self) -> psutil.Process:
        """The one that was started; those that answer are its children."""
        assert self._server
        return psutil.Process(self._server.pid)

    def start_worker(self) -> None:
        self.workers.append(self._start("worker", "worker"))

    def kill_worker(self, number: int = 0) -> None:
        """With SIGKILL: it tells nobody, and finishes nothing."""
        process = self.workers.pop(number)
        self._spent_by_killed += _cpu_seconds_of_family(_found(process))
        process.kill()
        process.wait()

    def spent(self) -> Spent:
        """This process, which measures, is not in it."""
        ours = {process.pid: process for process in psutil.Process().children()}
        server = ours.pop(self._server.pid, None) if self._server else None
        workers = [ours.pop(process.pid, None) for process in self.workers]
        return Spent(
            self._spent_by_killed + sum(_cpu_seconds_of_family(each) for each in workers),
            _cpu_seconds_of_family(server),
            sum(_cpu_seconds_of_family(process) for process in ours.values()),
        )

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {
            "GUANXI_DATABASE_URL": self.login_url,
            "GUANXI_DATA_DIR": str(self.folder / "data"),
            "GUANXI_SECRET_KEY": SECRET,
            "GUANXI_COMPANY_RATE": "off",
            "GUANXI_ADDRESS_RATE": "off",
            "GUANXI_SIGNUP_RATE": "off",
            **self.settings,
        }
        with (self.folder / f"{name}.log").open("ab") as log:
            command = [sys.executable, "-m", "guanxi", *arguments]
            # Each in a session of its own, as a service manager does it: Linux may share the processors out by session.
            return subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, start_new_session=True, preexec_fn=_ending_with_us()
            )  # fmt: skip

    def _stop(self) -> None:
        processes = [*self.workers, *([self._server] if self._server else [])]
        try:
            for process in processes:
                process.terminate()
            until = time.monotonic() + SECONDS_TO_STOP
            for process in processes:
                _end(process, until)
        finally:
            self.cluster.stop()

    def _wait_until_ready(self) -> None:
        for _ in range(300):
            try:
                if httpx.get(f"{self.url}/ready").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise RuntimeError((self.folder / "server.log").read_text()[-2_000:])


def _end_by_terminating_as_by_interrupting() -> None:
    """`timeout` and service managers send SIGTERM, upon which Python would leave everything running."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, interrupt)


def _ending_with_us() -> Callable[[], None] | None:
    """On Linux the kernel stops what we started when we are killed ourselves. It goes by the thread, hence only the main one."""
    if sys.platform != "linux" or threading.current_thread() is not threading.main_thread():
        return None
    prctl, set_parent_death_signal = ctypes.CDLL(None).prctl, 1

    def ask_kernel() -> None:
        prctl(set_parent_death_signal, signal.SIGTERM, 0, 0, 0)

    return ask_kernel


def _end(process: subprocess.Popen[bytes], until: float) -> None:
    try:
        process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        for each in _family(_found(process)):
            each.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _found(process: subprocess.Popen[bytes]) -> psutil.Process | None:
    try:
        return psutil.Process(process.pid)
    except psutil.NoSuchProcess:
        return None


def _family(process: psutil.Process | None) -> Sequence[psutil.Process]:
    """With all descendants: a database starts and ends many helpers."""
    return [process, *process.children(recursive=True)] if process else []


def _cpu_seconds_of_family(process: psutil.Process | None) -> float:
    """Those that have ended count too."""
    return sum(_cpu_seconds(each) for each in _family(process))


def _cpu_seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system + times.children_user + times.children_system
