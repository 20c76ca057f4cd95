"""What objects exist, their fields, pipelines and layouts: standard ones from code, changes of a tenant laid over them.

Declares; never reads or writes records.
"""

from guanxi.kernel.metadata.catalogue import register, standard_registry
from guanxi.kernel.metadata.fields import Field, FieldRefused, Option, ParseContext
from guanxi.kernel.metadata.labels import Label
from guanxi.kernel.metadata.objects import (
    Board,
    CustomObject,
    Layouts,
    ObjectDef,
    Relation,
    Section,
)
from guanxi.kernel.metadata.overlays import registry_of
from guanxi.kernel.metadata.pipelines import Gate, Pipeline, Stage
from guanxi.kernel.metadata.records import Records
from guanxi.kernel.metadata.registry import Registry

__all__ = [
    "Board",
    "CustomObject",
    "Field",
    "FieldRefused",
    "Gate",
    "Label",
    "Layouts",
    "ObjectDef",
    "Option",
    "ParseContext",
    "Pipeline",
    "Records",
    "Registry",
    "Relation",
    "Section",
    "Stage",
    "register",
    "registry_of",
    "standard_registry",
]
