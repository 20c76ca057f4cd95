"""The table of things, once for each module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kernel.expressions.bench import Bench


@pytest.fixture(scope="module")
def bench(owner_url: str) -> Iterator[Bench]:
    bench = Bench(owner_url)
    yield bench
    bench.close()
