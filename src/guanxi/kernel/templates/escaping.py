"""What a value must not do where it stands: begin a tag, another header line, or a control sequence."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Final, Literal

from guanxi.kernel.templates.reading import Template, place_of

Target = Literal["text", "html", "header"]

# Control characters, and those that turn the direction of what follows.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LINE_ENDS: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LINE_END: Final = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_MARKUP: Final = re.compile(
    r"<!--|-->|</?(?:script|style|textarea|title|iframe|noscript)\b|[<>\"']", re.IGNORECASE
)

_LOOK_BACK: Final = 2_000
_A_VALUE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_ATTRIBUTE: Final = re.compile(
    r"""[\s"'/](?P<name>[\w:.-]{1,60})\s{0,9}=\s{0,9}["'](?P<value>[^"']{0,1500})\Z"""
)
_RUN: Final = re.compile(r"style|srcdoc|srcset|ping|content|http-equiv|xmlns.*", re.IGNORECASE)
_LINK: Final = re.compile(
    r"href|src|action|formaction|data|background|poster|cite|manifest|.*:href|lowsrc|dynsrc", re.IGNORECASE
)
_SAFE_START: Final = re.compile(r"https?://|mailto:|tel:|/|#|\?", re.IGNORECASE)


def escape(text: str, target: Target) -> str:
    return _ESCAPES[target](text)


def check_places(template: Template, target: Target) -> frozenset[int]:
    """The positions of merge fields that must be web addresses: they begin a link.

    Raises 422 `template_line_break` for a header of several lines, and `template_place` for a merge field in HTML where no
    escaping helps: in a tag outside quotation marks, in a script, style, comment or an attribute that is run.
    """
    if target == "html":
        return _check_markup(template)
    if target == "header" and (found := _LINE_END.search(template.source)):
        raise place_of(template.source, found.start()).refuse("line_break")
    return frozenset()


def _check_markup(template: Template) -> frozenset[int]:
    walk, addresses, before = _Markup(), set(), ""
    for part in template.parts:
        if isinstance(part, str):
            walk.over(part)
            before = (before + part)[-_LOOK_BACK:]
            continue
        if not walk.takes_values:
            raise part.place.refuse("place")
        if walk.is_in_attribute:
            attribute = _ATTRIBUTE.search(before)
            if (
                attribute is None
                or attribute["name"].lower().startswith("on")
                or _RUN.fullmatch(attribute["name"])
            ):
                raise part.place.refuse("place")
            if _LINK.fullmatch(attribute["name"]) and not _SAFE_START.match(attribute["value"].strip()):
                if attribute["value"]:
                    raise part.place.refuse("place")
                addresses.add(part.place.at)
        before = (before + _A_VALUE)[-_LOOK_BACK:]
    return frozenset(addresses)


class _Markup:
    """Follows HTML far enough to know whether a value may stand here. What is unsure counts as not."""

    def __init__(self) -> None:
        self._inside: str | None = (
            None  # "tag", a quotation mark within one, "comment", or an element of raw text
        )
        self._raw: str | None = None  # the element whose raw text follows the tag that is open

    @property
    def takes_values(self) -> bool:
        return self._inside is None or self._inside in ('"', "'")

    @property
    def is_in_attribute(self) -> bool:
        return self._inside in ('"', "'")

    def over(self, text: str) -> None:
        for found in _MARKUP.finditer(text):
            self._step(found[0].lower())

    def _step(self, mark: str) -> None:
        match self._inside:
            case None if mark == "<!--":
                self._inside = "comment"
            case None if mark.startswith("<"):
                self._raw = mark[1:] if len(mark) > 1 and mark[1] != "/" else None
                self._inside = "tag"
            case "comment" if mark == "-->":
                self._inside = None
            case "tag" if mark in ('"', "'"):
                self._inside = mark
            case "tag" if mark in (">", "-->"):
                self._inside, self._raw = self._raw, None
            case '"' | "'" if mark == self._inside:
                self._inside = "tag"
            case str(element) if mark == f"</{element}":
                self._inside = "tag"


def _as_text(text: str) -> str:
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _as_html(text: str) -> str:
    """Also safe between either kind of quotation marks, and for readers that take a backtick for one."""
    return html.escape(_as_text(text)).replace("`", "&#96;")


def _as_header(text: str) -> str:
    return _CONTROLS.sub("", _LINE_ENDS.sub(" ", text)).strip()


_ESCAPES: Final[Mapping[Target, Callable[[str], str]]] = {
    "text": _as_text,
    "html": _as_html,
    "header": _as_header,
}
