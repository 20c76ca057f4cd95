"""Takes the pictures of README and guide: a demo company in a temporary directory, Chromium, both languages.

Writes docs/images/<language>/<name>.webp. `screenshots.py board phone` takes only these.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from guanxi.demo import EMAIL, PASSWORD
from guanxi.demo.company import NAMES

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDE: ViewportSize = {"width": 1360, "height": 850}
PHONE: ViewportSize = {"width": 375, "height": 780}
SHARPNESS = {"wide": 1.5, "phone": 2.0}
QUALITY = 0.82
LANGUAGES = ("en", "zh-CN")
PATIENCE_MS = 60_000

# Encoding is done by the browser, which is here anyway.
TO_WEBP = """async ([png, quality]) => {
  const image = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/webp", quality });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}"""
COLLAGE = """<style>
  body { margin: 0; padding: 36px 40px; display: flex; gap: 32px; background: BACKGROUND; width: max-content; }
  img { width: 300px; border-radius: 26px; box-shadow: 0 0 0 7px #1c2033, 0 18px 40px #1c203340; }
</style>PICTURES"""


@dataclass(frozen=True)
class Studio:
    """A running demo and a browser in one language, signed in."""

    url: str
    browser: Browser
    language: str
    api: httpx.Client

    @contextmanager
    def page(self, path: str, *, phone: bool = False, dark: bool = False) -> Iterator[Page]:
        context = self.browser.new_context(
            base_url=self.url, locale=self.language, viewport=PHONE if phone else WIDE, has_touch=phone,
            device_scale_factor=SHARPNESS["phone" if phone else "wide"], reduced_motion="reduce",
            color_scheme="dark" if dark else "light",
        )  # fmt: skip
        context.set_default_timeout(PATIENCE_MS)
        context.add_cookies(
            [{"name": name, "value": value, "url": self.url} for name, value in self.api.cookies.items()]
        )
        page = context.new_page()
        page.goto(path)
        page.get_by_role("main").wait_for()
        yield page
        context.close()

    def first(self, object_name: str, condition: str) -> str:
        answer = self.api.get(f"/objects/{object_name}/records", params={"filter": condition, "limit": 1})
        return str(answer.raise_for_status().json()["data"][0]["id"])

    def said(self, english: Any, chinese: Any) -> Any:
        return chinese if self.language == "zh-CN" else english


def my_day(studio: Studio, page: Page) -> None:
    page.get_by_role("main").get_by_role("listitem").first.wait_for()


def deals(studio: Studio, page: Page) -> None:
    page.locator("[role=gridcell][data-first]").nth(12).wait_for()


def board(studio: Studio, page: Page) -> None:
    page.get_by_role("main").get_by_role("listitem").nth(6).wait_for()


def record(studio: Studio, page: Page) -> None:
    page.get_by_role("heading", level=1).wait_for()
    page.get_by_role("main").get_by_role("listitem").first.wait_for()


def report(studio: Studio, page: Page) -> None:
    expect(page.locator("svg a")).to_have_count(4)


def import_preview(studio: Studio, page: Page) -> None:
    """A file with names that are nearly known and two rows that cannot be taken."""
    page.locator("input[type=file]").set_input_files(
        {"name": studio.said("open-deals.csv", "商机跟进表.csv"), "mimeType": "text/csv", "buffer": deals_file(studio)}
    )  # fmt: skip
    page.get_by_role("button", name=re.compile("^Read the file$|^读取 1 个文件$")).click()
    go_on = page.get_by_role("button", name=studio.said("Continue", "下一步"), exact=True)
    while True:
        go_on.wait_for()
        heading = page.locator("main h2").first.inner_text()
        go_on.click()
        expect(page.locator("main h2").first).not_to_have_text(heading)
        if "step=preview" in page.url:
            break
    page.locator("td[data-wrong]").first.wait_for()


def deals_file(studio: Studio) -> bytes:
    accounts: tuple[str, ...]
    if studio.language == "zh-CN":
        lines = ["商机名称,客户,阶段,金额,预计成交日期,下一步"]
        accounts = (
            "上海云栖信息技术有限公司",
            "深圳市华芯电子有限公司",
            "杭州绿野医疗科技有限公司",
            "成都蓉城零售集团",
        )
        wants = (
            "服务器扩容",
            "门店终端更新",
            "数据中台二期",
            "售后续约",
            "移动终端采购",
            "检验设备联网",
            "年度维保",
        )
        stages = ("初步接洽", "需求沟通", "方案报价", "商务谈判")
        nexts = ("约技术交流", "提交报价单", "等客户审批", "准备合同")
        encoding = "gb18030"
    else:
        lines = ["Deal name,Account,Stage,Amount,Close date,Next step"]
        accounts = ("Acme Corporation", "Globex Corporation", "Initech", "Cheers", "Massive Dynamic")
        wants = (
            "GTX rollout",
            "Store refresh",
            "Data centre phase 2",
            "Renewal",
            "Warehouse terminals",
            "Pilot",
            "Support plan",
        )
        stages = ("Prospecting", "Engaging", "Proposal", "Negotiation")
        nexts = ("Technical session", "Send the quote", "Wait for approval", "Draft the contract")
        encoding = "utf-8"
    for number in range(42):
        account, want = accounts[number % len(accounts)], wants[number % len(wants)]
        day = f"2031-{1 + number % 12:02}-{1 + number * 5 % 28:02}"
        amount = "12k?" if number == 3 else str(4800 + number * 1735 % 60000)
        lines.append(
            f"{want} {number + 1:02},{account},{stages[number % 4]},{amount},{'2031-02-30' if number == 8 else day},{nexts[number % 4]}"
        )
    return "\n".join(lines).encode(encoding)


def tell_story(studio: Studio) -> None:
    """A quarter under way: open deals in every stage, and one that much has been said about."""
    owners = studio.api.get("/objects/user/records", params={"limit": 9}).json()["data"]
    for number, (name, account, stage, amount) in enumerate(studio.said(ENGLISH_DEALS, CHINESE_DEALS)):
        deal = {
            "name": name, "stage": stage, "pipeline": "sales", "amount": f"{amount}.00",
            "account": studio.first("account", f'name == "{account}"'), "owner": owners[number % len(owners)]["id"],
            "close_date": (date.today() + timedelta(days=9 + 4 * number)).isoformat(),
        }  # fmt: skip
        studio.api.post("/objects/deal/records", json=deal).raise_for_status()
    deal_id = shown_deal(studio)
    studio.api.patch(f"/objects/deal/records/{deal_id}", json={"probability": 85}).raise_for_status()
    for kind, subject, body in studio.said(ENGLISH_TALK, CHINESE_TALK):
        said = {"type": kind, "name": subject, "body": body, "deal": deal_id, "done": True}
        studio.api.post("/objects/activity/records", json=said).raise_for_status()
    file = (studio.said("Quote v2.pdf", "报价单 v2.pdf"), b"%PDF-1.4 " + b"0" * 180_000, "application/pdf")
    studio.api.post(
        "/files", data={"object": "deal", "record_id": deal_id}, files={"file": file}
    ).raise_for_status()


def set_up_company(studio: Studio) -> None:
    """What administrators declare: a workflow, an approval with tiers, and a rule that shares large deals."""
    name = tag(studio)
    english, chinese = "Follow up on what is won", "赢单后跟进"
    studio.api.put(
        f"/definitions/workflow/won_{name}",
        json={"object": "deal", "label": {"en": english, "zh-CN": chinese}, "body": workflow_body(studio)},
    ).raise_for_status()
    studio.api.put(
        f"/definitions/approval/large_{name}",
        json={
            "object": "deal",
            "label": {"en": "Large deals", "zh-CN": "大额商机审批"},
            "body": approval_body(),
        },
    ).raise_for_status()
    for rule in studio.api.get("/sharing-rules").json()["data"]:
        studio.api.delete(f"/sharing-rules/{rule['id']}").raise_for_status()
    studio.api.put("/sharing/deal", json={"sharing": "private"}).raise_for_status()
    rule = {
        "object": "deal", "name": studio.said("Large deals", "大额商机"), "condition": "amount >= 10000",
        "shared_with": {"kind": "user", "id": colleague(studio)["id"]}, "level": "read",
    }  # fmt: skip
    studio.api.post("/sharing-rules", json=rule).raise_for_status()
    path = f"/objects/deal/records/{shown_deal(studio)}/access"
    while not studio.api.get(path).raise_for_status().json()["up_to_date"]:
        time.sleep(0.5)


def workflow_body(studio: Studio) -> dict[str, Any]:
    title = studio.said("{{name}} is won", "{{name}} 已赢单")
    task = studio.said("Say thank you: {{name}}", "感谢客户：{{name}}")
    steps = [
        {
            "key": "size", "type": "branch", "next": {"large": "tell", "otherwise": "next"},
            "settings": {"ways": [{"name": "large", "label": studio.said("Large", "大额"), "condition": "amount >= 10000"}]},
        },
        {"key": "tell", "type": "notify", "settings": {"to": [{"kind": "cause"}], "title": title}, "next": {"next": "thank"}},
        {
            "key": "thank", "type": "create_record", "next": {"next": "rest"},
            "settings": {"object": "activity", "values": [{"field": "name", "template": task}]},
        },
        {"key": "rest", "type": "wait", "settings": {"duration": {"amount": 30, "unit": "days"}}, "next": {}},
        {
            "key": "next", "type": "update_record", "next": {},
            "settings": {"values": [{"field": "next_step", "value": studio.said("Ask for a reference", "邀请作推荐客户")}]},
        },
    ]  # fmt: skip
    return {"trigger": {"type": "stage_entered", "stages": ["won"]}, "steps": steps}


def approval_body() -> dict[str, Any]:
    def step(name: str, english: str, chinese: str, approver: dict[str, Any], **rest: Any) -> dict[str, Any]:
        return {"name": name, "label": {"en": english, "zh-CN": chinese}, "approvers": [approver], **rest}

    manager = step(
        "manager",
        "Sales manager",
        "销售经理",
        {"manager_of": "submitter"},
        deadline={"working_days": 1, "then": "remind"},
    )
    finance = step("finance", "Finance", "财务", {"user": EMAIL}, condition="amount >= 50000")
    director = step(
        "director", "Director", "总监", {"manager_of": "owner", "levels": 2}, condition="amount >= 100000"
    )
    tiers = {
        "name": "tiers",
        "label": {"en": "By amount", "zh-CN": "按金额"},
        "parallel": [[finance], [director]],
    }
    return {
        "condition": "amount >= 10000",
        "summary": ["amount", "account", "stage"],
        "steps": [manager, tiers],
    }


def colleague(studio: Studio) -> dict[str, Any]:
    """Somebody who neither owns the shown deal nor stands above its owner."""
    people = studio.api.get("/objects/user/records", params={"limit": 40, "sort": "name"}).json()["data"]
    return next(one for one in people if one["name"] == "Anna Snelling")


def drawing(studio: Studio, page: Page) -> None:
    page.locator(".react-flow__node").nth(4).wait_for()


def process(studio: Studio, page: Page) -> None:
    page.get_by_role("button", name=studio.said("Finance", "财务")).first.click()


def layout(studio: Studio, page: Page) -> None:
    page.locator("[data-placed]").nth(6).wait_for()


def access(studio: Studio, page: Page) -> None:
    """Why somebody sees the record."""
    page.get_by_role("heading", level=1).wait_for()
    page.get_by_role("button", name=studio.said("Share", "共享"), exact=True).click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("combobox", name=studio.said("Person", "人员"), exact=True).fill("Anna")
    page.get_by_role("option", name="Anna Snelling").click()
    panel.get_by_role("status").wait_for()


ENGLISH_DEALS = (
    ("Cheers: till terminals", "Cheers", "prospecting", 12400),
    ("Bluth Company: site offices", "Bluth Company", "prospecting", 8900),
    ("Hottechi: lab servers", "Hottechi", "prospecting", 31200),
    ("Massive Dynamic: pilot group", "Massive Dynamic", "engaging", 18600),
    ("Umbrella Corporation: cold storage", "Umbrella Corporation", "engaging", 47300),
    ("Initech: second data room", "Initech", "engaging", 22750),
    ("Globex Corporation: shop floor", "Globex Corporation", "proposal", 39400),
    ("Cheers: loyalty back office", "Cheers", "proposal", 15800),
    ("Hottechi: framework contract", "Hottechi", "negotiation", 88000),
)
CHINESE_DEALS = (
    ("成都蓉城：收银终端", "成都蓉城零售集团", "prospecting", 12400),
    ("杭州绿野：检验室联网", "杭州绿野医疗科技有限公司", "prospecting", 8900),
    ("深圳华芯：实验室服务器", "深圳市华芯电子有限公司", "prospecting", 31200),
    ("上海云栖：试点小组", "上海云栖信息技术有限公司", "engaging", 18600),
    ("成都蓉城：冷链仓储", "成都蓉城零售集团", "engaging", 47300),
    ("深圳华芯：第二机房", "深圳市华芯电子有限公司", "engaging", 22750),
    ("杭州绿野：影像归档", "杭州绿野医疗科技有限公司", "proposal", 39400),
    ("成都蓉城：会员后台", "成都蓉城零售集团", "proposal", 15800),
    ("深圳华芯：框架协议", "深圳市华芯电子有限公司", "negotiation", 88000),
)
ENGLISH_TALK = (
    ("note", "Budget is confirmed", "Finance released it this morning. Delivery has to be before the audit."),
    ("call", "Price talk with Grace", "She asks for 4 % on twelve desks; three years of support stay in."),
)
CHINESE_TALK = (
    ("note", "预算已批", "财务今早已放款，须在审计前到货。"),
    ("call", "与王芳沟通价格", "整单希望再让 4%，三年维保保留。"),
)


@dataclass(frozen=True)
class Picture:
    name: str
    path: Callable[[Studio], str]
    prepare: Callable[[Studio, Page], None]
    dark: bool = False


LARGE_DEALS = "/o/deal?" + urlencode(
    {
        "filter": 'stage == "won" && amount >= 5000',
        "sort": "-amount",
        "cols": "name,account,stage,amount,close_date,owner",
    }
)
PICTURES = (
    Picture("my-day", lambda studio: "/my-day", my_day),
    Picture("list", lambda studio: LARGE_DEALS, deals),
    Picture("board", lambda studio: "/o/deal?view=board", board),
    Picture("board-dark", lambda studio: "/o/deal?view=board", board, dark=True),
    Picture("record", lambda studio: f"/o/deal/{shown_deal(studio)}", record),
    Picture("report", lambda studio: "/reports/sales", report),
    Picture("import", lambda studio: "/imports/new", import_preview),
    Picture("workflow", lambda studio: f"/workflows/won_{tag(studio)}", drawing),
    Picture("approval", lambda studio: f"/approval-processes/large_{tag(studio)}", process),
    Picture("layout", lambda studio: "/layouts/deal/new", layout),
    Picture("access", lambda studio: f"/o/deal/{shown_deal(studio)}", access),
)
PHONES = (
    Picture("my-day", lambda studio: "/my-day", my_day),
    Picture("board", lambda studio: "/o/deal?view=board", lambda studio, page: page.get_by_role("listitem").nth(2).wait_for()),
    Picture("record", lambda studio: f"/o/deal/{shown_deal(studio)}", lambda studio, page: page.get_by_role("tab").first.wait_for()),
    Picture("report", lambda studio: "/reports/sales", report, dark=True),
)  # fmt: skip


def tag(studio: Studio) -> str:
    """The language as names of definitions have it."""
    return studio.language.replace("-", "_").lower()


def shown_deal(studio: Studio) -> str:
    name = studio.said("Acme Corporation", "上海云栖信息技术有限公司")
    account = studio.first("account", f'name == "{name}"')
    return studio.first("deal", f'account == "{account}" && stage == "negotiation"')


def take(studio: Studio, wanted: set[str]) -> None:
    for picture in PICTURES:
        if not wanted or picture.name in wanted:
            with studio.page(picture.path(studio), dark=picture.dark) as page:
                save(page, studio.language, picture.name, shot_of(studio, page, picture))
    if not wanted or "phone" in wanted:
        take_phones(studio)


def shot_of(studio: Studio, page: Page, picture: Picture) -> bytes:
    picture.prepare(studio, page)
    page.wait_for_load_state("networkidle" if "/imports" in page.url else "load")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(700)  # Charts and avatars come after their data.
    return page.screenshot()


def take_phones(studio: Studio) -> None:
    shots = []
    for picture in PHONES:
        with studio.page(picture.path(studio), phone=True, dark=picture.dark) as page:
            shots.append(base64.b64encode(shot_of(studio, page, picture)).decode())
    pictures = "".join(f'<img src="data:image/png;base64,{shot}">' for shot in shots)
    context = studio.browser.new_context(viewport={"width": 1500, "height": 760}, device_scale_factor=1.5)
    page = context.new_page()
    page.set_content(COLLAGE.replace("BACKGROUND", "#eef0f6").replace("PICTURES", pictures))
    save(page, studio.language, "phone", page.locator("body").screenshot())
    context.close()


def save(page: Page, language: str, name: str, png: bytes) -> None:
    # The pages' own rules forbid a fetch of data; an empty page has none.
    blank = page.context.new_page()
    encoded = blank.evaluate(TO_WEBP, [base64.b64encode(png).decode(), QUALITY])
    blank.close()
    file = IMAGES / language / f"{name}.webp"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(base64.b64decode(encoded))
    print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} kB", flush=True)


