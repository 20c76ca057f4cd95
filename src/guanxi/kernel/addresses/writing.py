"""An address as it is written, in the order of its country: China from the large to the small, others mostly the other way.

`web/src/ui/fields/address/writing.ts` does the same; both are held by the examples that lie beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from guanxi.kernel.addresses.world import COUNTRIES

PARTS = ("country", "state", "city", "district", "street", "postal_code")

_OF_LETTER = {"S": "state", "C": "city", "D": "district", "A": "street", "Z": "postal_code"}
_ELSEWHERE = ("%A", "%D", "%C %S %Z")  # where no country, or none that is known, says otherwise
_AT_HOME = {"zh": "CN"}  # whose name goes without saying
_LETTER = re.compile(r"%([SCDAZ])")
_HAN = re.compile("[\u3400-\u9fff]")


def write_address(parts: Mapping[str, str], locale: str = "en") -> list[str]:
    """Its lines. What is written in Chinese characters is one line, with the postal code last."""
    country = COUNTRIES.get(parts.get("country", ""))
    name = "" if country is None or _AT_HOME.get(locale[:2]) == country.code else country.name(locale)
    template = _ELSEWHERE if country is None else country.lines
    is_large_first = _is_large_first(template) or parts.get("country") is None
    if is_large_first and any(_HAN.search(parts.get(part, "")) for part in _OF_LETTER.values()):
        return _in_one_line(parts, name, locale)
    lines = _complete(_ELSEWHERE if _is_large_first(template) else template, parts)
    return [line for line in (*(_filled(line, parts) for line in lines), name) if line]


def _is_large_first(lines: Sequence[str]) -> bool:
    text = "".join(lines)
    return 0 <= max(text.find("%S"), text.find("%C")) < text.find("%A")


def _in_one_line(parts: Mapping[str, str], name: str, locale: str) -> list[str]:
    city = "" if parts.get("city") == parts.get("state") else parts.get("city", "")
    street = parts.get("street", "").replace("\n", "")
    whole = "".join((parts.get("state", ""), city, parts.get("district", ""), street))
    line = " ".join(each for each in (whole, parts.get("postal_code", "")) if each)
    if locale.startswith("zh"):
        return [name + line]
    return [each for each in (line, name) if each]


def _complete(lines: Sequence[str], parts: Mapping[str, str]) -> list[str]:
    """With a place for parts that the country does not ask for and that are there all the same."""
    found = list(lines)
    for letter, beside in (("S", "C"), ("C", "S"), ("D", "C"), ("Z", "C")):
        if f"%{letter}" in "".join(found) or not parts.get(_OF_LETTER[letter]):
            continue
        at = next((n for n, line in enumerate(found) if f"%{beside}" in line), None)
        if at is None:
            found.append(f"%{letter}")
        elif letter == "D":
            found.insert(at, "%D")
        else:
            found[at] = found[at].replace(f"%{beside}", f"%{beside} %{letter}")
    return found


def _filled(line: str, parts: Mapping[str, str]) -> str:
    if not any(parts.get(_OF_LETTER[letter]) for letter in _LETTER.findall(line)):
        return ""
    text = _LETTER.sub(lambda match: parts.get(_OF_LETTER[match[1]], "").replace("\n", ", "), line)
    return re.sub(r"\s{2,}", " ", text).strip(" ,-")
