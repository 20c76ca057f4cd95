"""Holds batches of records to the rules in force. Every rule is evaluated over the whole batch at once."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Sequence
from dataclasses import dataclass

from guanxi.features.validation.schemas import ValidationRule
from guanxi.features.validation.service.declaring import VALIDATION_RULE
from guanxi.kernel.changes import Draft
from guanxi.kernel.changes.conditions import DraftCondition, compile_condition, context_of, rows_of
from guanxi.kernel.definitions import Compiled, Definition
from guanxi.kernel.metadata import Conventions, Registry
from guanxi.kernel.tenancy import Scope

CODE = "validation_rule"
LARGE = 500  # records; between the rules for a larger batch others get their turn


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    body: ValidationRule
    condition: DraftCondition
    when_changed: frozenset[str]

    def concerns(self, draft: Draft, changed: frozenset[str]) -> bool:
        """Not where what it reads was refused already: there is nothing to read."""
        if self.body.on not in ("both", draft.op):
            return False
        if self.when_changed and not self.when_changed & changed:
            return False
        return not any(error.field in self.condition.reads for error in draft.errors)


def _compile(scope: Scope, registry: Registry, definition: Definition[ValidationRule]) -> Rule:
    body = definition.body
    of = registry.object(definition.object or "")
    condition = compile_condition(registry, of, body.error_when, Conventions.of(scope.tenant))
    return Rule(definition.name, body, condition, frozenset(body.when_changed))


_rules: Compiled[ValidationRule, Rule] = Compiled(VALIDATION_RULE, _compile)


async def refuse_violations(scope: Scope, drafts: Sequence[Draft]) -> None:
    """What the application itself writes, undoing among it, is asked only where it says so: see docs/decisions/0076."""
    rules = await _rules.of(scope, drafts[0].definition.name) if drafts else ()
    if not rules:
        return
    written = [each for each in drafts if each.op in ("create", "update") and each.change.is_held]
    written = [each for each in written if not each.is_unchanged]
    if not written:
        return
    changed = [frozenset(each.changed()) for each in written]
    rows = await rows_of(scope, written, [rule.condition for rule in rules])
    context = context_of(scope)
    found: list[tuple[Draft, Rule]] = []
    for rule in rules:
        asked = [at for at, draft in enumerate(written) if rule.concerns(draft, changed[at])]
        violated = rule.condition.holds([rows[at] for at in asked], context)
        found += [(written[at], rule) for at, is_error in zip(asked, violated, strict=True) if is_error]
        if len(written) > LARGE:
            await sleep(0)
    for draft, rule in found:
        _refuse(scope, draft, rule)


def _refuse(scope: Scope, draft: Draft, rule: Rule) -> None:
    """At its field, unless the writer does not know that there is one."""
    field = rule.body.field
    if field is not None and not scope.actor.rights.sees(draft.definition.name, field):
        field = None
    draft.refuse(field, CODE, message=rule.body.message.in_locale(scope.locale), rule=rule.name)
