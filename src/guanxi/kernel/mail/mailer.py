"""One SMTP server and letters for it. The library is Python's own, in a thread: a letter takes far longer than the switch."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from typing import Final
from urllib.parse import unquote, urlsplit

SECONDS: Final = 20.0
SECURITY: Final = {"smtp": "plain", "smtp+starttls": "starttls", "smtps": "tls"}
PORTS: Final = {"plain": 25, "starttls": 587, "tls": 465}


class MailRefused(Exception):
    """The server did not take a letter. `passing`: it may another time (4xx answers, no connection)."""

    def __init__(self, code: str, reason: str, *, passing: bool) -> None:
        self.code, self.reason, self.passing = code, reason, passing
        super().__init__(code, reason)


@dataclass(frozen=True, slots=True)
class Letter:
    """Plain text. `message_id` is the same whenever it is sent again, so that a mailbox may keep it once."""

    message_id: str
    to: Sequence[str]
    subject: str
    text: str
    sender_name: str
    reply_to: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mailer:
    """`sender` is the address that all letters come from."""

    host: str
    port: int
    security: str
    sender: str
    user: str | None = None
    password: str | None = None

    @property
    def domain(self) -> str:
        return self.sender.rpartition("@")[2] or "localhost"

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Session]:
        """One connection for many letters. Raises MailRefused `mail_server_unreachable` or `mail_sign_in_refused`."""
        client = await asyncio.to_thread(self._connect)
        try:
            yield Session(self, client)
        finally:
            await asyncio.to_thread(_leave, client)

    def _connect(self) -> smtplib.SMTP:
        try:
            client: smtplib.SMTP
            if self.security == "tls":
                client = smtplib.SMTP_SSL(
                    self.host, self.port, timeout=SECONDS, context=ssl.create_default_context()
                )
            else:
                client = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
            if self.security == "starttls":
                client.starttls(context=ssl.create_default_context())
            if self.user is not None:
                client.login(self.user, self.password or "")
        except smtplib.SMTPAuthenticationError as error:
            raise MailRefused("mail_sign_in_refused", _reason(error.smtp_error), passing=True) from None
        except (OSError, smtplib.SMTPException) as error:
            raise MailRefused("mail_server_unreachable", str(error)[:200], passing=True) from None
        return client


@dataclass(frozen=True, slots=True)
class Session:
    mailer: Mailer
    client: smtplib.SMTP

    async def send(self, letter: Letter) -> None:
        """Raises MailRefused `mail_refused`: also where the server takes it for some of its readers only."""
        await asyncio.to_thread(self._send, letter)

    def _send(self, letter: Letter) -> None:
        message = _composed(letter, self.mailer.sender)
        try:
            refused = self.client.send_message(message, self.mailer.sender, list(letter.to))
        except smtplib.SMTPRecipientsRefused as error:
            refused = error.recipients
        except smtplib.SMTPResponseException as error:
            passing = 400 <= error.smtp_code < 500
            raise MailRefused("mail_refused", _reason(error.smtp_error), passing=passing) from None
        except (OSError, smtplib.SMTPException) as error:
            raise MailRefused("mail_server_unreachable", str(error)[:200], passing=True) from None
        if refused:
            address, (code, answer) = next(iter(refused.items()))
            everybody = len(refused) == len(letter.to)
            # Sent again, those who have it would get it twice.
            passing = everybody and all(400 <= each[0] < 500 for each in refused.values())
            raise MailRefused("mail_refused", f"{address}: {code} {_reason(answer)}", passing=passing)


def mailer_from(url: str, sender: str) -> Mailer | None:
    """`smtp+starttls://user:password@host:587`; None where either is empty. Raises ValueError for what cannot be read."""
    if not url or not sender:
        return None
    parts = urlsplit(url)
    if parts.scheme not in SECURITY or not parts.hostname:
        raise ValueError("expected an address such as smtp+starttls://user:password@mail.example.com:587")
    security = SECURITY[parts.scheme]
    return Mailer(
        parts.hostname,
        parts.port or PORTS[security],
        security,
        parseaddr(sender)[1],
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
    )


def _composed(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = letter.message_id
    message["Date"] = format_datetime(letter.at)
    message["From"] = formataddr((_one_line(letter.sender_name), sender))
    message["To"] = ", ".join(letter.to)
    message["Subject"] = _one_line(letter.subject)
    if letter.reply_to:
        message["Reply-To"] = letter.reply_to
    message["Auto-Submitted"] = "auto-generated"  # so that nobody's machine answers ours (RFC 3834)
    message.set_content(letter.text)
    return message


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _leave(client: smtplib.SMTP) -> None:
    with suppress(OSError, smtplib.SMTPException):
        client.quit()


def _reason(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return text[:300]
