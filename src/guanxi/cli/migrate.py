"""guanxi migrate"""

import click

from guanxi.cli.opened import bring_forward, opened_database
from guanxi.cli.output import answer, json_option
from guanxi.kernel.db.migrate import SchemaState, schema_state
from guanxi.settings import Settings


@click.command("migrate")
@click.option("--check", is_flag=True, help="Only say whether the schema is current; exit 1 if it is not.")
@json_option
def command(check: bool, as_json: bool) -> None:
    """Bring the database to the schema of this release.

    Signs in with GUANXI_ADMIN_DATABASE_URL if that is set, because it creates roles. Safe to run again, and while
    other processes start. Where companies are distributed over servers, new tables are placed there too.
    """
    with opened_database(Settings.from_environment()) as addresses:
        state = schema_state(addresses.owner) if check else bring_forward(addresses)
    data = {"current": state.current, "head": state.head, "is_current": state.is_current}
    answer(data, _sentence(state), as_json=as_json)
    if not state.is_usable:
        raise click.exceptions.Exit(1)


def _sentence(state: SchemaState) -> str:
    if state.is_current:
        return f"The schema is current ({state.head})."
    if state.is_newer:
        return f"The schema ({state.current}) is of a newer release than this one ({state.head}); nothing was changed."
    return f"Schema {state.current}, needed {state.head}."
