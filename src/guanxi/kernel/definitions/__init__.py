"""What administrators declare beside objects and fields: rules, layouts, workflows, approvals and whatever else features bring.

A feature registers a *kind*; this package keeps definitions of all kinds in one table, checked, versioned, in the company's
history, remembered by its metadata's version, and able to say what they use. It knows no kind by name.
"""

from guanxi.kernel.definitions.compiling import Compiled
from guanxi.kernel.definitions.kinds import (
    Declared,
    Definition,
    Kind,
    NamedPlace,
    Use,
    kind_named,
    kinds,
    register_kind,
)
from guanxi.kernel.definitions.paging import page_of
from guanxi.kernel.definitions.problems import problem_of
from guanxi.kernel.definitions.reading import (
    definitions_of,
    find_definition,
    list_definitions,
    read_by_id,
    read_named,
)
from guanxi.kernel.definitions.texts import Passage, Sentence
from guanxi.kernel.definitions.uses import uses_of
from guanxi.kernel.definitions.writing import (
    HISTORY,
    declare,
    describe_change,
    name_of_change,
    remove,
    take_back,
)

__all__ = [
    "HISTORY",
    "Compiled",
    "Declared",
    "Definition",
    "Kind",
    "NamedPlace",
    "Passage",
    "Sentence",
    "Use",
    "declare",
    "definitions_of",
    "describe_change",
    "find_definition",
    "kind_named",
    "kinds",
    "list_definitions",
    "name_of_change",
    "page_of",
    "problem_of",
    "read_by_id",
    "read_named",
    "register_kind",
    "remove",
    "take_back",
    "uses_of",
]
