"""The table of contacts."""

from sqlalchemy import Column, Text, Uuid

from guanxi.kernel.db import record_table

contact = record_table(
    "contact",
    Column("title", Text),
    Column("department", Text),
    Column("email", Text),
    Column("phone", Text),
    Column("mobile", Text),
    Column("wechat", Text),
    Column("account_id", Uuid),
    Column("description", Text),
)
