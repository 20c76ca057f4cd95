"""Which packages a company has, and what each of them brought."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import tenant_table

package = tenant_table(
    "package",
    Column("name", Text(collation="C"), nullable=False),
    Column("version", Text, nullable=False),
    Column("manifest", JSONB, nullable=False),
    Column("installed_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("updated_by", Uuid),
    key=("name",),
)

# `declared` is what the package said, `installed` what stood in the company afterwards: a difference from the first is the
# package's doing at the next upgrade, a difference from the second the company's own.
package_part = tenant_table(
    "package_part",
    Column("type", Text(collation="C"), nullable=False),
    Column("key", Text(collation="C"), nullable=False),
    Column("package", Text(collation="C"), nullable=False),
    Column("declared", JSONB, nullable=False),
    Column("installed", JSONB, nullable=False),
    key=("type", "key"),
)
