"""Looks with squawk at the SQL that new migrations really send: does it lock out, or break, the release before?

Runs every revision on a server of its own and writes down what each sends, since much of it is put together in Python.
A revision that has to break a rule says so itself, with the reason: `accepts = {"ban-drop-column": "Nothing reads it since 0.3."}`
"""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import Any

import psycopg
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from guanxi.kernel.db.cluster import Cluster
from guanxi.kernel.db.cluster.tuning import UNSAFE_BUT_FAST
from guanxi.kernel.db.migrate import SCRIPTS, revisions, upgrade_to

# Nothing was released with an earlier schema, so that no application can be at work while these run.
BEFORE_THE_FIRST_RELEASE = frozenset({"0001", "0002", "0003", "0005", "0006"})
RULES = Path(__file__).parents[1] / ".squawk.toml"
AS_THE_RUNNER_DOES = "SET lock_timeout = '3s';"


@dataclass(frozen=True)
class Script:
    """What a revision sends, as a file for squawk, and the rules that it breaks on purpose."""

    revision: str
    sql: str
    accepts: dict[str, str]


@dataclass
class Recorder:
    """Statements in their order, between BEGIN and COMMIT as far as they run inside a transaction."""

    lines: list[str] = field(default_factory=list)
    in_transaction: bool = False

    def note(self, statement: str, *, in_transaction: bool) -> None:
        if "guanxi.alembic_version" in statement or re.match(r"\s*(SELECT|SHOW)\b", statement, re.IGNORECASE):
            return
        if in_transaction != self.in_transaction:
            self.lines.append("BEGIN;" if in_transaction else "COMMIT;")
            self.in_transaction = in_transaction
        self.lines.append(f"{statement.strip().rstrip(';')};")

    def take(self) -> str:
        if self.in_transaction:
            self.lines.append("COMMIT;")
        taken = "\n".join([AS_THE_RUNNER_DOES, *self.lines, ""])
        self.lines, self.in_transaction = [], False
        return taken


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="guanxi-migrations-") as temporary:
        folder = Path(temporary)
        folder.chmod(0o711)  # The server's account has to enter it when root looks.
        with Cluster(folder / "pg", settings=UNSAFE_BUT_FAST, sync=False) as cluster:
            scripts = list(recorded(cluster.url("postgres", "postgres")))
        new = [script for script in scripts if script.revision not in BEFORE_THE_FIRST_RELEASE]
        refused = [script.revision for script in new if not passes(script, folder)]
    print(
        f"{len(new)} new migration(s) looked at, {len(refused)} refused{': ' if refused else ''}{', '.join(refused)}."
    )
    return 1 if refused else 0


def recorded(url: str) -> Iterator[Script]:
    """Upgrades an empty database revision by revision."""
    recorder = Recorder()
    with _recording(url, recorder) as connection:
        for revision in revisions():
            upgrade_to(connection, revision)
            yield Script(revision, recorder.take(), accepted_by(revision))


def passes(script: Script, folder: Path) -> bool:
    if not all(script.accepts.values()):
        print(f"{script.revision}: every rule in `accepts` needs its reason.")
        return False
    path = folder / f"{script.revision}.sql"
    path.write_text(script.sql)
    # Exclusions on the command line take the place of those in the file.
    excluded = [*tomllib.loads(RULES.read_text())["excluded_rules"], *script.accepts]
    command = [_squawk(), "--config", str(RULES), *(f"--exclude={rule}" for rule in excluded), str(path)]
    return subprocess.run(command).returncode == 0


def accepted_by(revision: str) -> dict[str, str]:
    (path,) = (SCRIPTS / "versions").glob(f"{revision}_*.py")
    module = importlib.import_module(f"guanxi.migrations.versions.{path.stem}")
    return dict(getattr(module, "accepts", {}))


@contextmanager
def _recording(url: str, recorder: Recorder) -> Iterator[Connection]:
    class Recording(psycopg.Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            text = _with_values(self.connection, query, params)
            recorder.note(text, in_transaction=not self.connection.autocommit)
            return super().execute(query, params, **options)

        def executemany(self, query: Any, params_seq: Any, **options: Any) -> None:
            rows = list(params_seq)
            for params in rows[:1]:
                recorder.note(
                    _with_values(self.connection, query, params),
                    in_transaction=not self.connection.autocommit,
                )
            super().executemany(query, rows, **options)

    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(url, cursor_factory=Recording),
        poolclass=NullPool,
    )
    with engine.connect() as connection:
        yield connection


def _with_values(connection: psycopg.Connection[Any], query: Any, params: Any) -> str:
    if isinstance(query, psycopg.sql.Composable):
        query = query.as_string(connection)
    text = query.decode() if isinstance(query, bytes) else str(query)
    if params is None:
        return text
    with closing(psycopg.ClientCursor(connection)) as cursor:
        return cursor.mogrify(text, params)


def _squawk() -> str:
    beside = Path(sys.executable).with_name("squawk")
    found = str(beside) if beside.exists() else which("squawk")
    if found is None:
        sys.exit("squawk is missing; `make check` installs it.")
    return found


if __name__ == "__main__":
    sys.exit(main())
