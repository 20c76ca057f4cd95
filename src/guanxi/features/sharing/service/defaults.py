"""What the whole company may do with the records of an object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import NAMESPACE_OID, UUID, uuid5

from guanxi.edge.invalidations import announce
from guanxi.features.sharing.queries import rules as queries
from guanxi.features.sharing.schemas import (
    DefaultChanged,
    ObjectSharing,
    Queued,
    RecomputeState,
    Sharing,
    SharingOverview,
)
from guanxi.features.sharing.service.checks import MANAGE, shareable
from guanxi.features.sharing.service.recomputing import JOB, recompute
from guanxi.kernel.changes.administration import record_administration
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.metadata.overlay_writes import lock_metadata, next_version
from guanxi.kernel.permissions import (
    at_current_version,
    current_tenant,
    default_sharing,
    is_shareable,
    stated_sharing,
)
from guanxi.kernel.tenancy import Scope

KIND = "sharing_default"


async def get_overview(scope: Scope) -> SharingOverview:
    scope.require(MANAGE)
    scope = await at_current_version(scope)
    counts = await queries.count_rules(scope)
    job = await queries.latest_job(scope, JOB)
    return SharingOverview(
        [
            ObjectSharing(
                each.name,
                each.plural_label.in_locale(scope.locale),
                each.icon,
                default_sharing(scope.tenant, each.name),
                counts.get(each.name, 0),
            )
            for each in await registry_of(scope)
            if is_shareable(each.name)
        ],
        None if job is None else RecomputeState(job["id"], job["state"], job["done"], job["total"]),
    )


async def change_default(scope: Scope, object_name: str, sharing: Sharing) -> DefaultChanged:
    """Records follow in the background. Raises 403, 404, 422 `object_not_shareable`."""
    scope.require(MANAGE)
    definition = await shareable(scope, object_name)
    await lock_metadata(scope)
    tenant = (await at_current_version(scope)).tenant
    if default_sharing(tenant, definition.name) == sharing:
        return DefaultChanged(definition.name, sharing, None)
    before = stated_sharing(tenant, definition.name)
    job_id, _ = await write_default(scope, definition.name, before, sharing)
    return DefaultChanged(definition.name, sharing, job_id)


async def declared_defaults(scope: Scope) -> Mapping[str, Sharing]:
    """What was decided, by object."""
    tenant = await current_tenant(scope)
    stated = {each.name: stated_sharing(tenant, each.name) for each in await registry_of(scope)}
    return {name: sharing for name, sharing in stated.items() if sharing is not None}


async def declare_default(scope: Scope, object_name: str, sharing: Sharing | None) -> Scope:
    """None leaves it undecided. The scope that sees it. Raises as `change_default` does."""
    scope.require(MANAGE)
    definition = await shareable(scope, object_name)
    scope = await lock_metadata(scope)
    before = (await declared_defaults(scope)).get(definition.name)
    if before != sharing:
        await write_default(scope, definition.name, before, sharing)
    return replace(scope, tenant=await current_tenant(scope))


async def write_default(
    scope: Scope,
    object_name: str,
    before: Sharing | None,
    after: Sharing | None,
    *,
    undoes: UUID | None = None,
) -> tuple[UUID, UUID]:
    """The job by which records follow, and the change-set. None is undecided. Metadata are locked."""
    if after is None:
        await queries.drop_default(scope, object_name)
    else:
        await queries.set_default(scope, object_name, after)
    await next_version(scope)
    await announce(scope.tx, scope.tenant.id)
    job_id = await recompute(scope, object_names=[object_name])
    subject = uuid5(NAMESPACE_OID, f"{KIND}.{object_name}")
    label = (await registry_of(scope)).object(object_name).plural_label.as_json()
    kept = [
        {"object": object_name, "label": label, "sharing": each or "public", "stated": each is not None}
        for each in (before, after)
    ]
    return job_id, await record_administration(scope, KIND, subject, *kept, undoes=undoes)


async def recompute_all(scope: Scope) -> Queued:
    """For when earlier work was stopped or failed."""
    scope.require(MANAGE)
    return Queued(await recompute(scope))
