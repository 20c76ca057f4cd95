"""The company and its first user."""

from __future__ import annotations

from guanxi.client import Api, ApiRefused
from guanxi.demo import COMPANY, EMAIL, PASSWORD

NAMES = {"en": "Ming Chen", "zh-CN": "陈明"}
TIMEZONES = {"en": "UTC", "zh-CN": "Asia/Shanghai"}


async def enter_company(api: Api, locale: str) -> bool:
    """Signs in, or up at the first start; False when the demo user has chosen another password since."""
    try:
        await api.sign_in(EMAIL, PASSWORD)
        return True
    except ApiRefused as refusal:
        if refusal.code != "wrong_credentials":
            raise
    return await _found_company(api, locale)


async def _found_company(api: Api, locale: str) -> bool:
    form = {
        "company": COMPANY, "name": NAMES[locale], "email": EMAIL, "password": PASSWORD,
        "locale": locale, "timezone": TIMEZONES[locale], "currency": "USD",
    }  # fmt: skip
    try:
        founded = await api.post("/signup", form)
    except ApiRefused as refusal:
        if refusal.code == "email_taken":
            return False
        raise
    api.http.headers["X-CSRF-Token"] = founded["csrf_token"]
    return True
