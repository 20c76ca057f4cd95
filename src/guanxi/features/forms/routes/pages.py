"""/f/{key}: the page of a form, which also takes what it sends by itself, and the three files that it and the pages around it need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from litestar import Response, get, post
from litestar.params import Parameter

from guanxi.edge.content_types import MULTIPART
from guanxi.edge.requests import AnyRequest, database_of
from guanxi.features.forms.routes.visiting import FILES_OF_STRANGERS, Key, count_sending, visit_of
from guanxi.features.forms.service import page, plain, receiving
from guanxi.kernel.errors import NotFound, render

OPEN = {"public": True}
Wanted = Annotated[str | None, Parameter(query="language", max_length=20)]
_FOREVER = "public, max-age=31536000, immutable"
_CHECK = "no-cache"
_TYPES = {"form.js": "text/javascript", "form.css": "text/css", "embed.js": "text/javascript"}


@get("/f/{key:str}", opt=OPEN, include_in_schema=False)
async def form_page(request: AnyRequest, key: Key, language: Wanted = None) -> Response[str]:
    visit = visit_of(request, key, language)
    try:
        shown = await receiving.show(database_of(request), visit)
    except NotFound:
        return _nothing(visit.locale)
    return _answer(200, page.as_html(shown.form, key, shown.names), shown.origins)


@post(
    "/f/{key:str}",
    opt={**FILES_OF_STRANGERS, "accepts": MULTIPART},
    guards=[count_sending],
    status_code=200,
    include_in_schema=False,
)
async def send_page(request: AnyRequest, key: Key, language: Wanted = None) -> Response[str]:
    """The page itself sends here, where its script does not run."""
    visit = visit_of(request, key, language)
    try:
        answer = await plain.send(database_of(request), visit, await request.form())
    except NotFound:
        return _nothing(visit.locale)
    return _answer(answer.status, answer.html, answer.origins)


def _answer(status: int, html: str, origins: Sequence[str]) -> Response[str]:
    headers = {
        "Content-Security-Policy": page.policy(origins),
        "Cache-Control": "no-store",
        "Vary": "Accept-Language",
        "X-Robots-Tag": "noindex",
    }
    return Response(html, status_code=status, media_type="text/html; charset=utf-8", headers=headers)


def _nothing(locale: str) -> Response[str]:
    return _answer(404, page.as_refusal(render("form_page_nothing", {}, locale), locale), ())


def _file(name: str):  # type: ignore[no-untyped-def]
    @get(
        f"/f/{name}",
        opt={"public": True, "unlimited": True},
        include_in_schema=False,
        name=f"form file {name}",
    )
    async def answer(request: AnyRequest) -> Response[bytes]:
        content, digest = page.asset(name)
        is_known = request.query_params.get("v") == digest
        headers = {"Cache-Control": _FOREVER if is_known else _CHECK, "ETag": f'"{digest}"'}
        if name == "embed.js":  # Pages of other sites load it: it holds nothing of anybody.
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return Response(content, media_type=f"{_TYPES[name]}; charset=utf-8", headers=headers)

    return answer


handlers = [form_page, send_page, *(_file(name) for name in _TYPES)]
