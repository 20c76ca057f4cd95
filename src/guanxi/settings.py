"""Everything an operator can set, read once from the environment.

Each field carries its variable, its default and a sentence; docs/settings.md is written from them (`make docs`).
Reading settings touches no file: the secret key is made by `secret_key()` when it is first needed.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any


class SettingRefused(ValueError):
    """A variable holds something that cannot be used; the message names it and says what is expected."""


def default_data_dir() -> Path:
    """/var/lib/guanxi for root, ~/.local/share/guanxi (or XDG_DATA_HOME) for everybody else."""
    if os.geteuid() == 0:
        return Path("/var/lib/guanxi")
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "guanxi"


def _path(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _boolean(text: str) -> bool:
    known = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    if text.strip().lower() not in known:
        raise ValueError("expected true or false")
    return known[text.strip().lower()]


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("expected a whole number of at least 1")
    return number


def _niceness(text: str) -> int:
    number = int(text)
    if not 0 <= number < 20:
        raise ValueError("expected a number from 0 to 19")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 65536:
        raise ValueError("expected a port between 1 and 65535")
    return number


def _rate(text: str) -> str:
    if not re.fullmatch(r"off|[1-9]\d*/(second|minute|hour|day)", text):
        raise ValueError("expected a rate such as 600/minute, or off")
    return text


def _places(text: str) -> str:
    if not re.fullmatch(r"[\w.:/\[\]-]+(\s*,\s*[\w.:/\[\]-]+)*", text.strip(), re.ASCII):
        raise ValueError("expected names, addresses or networks such as hooks.internal:8080, 10.20.0.0/16")
    return text.strip()


def setting(
    variable: str,
    read: Callable[[str], Any],
    help: str,
    *,
    shown: str | None = None,
    secret: bool = False,
    **default: Any,
) -> Any:
    """Declares one setting; `shown` replaces a default that depends on the machine in the documentation."""
    return field(
        metadata={"variable": variable, "read": read, "help": help, "shown": shown, "secret": secret},
        **default,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    database_url: str | None = setting(
        "GUANXI_DATABASE_URL",
        str,
        "PostgreSQL 16 or newer to use, as `postgresql://user:password@host:port/database`. "
        "Without it Guanxi runs its own PostgreSQL inside the data directory.",
        default=None,
        secret=True,
    )
    replica_url: str | None = setting(
        "GUANXI_REPLICA_URL",
        str,
        "A streaming replica of the same database. Lists, boards, search and reports are read there, by everybody whose "
        "own writes it has reached; the primary answers while it is away or behind.",
        default=None,
        secret=True,
    )
    admin_database_url: str | None = setting(
        "GUANXI_ADMIN_DATABASE_URL",
        str,
        "The same database as its owner, who may create roles. Only `guanxi migrate` and `guanxi doctor` use it; "
        "without it they use GUANXI_DATABASE_URL.",
        default=None,
        secret=True,
    )
    data_dir: Path = setting(
        "GUANXI_DATA_DIR",
        _path,
        "Where Guanxi keeps uploaded files, its secret key and its own PostgreSQL.",
        shown="`~/.local/share/guanxi`; `/var/lib/guanxi` for root; `./data` under `make demo`",
        default_factory=default_data_dir,
    )
    host: str = setting(
        "HOST",
        str,
        "Address to listen on. Use `0.0.0.0` behind a proxy on another machine.",
        default="127.0.0.1",
    )
    port: int = setting("PORT", _port, "Port to listen on.", default=8000)
    public_url: str = setting(
        "GUANXI_PUBLIC_URL",
        lambda text: text.rstrip("/"),
        "Address under which people reach Guanxi; invitation links begin with it, and `https` makes the session "
        "cookie travel over TLS only.",
        shown="the address of each request",
        default="",
    )
    secret: str | None = setting(
        "GUANXI_SECRET_KEY",
        str,
        "Key that signs short-lived tokens, at least 32 characters. Set it when several machines serve one database; "
        "otherwise one is made and kept in the data directory.",
        default=None,
        secret=True,
    )
    encryption_keys: str | None = setting(
        "GUANXI_ENCRYPTION_KEYS",
        str,
        "Keys of encrypted fields, `id:base64` of 32 bytes each with commas between, the current one first: "
        "`python -c \"import base64, os; print('k1:' + base64.b64encode(os.urandom(32)).decode())\"` makes one. Keep them apart "
        "from backups of the database. Without one such fields cannot be written; `guanxi demo` makes and keeps its own.",
        default=None,
        secret=True,
    )
    web_workers: int = setting(
        "GUANXI_WEB_WORKERS",
        _positive,
        "Processes that answer requests under `guanxi serve`.",
        shown="number of processor cores, at most 8",
        default_factory=lambda: min(8, os.cpu_count() or 1),
    )
    job_concurrency: int = setting(
        "GUANXI_JOB_CONCURRENCY",
        _positive,
        "Jobs that one worker runs at the same time. The last place is kept for companies that run none.",
        default=4,
    )
    job_niceness: int = setting(
        "GUANXI_JOB_NICENESS",
        _niceness,
        "By how much jobs give way to requests on the processors of their machine, from 0 to 19 as with `nice`; what the "
        "database does for them too, if it runs there as the same user. Linux only.",
        default=10,
    )
    company_jobs: int = setting(
        "GUANXI_COMPANY_JOBS",
        _positive,
        "Most jobs of one company that run at the same time, on all workers together.",
        default=2,
    )
    job_heartbeat_seconds: int = setting(
        "GUANXI_JOB_HEARTBEAT_SECONDS",
        _positive,
        "How often a worker says that it is alive. Its jobs are given to another after three silent intervals.",
        default=5,
    )
    database_pool_size: int = setting(
        "GUANXI_DATABASE_POOL_SIZE",
        _positive,
        "Most connections that one process keeps open. All processes together must stay below the server's "
        "`max_connections`.",
        default=10,
    )
    read_timeout_seconds: int = setting(
        "GUANXI_READ_TIMEOUT_SECONDS",
        _positive,
        "Longest that a statement may run which somebody waits for: lists, boards, records, search.",
        default=15,
    )
    large_object_records: int = setting(
        "GUANXI_LARGE_OBJECT_RECORDS",
        _positive,
        "Records of one object in one company above which lists, counts and reports that no index serves are refused "
        "with advice, or get a short budget.",
        default=200_000,
    )
    heavy_query_seconds: int = setting(
        "GUANXI_HEAVY_QUERY_SECONDS",
        _positive,
        "That budget. What takes longer is refused, or goes on as a job where the caller asks for that.",
        default=3,
    )
    heavy_queries: int = setting(
        "GUANXI_HEAVY_QUERIES",
        _positive,
        "Such readings that one process runs at the same time; the next ones wait, a few and shortly.",
        default=2,
    )
    write_timeout_seconds: int = setting(
        "GUANXI_WRITE_TIMEOUT_SECONDS", _positive, "Longest that a statement of a change may run.", default=30
    )
    report_timeout_seconds: int = setting(
        "GUANXI_REPORT_TIMEOUT_SECONDS",
        _positive,
        "Longest that a statement of a report, an aggregate or an export may run.",
        default=60,
    )
    job_timeout_seconds: int = setting(
        "GUANXI_JOB_TIMEOUT_SECONDS",
        _positive,
        "Longest that a statement of a job may run; the job itself may take any time.",
        default=300,
    )
    company_connections: int = setting(
        "GUANXI_COMPANY_CONNECTIONS",
        _positive,
        "Most connections that requests of one company hold at a time in one process, when no other company is at work "
        "there.",
        default=6,
    )
    company_connections_beside: int | None = setting(
        "GUANXI_COMPANY_CONNECTIONS_BESIDE",
        _positive,
        "Connections in one process that companies at work at the same time share out among them; each has at least one. The "
        "fewer, the less anybody notices of a busy neighbour; more suit a database with many processors of its own.",
        shown="number of processor cores for each process that answers requests",
        default=None,
    )
    company_waiting: int = setting(
        "GUANXI_COMPANY_WAITING",
        _positive,
        "Most requests of one company that wait for a connection in one process; further ones are refused with 429.",
        default=1000,
    )
    company_wait_seconds: int = setting(
        "GUANXI_COMPANY_WAIT_SECONDS",
        _positive,
        "Longest that a request waits for a connection before it is refused with 503.",
        default=10,
    )
    max_body_bytes: int = setting(
        "GUANXI_MAX_BODY_BYTES", _positive, "Largest request body, uploads apart.", default=2 * 1024 * 1024
    )
    max_upload_bytes: int = setting(
        "GUANXI_MAX_UPLOAD_BYTES", _positive, "Largest uploaded or imported file.", default=200 * 1024 * 1024
    )
    max_form_bytes: int = setting(
        "GUANXI_MAX_FORM_BYTES",
        _positive,
        "Largest file, and largest sending with all its files, that strangers may send with a form.",
        default=25 * 1024 * 1024,
    )
    import_file_days: int = setting(
        "GUANXI_IMPORT_FILE_DAYS",
        _positive,
        "Days without use after which an import's file and the rows refused of it are deleted. What was imported and "
        "files attached to records stay.",
        default=90,
    )
    mail_days: int = setting(
        "GUANXI_MAIL_DAYS",
        _positive,
        "Days after which letters that were sent, or could not be, are deleted. A week is kept at least.",
        default=365,
    )
    notification_days: int = setting(
        "GUANXI_NOTIFICATION_DAYS",
        _positive,
        "Days after which notifications are deleted, read or not.",
        default=180,
    )
    signup_open: bool = setting(
        "GUANXI_SIGNUP_OPEN", _boolean, "Whether anybody may sign up a new company.", default=True
    )
    allowed_hosts: str = setting(
        "GUANXI_ALLOWED_HOSTS",
        str,
        "Names that the server answers under, separated by commas; `*.example.com` covers all below, `*` every name. "
        "localhost and IP addresses are always answered.",
        shown="the name in GUANXI_PUBLIC_URL; without that, every name",
        default="",
    )
    trusted_proxies: str = setting(
        "GUANXI_TRUSTED_PROXIES",
        str,
        "Addresses or networks of proxies, separated by commas, whose X-Forwarded-For is believed.",
        shown="none",
        default="",
    )
    company_rate: str = setting(
        "GUANXI_COMPANY_RATE",
        _rate,
        "Most calls of one company to one process, as `600/minute`; `off` for no limit.",
        default="12000/minute",
    )
    address_rate: str = setting(
        "GUANXI_ADDRESS_RATE",
        _rate,
        "Most calls without a sign-in from one address to one process; `off` for no limit.",
        default="1200/minute",
    )
    signup_rate: str = setting(
        "GUANXI_SIGNUP_RATE",
        _rate,
        "Most sign-ups from one address at one process; `off` for no limit.",
        default="100/hour",
    )
    sign_in_attempts: int = setting(
        "GUANXI_SIGN_IN_ATTEMPTS",
        _positive,
        "Sign-in attempts with one e-mail address in a quarter of an hour, counted across all processes.",
        default=10,
    )
    outbound_allowed: str = setting(
        "GUANXI_OUTBOUND_ALLOWED",
        _places,
        "Names, addresses and networks, separated by commas, that Guanxi may call on behalf of customers although they "
        "are private, as `hooks.internal:8080, 10.20.0.0/16`. A port is needed where it is not 80 or 443.",
        shown="none: public addresses only",
        default="",
    )
    smtp_url: str = setting(
        "GUANXI_SMTP_URL",
        str.strip,
        "The mail server that outgoing e-mail is handed to, as `smtp+starttls://user:password@mail.example.com:587`; "
        "`smtps://` for TLS from the first byte, `smtp://` for none. Without it nothing can be sent.",
        shown="not set",
        default="",
        secret=True,
    )
    mail_from: str = setting(
        "GUANXI_MAIL_FROM",
        str.strip,
        "The address that all outgoing e-mail comes from.",
        shown="not set",
        default="",
    )
    mail_per_day: int = setting(
        "GUANXI_MAIL_PER_DAY",
        _positive,
        "Most e-mails that one company sends in 24 hours; further ones wait.",
        default=2_000,
    )
    workflow_runs_per_hour: int = setting(
        "GUANXI_WORKFLOW_RUNS_PER_HOUR",
        _positive,
        "Most workflow runs that one company starts in an hour; what would start more of them waits for the next.",
        default=200_000,
    )
    workflow_steps_per_hour: int = setting(
        "GUANXI_WORKFLOW_STEPS_PER_HOUR",
        _positive,
        "Most steps that the workflows of one company make in an hour; further ones wait for the next.",
        default=1_000_000,
    )
    workflow_run_days: int = setting(
        "GUANXI_WORKFLOW_RUN_DAYS",
        _positive,
        "How many days a workflow's run is kept after it ended; one that failed stays until somebody dealt with it.",
        default=90,
    )
    form_submission_days: int = setting(
        "GUANXI_FORM_SUBMISSION_DAYS",
        _positive,
        "How many days what was sent with a form is kept after its record was made; which consent was given, and when, stays. "
        "What waits for a person stays until it was dealt with.",
        default=365,
    )
    log_level: str = setting("GUANXI_LOG_LEVEL", str.lower, "debug, info, warning or error.", default="info")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, /, **overrides: Any) -> Settings:
        """Reads the variables that are set and not empty; raises SettingRefused for one that cannot be used."""
        environment = os.environ if environment is None else environment
        read = {
            f.name: _read(f, environment[f.metadata["variable"]])
            for f in fields(cls)
            if environment.get(f.metadata["variable"])
        }
        return cls(**read | overrides)

    @property
    def address(self) -> str:
        """Where people reach this installation, as far as it knows; without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"

    @property
    def secure_cookies(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def migration_url(self) -> str | None:
        return self.admin_database_url or self.database_url

    def changed(self, **values: Any) -> Settings:
        return replace(self, **values)

    def environment(self) -> dict[str, str]:
        """These settings as variables, for a child process that shall see the same."""
        values = {f.metadata["variable"]: getattr(self, f.name) for f in fields(self)}
        return {variable: str(value) for variable, value in values.items() if value not in (None, "")}

    def secret_key(self) -> str:
        """The signing key: the one set, or one made once and kept at `data_dir/secret.key` for its owner alone."""
        if self.secret:
            if len(self.secret) < 32:
                raise SettingRefused("GUANXI_SECRET_KEY is too short: give at least 32 characters.")
            return self.secret
        return kept_at(self.data_dir / "secret.key", lambda: secrets.token_urlsafe(48))


def _read(setting: Field[Any], text: str) -> Any:
    try:
        return setting.metadata["read"](text)
    except ValueError as problem:
        shown = "(hidden)" if setting.metadata["secret"] else repr(text)
        raise SettingRefused(f"{setting.metadata['variable']} is {shown}: {problem}.") from None


def kept_at(path: Path, make: Callable[[], str]) -> str:
    """What the file holds, readable for its owner alone; made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        return path.read_text()
    except FileNotFoundError:
        made.touch(mode=0o600)
        made.write_text(make())
    try:
        os.link(made, path)  # Fails, rather than replaces, when another process was first.
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return path.read_text()


def settings_as_markdown() -> str:
    """The reference page docs/settings.md."""
    rows = [
        f"| `{f.metadata['variable']}` | {_default_shown(f)} | {f.metadata['help']} |"
        for f in fields(Settings)
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "Guanxi reads its settings from environment variables. Every one has a working default.",
            "This page is written from `src/guanxi/settings.py` by `make docs`.",
            "",
            "| Variable | Default | Meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _default_shown(setting: Field[Any]) -> str:
    if setting.metadata["shown"]:
        return str(setting.metadata["shown"])
    if setting.default is MISSING or setting.default is None:
        return "not set"
    return f"`{str(setting.default).lower() if isinstance(setting.default, bool) else setting.default}`"


if __name__ == "__main__":
    print(settings_as_markdown(), end="")
