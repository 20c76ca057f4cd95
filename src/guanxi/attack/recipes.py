"""Bodies that a description cannot tell: those that speak of a company's own objects. One line for each operation.

A new operation needs a line here only if its generated body is refused; the report lists it as not reached then.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from guanxi.attack.companies import DECLARED, OpenRequest
from guanxi.attack.custom_objects import FILES, KEY, PICTURE, SECRET
from guanxi.attack.declared import definition_of, form_body, package_of
from guanxi.attack.exchange import Upload
from guanxi.attack.making import PASSWORD

if TYPE_CHECKING:
    from guanxi.attack.making import Maker

Places = Mapping[str, str]
Recipe = Callable[["Maker", Places], Any]


def body_for(name: str, maker: Maker, places: Places) -> Any:
    return RECIPES[name](maker, places)


def _record(maker: Maker, places: Places) -> dict[str, Any]:
    definition = maker.company.registry.object(places["object_name"])
    values = maker.record(definition)
    if definition.name == "user":
        values = {"name": maker.word(), "email": f"{maker.word()}@example.test"}
    return values


def _change(maker: Maker, places: Places) -> dict[str, Any]:
    definition = maker.company.registry.object(places["object_name"])
    values = maker.record(definition)
    values.pop("external_id", None)
    values.pop("code", None)
    values.pop(KEY, None)  # by which the record is found elsewhere
    return {"title": maker.word()} if definition.name == "user" else values


def _by_key(maker: Maker, places: Places) -> dict[str, Any]:
    """Of the record that the company made with it, see custom_fields.py."""
    definition = maker.company.registry.object(places["object_name"])
    return {"title" if definition.name == "user" else definition.title_field: maker.word()}


def _mass_update(maker: Maker, places: Places) -> dict[str, Any]:
    definition = maker.company.registry.object(places["object_name"])
    ids = maker.own_ids(maker.company.table_of(definition.name))[:1]
    return {"ids": [str(each) for each in ids], "values": {definition.title_field: maker.word()}}


def _export(maker: Maker, places: Places) -> dict[str, Any]:
    ids = maker.own_ids(maker.company.table_of(places["object_name"]))[:1]
    return {"ids": [str(each) for each in ids]}


def _preview(maker: Maker) -> dict[str, Any]:
    return {"object": "deal", "text": "amount * 2", "purpose": "value", "record_id": maker.id_for("deal")}


def _options(maker: Maker, places: Places) -> dict[str, Any]:
    field = maker.company.registry.object(places["object_name"]).fields[places["field_name"]]
    kept = [{"value": each.value, "label": each.label.as_json()} for each in field.options]
    return {"options": [*kept, {"value": maker.word(), "label": maker.word()}]}


def _pipelines(maker: Maker, places: Places) -> dict[str, Any]:
    stages = [{"key": maker.word(), "label": maker.word(), "kind": kind} for kind in ("open", "won", "lost")]
    kept = [
        {
            "key": each.key,
            "label": each.label.as_json(),
            "stages": [
                {"key": stage.key, "label": stage.label.as_json(), "kind": stage.kind}
                for stage in each.stages
            ],
        }
        for each in maker.company.registry.object(places["object_name"]).pipelines
    ]
    return {"pipelines": [*kept, {"key": maker.word(), "label": maker.word(), "stages": stages}]}


def _merge(maker: Maker, places: Places) -> dict[str, Any]:
    ids = maker.own_ids(maker.company.table_of(places["object_name"]))
    return {"winner": str(ids[0]), "losers": [str(ids[-1])]}


def _file(maker: Maker, places: Places) -> dict[str, str | Upload]:
    ids = maker.own_ids(maker.company.table_of("deal"))
    return {
        "object": "deal",
        "record_id": str(ids[0]),
        "file": (f"{maker.word()}.txt", maker.word().encode()),
    }


def _field_file(maker: Maker, places: Places) -> dict[str, str | Upload]:
    return {"object": "deal", "field": FILES, "file": (f"{maker.word()}.png", PICTURE)}


def _import(maker: Maker, places: Places) -> dict[str, str | Upload]:
    sheet = f"Name,Description\n{maker.word()},{maker.word()}\n"
    return {"object": "account", "file": (f"{maker.word()}.csv", sheet.encode())}


def _rates(maker: Maker, places: Places) -> dict[str, Any]:
    """Another one each time: what is in force already would change nothing."""
    rate = f"1.{secrets.randbelow(10**6):06}"
    return {"rates": [{"currency": "EUR", "valid_from": "2020-01-01", "rate": rate}]}


def _package(maker: Maker, places: Places) -> dict[str, str | Upload]:
    """Each call brings a package of its own."""
    return {"file": package_of(maker, f"p{maker.word().lower()}")}


def _conversion(maker: Maker, places: Places) -> dict[str, Any]:
    return {
        "account": {"id": maker.id_for("account")},
        "contact": {"id": maker.id_for("contact")},
        "deal": {"name": maker.word()},
    }


def _org_role(maker: Maker, places: Places) -> dict[str, Any]:
    """Below another one, if there is one."""
    others = [str(each) for each in maker.own_ids("org_role") if str(each) != places.get("role_id")]
    return {"name": maker.word(), "parent_id": others[0] if others else None}


def _organisation_edit(maker: Maker, places: Places) -> dict[str, Any]:
    return {"change_manager": {"user_id": maker.id_for("user"), "manager_id": None}}


def _person(maker: Maker) -> dict[str, str]:
    return {"kind": "user", "id": maker.id_for("user")}


def _rule(maker: Maker, places: Places) -> dict[str, Any]:
    return {
        "object": "deal",
        "name": maker.word(),
        "shared_with": _person(maker),
        "owned_by": _person(maker),
    }


def _rule_change(maker: Maker, places: Places) -> dict[str, Any]:
    return {"name": maker.word(), "shared_with": _person(maker)}


def _sharing_preview(maker: Maker, places: Places) -> dict[str, Any]:
    rule = {key: value for key, value in _rule(maker, places).items() if key not in ("object", "name")}
    return {"object": "deal", "rule": rule, "replaces": maker.id_for("rule")}


def _hand_over(maker: Maker, places: Places) -> dict[str, Any]:
    """To somebody else than whose work it is."""
    to = next(str(each) for each in maker.own_ids("app_user") if str(each) != places.get("user_id"))
    return {"to": to, "by_object": {"deal": to}, "preview": True}


def _assigned(maker: Maker, places: Places) -> dict[str, Any]:
    """The last one made: the first stands for a role."""
    return {"permission_sets": [str(maker.own_ids("permission_set")[-1])]}


def _stand_in(maker: Maker, places: Places) -> dict[str, Any]:
    """Somebody else than whoever asks, in a process in which nothing waits for him."""
    own = {str(person.user_id) for person in maker.company.people.values() if person.name.endswith("admin")}
    to = next(str(each) for each in maker.company.own_ids("app_user") if str(each) not in own)
    return {"to": to, "first": "2026-01-01", "last": "2099-01-01", "processes": [DECLARED]}


def _decisions(maker: Maker, places: Places) -> dict[str, Any]:
    return {"decisions": [{"request": maker.id_for("approval_request"), "decision": "approve"}]}


def _request(maker: Maker, places: Places) -> OpenRequest:
    """The approval that the path names, or another one of the company's that waits."""
    requests = maker.company.requests
    return requests.get(places.get("request_id", "")) or next(iter(requests.values()))


