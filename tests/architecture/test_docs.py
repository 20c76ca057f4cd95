"""The documents: reference pages are what the code says, links lead somewhere, both languages tell the same."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"|<source[^>]+srcset=\"([^\"]+)\"")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^(#{1,6}) +(.+?) *$", re.MULTILINE)
LARGEST_PICTURES = 2_500_000


def documents() -> Iterator[Path]:
    yield from sorted(ROOT.glob("*.md"))
    yield from sorted((ROOT / "docs").rglob("*.md"))
    yield ROOT / "web" / "README.md"


def text_of(document: Path) -> str:
    """Without code, in which brackets mean something else."""
    return CODE.sub("", document.read_text("utf-8"))


def targets(document: Path) -> list[str]:
    found = ["".join(parts) for parts in LINK.findall(text_of(document))]
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def anchors(document: Path) -> set[str]:
    """The names that GitHub gives to headings."""
    plain = (
        re.sub(r"[^\w\- ]", "", title.lower()) for _, title in HEADING.findall(document.read_text("utf-8"))
    )
    return {name.replace(" ", "-") for name in plain}


def levels(document: Path) -> list[int]:
    code_free = re.sub(r"```.*?```", "", document.read_text("utf-8"), flags=re.DOTALL)
    return [len(marks) for marks, _ in HEADING.findall(code_free)]


def broken(document: Path) -> Iterator[str]:
    for target in targets(document):
        path, _, anchor = target.partition("#")
        file = (document.parent / path) if path else document
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            yield f"{document.relative_to(ROOT)}: {target}"


def test_reference_pages_are_what_the_code_says() -> None:
    # In a process of its own: what tests register must not be told as ours.
    command = [sys.executable, str(ROOT / "tools" / "reference.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_link_and_picture_is_there() -> None:
    every = list(documents())
    assert len(every) > 20
    assert [line for document in every for line in broken(document)] == []


def test_the_guide_is_linked_from_the_first_page() -> None:
    for readme, language in (("README.md", "en"), ("README.zh-CN.md", "zh-CN")):
        assert f"docs/guide/{language}/README.md" in targets(ROOT / readme)
        linked = set(targets(GUIDE / language / "README.md"))
        assert {page.name for page in (GUIDE / language).glob("*.md")} - {"README.md"} <= linked


@pytest.mark.parametrize("page", sorted(page.name for page in (GUIDE / "en").glob("*.md")))
def test_both_languages_tell_the_same(page: str) -> None:
    english, chinese = GUIDE / "en" / page, GUIDE / "zh-CN" / page
    assert levels(english) == levels(chinese)
    assert len(targets(english)) == len(targets(chinese))


def test_both_languages_have_the_same_pages() -> None:
    names = [{page.name for page in (GUIDE / language).iterdir()} for language in ("en", "zh-CN")]
    assert names[0] == names[1]


def test_pictures_stay_small() -> None:
    pictures = list((ROOT / "docs" / "images").rglob("*.webp"))
    assert pictures
    assert sum(picture.stat().st_size for picture in pictures) < LARGEST_PICTURES
