"""The table of products."""

from sqlalchemy import BigInteger, Boolean, Column, Text

from guanxi.kernel.db import record_table

product = record_table(
    "product",
    Column("code", Text(collation="C")),
    Column("series", Text),
    Column("unit_price", BigInteger),
    Column("active", Boolean),
    Column("description", Text),
)
