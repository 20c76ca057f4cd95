"""The description of the API: OpenAPI 3.1 at /api/v1/openapi.json.

Litestar describes what the handlers say; added here are what holds for all of them: how to sign in, and what every
refusal looks like. No page of ours loads a viewer from another site.
"""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Litestar, Request, Response, get
from litestar.config.app import AppConfig
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, Contact, License, SecurityScheme, Tag

from guanxi import __version__
from guanxi.edge import session_cookie

PATH = "/api/v1/openapi.json"
TAGS = (
    ("Sign-in", "Companies signing up, people signing in, invitations and API keys."),
    ("Settings", "Of the company and of the signed-in person."),
    ("Currencies", "Those of the company, their dated rates, and what a new rate does."),
    ("Objects", "What kinds of record there are, and their fields."),
    ("Definitions", "What administrators declare beside objects and fields: rules, layouts, workflows."),
    ("Expressions", "Checking and computing what is written in the language of conditions and formulas."),
    ("Notifications", "What people are told of inside the product."),
    ("Workflows", "What runs by itself: its runs, trials, buttons and addresses."),
    ("Approvals", "Records that await somebody's approval: submitting, deciding, standing in."),
    ("Layouts", "How pages and forms are put together, and what of them is shown of a record."),
    ("Forms", "What strangers fill in: forms as they see them, what they sent, and what it became."),
    ("Mail", "Letters that were sent, or wait to be."),
    ("Packages", "Everything declared, as files: checked, compared, installed, upgraded, taken away."),
    ("Duplicates", "Records that are most likely the same: found, and merged."),
    ("Permissions", "What people may do: permission sets, effective rights, licences."),
    ("Organisation", "Positions, teams, queues and territories, and who belongs to them."),
    ("Access", "Who sees which records, and why."),
    ("People", "What somebody owns, and handing it over."),
    ("Support access", "Operators in the company: with an approval, for a time."),
    ("Records", "Reading and writing records of every kind."),
    ("Changes", "What was changed, by whom, and taking it back."),
    ("Imports", "Bringing data in."),
    ("Reports", "Figures over many records."),
    ("Search", "Finding records by words."),
    ("Views", "Saved lists and boards."),
    ("Encrypted fields", "Values that the database cannot read: shown to few, and noted."),
    ("Files", "Attachments of records."),
    ("Jobs", "Long work in the background."),
    ("Events", "Live updates."),
)
_PROBLEM = {
    "type": "object",
    "description": "A problem document (RFC 9457). `code` is stable; `detail` is a sentence in the caller's language.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "examples": ["/problems/required"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "examples": ["required"]},
        "field": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {
                    "field": {"type": ["string", "null"]},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                    "row": {"type": "integer"},
                },
            },
        },
    },
    "example": {
        "type": "/problems/invalid_request",
        "title": "Bad request",
        "status": 400,
        "detail": "The request contains values that cannot be used.",
        "code": "invalid_request",
        "errors": [{"field": "name", "code": "required", "detail": "This value is required."}],
    },
}
_REFUSAL = {
    "description": "Refused; the body says why.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def openapi_config() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Guanxi",
        version=__version__,
        description="The API that the web application itself uses. Names are snake_case, times RFC 3339 in UTC, "
        "money a decimal string beside its currency, ids UUIDs.",
        contact=Contact(name="Guanxi"),
        license=License(name="Apache-2.0", identifier="Apache-2.0"),
        render_plugins=[JsonRenderPlugin()],
        use_handler_docstrings=True,
        tags=[Tag(name=name, description=description) for name, description in TAGS],
        components=Components(
            security_schemes={
                "api_key": SecurityScheme(
                    type="http", scheme="bearer", description="An API key: `Bearer gx_…`."
                ),
                "session": SecurityScheme(
                    type="apiKey",
                    security_scheme_in="cookie",
                    name=session_cookie.NAME,
                    description="The cookie of POST /session; unsafe methods also need the header X-CSRF-Token.",
                ),
            }
        ),
    )


@get(PATH, opt={"public": True}, include_in_schema=False, name="openapi")
async def openapi_document(request: Request[Any, Any, Any]) -> Response[bytes]:
    state = request.app.state
    if "openapi_document" not in state:
        state.openapi_document = msgspec.json.encode(describe(request.app))
    return Response(
        state.openapi_document, media_type="application/json", headers={"Cache-Control": "no-cache"}
    )


def describe(app: Litestar) -> dict[str, Any]:
    """The complete document."""
    # Given its configuration only now and beside the application's own, the plugin describes the routes but adds none.
    plugin: Any = app.plugins.get("OpenAPIPlugin")
    plugin.on_app_init(AppConfig(openapi_config=openapi_config()))
    document: dict[str, Any] = plugin.provide_openapi().to_schema()
    document["components"].setdefault("schemas", {})["Problem"] = _PROBLEM
    public = _public_operations(app)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            # Litestar describes its own error shape for 400; ours is one for all.
            operation["responses"].pop("400", None)
            operation["responses"]["default"] = _REFUSAL
            operation["responses"].get("204", {}).pop("content", None)
            is_public = (path, method.upper()) in public
            operation["security"] = [] if is_public else [{"api_key": []}, {"session": []}]
    return document


def _public_operations(app: Litestar) -> set[tuple[str, str]]:
    return {
        (route.path_format, method)
        for route in app.routes
        for handler in getattr(route, "route_handlers", ())
        if handler.opt.get("public")
        for method in handler.http_methods
    }
