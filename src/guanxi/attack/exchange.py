"""What is sent and what comes back, apart from how it travels."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import msgspec

Upload = tuple[str, bytes]  # file name and content
Form = Mapping[str, str | Upload]

_BOUNDARY = "----guanxi-attack"


@dataclass(frozen=True)
class Request:
    """`body` is sent as JSON, `form` as multipart; an `Upload` among the form's values is a file."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    form: Form | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_safe(self) -> bool:
        return self.method in ("GET", "HEAD", "OPTIONS")

    @property
    def target(self) -> str:
        return f"{self.path}?{self.query_string}" if self.query else self.path

    @property
    def query_string(self) -> str:
        return urlencode(list(self.query.items()))

    @cached_property
    def payload(self) -> tuple[bytes, str | None]:
        """The body as bytes, and its content type."""
        if self.form is not None:
            return _multipart(self.form), f"multipart/form-data; boundary={_BOUNDARY}"
        if self.body is not None:
            return msgspec.json.encode(self.body), "application/json"
        return b"", None

    @cached_property
    def key(self) -> str:
        return repr((self.method, self.target, self.payload, sorted(self.headers.items())))

    def replacing(self, old: str, new: str) -> Request:
        """The same with one word for another, wherever it stands."""
        form = self.form and {
            name: value.replace(old, new) if isinstance(value, str) else (value[0], _swap(value[1], old, new))
            for name, value in self.form.items()
        }
        return replace(
            self,
            path=self.path.replace(old, new),
            query={name: value.replace(old, new) for name, value in self.query.items()},
            body=_replaced(self.body, old, new),
            form=form,
        )


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float = 0.0

    @property
    def accepted(self) -> bool:
        return self.status < 300

    @cached_property
    def text(self) -> str:
        """What a reader sees; a spreadsheet is unpacked first."""
        if not self.body.startswith(b"PK\x03\x04"):
            return self.body.decode("utf-8", "replace")
        with zipfile.ZipFile(io.BytesIO(self.body)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())

    @cached_property
    def json(self) -> Any:
        """None where it is none."""
        try:
            return msgspec.json.decode(self.body)
        except msgspec.DecodeError:
            return None

    @property
    def code(self) -> str | None:
        document = self.json
        return document.get("code") if isinstance(document, dict) else None


def _multipart(form: Form) -> bytes:
    parts = []
    for name, value in form.items():
        if isinstance(value, str):
            head, content = f'name="{name}"', value.encode()
        else:
            head, content = f'name="{name}"; filename="{value[0]}"', value[1]
        parts.append(
            f"--{_BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        )
    return b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, Mapping):
        return {name.replace(old, new): _replaced(each, old, new) for name, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, old, new) for each in value]
    return value


def _swap(content: bytes, old: str, new: str) -> bytes:
    return content.replace(old.encode(), new.encode())
