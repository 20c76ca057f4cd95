"""Requests to addresses that somebody else chose: webhooks, logos, integrations.

Whatever a customer may type goes out through here and nowhere else. A name is resolved once, every address it has is
checked, and the connection is made to a checked address. The program that starts says once what the operator allows.
"""

from collections.abc import Mapping

from guanxi.kernel.outbound.fetching import Answer, Outbound, checked_headers
from guanxi.kernel.outbound.places import read_place
from guanxi.kernel.outbound.policy import Policy, read_policy

__all__ = ["Answer", "Outbound", "Policy", "check_address", "outbound", "read_policy", "use_outbound"]

_current: Outbound | None = None


def use_outbound(one: Outbound) -> None:
    global _current
    _current = one


def outbound() -> Outbound:
    """Without `use_outbound` only public addresses are reached."""
    global _current
    if _current is None:
        _current = Outbound(Policy())
    return _current


def check_address(url: str, headers: Mapping[str, str]) -> None:
    """What can be said before anything is asked. Raises 422 `outbound_…`; what its name leads to is looked at when it is."""
    checked_headers(read_place(url, outbound().policy), headers)
