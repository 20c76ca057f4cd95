"""The table of accounts."""

from sqlalchemy import BigInteger, Column, Integer, Text, Uuid

from guanxi.kernel.db import record_table

account = record_table(
    "account",
    Column("industry", Text),
    Column("website", Text),
    Column("phone", Text),
    Column("email", Text),
    Column("annual_revenue", BigInteger),
    Column("employees", Integer),
    Column("year_established", Integer),
    Column("country", Text),
    Column("province", Text),
    Column("city", Text),
    Column("address", Text),
    Column("registration_number", Text),
    Column("parent_id", Uuid),
    Column("description", Text),
)
