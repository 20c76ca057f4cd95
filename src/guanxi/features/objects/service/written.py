"""The list of all objects as it is answered: written once for everybody of a company with the same rights and language.

After a change of metadata all who are signed in ask for it, and of two hundred objects it is some hundred kilobytes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from guanxi.features.objects.schemas import ObjectList
from guanxi.features.objects.service.descriptions import describe_objects
from guanxi.kernel.tenancy import Rights, Scope

MOST_BYTES = 64 * 1024 * 1024  # of all lists that are remembered


@dataclass(frozen=True, slots=True)
class WrittenObjects:
    """JSON of an `ObjectList`. `etag` is of these very bytes. `rights` are those it was made for: whoever is given other ones has
    another object.
    """

    body: bytes
    etag: str
    rights: Rights


_written: OrderedDict[Hashable, WrittenObjects] = OrderedDict()
_size = 0


async def write_objects(scope: Scope) -> WrittenObjects:
    """Those that the caller may read, as `descriptions` has them."""
    tenant, rights = scope.tenant, scope.actor.rights
    key = (tenant.id, tenant.meta_version, tenant.currency, tenant.currencies, scope.locale, id(rights))
    known = _written.get(key)
    if known is not None and known.rights is rights:
        _written.move_to_end(key)
        return known
    body = msgspec.json.encode(ObjectList(await describe_objects(scope)))
    made = WrittenObjects(body, f'"{blake2b(body, digest_size=16).hexdigest()}"', rights)
    _remember(key, made)
    return made


def _remember(key: Hashable, made: WrittenObjects) -> None:
    global _size
    replaced = _written.pop(key, None)
    _size += len(made.body) - (len(replaced.body) if replaced is not None else 0)
    _written[key] = made
    while _size > MOST_BYTES:
        _, forgotten = _written.popitem(last=False)
        _size -= len(forgotten.body)
