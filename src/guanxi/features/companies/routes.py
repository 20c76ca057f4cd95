"""/company, /work-calendar and /me."""

from __future__ import annotations

from litestar import get, patch, put

from guanxi.edge.requests import AnyRequest, database_of
from guanxi.edge.transactions import identity_of
from guanxi.features.companies.schemas import CompanyUpdate, MeUpdate, WorkCalendarShape
from guanxi.features.companies.service import company_settings, own_settings, work_calendars
from guanxi.features.sessions.facade import Company, User, describe_user
from guanxi.kernel.tenancy import Scope

TAGS = ["Settings"]


@patch("/company", summary="Change the company's settings", tags=TAGS)
async def update_company(caller: Scope, data: CompanyUpdate) -> Company:
    """For administrators. The currency is fixed as soon as a record holds an amount."""
    return await company_settings.update_company(caller, data)


@get("/work-calendar", summary="Read the company's working calendar", tags=TAGS)
async def get_work_calendar(caller: Scope) -> WorkCalendarShape:
    return work_calendars.read(caller)


@put("/work-calendar", summary="Set the company's working calendar", tags=TAGS)
async def set_work_calendar(caller: Scope, data: WorkCalendarShape) -> WorkCalendarShape:
    """For administrators. Deadlines count by it from then on; those that are set already stay."""
    return await work_calendars.set_calendar(caller, data)


@patch("/me", summary="Change my settings", tags=TAGS)
async def update_me(request: AnyRequest, data: MeUpdate) -> User:
    identity = identity_of(request)
    await own_settings.update_me(database_of(request), identity, data)
    return describe_user(await own_settings.read_again(database_of(request), identity))


handlers = [update_company, get_work_calendar, set_work_calendar, update_me]
