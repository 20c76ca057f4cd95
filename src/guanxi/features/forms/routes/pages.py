"""GET /f/{key}: the page of a form, and the three files that it and the pages around it need."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get
from litestar.params import Parameter

from guanxi.edge.requests import AnyRequest, database_of, locale_of
from guanxi.features.forms.routes.public import Key, secret_of
from guanxi.features.forms.service import page, receiving

OPEN = {"public": True}
_FOREVER = "public, max-age=31536000, immutable"
_CHECK = "no-cache"
_TYPES = {"form.js": "text/javascript", "form.css": "text/css", "embed.js": "text/javascript"}


@get("/f/{key:str}", opt=OPEN, include_in_schema=False)
async def form_page(
    request: AnyRequest, key: Key, language: Annotated[str | None, Parameter(max_length=20)] = None
) -> Response[str]:
    shown, origins = await receiving.show(
        database_of(request), key, secret_of(request), language, locale_of(request)
    )
    headers = {
        "Content-Security-Policy": page.policy(origins),
        "Cache-Control": "no-store",
        "Vary": "Accept-Language",
        "X-Robots-Tag": "noindex",
    }
    return Response(page.as_html(shown, key), media_type="text/html; charset=utf-8", headers=headers)


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


handlers = [form_page, *(_file(name) for name in _TYPES)]
