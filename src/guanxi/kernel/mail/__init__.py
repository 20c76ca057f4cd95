"""Handing e-mail to the operator's mail server. Knows no queue and no company: see features/mail.

The program that starts says once which server there is; without one nothing can be sent, and `mailer()` is None.
"""

from guanxi.kernel.mail.mailer import Letter, Mailer, MailRefused, Session, mailer_from

__all__ = ["Letter", "MailRefused", "Mailer", "Session", "mailer", "mailer_from", "use_mailer"]

_current: Mailer | None = None


def use_mailer(one: Mailer | None) -> None:
    global _current
    _current = one


def mailer() -> Mailer | None:
    return _current
