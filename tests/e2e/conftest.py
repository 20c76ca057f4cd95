"""One site and its database for all journeys of a process, each of which founds companies of its own: starting a site takes
longer than most journeys do.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from guanxi.settings import Settings
from tests.fixtures.databases import TestServer, settings_of_tests
from tests.fixtures.site import Site, served


@pytest.fixture(scope="session")
def database_name(server: TestServer) -> Iterator[str]:
    with server.lent() as name:
        yield name


@pytest.fixture(scope="session")
def database_url(server: TestServer, database_name: str) -> str:
    return server.url(database_name)


@pytest.fixture(scope="session")
def owner_url(server: TestServer, database_name: str) -> str:
    return server.url(database_name, owner=True)


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_of_tests(database_url, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def site(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(settings, tmp_path_factory.mktemp("site") / "log") as site:
        yield site
