"""The HTTP server: Granian, with worker processes that never outlive their parent."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from guanxi.collector import look_seldom, spare_the_collector
from guanxi.settings import Settings

SECONDS_FOR_OPEN_REQUESTS = 5
END_STREAMS = signal.SIGUSR1


class PortTaken(RuntimeError):
    """Something else listens on the address; the message says what to do."""


class Server(MPServer):
    """Granian waits for every open request, and live-event streams never end by themselves, so it tells them to."""

    def _stop_workers(self) -> None:
        for worker in self.wrks:
            worker.terminate()  # From here on it accepts nobody, so that browsers do not come straight back.
        time.sleep(0.05)
        for worker in self.wrks:
            if worker.is_alive():
                os.kill(worker.inner.pid, END_STREAMS)
        super()._stop_workers()


def application() -> Any:
    """What each worker process serves. Its settings are the environment that `serve` gave it."""
    look_seldom()
    from guanxi.main import create_app

    end_with_parent()
    app = create_app(Settings.from_environment())
    spare_the_collector()
    signal.signal(END_STREAMS, lambda number, frame: app.state["hub"].close())
    return app


def serve(
    settings: Settings,
    *,
    workers: int,
    on_ready: Callable[[], None] | None = None,
    stop_on_hangup: bool = False,
) -> None:
    """Serves until SIGINT or SIGTERM; open requests get a few seconds. Call in the main thread."""
    refuse_taken_port(settings)
    os.environ.update(settings.environment())
    # A forked child would inherit locks held by the job worker's thread.
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        "guanxi.serving:application",
        factory=True,
        interface=Interfaces.ASGI,
        address=settings.host,
        port=settings.port,
        workers=workers,
        backlog=1024,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_FOR_OPEN_REQUESTS,
        log_level=LogLevels.warning,
    )
    if stop_on_hangup:
        server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    if on_ready:
        threading.Thread(target=_call_when_ready, args=(settings, on_ready), daemon=True).start()
    server.serve()


def refuse_taken_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as problem:
            raise PortTaken(
                f"Cannot listen on {settings.host}:{settings.port} ({problem.strerror}). "
                f"Choose another port, for example PORT={settings.port + 1}."
            ) from None


def end_with_parent(how: signal.Signals = signal.SIGKILL) -> None:
    """Ends this process when its parent is killed, so that the port is free for the next start."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, how, 0, 0, 0)
        return
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), how)

    threading.Thread(target=watch, daemon=True).start()


def _call_when_ready(settings: Settings, on_ready: Callable[[], None]) -> None:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    for _ in range(1200):
        try:
            with urlopen(f"http://{host}:{settings.port}/health", timeout=1):
                on_ready()
                return
        except OSError:
            time.sleep(0.05)
