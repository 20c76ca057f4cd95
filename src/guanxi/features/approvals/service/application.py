"""The application's own hand in a person's transaction: above record sharing, in that person's name."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

from guanxi.kernel.tenancy import EVERYTHING, Scope, ScopeSeed, acting

SOURCE = "approval"


def as_application(scope: Scope, **changed: Any) -> AbstractAsyncContextManager[Scope]:
    """What the caller may was asked before."""
    seed = ScopeSeed(scope.tenant, replace(scope.actor, role="admin", rights=EVERYTHING))
    return acting(scope, seed, **{"source": SOURCE, "locale": scope.locale, **changed})


def above_sharing(scope: Scope) -> AbstractAsyncContextManager[Scope]:
    """Sees every record, and of each no field that the caller may not see."""
    return acting(scope, ScopeSeed(scope.tenant, replace(scope.actor, role="admin")), locale=scope.locale)
