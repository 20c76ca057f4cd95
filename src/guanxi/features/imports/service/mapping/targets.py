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
        for each in (*_given_parts(field), *((field,) if field.type.read_whole else ()))
    }


def _given_parts(field: Field) -> list[Field]:
    return [field.parts[part.name] for part in field.type.parts if not part.derived]
