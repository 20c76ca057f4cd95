"""The fields that an import may fill: those people may write, and the time of creation, which history brings along. A cell names
one record and holds no file, so that lists of links and files are filled elsewhere. Values in parts have a target for each.
"""

from __future__ import annotations

from guanxi.kernel.metadata import Field, ObjectDef


def targets_of(definition: ObjectDef) -> dict[str, Field]:
    return {
        each.name: each
        for field in definition.field_list
        if (not field.read_only or field.name == "created_at")
        and not (field.type.apart or field.type.holds_files)
        for each in (*field.parts.values(), *((field,) if field.type.read_whole else ()))
    }
