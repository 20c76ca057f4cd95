"""Places that go from one person to another."""

from __future__ import annotations

import pytest

from guanxi.features.organisation.service.handing_over import move_places
from guanxi.kernel.db import Database
from guanxi.kernel.errors import NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import open_scope
from tests.fixtures.people import MakePerson


async def test_nobody_and_people_of_other_companies_take_none(
    database: Database, make_person: MakePerson
) -> None:
    admin, stranger = make_person("acme", "admin"), make_person("globex", "member")

    async with open_scope(database, admin.tenant_id, admin.user_id, source="job") as scope:
        for to in (new_id(), stranger.user_id):
            with pytest.raises(NotFound):
                await move_places(scope, admin.user_id, to)
