"""`make check` on migrations: what would lock out or break the release before is refused."""

import pytest
from tools.check_migrations import AS_THE_RUNNER_DOES, Script, passes, recorded

LOCKS_OUT = {
    "an index on a table in use": "BEGIN;\nCREATE INDEX i ON guanxi.deal (tenant_id, stage);\nCOMMIT;",
    "a column that earlier code does not fill": "BEGIN;\nALTER TABLE guanxi.deal ADD COLUMN x text NOT NULL;\nCOMMIT;",
    "a column that earlier code reads": "BEGIN;\nALTER TABLE guanxi.deal DROP COLUMN name;\nCOMMIT;",
    "another name": "BEGIN;\nALTER TABLE guanxi.deal RENAME COLUMN name TO title;\nCOMMIT;",
    "a rewritten table": "BEGIN;\nALTER TABLE guanxi.deal ALTER COLUMN name TYPE bigint;\nCOMMIT;",
    "a scan under lock": "BEGIN;\nALTER TABLE guanxi.deal ADD CONSTRAINT c CHECK (name <> '');\nCOMMIT;",
    "a concurrent build inside a transaction": "BEGIN;\nCREATE INDEX CONCURRENTLY i ON guanxi.deal (name);\nCOMMIT;",
}
HARMLESS = {
    "a new table with its index": "BEGIN;\nCREATE TABLE guanxi.x (id bigint PRIMARY KEY, y text);\n"
    "CREATE INDEX i ON guanxi.x (y);\nCOMMIT;",
    "a column that may be empty": "BEGIN;\nALTER TABLE guanxi.deal ADD COLUMN x text;\nCOMMIT;",
    "a column with a default": "BEGIN;\nALTER TABLE guanxi.deal ADD COLUMN x text NOT NULL DEFAULT '';\nCOMMIT;",
    "a concurrent build": "CREATE INDEX CONCURRENTLY i ON guanxi.deal (name);",
}


def script(sql: str, **accepts: str) -> Script:
    return Script(
        "0100",
        f"{AS_THE_RUNNER_DOES}\n{sql}\n",
        {rule.replace("_", "-"): why for rule, why in accepts.items()},
    )


@pytest.mark.parametrize("what", LOCKS_OUT)
def test_refused(what, tmp_path):
    assert not passes(script(LOCKS_OUT[what]), tmp_path)


@pytest.mark.parametrize("what", HARMLESS)
def test_passed(what, tmp_path):
    assert passes(script(HARMLESS[what]), tmp_path)


def test_a_rule_is_broken_only_with_a_reason(tmp_path):
    drop = LOCKS_OUT["a column that earlier code reads"]

    assert passes(script(drop, ban_drop_column="Nothing reads it since 0.3."), tmp_path)
    assert not passes(script(drop, ban_drop_column=""), tmp_path)


def test_what_revisions_send_is_written_down(server, tmp_path):
    """0003 makes tables from a file and policies from Python."""
    name = server.create("template0")
    try:
        scripts = {each.revision: each for each in recorded(server.url(name, owner=True))}
    finally:
        server.drop(name)

    assert "CREATE TABLE guanxi.permission_set" in scripts["0003"].sql
    assert 'CREATE POLICY tenant_guanxi_app ON guanxi."team"' in scripts["0003"].sql
    assert scripts["0003"].sql.startswith(f"{AS_THE_RUNNER_DOES}\nBEGIN;")
    assert not passes(scripts["0005"], tmp_path)
