"""Gives batches of records to people by the rules in force, and keeps why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from guanxi.features.assignment.queries import assignees, kept
from guanxi.features.assignment.schemas import AssignmentRule, Entry
from guanxi.features.assignment.service.assignees import Directory
from guanxi.features.assignment.service.declaring import ASSIGNMENT_RULE
from guanxi.features.assignment.service.turns import Turns
from guanxi.kernel.changes import Change, Draft
from guanxi.kernel.changes.conditions import DraftCondition, Row, compile_condition, context_of, rows_of
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.definitions import Compiled, Definition
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Label, ObjectDef, Registry
from guanxi.kernel.metadata.conventions import Conventions
from guanxi.kernel.tenancy import Scope

OWNER = "owner"
NOTED = "assignment"


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    label: Label
    body: AssignmentRule
    conditions: tuple[DraftCondition | None, ...]

    def asks(self, draft: Draft) -> bool:
        return self.body.on == "both" or (draft.op == "create") == (self.body.on == "create")


@dataclass(frozen=True, slots=True)
class Given:
    """What a rule decided for a record; written down once the record is."""

    rule: Rule
    entry: int
    user_id: UUID
    turns: Turns


def _compile(scope: Scope, registry: Registry, definition: Definition[AssignmentRule]) -> Rule:
    of = registry.object(definition.object or "")

    def condition(entry: Entry) -> DraftCondition | None:
        if not entry.when.strip():
            return None
        return compile_condition(registry, of, entry.when, Conventions.of(scope.tenant))

    conditions = tuple(condition(entry) for entry in definition.body.entries)
    return Rule(definition.name, definition.label, definition.body, conditions)


_rules: Compiled[AssignmentRule, Rule] = Compiled(ASSIGNMENT_RULE, _compile)


async def assign(scope: Scope, drafts: Sequence[Draft]) -> None:
    """Sets owners. Writes nothing: whose turn it was is counted by `keep`."""
    rules = await _rules.of(scope, drafts[0].definition.name) if drafts else ()
    asked = [draft for draft in drafts if rules and _is_asked(scope, draft, rules)]
    if not asked:
        return
    wanted = await _matches(scope, asked, rules)
    if not any(wanted.values()):
        return
    turns, directory = await _read(scope, asked[0].definition, rules)
    for draft in asked:
        for rule, number in wanted[draft.id]:
            to = rule.body.entries[number].to
            chosen = turns.next_of((rule.name, number), to, directory.members_of(to))
            if chosen is not None:
                draft.values[OWNER] = chosen.user_id
                draft.noted[NOTED] = Given(rule, number, chosen.user_id, turns)
                break


async def keep(scope: Scope, drafts: Sequence[Draft]) -> None:
    """The turns taken and the reasons, of the records that were written."""
    given: list[tuple[Draft, Given]] = [
        (draft, draft.noted[NOTED]) for draft in drafts if NOTED in draft.noted
    ]
    if not given:
        return
    begun: dict[tuple[str, int, UUID], int] = {}
    for _, each in given:
        begun.update(each.turns.begun)
    added = Counter((each.rule.name, each.entry, each.user_id) for _, each in given)
    rows = [
        {
            "id": new_id(), "object_id": draft.definition.number, "record_id": draft.id,
            "rule": each.rule.name, "rule_label": each.rule.label.in_locale(scope.tenant.locale),
            "entry": each.entry + 1, "kind": each.rule.body.entries[each.entry].to.kind,
            "name": each.rule.body.entries[each.entry].to.name, "owner_id": each.user_id, "at": scope.now,
        }
        for draft, each in given
    ]  # fmt: skip
    async with elevated(scope):
        await kept.add_turns(scope, begun, added)
        await kept.log(scope, rows)


def _is_asked(scope: Scope, draft: Draft, rules: Sequence[Rule]) -> bool:
    """Not where the writer names somebody else as the owner: that is an assignment by hand."""
    if draft.op not in ("create", "update") or draft.change.system or draft.errors:
        return False
    if draft.op == "update" and (draft.is_unchanged or OWNER in draft.given):
        return False
    by_hand = OWNER in draft.given and draft.values[OWNER] not in (None, scope.actor.user_id)
    return not by_hand and any(rule.asks(draft) for rule in rules)


async def _matches(
    scope: Scope, drafts: Sequence[Draft], rules: Sequence[Rule]
) -> dict[UUID, list[tuple[Rule, int]]]:
    """For each record the entries that want it, in their order."""
    conditions = [each for rule in rules for each in rule.conditions if each is not None]
    now = await rows_of(scope, drafts, conditions)
    changed = [draft for draft in drafts if draft.op == "update"]
    earlier = [_as_it_was(draft) for draft in changed]
    before = await rows_of(scope, earlier, conditions) if earlier else []
    row_before = {draft.id: row for draft, row in zip(earlier, before, strict=True)}
    context = context_of(scope)
    found: dict[UUID, list[tuple[Rule, int]]] = {draft.id: [] for draft in drafts}
    for rule in rules:
        for number, condition in enumerate(rule.conditions):
            asked = [(draft, row) for draft, row in zip(drafts, now, strict=True) if rule.asks(draft)]
            rows: list[Row] = [row for _, row in asked]
            holds = [True] * len(rows) if condition is None else condition.holds(rows, context)
            held = _held(condition, [row_before.get(draft.id) for draft, _ in asked], context)
            for (draft, _), is_met, was_met in zip(asked, holds, held, strict=True):
                if is_met and not was_met:
                    found[draft.id].append((rule, number))
    return found


def _held(condition: DraftCondition | None, rows: Sequence[Row | None], context: object) -> list[bool]:
    """Whether it held before; never of a new record."""
    if condition is None:
        return [row is not None for row in rows]
    known = [row for row in rows if row is not None]
    answers = iter(condition.holds(known, context))  # type: ignore[arg-type]
    return [row is not None and next(answers) for row in rows]


def _as_it_was(draft: Draft) -> Draft:
    earlier = Draft(
        draft.index, Change("update", draft.definition.name, draft.id), draft.definition, draft.id
    )
    earlier.current = draft.current
    return earlier


async def _read(scope: Scope, definition: ObjectDef, rules: Sequence[Rule]) -> tuple[Turns, Directory]:
    wanted = [entry.to for rule in rules for entry in rule.body.entries]
    async with elevated(scope):
        directory = await Directory.read(scope, wanted)
        counts = await kept.turns(scope, [rule.name for rule in rules])
        limited = {
            member.user_id for to in wanted if to.capacity is not None for member in directory.members_of(to)
        }
        loads = await assignees.count_open(scope, definition, sorted(limited)) if limited else {}
    return Turns(counts, loads), directory
