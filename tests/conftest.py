"""Fixtures that every test may use; each kind has its own file in tests/fixtures."""

from collections import Counter

import pytest

from guanxi.collector import look_seldom

pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.clients",
    "tests.fixtures.dying_jobs",
    "tests.fixtures.own_company",
    "tests.fixtures.people",
    "tests.fixtures.second_chances",
    "tests.fixtures.site",
    "tests.fixtures.statements",
    "tests.fixtures.workers",
]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Of several tests with one id a parallel run would run only one, and nobody would notice."""
    shared = [name for name, times in Counter(item.nodeid for item in session.items).items() if times > 1]
    if shared:
        raise pytest.UsageError(f"Several tests are called {shared[0]}.")


def pytest_sessionstart() -> None:
    """As the program's own processes do, but for freezing: some tests look at all objects."""
    look_seldom()
