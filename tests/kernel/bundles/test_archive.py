"""Archives from strangers: read in memory, within bounds, without a path that leads out."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from guanxi.kernel.bundles import MOST_BYTES, MOST_FILES, read_files, write_archive
from guanxi.kernel.errors import Invalid


def zipped(*entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def refusal(content):
    with pytest.raises(Invalid) as refused:
        read_files("a.zip", content)
    return refused.value.code


def test_a_single_file_is_itself():
    assert read_files("folder/events.yaml", b"a: 1") == {"events.yaml": b"a: 1"}


def test_what_is_written_is_read_back():
    files = {"package.yaml": b"a: 1", "objects/venue.yaml": "场地".encode()}
    assert read_files("x.zip", write_archive(files)) == files
    assert write_archive(files) == write_archive(dict(reversed(files.items())))


def test_a_folder_around_everything_is_left_out():
    content = zipped(("events-1.0/package.yaml", b"a"), ("events-1.0/data/x.yaml", b"b"))
    assert read_files("x.zip", content) == {"package.yaml": b"a", "data/x.yaml": b"b"}


@pytest.mark.parametrize(
    "name", ["../evil.yaml", "a/../../evil.yaml", "/etc/passwd", "c:/evil.yaml", ".", "a\\..\\b.yaml"]
)
def test_no_path_leads_out(name):
    assert refusal(zipped((name, b"x"))) == "bundle_path_unsafe"


def test_no_links():
    link = zipfile.ZipInfo("link.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refusal(zipped((link, b"/etc/passwd"))) == "bundle_path_unsafe"


def test_no_bombs():
    assert refusal(zipped(("bomb.yaml", b"\0" * (MOST_BYTES + 1)))) == "bundle_too_large"
    halves = [(f"{number}.yaml", b"\0" * (MOST_BYTES // 2 + 1)) for number in range(2)]
    assert refusal(zipped(*halves)) == "bundle_too_large"
    assert (
        refusal(zipped(*((f"{number}.yaml", b"") for number in range(MOST_FILES + 1))))
        == "bundle_too_many_files"
    )


def test_a_size_that_lies_is_not_believed():
    content = zipped(("bomb.yaml", b"\0" * (MOST_BYTES + 1)))
    for size in ((MOST_BYTES + 1).to_bytes(4, "little"),):
        content = content.replace(size, (10).to_bytes(4, "little"))
    assert refusal(content) in ("bundle_too_large", "bundle_unreadable")


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 and then nothing", zipped(("a.yaml", b"a: 1"))[:-30]],
    ids=["beginning", "cut off"],  # an archive holds the time
)
def test_no_archive(content):
    assert refusal(content) == "bundle_unreadable"
