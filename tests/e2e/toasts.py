"""The short messages at the bottom of the page. Each offers to take back what it tells, for some seconds."""

from __future__ import annotations

from typing import Any


def toast(page: Any, said: str) -> Any:
    return page.get_by_role("alert").filter(has_text=said)


def take_back(page: Any, said: str, undo: str) -> None:
    """Presses Undo on the message that says `said`, not on an older one that is about to go."""
    toast(page, said).get_by_role("button", name=undo, exact=True).click()
