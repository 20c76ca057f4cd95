"""What other features may do with mail."""

from __future__ import annotations

from guanxi.features.mail.service.outgoing import (
    NewMessage,
    addresses_of,
    is_address,
    is_configured,
    send,
)
from guanxi.features.mail.service.sending import Settled, when_settled

__all__ = ["NewMessage", "Settled", "addresses_of", "is_address", "is_configured", "send", "when_settled"]
