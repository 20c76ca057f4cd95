"""The proposal: every column scored against every field, the best pairs taken first, each field and column once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guanxi.features.imports.service.mapping.evidence import is_telling, known_share, type_fit
from guanxi.features.imports.service.mapping.headers import closeness, known_names
from guanxi.features.imports.service.mapping.targets import targets_of
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.tabular import ColumnProfile, Inference, infer

_LEAST = 0.45
_EXACT_NAME = 0.5


@dataclass(frozen=True, slots=True)
class Proposal:
    """`field` is None for a column that nothing fits; `confidence` runs from 0 to 1."""

    column: int
    field: str | None
    confidence: float


def propose_mapping(
    definition: ObjectDef,
    headers: Sequence[str],
    profiles: Sequence[ColumnProfile],
    names_of: Mapping[str, frozenset[str]] | None = None,
) -> list[Proposal]:
    targets = targets_of(definition)
    words = known_names(definition, targets)
    scored = [
        (score, -column, name)
        for column, (header, profile) in enumerate(zip(headers, profiles, strict=True))
        for name, score in _scores(header, profile, targets, words, names_of or {}).items()
        if score >= _LEAST
    ]
    taken: dict[int, tuple[str, float]] = {}
    for score, negative_column, name in sorted(scored, reverse=True):
        if -negative_column not in taken and all(name != other for other, _ in taken.values()):
            taken[-negative_column] = (name, score)
    return [_proposal(column, taken.get(column)) for column in range(len(headers))]


def _proposal(column: int, found: tuple[str, float] | None) -> Proposal:
    return Proposal(column, found[0], round(found[1], 2)) if found else Proposal(column, None, 0.0)


def _scores(
    header: str,
    profile: ColumnProfile,
    targets: Mapping[str, Field],
    words: Mapping[str, Mapping[str, float]],
    names_of: Mapping[str, frozenset[str]],
) -> dict[str, float]:
    inference = infer(profile)
    return {
        name: _score(closeness(header, words[name]), field, profile, inference, names_of)
        for name, field in targets.items()
    }


def _score(
    close: float,
    field: Field,
    profile: ColumnProfile,
    inference: Inference,
    names_of: Mapping[str, frozenset[str]],
) -> float:
    fit = type_fit(field, inference)
    if not close:
        return 0.6 if is_telling(field, inference) else 0.0
    known = known_share(field, profile, names_of) if close < 1 else None
    bonus = 0.05 * known if known else 0.0
    # A column that bears the very name of a field is meant for it, however odd its values.
    least = _EXACT_NAME if close == 1 else 0.0
    return min(1.0, max(least, close * (0.35 + 0.65 * fit) + bonus))
