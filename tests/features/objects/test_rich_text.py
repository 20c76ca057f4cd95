"""Formatted text: what is kept of HTML, and what reads it as plain text."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

ACCOUNTS = "/objects/account/records"
NOTES = "<p>Prefers <strong>Tuesdays</strong></p><ul><li>tea</li><li>绿茶</li></ul>"


@pytest.fixture
async def company(client_of, request):
    client = await client_of(f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")
    body = {"type": "rich_text", "label": "Notes", "name": "c_notes", "searchable": True}
    assert (await client.post("/objects/account/fields", json=body)).status_code == 201
    return client


async def make(company, **values):
    answer = await company.post(ACCOUNTS, json=[{"name": "A", **values}])
    assert answer.status_code == 201, answer.text
    return f"{ACCOUNTS}/{answer.json()['ids'][0]}"


async def kept(company, value):
    return (await company.get(await make(company, c_notes=value))).json()["c_notes"]


async def names(company, **query):
    answer = await company.get(ACCOUNTS, params={"sort": "name", **query})
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


async def test_is_kept_as_html_and_read_as_text(company):
    records = [{"name": "A", "c_notes": NOTES}, {"name": "B", "c_notes": "strong\n\ncoffee"}, {"name": "C"}]
    assert (await company.post(ACCOUNTS, json=records)).status_code == 201

    data = (await company.get(ACCOUNTS, params={"sort": "name"})).json()["data"]
    assert [each["c_notes"] for each in data] == [NOTES, "<p>strong</p><p>coffee</p>", None]
    assert await names(company, filter='c_notes.contains("strong")') == ["B"]
    assert await names(company, filter='c_notes.contains("tuesdays")') == ["A"]
    assert await names(company, filter="c_notes == null") == ["C"]
    assert await names(company, q="绿茶") == ["A"]
    asked = {"fields": ["name", "c_notes"], "format": "csv"}
    exported = (await company.post("/objects/account/export", json=asked)).text
    assert "Prefers Tuesdays\n- tea\n- 绿茶" in exported
    assert "<" not in exported


async def test_history_shows_what_was_written(company):
    record = await make(company, c_notes="<p>one</p>")
    answer = await company.patch(record, json={"c_notes": "two", "version": 1})
    assert answer.status_code == 200, answer.text

    assert await told(company, record) == [("<p>one</p>", "<p>two</p>")]


async def told(company, record):
    entries = (await company.get(f"{record}/timeline")).json()["data"]
    changes = [each for entry in entries for each in (entry.get("change") or {}).get("fields", ())]
    return [(each["old"], each["new"]) for each in changes if each["field"] == "c_notes"]


async def test_what_was_plain_before_is_no_markup_in_history(company, run_jobs):
    body = {"type": "long_text", "label": "Plain", "name": "c_plain"}
    await company.post("/objects/account/fields", json=body)
    record = await make(company, c_plain="<img src=x onerror=alert(1)>")
    await company.post("/objects/account/fields/c_plain/conversion", json={"type": "rich_text"})
    await run_jobs()

    page = (await company.get(f"{record}/timeline")).text
    assert "<img" not in page
    assert (await company.get(record)).json()["c_plain"] == "<p>&lt;img src=x onerror=alert(1)&gt;</p>"


async def test_defaults_rules_and_formulas_read_its_text(company):
    await company.patch("/objects/account/fields/c_notes", json={"default": "<p>to <em>ask</em></p>"})
    formula = {"type": "formula", "label": "Loud", "name": "c_loud", "formula": "upper(c_notes)"}
    assert (await company.post("/objects/account/fields", json=formula)).status_code == 201
    message = {"en": "Too short.", "zh-CN": "太短。"}
    rule = {
        "object": "account",
        "label": "Short",
        "body": {"message": message, "error_when": "size(c_notes) < 3"},
    }
    assert (await company.put("/definitions/validation_rule/short", json=rule)).status_code == 200

    record = (await company.get(await make(company))).json()
    assert (record["c_notes"], record["c_loud"]) == ("<p>to <em>ask</em></p>", "TO ASK")
    short = await company.post(ACCOUNTS, json={"name": "B", "c_notes": "<p><em>hi</em></p>"})
    assert short.status_code == 422


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("<p onclick='x()'>a</p>", "<p>a</p>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ("<p>a<img src=x onerror=alert(1)></p>", "<p>a</p>"),
        ("<a href='javascript:alert(1)'>a</a>", '<a rel="noopener noreferrer nofollow">a</a>'),
        ("<a href='JaVa&#x09;script:alert(1)'>a</a>", '<a rel="noopener noreferrer nofollow">a</a>'),
        ("<a href='data:text/html,<script>1</script>'>a</a>", '<a rel="noopener noreferrer nofollow">a</a>'),
        ("<a href='//evil.test'>a</a>", '<a rel="noopener noreferrer nofollow">a</a>'),
        ("<svg><script>1</script></svg><p>a</p>", "<p>a</p>"),
        (
            "<math><mtext><table><mglyph><style><img src=x onerror=1></style></mglyph></table></mtext></math>a",
            "a",
        ),
        ("<iframe src='https://evil.test'></iframe><p>a</p>", "<p>a</p>"),
        ("<p style='position:fixed;inset:0'>a</p>", "<p>a</p>"),
        ("<form action='https://evil.test'><input name=x><p>a</p></form>", "<p>a</p>"),
        ("<p>a", "<p>a</p>"),
        ("<!--<p>-->a", "a"),
        ("<noscript><p title='</noscript><img src=x onerror=1>'>a</noscript>a", None),
    ],
)
async def test_nothing_harmful_is_kept(company, hostile, left):
    found = await kept(company, hostile)
    assert "<img" not in found and "script" not in found.lower() and " on" not in found
    assert left is None or found == left


async def test_plain_text_stays_what_it_says(company):
    assert await kept(company, "a < b && c > d") == "<p>a &lt; b &amp;&amp; c &gt; d</p>"
    assert await kept(company, "one\ntwo") == "<p>one<br>two</p>"


@pytest.mark.parametrize("empty", ["<p></p>", "<p><br></p>", "<p> &nbsp; </p>", "<script>x</script>"])
async def test_what_says_nothing_is_no_value(company, empty):
    assert await kept(company, empty) is None


@pytest.mark.parametrize("value", [7 * ["x"], {"html": "x"}, True, "x" * 20_001, "<b>" * 70_000 + "x"])
async def test_refused(company, value):
    answer = await company.post(ACCOUNTS, json={"name": "x", "c_notes": value})
    assert answer.status_code == 422


async def test_becomes_plain_text_and_comes_back(company, run_jobs):
    record = await make(company, c_notes=NOTES)

    changed = await company.post("/objects/account/fields/c_notes/conversion", json={"type": "long_text"})
    assert changed.status_code in (200, 202), changed.text
    await run_jobs()
    assert (await company.get(record)).json()["c_notes"] == "Prefers Tuesdays\n- tea\n- 绿茶"

    await company.post("/objects/account/fields/c_notes/conversion", json={"type": "rich_text"})
    await run_jobs()
    assert (await company.get(record)).json()["c_notes"].startswith("<p>Prefers Tuesdays<br>- tea")
