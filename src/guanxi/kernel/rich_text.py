"""Formatted text: a small part of HTML, cleaned of everything else, and what it says as plain text.

Whatever comes from outside passes `clean` before it is kept; what is kept may be put on a page as it is.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import nh3

TAGS = frozenset(
    {
        "p", "br", "hr", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code",
        "strong", "b", "em", "i", "u", "s", "a",
    }
)  # fmt: skip
"""No images, frames or styles: nothing that a page would fetch from a stranger, and nothing that could cover it."""

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LONGEST_GIVEN = 200_000  # characters, before cleaning

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "hr"})
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<!doctype", re.IGNORECASE)
_DASH = "- "
_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"a": {"href"}},
    url_schemes=set(SCHEMES),
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
    clean_content_tags={
        "script",
        "style",
        "title",
        "template",
        "noscript",
        "iframe",
        "textarea",
        "svg",
        "math",
    },
)


def is_html(text: str) -> bool:
    """Whether anything in it reads as a tag; `a < b` is plain text."""
    return _TAG.search(text) is not None


def clean(markup: str) -> str:
    """Only `TAGS`; of links only `SCHEMES`. Text within what is left out stays, save that of scripts and the like."""
    return _cleaner.clean(markup).strip()


def of_plain(text: str) -> str:
    """Plain text as markup: paragraphs at empty lines, breaks at the others."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(
        f"<p>{html.escape(each, quote=False).replace(chr(10), '<br>')}</p>" for each in paragraphs if each
    )


def plain_of(markup: str) -> str:
    """What cleaned markup says: blocks on lines of their own, items of lists after a dash."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.pieces).split("\n")]
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.pieces[-1:] == [_DASH] and tag != "br":
            return  # The paragraph that an item begins with stands beside its dash.
        if tag in _BLOCKS or tag == "br":
            self.pieces.append("\n")
        if tag == "li":
            self.pieces.append(_DASH)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
