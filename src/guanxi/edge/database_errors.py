"""Errors of PostgreSQL that a caller can do something about; all others are ours and stay 500.

Features check what they write, so most of these are rare: a NUL character in a text, two writers that lock each other
out, a statement over its time, a database that is away.
"""

from __future__ import annotations

from asyncpg import exceptions as postgres

from guanxi.edge.work import TOO_SLOW, Work
from guanxi.kernel.errors import Problem

_SECONDS_TO_WAIT = {"Retry-After": "1"}
_SECONDS_TO_RETURN = {"Retry-After": "5"}


def problem_of_database_error(error: Exception, work: Work) -> Problem | None:
    """None for an error that is not the caller's business. `work` is what the request was at."""
    if isinstance(error, (postgres.CharacterNotInRepertoireError, postgres.UntranslatableCharacterError)):
        return Problem("text_not_storable", status=422)
    if isinstance(error, postgres.DataError):
        return Problem("value_not_storable", status=422)
    if isinstance(error, (postgres.TransactionRollbackError, postgres.LockNotAvailableError)):
        return Problem("try_again", status=409, headers=_SECONDS_TO_WAIT)
    if isinstance(error, postgres.QueryCanceledError):
        return Problem(TOO_SLOW[work], status=503, headers=_SECONDS_TO_RETURN)
    if isinstance(error, _ABSENT):
        return Problem("not_ready", status=503, headers=_SECONDS_TO_RETURN)
    return None


_ABSENT = (
    postgres.PostgresConnectionError,
    postgres.TooManyConnectionsError,
    postgres.CannotConnectNowError,
    postgres.AdminShutdownError,
    postgres.CrashShutdownError,
    ConnectionError,
)
