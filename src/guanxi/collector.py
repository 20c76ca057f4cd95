"""Python's collector of circles, in this program's processes."""

from __future__ import annotations

import gc


def look_seldom() -> None:
    """Call before anything is loaded: looking for circles among modules takes a fifth of a start."""
    gc.set_threshold(50_000, 20, 50)


def spare_the_collector() -> None:
    """Call when everything is loaded, in a process that lives for long.

    A chunk of a job makes some 100,000 objects that go together when it ends, a statement that is compiled thousands.
    Looking for circles among them, and in all that was loaded, took a fourth of an import, and kept every request waiting
    for up to 190 ms. What was loaded stays; what is new is looked at seldom, yet often enough for memory to stay flat.
    """
    gc.collect()
    gc.freeze()
    look_seldom()
