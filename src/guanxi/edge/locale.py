"""Which of our languages a request is answered in.

The header wins over the person's own setting, because the web application sends the language it is showing.
"""

from __future__ import annotations

from functools import lru_cache

SUPPORTED_LOCALES = ("en", "zh-CN")
DEFAULT_LOCALE = "en"
_BY_LANGUAGE = {"en": "en", "zh": "zh-CN"}


def locale_of_request(accept_language: str | None, *preferences: str | None) -> str:
    """The first of: a supported language in the header, then the given preferences (user, company), then English."""
    if accept_language and (wanted := _first_supported(accept_language)):
        return wanted
    for preference in preferences:
        if preference in SUPPORTED_LOCALES:
            return preference
    return DEFAULT_LOCALE


@lru_cache(maxsize=512)
def _first_supported(accept_language: str) -> str | None:
    best: tuple[float, int, str] | None = None
    for position, entry in enumerate(accept_language[:256].split(",")):
        tag, _, parameter = entry.strip().partition(";")
        locale = _BY_LANGUAGE.get(tag.strip().split("-", 1)[0].lower())
        weight = _weight_of(parameter)
        if locale and weight > 0:
            candidate = (weight, -position, locale)
            best = max(best, candidate) if best else candidate
    return best[2] if best else None


def _weight_of(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
