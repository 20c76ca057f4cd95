"""Exports over HTTP, of records that were written through the API."""

from tests.features.imports.conftest import _catalogue, app, client  # noqa: F401
