"""An import opened for work: its table, its plan and what is known of existing records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guanxi.features.imports.schemas.options import analysis_of, options_of
from guanxi.features.imports.service.batches import Batches
from guanxi.features.imports.service.plan import plan_import
from guanxi.features.imports.service.selfkeys import keys_in_file
from guanxi.kernel.files import file_store
from guanxi.kernel.metadata.seen import seen_registry_of
from guanxi.kernel.tabular import NormalisedTable
from guanxi.kernel.tenancy import Scope


@dataclass(slots=True)
class Prepared:
    row: Any
    table: NormalisedTable
    batches: Batches


async def prepare_import(scope: Scope, row: Any) -> Prepared:
    table = NormalisedTable(file_store().path(row["rows_key"]))
    registry = await seen_registry_of(scope)
    analysis, options = analysis_of(row["analysis"]), options_of(row["options"])
    plan = plan_import(registry.object(row["object"]), analysis, options, scope.tenant.currency)
    batches = Batches(plan, registry)
    await batches.load(scope)
    batches.resolver.in_file = await keys_in_file(plan, table)
    return Prepared(row, table, batches)
