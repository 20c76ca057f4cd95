"""Fixtures that every test may use; each kind has its own file in tests/fixtures."""

pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.clients",
    "tests.fixtures.people",
    "tests.fixtures.site",
    "tests.fixtures.workers",
]