@contextmanager
def running_demo() -> Iterator[str]:
    """A demo of its own, or the one whose address is in GUANXI_DEMO_URL."""
    if address := os.environ.get("GUANXI_DEMO_URL"):
        yield address
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tempfile.mkdtemp(prefix="guanxi-pictures-")
    command = [sys.executable, "-m", "guanxi", "demo", "--port", str(port), "--end-with-parent"]
    process = subprocess.Popen(command, env=os.environ | {"GUANXI_DATA_DIR": folder})
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 300
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/ready", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    sys.exit("screenshots: the demo did not start; see above.")


def main(wanted: set[str]) -> None:
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        sys.exit("screenshots: Chromium is not installed; `make browser` installs it on Debian and Ubuntu.")
    with running_demo() as url, sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for language in LANGUAGES:
            with httpx.Client(base_url=f"{url}/api/v1", timeout=60) as api:
                entered = api.post("/session", json={"email": EMAIL, "password": PASSWORD}).raise_for_status()
                api.headers["X-CSRF-Token"] = entered.json()["csrf_token"]
                person = {"name": NAMES[language], "locale": language, "timezone": "Asia/Shanghai"}
                api.patch("/me", json=person).raise_for_status()
                studio = Studio(url, browser, language, api)
                tell_story(studio)
                set_up_company(studio)
                take(studio, wanted)
        browser.close()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
