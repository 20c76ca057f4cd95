"""Going over to another of one's companies without signing in again."""

from __future__ import annotations

from guanxi.edge.identities import Identity
from guanxi.edge.invalidations import announce
from guanxi.features.sessions.queries import sessions
from guanxi.features.sessions.service.open_sessions import Browser, open_session
from guanxi.features.sessions.service.sign_in import choose_company
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database
from guanxi.kernel.errors import Forbidden, Problem


async def switch_company(database: Database, identity: Identity, wanted: int | str, browser: Browser) -> str:
    """The token of a session there; the one here ends. Raises 403 `session_needed`, `company_unknown`.

    The identity is the one that the password proved, and the new session lasts no longer than the old one would have.
    """
    if identity.kind != "session" or identity.identity_id is None:
        raise Forbidden("session_needed")
    now = utc_now()
    async with database.auth() as tx:
        company = await choose_company(tx, identity.identity_id, wanted)
        ended = await sessions.delete_session(tx, identity.credential_id, identity.identity_id)
        if ended is None:
            raise Problem("not_signed_in", status=401)
        await announce(tx, ended["tenant_id"], ended["user_id"], identity.credential_id)
        return await open_session(
            tx,
            identity_id=identity.identity_id,
            tenant_id=company["tenant_id"],
            user_id=company["user_id"],
            browser=browser,
            now=now,
            expires_at=ended["expires_at"],
        )
