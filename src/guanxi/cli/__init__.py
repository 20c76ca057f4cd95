"""The command `guanxi`: one file per sub-command, each loaded only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from guanxi import __version__
from guanxi.collector import look_seldom

# Name, module, and the line that `guanxi --help` shows without loading it.
COMMANDS = {
    "demo": ("demo", "Run everything on this machine with a demo company."),
    "serve": ("serve", "Serve the web interface and the API."),
    "worker": ("worker", "Run queued jobs."),
    "migrate": ("migrate", "Bring the database to the schema of this release."),
    "cluster": ("cluster", "Spread the companies over several servers by Citus."),
    "tenant": ("tenant", "Create and list companies."),
    "user": ("user", "Create people and reset passwords."),
    "support": ("support", "Look into a company, once its administrator approves."),
    "import": ("import_", "Import records from a file."),
    "export": ("export", "Export records to a file."),
    "package": ("package", "Check, install, test and export packages of declarations."),
    "secrets": ("secrets", "Re-encrypt what former keys have encrypted."),
    "attack": ("attack", "Try to break through the walls between companies."),
    "bench": ("bench", "Measure what many companies cost."),
    "doctor": ("doctor", "Check this installation and say how to mend it."),
}


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"guanxi.cli.{COMMANDS[name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="guanxi")
def guanxi() -> None:
    """Guanxi: an open, multi-tenant CRM.

    Settings come from environment variables; docs/settings.md lists them. Without GUANXI_DATABASE_URL Guanxi runs its
    own PostgreSQL in GUANXI_DATA_DIR.
    """


def main() -> None:
    look_seldom()
    try:
        sys.exit(guanxi.main(standalone_mode=False))
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception as problem:
        if sentence := refusal_of(problem):
            fail(sentence)
        raise


def refusal_of(problem: Exception) -> str | None:
    """What a person can mend, as one sentence. Imported late: `--help` needs none of it."""
    from guanxi.bench.catalogue import OthersAreThere
    from guanxi.cli.opened import SchemaNotCurrent
    from guanxi.client import ApiRefused, ImportFailed
    from guanxi.client.packages import PackageNotFound
    from guanxi.kernel.db.cluster import ClusterInUse, ClusterNotStarted
    from guanxi.kernel.db.migrate import OtherStarterIsSlow, SchemaIsBusy, ServerTooOld
    from guanxi.kernel.db.sharding import ShardingRefused
    from guanxi.kernel.errors import Problem, render
    from guanxi.serving import PortTaken
    from guanxi.settings import SettingRefused

    if isinstance(problem, Problem):
        return render(problem.code, problem.params, "en")
    expected = (
        ApiRefused,
        ClusterInUse,
        ClusterNotStarted,
        ImportFailed,
        OthersAreThere,
        PackageNotFound,
        PortTaken,
        SchemaNotCurrent,
        OtherStarterIsSlow,
        SchemaIsBusy,
        ServerTooOld,
        SettingRefused,
        ShardingRefused,
    )
    return str(problem) if isinstance(problem, expected) else None


def fail(message: str) -> None:
    click.echo(click.style("guanxi: ", fg="red", bold=True) + message, err=True)
    sys.exit(1)
