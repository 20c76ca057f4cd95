"""/approval-letters: what a link out of an e-mail shows, and the decision that it gives, without signing in."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.params import Parameter

from guanxi.edge.exchange import exchange_of
from guanxi.edge.rate_limits import RateLimit
from guanxi.edge.requests import AnyRequest, database_of
from guanxi.features.approvals.schemas.api import LetterDecision, LetterDone, LetterShown
from guanxi.features.approvals.service import letters

TAGS = ["Approvals"]
PATH = "/approval-letters/{token:str}"
PER_LETTER = RateLimit("60/minute")
"""At each process; callers' own addresses are counted besides."""
Token = Annotated[str, Parameter(min_length=10, max_length=100)]


@get(PATH, opt={"public": True}, summary="Look at an approval out of an e-mail", tags=TAGS)
async def show_letter(request: AnyRequest, token: Token) -> LetterShown:
    """Decides nothing: programs that follow links may follow this one."""
    secret = _secret(request)
    letters.read_token(token, secret)
    PER_LETTER.count(token, exchange_of(request.scope))
    return await letters.show(database_of(request), secret, token)


@post(PATH, opt={"public": True}, status_code=200, summary="Decide out of an e-mail", tags=TAGS)
async def decide_by_letter(request: AnyRequest, token: Token, data: LetterDecision) -> LetterDone:
    """Once, in the name of whom the letter was written to."""
    secret = _secret(request)
    letters.read_token(token, secret)
    PER_LETTER.count(token, exchange_of(request.scope))
    return await letters.decide_by_letter(database_of(request), secret, token, data)


def _secret(request: AnyRequest) -> bytes:
    key: str = request.app.state.settings.secret_key()
    return key.encode()


handlers = [show_letter, decide_by_letter]
