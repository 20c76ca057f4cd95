"""The report: JSON for programs, one self-contained HTML page for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape
from typing import Any

from guanxi.attack.exceptions import KNOWN_TO_COLLEAGUES, NOT_PROBED, NOT_REACHED
from guanxi.attack.findings import Ledger
from guanxi.attack.probing import Promise
from guanxi.attack.rows import LEFT_EMPTY

WHAT = {
    "doors": "People without a valid sign-in, at every route.",
    "crossing": "People of another company: every id of the victim in every place of a path, query or body.",
    "sharing": "Colleagues: records, files, views, imports and jobs that are another's alone.",
    "words": "Asking by words that the asker may not see.",
    "verbs": "Every object, verb and field for people whose rights do not hold it.",
    "hidden fields": "Fields hidden from the asker: selection, filter, sort, groups, figures, exports, writes.",
    "kept": "Hidden fields in what is kept for later: shared views, mappings of imports.",
    "wall": "The database's policies by themselves, table by table.",
    "jobs": "Every kind of job with arguments that name somebody else's things.",
    "tokens": "Cursors, idempotency keys and sign-ins of others.",
    "forms": "Strangers before a form: keys, tickets, uploads and choices that are not theirs.",
    "live events": "Streams that are open while others write.",
    "revoking": "What is taken away is gone with the next request.",
    "authority": "Calls that change something, by people without a say in it.",
    "coverage": "Routes that nothing was aimed at, or that nobody got through.",
}


def as_json(ledger: Ledger, at: datetime, about: Mapping[str, Any]) -> str:
    document = {"at": at.isoformat(), **about, **ledger.as_json(), "exceptions": _exceptions()}
    return json.dumps(document, ensure_ascii=False, indent=1)


def as_html(ledger: Ledger, at: datetime, about: Mapping[str, Any]) -> str:
    findings = ledger.as_json()["findings"]
    verdict = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}" if findings else "Nothing found"
    return _PAGE.format(
        style=_STYLE,
        colour="bad" if findings else "good",
        verdict=verdict,
        at=escape(f"{at:%Y-%m-%d %H:%M} UTC"),
        about=escape(" · ".join(f"{name}: {value}" for name, value in about.items())),
        figures="".join(
            f"<div><b>{value}</b><span>{escape(name)}</span></div>" for name, value in _figures(ledger)
        ),
        findings="".join(map(_finding, findings)) or "<p>Every probe was answered as promised.</p>",
        promises="".join(f"<li>{escape(each)}</li>" for each in Promise),
        families=_table(
            ("Family", "What is tried", "Probes", "Seconds"),
            [
                (name, WHAT.get(name, ""), f"{count:,}", f"{ledger.seconds.get(name, 0):.1f}")
                for name, count in ledger.by(0).items()
            ],
        ),
        people=_table(("Who", "Probes"), [(name, f"{count:,}") for name, count in ledger.by(2).items()]),
        operations=_table(
            ("Route, table or job", "Probes", "Rightful use"),
            [
                (name, f"{count:,}", str(ledger.reached.get(name, "–")))
                for name, count in sorted(ledger.by(1).items())
            ],
        ),
        exceptions=_table(("What is left out", "Why"), list(_exceptions().items())),
        notes="".join(f"<p>{escape(each)}</p>" for each in ledger.notes),
    )


def summary(ledger: Ledger) -> str:
    """A few lines for a terminal."""
    lines = [
        f"{ledger.probes:,} probes, {ledger.digests:,} readings of the whole database, "
        f"{len(ledger.findings)} findings."
    ]
    for finding in ledger.findings[:40]:
        lines += [f"  {finding.kind} · {finding.family} · {finding.who}", f"    {finding.tried[:200]}"]
        lines.append(f"    {finding.seen[:240]}")
    if len(ledger.findings) > 40:
        lines.append(f"  … and {len(ledger.findings) - 40} more; see the report.")
    return "\n".join(lines)


def _figures(ledger: Ledger) -> Iterable[tuple[str, str]]:
    yield "probes", f"{ledger.probes:,}"
    yield "findings", f"{len(ledger.findings):,}"
    yield "readings of the whole database", f"{ledger.digests:,}"
    yield "routes let a rightful caller through", f"{sum(each < 300 for each in ledger.reached.values())}"
    yield "seconds", f"{sum(ledger.seconds.values()):.0f}"


def _finding(finding: Mapping[str, Any]) -> str:
    return (
        f"<details><summary><em>{escape(finding['kind'])}</em> {escape(finding['who'])} · "
        f"<code>{escape(finding['tried'][:160])}</code></summary>"
        f"<p>{escape(finding['family'])}, met {finding['times']} time(s)</p>"
        f"<pre>{escape(finding['tried'])}</pre><pre>{escape(finding['seen'])}</pre></details>"
    )


def _exceptions() -> dict[str, str]:
    return {
        **{f"{name} (rightful use)": why for name, why in NOT_REACHED.items()},
        **{f"{name} (no probes)": why for name, why in NOT_PROBED.items()},
        **{
            f"{operation} on {table}, for colleagues": why
            for (operation, table), why in KNOWN_TO_COLLEAGUES.items()
        },
        **{f"table {name}": why for name, why in LEFT_EMPTY.items()},
    }


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{''.join(f'<th>{each}</th>' for each in head)}</tr></thead><tbody>{body}</tbody></table>"


_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;color:#1c2430;background:#f6f7f9;margin:0}
main{max-width:68rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font-size:1.7rem;margin:0}h2{font-size:1.1rem;margin:2.2rem 0 .6rem}
header p{color:#5b6675;margin:.2rem 0}.good{color:#0f7a4d}.bad{color:#b3261e}
.figures{display:flex;flex-wrap:wrap;gap:.8rem;margin:1.4rem 0}
.figures div{background:#fff;border:1px solid #dfe4ea;border-radius:8px;padding:.7rem 1rem;min-width:8rem}
.figures b{display:block;font-size:1.4rem;font-variant-numeric:tabular-nums}.figures span{color:#5b6675;font-size:.85rem}
table{border-collapse:collapse;width:100%;background:#fff;border:1px solid #dfe4ea;border-radius:8px;font-size:.9rem}
th,td{text-align:left;padding:.35rem .7rem;border-top:1px solid #edf0f3;vertical-align:top}thead th{border-top:0}
td:nth-last-child(-n+2):not(:first-child):not(:nth-child(2)){font-variant-numeric:tabular-nums}
details{background:#fff;border:1px solid #dfe4ea;border-radius:8px;padding:.5rem .8rem;margin:.4rem 0}
summary{cursor:pointer;overflow-wrap:anywhere}em{color:#b3261e;font-style:normal;font-weight:600}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f7f9;padding:.6rem;border-radius:6px;font-size:.82rem}
code{font-size:.85rem}@media(prefers-color-scheme:dark){body{background:#12161c;color:#dfe5ec}
.figures div,table,details{background:#1a2029;border-color:#2b3442}th,td{border-color:#252d39}pre{background:#12161c}}
"""
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>guanxi attack: {verdict}</title><style>{style}</style></head><body><main>
<header><h1 class="{colour}">{verdict}</h1><p>guanxi attack, {at}</p><p>{about}</p></header>
<section class="figures">{figures}</section>{notes}
<h2>Findings</h2>{findings}
<h2>What was promised</h2><ul>{promises}</ul>
<h2>Families</h2>{families}
<h2>Identities</h2>{people}
<h2>Routes, tables and jobs</h2>{operations}
<h2>Exceptions</h2>{exceptions}
</main></body></html>
"""
