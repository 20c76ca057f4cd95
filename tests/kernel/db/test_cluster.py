"""The embedded server through its whole life, kill -9 included. Each test has a server of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from guanxi.kernel.db.cluster import Cluster, ClusterInUse
from guanxi.kernel.db.cluster.postmaster import read_postmaster, running_postmaster

SMALL = {"shared_buffers": "32MB", "max_wal_size": "64MB", "min_wal_size": "32MB"}

OWNER = """
import sys, time
from pathlib import Path
from guanxi.kernel.db.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]), settings={"shared_buffers": "32MB"}, sync=False)
cluster.start()
print("started", flush=True)
time.sleep(600)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    base = Path(tempfile.mkdtemp(prefix="gx-"))
    base.chmod(0o711)
    yield base / "pg"
    shutil.rmtree(base)


def cluster_on(folder: Path) -> Cluster:
    return Cluster(folder, settings=SMALL, sync=False)


def query(cluster: Cluster, statement: str) -> object:
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
        return row and row[0]


def write(cluster: Cluster, statement: str) -> None:
    with psycopg.connect(cluster.url("postgres", "postgres")) as connection:
        connection.execute(statement)


def server_processes(cluster: Cluster) -> list[psutil.Process]:
    postmaster = running_postmaster(cluster.places.data)
    assert postmaster is not None
    process = psutil.Process(postmaster.pid)
    return [process, *process.children(recursive=True)]


def kill_everything(cluster: Cluster) -> None:
    for process in server_processes(cluster):
        process.kill()
    cluster._process.wait()


class TestStart:
    def test_is_durable_and_reads_unicode(self, folder):
        with cluster_on(folder) as cluster:
            assert query(cluster, "SHOW data_checksums") == "on"
            assert query(cluster, "SHOW fsync") == "on"
            assert query(cluster, "SHOW synchronous_commit") == "on"
            assert query(cluster, "SHOW server_encoding") == "UTF8"
            assert query(cluster, "SELECT lower('ÉÀÖ') || '关系'") == "éàö关系"

    def test_is_quick(self, folder):
        cluster_on(folder).__enter__().stop()

        began = time.monotonic()
        with cluster_on(folder):
            assert time.monotonic() - began < 2

    def test_is_private(self, folder):
        with cluster_on(folder) as cluster:
            assert cluster.places.sockets.stat().st_mode & 0o077 == 0
            assert query(cluster, "SHOW listen_addresses") == ""

    def test_never_runs_as_root(self, folder):
        with cluster_on(folder) as cluster:
            assert server_processes(cluster)[0].uids().effective != 0

    def test_second_start_says_who_runs_it(self, folder):
        with cluster_on(folder), pytest.raises(ClusterInUse, match=str(os.getpid())):
            cluster_on(folder).start()

    def test_listens_on_loopback_when_asked(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]

        with Cluster(folder, settings=SMALL, sync=False, listen=port):
            socket.create_connection(("127.0.0.1", port), timeout=2).close()

    def test_long_path_gets_a_short_socket(self, folder):
        with cluster_on(folder / ("long" * 30)) as cluster:
            assert query(cluster, "SELECT 1") == 1
            shutil.rmtree(cluster.places.sockets, ignore_errors=True)

    @pytest.mark.skipif(
        os.geteuid() != 0, reason="only root owns folders that the server's account cannot enter"
    )
    def test_root_may_keep_data_where_nobody_else_can_enter(self, folder):
        folder.mkdir()
        folder.chmod(0o700)

        with cluster_on(folder / "inside") as cluster:
            home = cluster.places.home
            assert query(cluster, "SELECT 1") == 1

        assert not home.is_relative_to(folder)
        assert (folder / "inside" / "moved").resolve() == home
        assert folder.stat().st_mode & 0o077 == 0
        shutil.rmtree(home)


class TestStop:
    def test_leaves_no_process(self, folder):
        cluster = cluster_on(folder)
        cluster.start()
        processes = server_processes(cluster)

        cluster.stop()

        assert not any(process.is_running() for process in processes)

    def test_ends_open_sessions(self, folder):
        cluster = cluster_on(folder)
        cluster.start()
        connection = psycopg.connect(cluster.url("postgres", "postgres"))

        cluster.stop()

        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")

    def test_twice_is_harmless(self, folder):
        cluster = cluster_on(folder)
        cluster.start()
        cluster.stop()
        cluster.stop()


class TestCrash:
    def test_committed_rows_survive_killing_everything(self, folder):
        cluster = cluster_on(folder)
        cluster.start()
        write(cluster, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")

        kill_everything(cluster)
        assert read_postmaster(cluster.places.data) is not None  # The stale file is what a crash leaves.
        cluster.stop()

        with cluster_on(folder) as again:
            assert query(again, "SELECT count(*) FROM kept") == 1000

    def test_stale_file_with_a_reused_process_number(self, folder):
        cluster = cluster_on(folder)
        cluster.start()
        kill_everything(cluster)
        cluster.stop()
        stale = cluster.places.data / "postmaster.pid"
        stale.write_text("\n".join([str(os.getpid()), *stale.read_text().splitlines()[1:]]) + "\n")

        with cluster_on(folder) as again:
            assert query(again, "SELECT 1") == 1

    def test_killing_the_owner_stops_the_server(self, folder):
        owner = start_owner(folder)
        cluster = cluster_on(folder)
        processes = server_processes(cluster)

        owner.kill()
        owner.wait()

        gone, alive = psutil.wait_procs(processes, timeout=10)
        assert not alive and gone

    def test_server_that_outlived_its_owner_is_taken_over(self, folder):
        owner = start_owner(folder)
        cluster = cluster_on(folder)
        server = server_processes(cluster)[0]
        server.send_signal(
            signal.SIGSTOP
        )  # It cannot obey the kernel's wish to stop, like one on another system.
        owner.kill()
        owner.wait()
        server.send_signal(signal.SIGCONT)

        with cluster as again:
            assert query(again, "SELECT 1") == 1

    def test_children_that_outlived_their_server(self, folder):
        cluster = cluster_on(folder)
        cluster.start()
        server_processes(cluster)[0].kill()
        cluster._process.wait()
        cluster.stop()

        with cluster_on(folder) as again:
            assert query(again, "SELECT 1") == 1


def start_owner(folder: Path) -> subprocess.Popen[bytes]:
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(folder)], stdout=subprocess.PIPE)
    assert owner.stdout is not None
    with owner.stdout:
        assert owner.stdout.readline() == b"started\n"
    return owner
