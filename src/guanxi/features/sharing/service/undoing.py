"""What changes of sharing are called, and taking them back under the rules for making them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from guanxi.features.sharing.queries import rules as queries
from guanxi.features.sharing.queries import shares
from guanxi.features.sharing.service.checks import MANAGE
from guanxi.features.sharing.service.defaults import write_default
from guanxi.features.sharing.service.recomputing import recompute
from guanxi.features.sharing.service.rules import kept_of, write_rule
from guanxi.features.sharing.service.shares import locked_record, write_share
from guanxi.kernel.changes.administration import AdministrativeChange
from guanxi.kernel.errors import Problem, render
from guanxi.kernel.metadata import Label, ObjectDef, standard_registry
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.permissions import at_current_version, default_sharing, stated_sharing
from guanxi.kernel.tenancy import Scope


def describe_rule(change: AdministrativeChange, locale: str) -> str:
    how = _how(change)
    return render(f"sharing_rule_{how}", {"rule": name_of_rule(change)}, locale)


def name_of_rule(change: AdministrativeChange) -> str:
    return str(_kept(change)["name"])


async def take_back_rule(scope: Scope, change: AdministrativeChange, change_set_id: UUID) -> UUID | None:
    scope.require(MANAGE)
    scope = await lock_metadata(scope)
    row = await queries.get_rule(scope, change.subject)
    current = None if row is None else kept_of(row)
    if _as_compared(current) != _as_compared(change.after):
        return None
    written = await write_rule(scope, change.subject, current, change.before, undoes=change_set_id)
    if change.before is None:
        await recompute(scope, object_names=[change.after["object"]])
    return written


def _as_compared(kept: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Without its name for packages, which history did not keep at first."""
    return None if kept is None else {name: value for name, value in kept.items() if name != "api_name"}


def describe_default(change: AdministrativeChange, locale: str) -> str:
    sharing = render(f"sharing_{change.after['sharing']}", {}, locale)
    return render("sharing_default_changed", {"object": _plural(change, locale), "sharing": sharing}, locale)


def name_of_default(change: AdministrativeChange) -> str:
    return _plural(change, "en")


async def take_back_default(scope: Scope, change: AdministrativeChange, change_set_id: UUID) -> UUID | None:
    scope.require(MANAGE)
    await lock_metadata(scope)
    name = change.after["object"]
    tenant = (await at_current_version(scope)).tenant
    if default_sharing(tenant, name) != change.after["sharing"]:
        return None
    before = change.before["sharing"] if change.before.get("stated", True) else None
    current = stated_sharing(tenant, name)
    _, written = await write_default(scope, name, current, before, undoes=change_set_id)
    return written


def describe_share(change: AdministrativeChange, locale: str) -> str:
    how = _how(change)
    params = {"object": _singular(change, locale), "to": _receiver(change, locale)}
    return render(f"record_share_{how}", params, locale)


def name_of_share(change: AdministrativeChange) -> str:
    return _receiver(change, "en")


async def take_back_share(scope: Scope, change: AdministrativeChange, change_set_id: UUID) -> UUID | None:
    kept = _kept(change)
    record_id = UUID(kept["record"])
    try:
        definition = await locked_record(scope, kept["object"], record_id)
    except Problem:
        return None  # gone, or no longer to be changed by who takes back
    current = await _share_now(scope, record_id, kept)
    if current != _given(change.after):
        return None
    return await write_share(
        scope,
        definition,
        record_id,
        kept["principal"],
        kept["reason"],
        _given(change.before),
        undoes=change_set_id,
    )


async def _share_now(scope: Scope, record_id: UUID, kept: Any) -> dict[str, Any] | None:
    rows = await shares.list_shares(scope, record_id)
    wanted = (kept["principal"], kept["reason"])
    return next((_given(row) for row in rows if (row["principal"], row["reason"]) == wanted), None)


def _given(kept: Any) -> dict[str, Any] | None:
    return None if kept is None else {"level": kept["level"], "part": kept["part"]}


def _kept(change: AdministrativeChange) -> Any:
    return change.before if change.after is None else change.after


def _how(change: AdministrativeChange) -> str:
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "changed"


def _receiver(change: AdministrativeChange, locale: str) -> str:
    return _kept(change)["to"] or render("principal_everyone", {}, locale)


def _plural(change: AdministrativeChange, locale: str) -> str:
    return _label(change, lambda definition: definition.plural_label).in_locale(locale)


def _singular(change: AdministrativeChange, locale: str) -> str:
    return _label(change, lambda definition: definition.label).in_locale(locale)


def _label(change: AdministrativeChange, of_standard: Callable[[ObjectDef], Label]) -> Label:
    """As it was then. Changes of before a company could have objects of its own kept the name alone."""
    kept = _kept(change)
    if "label" in kept:
        return Label.from_json(kept["label"])
    return of_standard(standard_registry().object(kept["object"]))
