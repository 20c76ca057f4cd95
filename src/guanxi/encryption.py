"""Which keys encrypt: read from the settings of whatever starts the program."""

from __future__ import annotations

import hmac

from guanxi.kernel.sealing import Keyring, KeysInvalid, made_key, use_keys
from guanxi.settings import SettingRefused, Settings, kept_at

FILE = "encryption.keys"
FIRST = "k1"


def use_encryption(settings: Settings) -> None:
    """Without keys nothing can be encrypted, and whoever tries is told so. Raises SettingRefused for keys that are none."""

    def blind() -> bytes:
        return hmac.digest(settings.secret_key().encode(), b"guanxi blind index", "sha256")

    try:
        use_keys(Keyring.parsed(settings.encryption_keys or "", blind))
    except KeysInvalid as problem:
        raise SettingRefused(f"GUANXI_ENCRYPTION_KEYS cannot be used: {problem}.") from None


def with_kept_keys(settings: Settings) -> Settings:
    """With a key made once and kept in the data directory for its owner alone, where none is set: for one machine that keeps
    everything, as the demo does.
    """
    if settings.encryption_keys:
        return settings
    return settings.changed(encryption_keys=kept_at(settings.data_dir / FILE, lambda: made_key(FIRST)))
