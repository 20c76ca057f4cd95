"""The web application put together. Wires, decides nothing."""

from __future__ import annotations

import contextlib
import copy
import os
from collections.abc import AsyncIterator, Sequence
from urllib.parse import urlsplit

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.middleware import DefineMiddleware
from litestar.types import ControllerRouterHandler

from guanxi import catalogue
from guanxi.edge import invalidations
from guanxi.edge.authentication import Authentication
from guanxi.edge.content_types import MULTIPART, ContentTypes, accepted_by
from guanxi.edge.hosts import host_name
from guanxi.edge.idempotency import AlreadyAnswered, answer_again
from guanxi.edge.identities import CHANNEL as INVALIDATIONS
from guanxi.edge.identities import Identities, Kind, Lookup
from guanxi.edge.notifications import Notifications
from guanxi.edge.openapi import openapi_document
from guanxi.edge.problems import handle_exception
from guanxi.edge.rate_limits import RateLimits
from guanxi.edge.replicas import Replicas
from guanxi.edge.settings import EdgeSettings
from guanxi.edge.shell import Shell
from guanxi.edge.static_files import web_application
from guanxi.edge.transactions import Transactions, provide_caller
from guanxi.encryption import use_encryption
from guanxi.features.api_keys import facade as api_keys
from guanxi.features.api_keys.routes import handlers as api_key_handlers
from guanxi.features.approvals.routes import handlers as approval_handlers
from guanxi.features.assignment.routes import handlers as assignment_handlers
from guanxi.features.change_sets.routes import handlers as change_set_handlers
from guanxi.features.companies.routes import handlers as company_handlers
from guanxi.features.currencies.routes import handlers as currency_handlers
from guanxi.features.definitions.routes import handlers as definition_handlers
from guanxi.features.duplicates.routes import handlers as duplicate_handlers
from guanxi.features.events.routes import handlers as event_handlers
from guanxi.features.events.service.hub import CHANNEL as EVENTS
from guanxi.features.events.service.hub import Hub
from guanxi.features.exports.routes import handlers as export_handlers
from guanxi.features.expressions.routes import handlers as expression_handlers
from guanxi.features.files.routes import handlers as file_handlers
from guanxi.features.forms.routes import handlers as form_handlers
from guanxi.features.forms.routes import page_handlers as form_page_handlers
from guanxi.features.hand_overs.routes import handlers as hand_over_handlers
from guanxi.features.health.routes import handlers as health_handlers
from guanxi.features.imports.routes import handlers as import_handlers
from guanxi.features.invitations.routes import handlers as invitation_handlers
from guanxi.features.jobs.routes import handlers as job_handlers
from guanxi.features.layouts.routes import handlers as layout_handlers
from guanxi.features.leads.routes import handlers as lead_handlers
from guanxi.features.mail.routes import handlers as mail_handlers
from guanxi.features.my_day.routes import handlers as my_day_handlers
from guanxi.features.notifications.routes import handlers as notification_handlers
from guanxi.features.objects.routes import handlers as object_handlers
from guanxi.features.organisation.routes import handlers as organisation_handlers
from guanxi.features.packages.routes import handlers as package_handlers
from guanxi.features.permissions.routes import handlers as permission_handlers
from guanxi.features.records.routes import handlers as record_handlers
from guanxi.features.reports.routes import handlers as report_handlers
from guanxi.features.secrets.routes import handlers as secret_handlers
from guanxi.features.sessions import facade as sessions
from guanxi.features.sessions.routes import handlers as session_handlers
from guanxi.features.sharing.routes import handlers as sharing_handlers
from guanxi.features.signups.routes import handlers as signup_handlers
from guanxi.features.support.routes import handlers as support_handlers
from guanxi.features.validation.routes import handlers as validation_handlers
from guanxi.features.views.routes import handlers as view_handlers
from guanxi.features.workflows.routes import handlers as workflow_handlers
from guanxi.kernel.db import Database
from guanxi.kernel.db.replica import Replica
from guanxi.kernel.db.turns import TurnLimits
from guanxi.kernel.files import FileStore, use_file_store
from guanxi.kernel.mail import mailer_from, use_mailer
from guanxi.kernel.outbound import Outbound, read_policy, use_outbound
from guanxi.kernel.query import Governor, set_cursor_secret, set_governor
from guanxi.settings import Settings

API = "/api/v1"
FORM_ALLOWANCE = 64 * 1024  # for the other fields of an upload's form

# Every feature that answers requests, in the order of the documentation.
HANDLERS: list[ControllerRouterHandler] = [
    *signup_handlers,
    *session_handlers,
    *invitation_handlers,
    *api_key_handlers,
    *company_handlers,
    *currency_handlers,
    *object_handlers,
    *secret_handlers,
    *definition_handlers,
    *package_handlers,
    *validation_handlers,
    *layout_handlers,
    *assignment_handlers,
    *duplicate_handlers,
    *expression_handlers,
    *organisation_handlers,
    *sharing_handlers,
    *hand_over_handlers,
    *permission_handlers,
    *record_handlers,
    *change_set_handlers,
    *lead_handlers,
    *my_day_handlers,
    *view_handlers,
    *import_handlers,
    *export_handlers,
    *report_handlers,
    *file_handlers,
    *job_handlers,
    *event_handlers,
    *notification_handlers,
    *mail_handlers,
    *workflow_handlers,
    *approval_handlers,
    *form_handlers,
    *support_handlers,
]


def load_features() -> None:
    """Register the objects, batch rules and jobs of all features."""
    catalogue.load()


