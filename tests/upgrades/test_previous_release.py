"""What the release before sends does on this schema what it did on its own.

It is held to every statement of a walk through the application, under the same roles and policies, with real parameters,
and must bring as many rows, the same columns, the same numbers of rows changed. What this does not show: how the earlier
code copes with rows that a migration changed or a newer process wrote, and anything that the walk does not touch.

Until the first release the recording is of the code that is being written: it may be made anew (`make recording`) by
whoever breaks it, since no other code is in use.
"""

import psycopg
import pytest

from tests.upgrades.recording import Recording, replay

BREAKING = {
    "a column is gone": 'ALTER TABLE guanxi.account RENAME COLUMN "custom" TO other',
    "a column must be filled": "ALTER TABLE guanxi.deal ADD COLUMN x text NOT NULL",
    "a constraint refuses what was right": "ALTER TABLE guanxi.product ADD CHECK (name <> 'GTX Pro')",
    "a right is gone": "REVOKE INSERT ON guanxi.change_set FROM guanxi_app",
    "a function answers no more": "ALTER FUNCTION guanxi.actor(bigint, uuid) RENAME TO actor_2",
    "a policy hides what was seen": "CREATE POLICY x ON guanxi.account AS RESTRICTIVE USING (name <> 'Initech')",
    "a type changed": "ALTER TABLE guanxi.file ALTER COLUMN size TYPE text",
}
HARMLESS = {
    "a table": "CREATE TABLE guanxi.x (id bigint PRIMARY KEY)",
    "a column that may be empty": "ALTER TABLE guanxi.deal ADD COLUMN x text",
    "a column with a default": "ALTER TABLE guanxi.deal ADD COLUMN x text NOT NULL DEFAULT ''",
}


@pytest.fixture
def empty(server):
    """With the schema of this release; statements bring what they need."""
    if server.is_sharded:
        pytest.skip("the release before cannot work on a sharded database: docs/decisions/0052")
    name = server.create()
    yield name
    server.drop(name)


async def differences(server, name, change=None):
    if change:
        with psycopg.connect(server.url(name, owner=True)) as connection:
            connection.execute(change)
    return await replay(Recording.load(), server.url(name))


async def test_works_on_this_schema(server, empty):
    found = await differences(server, empty)

    assert not found, "\n\n".join(map(str, found[:5]))


@pytest.mark.parametrize("what", HARMLESS)
async def test_what_is_added_does_no_harm(server, empty, what):
    assert not await differences(server, empty, HARMLESS[what])


@pytest.mark.parametrize("what", BREAKING)
async def test_notices(server, empty, what):
    assert await differences(server, empty, BREAKING[what])


def test_the_walk_is_a_long_one():
    recording = Recording.load()
    written = " ".join(text for text in recording.texts if text.startswith(("INSERT", "UPDATE", "DELETE")))

    for table in (
        "account",
        "contact",
        "deal",
        "change_set",
        "search_doc",
        "audit_log",
        "team",
        "sharing_rule",
        "file",
    ):
        assert table in written
    assert len(recording.texts) > 200
