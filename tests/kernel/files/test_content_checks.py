"""Uploads that are not what they say, or more than one thing."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from guanxi.kernel.errors import Invalid
from guanxi.kernel.files.content_checks import check_content


def png(width: int = 1, height: int = 1) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0" + b"\0" * 40
    )


def gif(width: int = 1, height: int = 1) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0" * 20


def jpeg(width: int = 1, height: int = 1) -> bytes:
    comment = b"\xff\xfe\0\x06abcd"
    return b"\xff\xd8" + comment + b"\xff\xc0\0\x0b\x08" + struct.pack(">HH", height, width) + b"\0" * 20


def webp(width: int = 1, height: int = 1) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + size + b"\0" * 20


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("payload.class", "x")
    return buffer.getvalue()


def kind_of(folder: Path, name: str, content: bytes) -> str:
    path = folder / "upload"
    path.write_bytes(content)
    return check_content(path, name)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.png", png(9_000, 9_000), "image/png"),
        ("a.JPG", jpeg(4_000, 3_000), "image/jpeg"),
        ("a.webp", webp(10, 10), "image/webp"),
        ("a.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("a.zip", archive(), "application/zip"),
        ("page.html", b"<!doctype html><p>", "text/html"),
        ("drawing.svg", b"<svg xmlns='x'/>", "text/xml"),
        ("notes", b"MZ is how this note begins", "text/plain"),
        ("odd.bin", bytes(range(256)), "application/octet-stream"),
    ],
)
def test_is_taken_for_what_it_is(tmp_path, name, content, kind):
    assert kind_of(tmp_path, name, content) == kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("photo.png", b"<svg onload='alert(1)'>", "file_type_mismatch"),
        ("photo.jpg", b"<html><script>", "file_type_mismatch"),
        ("photo.png", jpeg(), "file_type_mismatch"),
        ("plan.pdf", b"<!doctype html>", "file_type_mismatch"),
        ("plan.pdf", b"\n\n%PDF-1.7", "file_type_mismatch"),
        ("sheet.xlsx", b"PK\x05\x06", "file_type_mismatch"),
        ("setup.exe", b"MZ" + b"\0" * 100, "file_program"),
        ("photo.png", b"\x7fELF" + b"\0" * 100, "file_program"),
        ("a.png", png() + archive(), "file_two_types"),
        ("a.gif", gif() + archive(), "file_two_types"),
        ("a.gif", b"GIF89a/*" + b"\0" * 20 + b"*/=1;<script>alert(1)</script>", "file_two_types"),
        ("a.jpg", b"\xff\xd8\xff\xfe\0\x30<SVG onload=alert(1)>" + b"\0" * 40, "file_two_types"),
        ("a.png", png(20_000, 20_000), "image_too_large"),
        ("a.gif", gif(65_535, 65_535), "image_too_large"),
        ("a.jpg", jpeg(65_535, 65_535), "image_too_large"),
        ("a.webp", webp(16_000_000, 16_000_000), "image_too_large"),
    ],
)
def test_is_refused(tmp_path, name, content, code):
    with pytest.raises(Invalid) as problem:
        kind_of(tmp_path, name, content)

    assert problem.value.code == code