def create_app(
    settings: Settings | None = None,
    *,
    edge: EdgeSettings | None = None,
    also: Sequence[ControllerRouterHandler] = (),
) -> Litestar:
    """The ASGI application. `edge` overrides what follows from the settings, `also` adds calls (tests use both)."""
    load_features()
    settings = settings or Settings.from_environment()
    set_governor(
        Governor(settings.large_object_records, settings.heavy_query_seconds, settings.heavy_queries)
    )
    use_file_store(FileStore(settings.files_dir, settings.max_upload_bytes))
    use_encryption(settings)
    use_outbound(Outbound(read_policy(settings.outbound_allowed)))
    use_mailer(mailer_from(settings.smtp_url, settings.mail_from))
    edge = edge or edge_settings_from(settings)
    database = Database(
        settings.database_url or "",
        largest=settings.database_pool_size,
        turns=turn_limits_from(settings),
        statement_seconds=settings.read_timeout_seconds,
    )
    notifications = Notifications(database.dsn)
    lookups: dict[Kind, Lookup] = {
        "session": lambda token_hash: sessions.find_caller(database, token_hash),
        "api_key": lambda token_hash: api_keys.find_caller(database, token_hash),
    }
    replicas = _replicas(settings, edge, database, notifications)
    if replicas is not None:
        lookups = {kind: replicas.noting(lookup) for kind, lookup in lookups.items()}
    identities = Identities(lookups)
    limits = RateLimits(tenant=edge.tenant_rate, address=edge.address_rate, sign_up=edge.sign_up_rate)
    hub = Hub(streams_per_user=edge.streams_per_user)
    identities.on_forget(hub.forget)
    notifications.subscribe(INVALIDATIONS, invalidations.follow(identities), identities.forget_everything)
    notifications.subscribe(EVENTS, hub.receive, hub.resync)

    @contextlib.asynccontextmanager
    async def running(_: Litestar) -> AsyncIterator[None]:
        set_cursor_secret(settings.secret_key().encode())
        await database.start()
        if replicas is not None:
            await replicas.replica.start()
        await notifications.start()
        try:
            yield
        finally:
            hub.close()
            await notifications.stop()
            if replicas is not None:
                await replicas.replica.stop()
            await database.stop()

    app = Litestar(
        route_handlers=[
            _api(edge, also),
            *health_handlers,
            *(_with_room_for_files(handler, edge) for handler in form_page_handlers),
            openapi_document,
            web_application(),
        ],
        dependencies={"caller": Provide(provide_caller)},
        exception_handlers={Exception: handle_exception, AlreadyAnswered: answer_again},
        middleware=[
            DefineMiddleware(Authentication, identities=identities, limits=limits),
            DefineMiddleware(ContentTypes),
            DefineMiddleware(Transactions),
        ],
        lifespan=[running],
        openapi_config=None,  # see edge/openapi.py
        request_max_body_size=edge.body_limit,
        logging_config=None,
    )
    app.state.update(
        {
            "settings": settings,
            "edge_settings": edge,
            "database": database,
            "identities": identities,
            "limits": limits,
            "hub": hub,
            "notifications": notifications,
            "replicas": replicas,
        }
    )
    app.asgi_handler = Shell(app.asgi_handler, edge)
    return app


def _replicas(
    settings: Settings, edge: EdgeSettings, database: Database, notifications: Notifications
) -> Replicas | None:
    """Hears of changes before anybody who is told of them comes to read."""
    if not settings.replica_url:
        return None
    replica = Replica(
        settings.replica_url,
        database,
        largest=settings.database_pool_size,
        turns=turn_limits_from(settings),
        statement_seconds=settings.read_timeout_seconds,
    )
    replicas = Replicas(replica, notifications, secure_cookies=edge.secure_cookies)
    notifications.subscribe(INVALIDATIONS, replicas.receive, replicas.forget_everything)
    notifications.subscribe(EVENTS, replicas.receive)
    return replicas


def _api(edge: EdgeSettings, also: Sequence[ControllerRouterHandler]) -> Router:
    """All calls; those that take a file accept a larger body."""
    return Router(API, route_handlers=[_with_room_for_files(handler, edge) for handler in (*HANDLERS, *also)])


def _with_room_for_files(handler: ControllerRouterHandler, edge: EdgeSettings) -> ControllerRouterHandler:
    if not isinstance(handler, HTTPRouteHandler) or accepted_by(handler) != MULTIPART:
        return handler
    roomy = copy.copy(handler)  # other applications of this process have their own limits
    largest = edge.form_limit if handler.opt.get("strangers") else edge.upload_limit
    roomy.request_max_body_size = largest + FORM_ALLOWANCE
    return roomy


def edge_settings_from(settings: Settings) -> EdgeSettings:
    hosts = _listed(settings.allowed_hosts) or _listed(host_name(urlsplit(settings.public_url).netloc))
    return EdgeSettings(
        allowed_hosts=hosts,
        public_url=settings.public_url,
        trusted_proxies=_listed(settings.trusted_proxies),
        secure_cookies=settings.secure_cookies,
        body_limit=settings.max_body_bytes,
        upload_limit=settings.max_upload_bytes,
        form_limit=settings.max_form_bytes,
        tenant_rate=settings.company_rate,
        address_rate=settings.address_rate,
        sign_up_rate=settings.signup_rate,
        sign_in_attempts_per_email=settings.sign_in_attempts,
        sign_up_open=settings.signup_open,
        write_seconds=settings.write_timeout_seconds,
        report_seconds=settings.report_timeout_seconds,
    )


def turn_limits_from(settings: Settings) -> TurnLimits:
    return TurnLimits(
        alone=settings.company_connections,
        beside=settings.company_connections_beside or _processors() // settings.web_workers,
        waiting=settings.company_waiting,
        patience=settings.company_wait_seconds,
    )


def _processors() -> int:
    return os.cpu_count() or 1


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
