"""Secrets at rest: texts that the database holds and cannot read.

Each text is encrypted by a key of its own (AES-256-GCM), and that key by one of the operator's keys, which only the program has.
What is sealed for one place of one company opens nowhere else. The program that starts says once which keys there are, with
`use_keys`; without any, nothing can be sealed and nothing opened.
"""

from guanxi.kernel.sealing.keys import Keyring, KeysInvalid, KeysMissing, keyring, made_key, use_keys
from guanxi.kernel.sealing.sealed import Sealed, SealedUnreadable, blind_index, open_sealed, seal

__all__ = [
    "KeysInvalid",
    "KeysMissing",
    "Keyring",
    "Sealed",
    "SealedUnreadable",
    "blind_index",
    "keyring",
    "made_key",
    "open_sealed",
    "seal",
    "use_keys",
]
