"""Starting and stopping the embedded server."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from guanxi.kernel.db.cluster.account import Account, account_for_server
from guanxi.kernel.db.cluster.errors import ClusterInUse, ClusterNotStarted
from guanxi.kernel.db.cluster.places import Places, prepare_places
from guanxi.kernel.db.cluster.postmaster import forget_dead_postmaster, running_postmaster
from guanxi.kernel.db.cluster.tuning import tuned_settings

PORT = 5432  # Names the socket file; nothing listens on the network unless `listen` is given.
STARTS_WITHIN_SECONDS = 60.0  # Recovery after a crash replays up to max_wal_size.
STOPS_WITHIN_SECONDS = 30.0
WAITS_FOR_STOPPING_OWNER_SECONDS = 2.0


class Cluster:
    """One embedded server on one folder. `start()` in the main thread, where its life is tied to this process's.

    `programs` is the folder with `postgres` and `initdb` of another installation than the one that comes along.
    """

    def __init__(
        self,
        folder: Path,
        *,
        settings: Mapping[str, object] | None = None,
        listen: int | None = None,
        sync: bool = True,
        programs: Path | None = None,
    ) -> None:
        self.folder = folder
        self._programs = programs
        self._settings = {**tuned_settings(), "port": PORT, **(settings or {})}
        if listen:
            self._settings |= {"listen_addresses": "127.0.0.1", "port": listen}
        self._sync = sync
        self._account: Account = account_for_server()
        self._places: Places | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None

    @property
    def places(self) -> Places:
        if self._places is None:
            self._places = prepare_places(self.folder, self._account, self._programs)
        return self._places

    @property
    def exists(self) -> bool:
        """Whether a database was made here. Looks only, unlike everything else here."""
        return any((home / "data" / "PG_VERSION").exists() for home in (self.folder, self.folder / "moved"))

    @property
    def is_running(self) -> bool:
        """Whether a server answers for this folder, ours or that of another process."""
        postmaster = running_postmaster(self.places.data)
        return postmaster is not None and postmaster.is_ready

    def url(self, database: str = "guanxi", user: str = "guanxi_login") -> str:
        return f"postgresql://{user}@/{database}?host={quote(str(self.places.sockets), safe='/')}&port={self._settings['port']}"

    def start(self) -> None:
        """Creates the data directory if needed and starts the server, after a crash too.

        Raises ClusterInUse when another process runs it, ClusterNotStarted when it does not come up.
        """
        self._take_lock()
        try:
            if not (self.places.data / "PG_VERSION").exists():
                self._initialise()
            self._stop_left_over()
            self._configure()
            self._launch()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Ends the server cleanly: open transactions are rolled back, everything committed is on disk."""
        if self._process is not None:
            _end(self._process.pid, lambda: self._process is None or self._process.poll() is not None)
            self._process = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Cluster:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _take_lock(self) -> None:
        lock = os.open(self.places.home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        if not _locked_within(lock, WAITS_FOR_STOPPING_OWNER_SECONDS):
            owner = os.pread(lock, 20, 0).decode(errors="replace").strip()
            os.close(lock)
            raise ClusterInUse(
                f"Guanxi already runs on {self.folder} (process {owner}). "
                "Stop it first, or choose another GUANXI_DATA_DIR."
            )
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        self._lock = lock

    def _initialise(self) -> None:
        command = [
            str(self.places.programs / "initdb"), "--pgdata", str(self.places.data), "--username=postgres",
            "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--data-checksums", "--auth-local=trust", "--auth-host=scram-sha-256",
            *([] if self._sync else ["--no-sync"]),
        ]  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, cwd="/", **self._account.popen_options()
        )
        if done.returncode:
            raise ClusterNotStarted(
                f"The database could not be created in {self.places.data}:\n{done.stderr[-2000:]}"
            )
        with (self.places.data / "postgresql.conf").open("a") as configuration:
            configuration.write("\ninclude_if_exists = 'guanxi.conf'  # rewritten at every start\n")

    def _configure(self) -> None:
        path = self.places.data / "guanxi.conf"
        path.write_text("".join(f"{name} = '{value}'\n" for name, value in self._settings.items()))
        path.chmod(0o600)
        self._account.own(path)

    def _stop_left_over(self) -> None:
        """Ends a server that outlived its owner. We hold the lock, so nobody else uses it."""
        if left := running_postmaster(self.places.data):
            _end(left.pid, lambda: running_postmaster(self.places.data) is None)
        forget_dead_postmaster(self.places.data)

    def _launch(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while not self._launch_once(deadline):
            # Children of a server that was killed may need a moment to notice and let go of its memory.
            if time.monotonic() > deadline - STARTS_WITHIN_SECONDS + 10:
                raise ClusterNotStarted(
                    f"PostgreSQL did not start. Its log, {self.places.log}, ends:\n{self._log_end()}"
                )
            time.sleep(0.2)

    def _launch_once(self, deadline: float) -> bool:
        if self.places.log.exists() and self.places.log.stat().st_size > 10_000_000:
            self.places.log.replace(self.places.log.with_suffix(".1.log"))
        with self.places.log.open("ab") as log:
            command = [
                str(self.places.programs / "postgres"),
                "-D",
                str(self.places.data),
                "-k",
                str(self.places.sockets),
            ]
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/",
                start_new_session=True,  # Ctrl-C reaches us alone; we stop the server when nobody needs it any more.
                preexec_fn=_end_with_parent(), **self._account.popen_options(),
            )  # fmt: skip
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                return False
            postmaster = running_postmaster(self.places.data)
            if postmaster and postmaster.pid == self._process.pid and postmaster.is_ready:
                return True
            time.sleep(0.01)
        raise ClusterNotStarted(
            f"PostgreSQL is still starting after {STARTS_WITHIN_SECONDS:.0f} s; see {self.places.log}."
        )

    def _log_end(self) -> str:
        return self.places.log.read_text(errors="replace")[-2000:]


def _locked_within(lock: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)


def _end(pid: int, is_gone: Callable[[], bool]) -> None:
    """Asks for a fast shutdown, then an immediate one, which recovers at the next start, then kills."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + STOPS_WITHIN_SECONDS
        while time.monotonic() < deadline:
            if is_gone():
                return
            time.sleep(0.01)


def _end_with_parent() -> Callable[[], None] | None:
    """On Linux the kernel stops the server when we are killed. Elsewhere the next start finds and stops it.

    The signal is tied to the thread that starts the server, hence only the main one may ask for it.
    """
    if sys.platform != "linux" or threading.current_thread() is not threading.main_thread():
        return None
    prctl, set_parent_death_signal = ctypes.CDLL(None).prctl, 1

    def ask_kernel() -> None:
        prctl(set_parent_death_signal, signal.SIGINT, 0, 0, 0)

    return ask_kernel
