"""What a throw-away company declares: one definition of each kind, that of both companies under the same name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guanxi.attack.companies import DECLARED, Company
from guanxi.attack.custom_objects import FILES, KEPT, KEY
from guanxi.attack.exchange import Request
from guanxi.attack.findings import Ledger
from guanxi.attack.ground import Ground
from guanxi.attack.making import Maker
from guanxi.attack.secrets import SHARED


def _validation_rule(maker: Maker) -> dict[str, Any]:
    """Of a field that some may not see; it refuses nothing that anybody writes here."""
    return {
        "error_when": "c_number != null && c_number < -2000000000 && account.c_words == null",
        "message": {"en": maker.word(), "zh-CN": maker.word()},
        "field": "c_number",
    }


def _duplicate_rule(maker: Maker) -> dict[str, Any]:
    """By a field that some may not see."""
    return {"any_of": [{"fields": [{"field": "c_words"}]}], "action": "warn"}


def _assignment_rule(maker: Maker) -> dict[str, Any]:
    """To whom it goes is asked of every record, and never decided."""
    never = "c_number != null && c_number < -2000000000"
    return {"entries": [{"when": never, "to": {"kind": "user", "name": maker.company.email}}]}


def _workflow(maker: Maker) -> dict[str, Any]:
    """By a button, over fields that some may not see."""
    told = {
        "to": [{"kind": "cause"}],
        "title": f"{maker.word()} {{{{c_words}}}} {{{{account.c_words}}}}",
    }
    return {
        "trigger": {"type": "manual", "places": ["record", "list"]},
        "condition": "c_number != 7",
        "steps": [
            {"key": "tell", "type": "notify", "settings": told, "next": {"next": "rest"}},
            {"key": "rest", "type": "wait", "settings": {"duration": {"amount": 30}}},
        ],
    }


def _layout(maker: Maker) -> dict[str, Any]:
    """Of fields that some may not see, shown by what they hold."""
    section = {
        "type": "section",
        "key": "facts",
        "label": {"en": maker.word(), "zh-CN": maker.word()},
        "visible_when": "c_number != 7",
        "fields": [{"name": "c_words", "visible_when": "account.c_words != null"}],
    }
    overview = {"key": "overview", "label": {"en": maker.word(), "zh-CN": maker.word()}, "items": [section]}
    return {"tabs": [overview]}


def _approval(maker: Maker) -> dict[str, Any]:
    """Over fields that some may not see. Nobody is asked, so that no record is held as it is."""
    never = "c_number != null && c_number < -2000000000 && account.c_words == null"
    return {
        "steps": [{"name": "never", "condition": never, "approvers": [{"field": "owner"}]}],
        "summary": ["c_words", "c_number", "account"],
        "condition": "c_number != 7",
    }


def form_body(maker: Maker) -> dict[str, Any]:
    """Over fields that some may not see. What strangers shall be shown is not marked, so that all that is marked may not be."""
    return {
        "fields": [
            {"field": "name", "label": {"en": "Your wish"}},
            {"field": "c_number"},
            {"field": "c_words", "when": "c_number > 7", "help": {"en": "In a few words"}},
            {"field": FILES},
            {"field": "account", "choices": f'{KEY} == "{KEPT}"'},
        ],
        "fixed": [{"field": "next_step", "value": maker.word()}],
        "title": {"en": "Ask us", "zh-CN": "联系我们"},
        "consent": {"text": {"en": "Agreed", "zh-CN": "同意"}},
    }


BODIES: Mapping[str, Callable[[Maker], dict[str, Any]]] = {
    "validation_rule": _validation_rule,
    "duplicate_rule": _duplicate_rule,
    "assignment_rule": _assignment_rule,
    "workflow": _workflow,
    "layout": _layout,
    "approval": _approval,
    "form": form_body,
}


def definition_of(kind: str, maker: Maker) -> dict[str, Any]:
    return {"object": "deal", "label": maker.word(), "body": BODIES[kind](maker)}


def package_of(maker: Maker, name: str) -> tuple[str, bytes]:
    """A field more for deals."""
    field = f"c_{maker.word().lower()}"
    text = (
        f"package: {{name: {name}, version: 1.0.0, label: {field}}}\n"
        f"objects: {{deal: {{fields: {{{field}: {{type: text, label: {field}}}}}}}}}\n"
    )
    return "package.yaml", text.encode()


async def install_package(ground: Ground, company: Company, ledger: Ledger) -> None:
    """One that both companies have under the same name."""
    maker = Maker(company, company.letter + SHARED, ground.schemas)
    request = Request("POST", "/api/v1/packages", form={"file": package_of(maker, DECLARED)})
    answer = await ground.sender.send(request, company.admin.credentials)
    if answer.status != 200:
        raise RuntimeError(f"No package could be installed: {answer.status} {answer.text[:300]}")
    ledger.reached["POST /packages"] = answer.status


async def declare_all(ground: Ground, company: Company, ledger: Ledger) -> None:
    maker = Maker(company, company.letter + SHARED, ground.schemas)
    for kind in BODIES:
        path = f"/api/v1/definitions/{kind}/{DECLARED}"
        request = Request("PUT", path, body=definition_of(kind, maker))
        answer = await ground.sender.send(request, company.admin.credentials)
        if answer.status != 200:
            raise RuntimeError(f"No {kind} could be declared: {answer.status} {answer.text[:300]}")
        ledger.reached["PUT /definitions/{kind}/{name}"] = answer.status
