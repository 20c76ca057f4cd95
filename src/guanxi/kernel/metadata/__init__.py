"""What objects exist, their fields, pipelines and layouts: standard ones from code, changes of a tenant laid over them.

Declares; never reads or writes records.
"""

from guanxi.kernel.metadata.catalogue import register, standard_registry
from guanxi.kernel.metadata.conventions import Conventions
from guanxi.kernel.metadata.derivations import Formula, Rollup
from guanxi.kernel.metadata.fields import Field, FieldRefused, Option, ParseContext, RelatedList
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
    "Conventions",
    "CustomObject",
    "Field",
    "FieldRefused",
    "Formula",
    "Gate",
    "Label",
    "Layouts",
    "ObjectDef",
    "Option",
    "ParseContext",
    "Pipeline",
    "Records",
    "Registry",
    "RelatedList",
    "Rollup",
    "Relation",
    "Section",
    "Stage",
    "register",
    "registry_of",
    "standard_registry",
]
