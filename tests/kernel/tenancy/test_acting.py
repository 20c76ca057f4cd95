"""The company's own hand, and acting for somebody within its transaction."""

from __future__ import annotations

import pytest

from guanxi.kernel.errors import NotFound
from guanxi.kernel.tenancy import NOBODY, acting, automation_seed

SETTING = "SELECT current_user, current_setting('app.principals')"


async def test_it_sees_all_and_is_nobody(database, admin):
    seed = await automation_seed(database, admin.tenant_id)

    assert (seed.actor.user_id, seed.tenant.id) == (NOBODY, admin.tenant_id)
    async with database.transaction(seed, source="test") as scope:
        assert scope.sees_all


async def test_acting_takes_a_person_s_role_and_principals_and_gives_them_back(database, admin, member):
    own = await automation_seed(database, admin.tenant_id)
    his = await member.seed(database)
    async with database.transaction(own, source="test") as scope:
        before = tuple(await scope.tx.fetchrow(SETTING))
        async with acting(scope, his, source="workflow") as other:
            during = tuple(await other.tx.fetchrow(SETTING))
            assert (other.actor.user_id, other.source) == (member.user_id, "workflow")
        after = tuple(await scope.tx.fetchrow(SETTING))

    assert before == after != during
    assert during[0] == "guanxi_member" and str(his.actor.principal) in during[1]


async def test_a_company_that_is_gone(database):
    with pytest.raises(NotFound):
        await automation_seed(database, 2**40)
