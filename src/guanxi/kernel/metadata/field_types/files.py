"""Files and images of a record. A value names what was uploaded before; the content lies in the file store.

A value is complete by itself (names, sizes, kinds), so that lists and history need no other table. What a writer sends are ids
alone: the rest is filled in by whoever keeps the files, before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from guanxi.kernel.metadata.field_types.lookup import LOOKUP
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

MOST_FILES = 20
LARGEST_MB = 200
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
IMAGES: Final = ("image/png", "image/jpeg", "image/gif", "image/webp")
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "image": IMAGES,
    "pdf": ("application/pdf",),
    "document": (f"{_OFFICE}wordprocessingml.document", "application/x-ole-storage", "text/plain"),
    "spreadsheet": (f"{_OFFICE}spreadsheetml.sheet", "application/x-ole-storage", "text/plain"),
    "presentation": (f"{_OFFICE}presentationml.presentation", "application/x-ole-storage"),
    "archive": (
        "application/zip", "application/gzip", "application/x-7z-compressed", "application/vnd.rar",
    ),
    "audio": ("audio/mpeg", "application/ogg"),
    "video": ("video/mp4",),
}  # fmt: skip
"""By name, the media types that make up a kind, as the content tells them."""


@dataclass(frozen=True, slots=True)
class FileRules:
    """What a field takes: how many files at most, of which of `KINDS` (none: of any), and of how many megabytes each."""

    most: int = 1
    kinds: tuple[str, ...] = ()
    largest_mb: int | None = None

    def admits(self, content_type: str) -> bool:
        return not self.kinds or any(content_type in KINDS[kind] for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class HeldFile:
    """One file of a value; `width` and `height` in pixels of a picture that has a thumbnail. Without a name it was only named
    by a writer.
    """

    id: UUID
    name: str = ""
    size: int = 0
    type: str = ""
    width: int | None = None
    height: int | None = None

    def as_json(self) -> dict[str, Any]:
        kept = {"id": str(self.id), "name": self.name, "size": self.size, "type": self.type}
        return kept if self.width is None else {**kept, "width": self.width, "height": self.height}


class HeldFiles(list[HeldFile]):
    """The files of one field. In conditions it is their number."""

    def __int__(self) -> int:
        return len(self)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self))


@dataclass(frozen=True, slots=True)
class FilesType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> HeldFiles | None:
        """Ids, each as a text or as {id}; one may come alone. Each once, in the order given."""
        given = raw if isinstance(raw, list | tuple) else [raw]
        most = (field.files or FileRules()).most
        if len(given) > most:
            raise FieldRefused("files_too_many", limit=most)
        return HeldFiles(HeldFile(each) for each in dict.fromkeys(_ids(given, field, context))) or None

    def to_json(self, stored: Iterable[HeldFile]) -> list[dict[str, Any]]:
        return [each.as_json() for each in stored]

    def from_json(self, kept: Any) -> HeldFiles:
        return HeldFiles(HeldFile(**{**each, "id": UUID(each["id"])}) for each in kept)

    def holds(self, stored: Any, field: Field) -> bool:
        return isinstance(stored, HeldFiles)

    def text_of(self, stored: Any) -> str:
        return " ".join(each.name for each in stored)


def _ids(given: Iterable[Any], field: Field, context: ParseContext) -> Iterable[UUID]:
    for each in given:
        if isinstance(each, HeldFile):
            yield each.id
        elif isinstance(each, str | UUID | Mapping):
            yield LOOKUP.parse(dict(each) if isinstance(each, Mapping) else each, field, context)
        else:
            raise FieldRefused("files_expected")


FILE = FilesType(
    name="file",
    value_kind="integer",
    asked_as="files",
    sortable=False,
    default_allowed=False,
    holds_files=True,
)
IMAGE = FilesType(
    name="image",
    value_kind="integer",
    asked_as="files",
    sortable=False,
    default_allowed=False,
    holds_files=True,
)
