"""The fields that an import may fill: those people may write, and the time of creation, which history brings along. A cell names
one record and holds no file, so that lists of links and files are filled elsewhere.
"""

from __future__ import annotations

from guanxi.kernel.metadata import Field, ObjectDef


def targets_of(definition: ObjectDef) -> dict[str, Field]:
    return {
        field.name: field
        for field in definition.field_list
        if (not field.read_only or field.name == "created_at")
        and not (field.type.apart or field.type.holds_files)
    }
