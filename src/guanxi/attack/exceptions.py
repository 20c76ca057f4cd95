"""What is not held to a promise, each with its reason. Nothing else is left out anywhere."""

from __future__ import annotations

from collections.abc import Mapping

# (operation, table) → why a colleague may tell such an id from an absent one.
_SAYS_WHOSE = (
    "refused with a sentence that says whose change it is; that it was made is no secret inside a company"
)
KNOWN_TO_COLLEAGUES: Mapping[tuple[str, str], str] = {
    ("GET /change-sets/{change_set_id}", "change_set"): _SAYS_WHOSE,
    ("POST /change-sets/{change_set_id}/undo", "change_set"): _SAYS_WHOSE,
}

# Operations to which no probe is aimed.
NOT_PROBED: Mapping[str, str] = {}

# Operations whose rightful use is not shown to succeed, so that their refusals are taken on trust.
NOT_REACHED: Mapping[str, str] = {}
