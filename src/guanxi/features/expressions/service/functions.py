"""The functions of the language, in the reader's."""

from __future__ import annotations

from guanxi.features.expressions.schemas import FunctionMeta, Functions
from guanxi.kernel.expressions.catalogue import ALL
from guanxi.kernel.tenancy import Scope


def list_functions(scope: Scope) -> Functions:
    return Functions(
        [
            FunctionMeta(
                each.name,
                each.group,
                each.signature,
                each.about.in_locale(scope.locale),
                each.example,
                each.in_memory,
            )
            for each in ALL
        ]
    )
