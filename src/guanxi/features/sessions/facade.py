"""What other features and the composition root may ask about sign-in."""

from __future__ import annotations

from guanxi.features.sessions.schemas import Company, Session, User
from guanxi.features.sessions.service.attempts import AttemptLimits, attempt_limits
from guanxi.features.sessions.service.descriptions import describe_company, describe_entry, describe_user
from guanxi.features.sessions.service.emails import checked_email, email_key
from guanxi.features.sessions.service.identities import (
    change_password,
    create_identity,
    find_identity,
    join_company,
)
from guanxi.features.sessions.service.open_sessions import (
    Browser,
    count_sessions,
    end_sessions_of_grant,
    end_sessions_of_users,
    find_caller,
    issue_ticket,
    open_session,
    redeem_ticket,
)
from guanxi.features.sessions.service.passwords import check_password, hash_password
from guanxi.features.sessions.service.sign_in import Credentials, verify_credentials

__all__ = [
    "AttemptLimits",
    "Browser",
    "Company",
    "Credentials",
    "Session",
    "User",
    "attempt_limits",
    "change_password",
    "check_password",
    "checked_email",
    "count_sessions",
    "create_identity",
    "describe_company",
    "describe_entry",
    "describe_user",
    "email_key",
    "end_sessions_of_grant",
    "end_sessions_of_users",
    "find_caller",
    "find_identity",
    "hash_password",
    "issue_ticket",
    "join_company",
    "open_session",
    "redeem_ticket",
    "verify_credentials",
]
