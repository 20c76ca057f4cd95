"""The web application: its files, and index.html for every address that the browser's router knows.

Files are listed once at start, so a request can name only what exists: no path is ever built from a URL. A file with
a hash in its name never changes and may be kept for ever. Copies ending .br or .gz made by the build are preferred.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

import anyio
from litestar import HttpMethod, Request, Response, route
from litestar.handlers import HTTPRouteHandler

from guanxi.kernel.errors import Problem

DIRECTORY = Path(__file__).parents[1] / "static"
_HASHED = re.compile(r"-[A-Za-z0-9_-]{8,}\.\w+$")
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_FOREVER = "public, max-age=31536000, immutable"
_CHECK = "no-cache"
_TEXT_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
}

NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Guanxi</title>
<body style="font-family:system-ui;max-width:36rem;margin:15vh auto;padding:0 1rem;line-height:1.6">
<h1>Guanxi 关系</h1><p>The server is running, but its web application has not been built.
Run <code>make web</code> and reload. The API is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
<p>服务器正在运行，但网页应用尚未构建。请运行 <code>make web</code> 后刷新页面。</p></body></html>"""


@dataclass(frozen=True, slots=True)
class StaticFile:
    path: Path
    media_type: str
    cache_control: str
    etag: str
    encodings: tuple[tuple[str, Path], ...]


def list_files(directory: Path = DIRECTORY) -> dict[str, StaticFile]:
    """URL path → file."""
    files = [path for path in directory.rglob("*") if path.is_file()] if directory.is_dir() else []
    names = {path.relative_to(directory).as_posix(): path for path in files}
    return {
        name: _describe(name, path, names)
        for name, path in names.items()
        if not name.endswith((".br", ".gz", ".map"))
    }


def is_outdated(directory: Path = DIRECTORY) -> bool:
    """Whether, in a working copy, sources of the web application are newer than what was built of them."""
    sources, page = directory.parents[2] / "web" / "src", directory / "index.html"
    if not sources.is_dir() or not page.exists():
        return False
    built = page.stat().st_mtime
    return any(path.stat().st_mtime > built for path in sources.rglob("*") if path.is_file())


def web_application(directory: Path = DIRECTORY) -> HTTPRouteHandler:
    files = list_files(directory)

    @route(
        ["/", "/{path:path}"],
        http_method=[HttpMethod.GET, HttpMethod.HEAD],
        opt={"public": True, "unlimited": True},
        include_in_schema=False,
        name="web_application",
    )
    async def serve(request: Request, path: str = "") -> Response[bytes]:  # type: ignore[type-arg]
        name = path.lstrip("/")
        if name == "api" or name.startswith("api/"):
            raise Problem("not_found", status=404)
        file = files.get(name)
        if file is None:
            if "." in name.rsplit("/", 1)[-1]:
                raise Problem("not_found", status=404)
            file = files.get("index.html")
        if file is None:
            return Response(NOT_BUILT.encode(), media_type="text/html", headers={"Cache-Control": _CHECK})
        return await _answer(file, request)

    return serve


async def _answer(file: StaticFile, request: Request) -> Response[bytes]:  # type: ignore[type-arg]
    headers = {"Cache-Control": file.cache_control, "ETag": file.etag, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == file.etag:
        return Response(b"", status_code=304, headers=headers)
    accepted = request.headers.get("accept-encoding", "")
    path = file.path
    for encoding, compressed in file.encodings:
        if encoding in accepted:
            headers["Content-Encoding"], path = encoding, compressed
            break
    return Response(await anyio.Path(path).read_bytes(), media_type=file.media_type, headers=headers)


def _describe(name: str, path: Path, names: dict[str, Path]) -> StaticFile:
    guessed = _TEXT_TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_text = guessed.startswith("text/") or guessed.endswith(("json", "javascript", "+xml"))
    return StaticFile(
        path=path,
        media_type=f"{guessed}; charset=utf-8" if is_text and not guessed.startswith("text/") else guessed,
        cache_control=_FOREVER if _HASHED.search(name) else _CHECK,
        etag=f'"{hashlib.sha256(path.read_bytes()).hexdigest()[:20]}"',
        encodings=tuple((encoding, names[name + end]) for encoding, end in _ENCODINGS if name + end in names),
    )
