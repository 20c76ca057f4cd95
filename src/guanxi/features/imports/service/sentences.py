"""Problems of rows in the caller's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guanxi.kernel.errors import render
from guanxi.kernel.metadata import Registry
from guanxi.kernel.tenancy import Scope


def sentence(scope: Scope, registry: Registry, code: str, params: Mapping[str, Any]) -> str:
    """Objects are named by their labels."""
    named = str(params.get("object", ""))
    if named in registry:
        label = registry.object(named).label.in_locale(scope.locale)
        params = {**params, "object": label if scope.locale.startswith("zh") else label.lower()}
    return render(code, params, scope.locale)
