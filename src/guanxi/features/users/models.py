"""The table of users: people of a company, whether or not they can sign in."""

from sqlalchemy import BigInteger, Column, Text, Uuid

from guanxi.kernel.db import record_table

app_user = record_table(
    "app_user",
    Column("email", Text),
    Column("title", Text),
    Column("role", Text, nullable=False, server_default="member"),
    Column("manager_id", Uuid),
    Column("office", Text),
    Column("status", Text, nullable=False, server_default="inactive"),
    Column("phone", Text),
    Column("identity_id", Uuid),
    Column("principal", BigInteger, nullable=False),
    Column("licence", Text, nullable=False, server_default="full"),
    Column("kind", Text, nullable=False, server_default="person"),
    Column("org_role_id", Uuid),
    Column("locale", Text),
    Column("timezone", Text),
    Column("theme", Text),
)