def _said(maker: Maker, places: Places) -> dict[str, Any]:
    file = _request(maker, places).file
    return {"comment": maker.word(), "files": [file] if file else []}


def _decision(maker: Maker, places: Places) -> dict[str, Any]:
    return {**_said(maker, places), "task": _request(maker, places).task}


def _ticket(maker: Maker, operation: str) -> str:
    return maker.company.prepared[operation]["ticket"]


def form_upload(ticket: str) -> dict[str, str | Upload]:
    return {"field": FILES, "ticket": ticket, "file": ("picture.png", PICTURE)}


def form_page(ticket: str, name: str) -> dict[str, str | Upload]:
    """What a page sends without its script."""
    shown = f"name c_number c_words {FILES} account"
    return {"ticket": ticket, "shown": shown, "name": name, "consent": "1"}


def _colleague(maker: Maker) -> str:
    """Somebody else than whoever asks, who can sign in."""
    return str(maker.company.people["peer"].user_id)


def _delegation(maker: Maker, places: Places) -> dict[str, Any]:
    return {"to": _colleague(maker), "task": _request(maker, places).task}


def _signers(maker: Maker, places: Places) -> dict[str, Any]:
    return {"users": [_colleague(maker)], "where": "beside", "task": _request(maker, places).task}


RECIPES: Mapping[str, Recipe] = {
    "POST /org-roles": _org_role,
    "PATCH /org-roles/{role_id}": _org_role,
    "POST /organisation/preview": _organisation_edit,
    "POST /sharing-rules": _rule,
    "POST /sharing-rules/preview": _sharing_preview,
    "POST /users/{user_id}/hand-over": _hand_over,
    "PUT /users/{user_id}/permission-sets": _assigned,
    "PATCH /sharing-rules/{rule_id}": _rule_change,
    "PUT /objects/{object_name}/records/{record_id}/shares": lambda maker, places: {
        "shared_with": _person(maker)
    },
    "POST /objects": lambda maker, places: {"label": maker.word()},
    "PATCH /objects/{object_name}": lambda maker, places: {"icon": "star"},
    "POST /objects/{object_name}/records": _record,
    "PATCH /objects/{object_name}/records/{record_id}": _change,
    "PUT /objects/{object_name}/records/by/{key_name}/{key_value}": _by_key,
    "PATCH /objects/{object_name}/records/by/{key_name}/{key_value}": _by_key,
    "POST /objects/{object_name}/mass-updates": _mass_update,
    "POST /objects/{object_name}/records/{record_id}/render": lambda maker, places: {
        "template": "{{created_at}} {{"
        + maker.company.registry.object(places["object_name"]).title_field
        + "}}"
    },
    "POST /objects/{object_name}/aggregate": lambda maker, places: {"group_by": ["owner"]},
    "POST /objects/{object_name}/export": _export,
    "POST /objects/{object_name}/fields": lambda maker, places: {"type": "text", "label": maker.word()},
    "PATCH /objects/{object_name}/fields/{field_name}": _options,
    "POST /objects/{object_name}/fields/{field_name}/conversion-preview": lambda maker, places: {
        "type": "long_text"
    },
    "POST /objects/{object_name}/fields/{field_name}/conversion": lambda maker, places: {"type": "long_text"},
    "PUT /objects/{object_name}/pipelines": _pipelines,
    "PUT /definitions/{kind}/{name}": lambda maker, places: definition_of(places["kind"], maker),
    "POST /objects/{object_name}/condition-trials": lambda maker, places: {"condition": "created_at != null"},
    "POST /objects/{object_name}/layout-decisions": lambda maker, places: {
        "record_id": str(maker.own_ids(maker.company.table_of(places["object_name"]))[0]),
        "values": {"c_words": maker.word()},
    },
    "POST /objects/{object_name}/duplicate-checks": lambda maker, places: {
        "values": {"c_words": maker.word(), "name": maker.word()}
    },
    "POST /objects/{object_name}/merges": _merge,
    "POST /expressions/check": lambda maker, places: {
        "object": "deal",
        "text": "amount * 2",
        "purpose": "value",
    },
    "POST /expressions/preview": lambda maker, places: _preview(maker),
    "POST /objects/{object_name}/actions/{name}": lambda maker, places: {
        "ids": [str(maker.own_ids(maker.company.table_of(places["object_name"]))[0])]
    },
    "POST /workflows/{name}/test": lambda maker, places: {
        "object": "deal",
        "record_id": str(maker.own_ids("deal")[0]),
    },
    "POST /workflow-runs/{run_id}/retry": lambda maker, places: {},
    "POST /objects/{object_name}/records/{record_id}/approvals": lambda maker, places: {"process": DECLARED},
    "POST /objects/{object_name}/records/{record_id}/approvals/preview": lambda maker, places: {
        "process": DECLARED
    },
    "POST /approval-delegations": _stand_in,
    "POST /approvals/decisions": _decisions,
    "POST /approval-reassignments": lambda maker, places: {
        "requests": [maker.id_for("approval_request")],
        "to": _colleague(maker),
        "approver": str(maker.company.admin.user_id),
    },
    "POST /approvals/{request_id}/approve": _decision,
    "POST /approvals/{request_id}/reject": _decision,
    "POST /approvals/{request_id}/return": _said,
    "POST /approvals/{request_id}/resubmit": _said,
    "POST /approvals/{request_id}/withdraw": _said,
    "POST /approvals/{request_id}/delegate": _delegation,
    "POST /approvals/{request_id}/signers": _signers,
    "POST /approvals/{request_id}/urge": _said,
    "POST /approvals/{request_id}/comments": _said,
    "POST /approval-letters/{token}": lambda maker, places: {"decision": "approve"},
    "POST /form-submissions/{submission_id}/retry": lambda maker, places: {"values": {"name": maker.word()}},
    "POST /workflow-hooks/{token}": lambda maker, places: {"said": maker.word()},
    "POST /public-forms/{key}/uploads": lambda maker, places: form_upload(
        _ticket(maker, "POST /public-forms/{key}/uploads")
    ),
    "POST /support-sessions": lambda maker, places: {"ticket": _ticket(maker, "POST /support-sessions")},
    "POST /form-previews": lambda maker, places: {"object": "deal", "body": form_body(maker)},
    "POST /files": _file,
    "POST /field-files": _field_file,
    "POST /objects/{object_name}/records/{record_id}/reveals": lambda maker, places: {"field": SECRET},
    "POST /objects/{object_name}/secret-search": lambda maker, places: {
        "field": SECRET,
        "value": maker.word(),
    },
    "PUT /currencies": lambda maker, places: {"currencies": ["EUR"]},
    "POST /exchange-rates": _rates,
    "POST /exchange-rates/preview": _rates,
    "POST /imports": _import,
    "POST /packages": _package,
    "POST /packages/plan": _package,
    "POST /packages/validate": _package,
    "POST /packages/export": lambda maker, places: {"name": "everything"},
    "PATCH /imports/{import_id}": lambda maker, places: {"on_match": "skip"},
    "POST /leads/{lead_id}/conversion": _conversion,
    "POST /invitations": lambda maker, places: {"email": f"{maker.word()}@example.test", "role": "member"},
    "PATCH /session": lambda maker, places: {"tenant": maker.company.slug},
    "POST /session": lambda maker, places: {"email": maker.company.email, "password": PASSWORD},
    "PATCH /company": lambda maker, places: {"locale": "en"},
    "PUT /work-calendar": lambda maker, places: {
        "days": [1, 2, 3, 4, 5],
        "hours": [{"opens": "09:00", "closes": "18:00"}],
    },
    "PATCH /me": lambda maker, places: {"theme": "light"},
    "PATCH /views/{view_id}": lambda maker, places: {"name": maker.word()},
}

# The same for queries.
QUERIES: Mapping[str, Callable[[Maker], dict[str, str]]] = {
    "DELETE /objects/{object_name}/records/{record_id}/shares": _person,
}

# What pages send by their forms, which is not described.
PAGES: Mapping[str, Callable[[Maker], dict[str, str | Upload]]] = {
    "POST /f/{key}": lambda maker: form_page(_ticket(maker, "POST /f/{key}"), maker.word()),
}
