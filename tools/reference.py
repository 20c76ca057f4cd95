"""Writes the reference pages of docs/ from the code: settings, commands, API, errors, objects.

`reference.py --check` writes nothing and exits with 1 if a page is not what the code says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

DOCS = Path(__file__).resolve().parent.parent / "docs"
VERBS = ("get", "post", "put", "patch", "delete")


def pages() -> dict[str, str]:
    """Every generated page by its path below docs/."""
    from guanxi.settings import settings_as_markdown

    return {
        "settings.md": settings_as_markdown(),
        "reference/commands.md": commands_page(),
        "reference/api.md": api_page(),
        "reference/errors.md": errors_page(),
        "reference/objects.md": objects_page(),
        "guide/en/functions.md": functions_page("en"),
        "guide/zh-CN/functions.md": functions_page("zh-CN"),
    }


def outdated() -> list[str]:
    return [
        name
        for name, text in pages().items()
        if not (DOCS / name).exists() or (DOCS / name).read_text("utf-8") != text
    ]


FUNCTIONS = {
    "en": (
        "Functions of formulas and conditions",
        "What can be used in [formulas and conditions](formulas.md). A function may also be written after its first value: "
        "`name.upper()` is `upper(name)`. Unless it says otherwise, a function of an empty value is empty.",
        {"logic": "Logic", "text": "Text", "number": "Numbers", "date": "Days and times"},
        "| Function | What it gives | Example |",
    ),
    "zh-CN": (
        "公式和条件中的函数",
        "可用于[公式和条件](formulas.md)。函数也可以写在第一个值之后：`name.upper()` 等同于 `upper(name)`。除非另有说明，空值的结果仍为空。",
        {"logic": "逻辑", "text": "文本", "number": "数字", "date": "日期和时间"},
        "| 函数 | 结果 | 示例 |",
    ),
}


def functions_page(locale: str) -> str:
    from guanxi.kernel.expressions.catalogue import ALL

    title, about, groups, heading = FUNCTIONS[locale]
    lines = [f"# {title}", "", f"<!-- {WRITTEN} -->", "", about, ""]
    for group, name in groups.items():
        lines += [f"## {name}", "", heading, "|---|---|---|"]
        lines += [
            f"| `{each.signature}` | {each.about.in_locale(locale)} | `{each.example}` |"
            for each in ALL
            if each.group == group
        ]
        lines.append("")
    return page(lines)


WRITTEN = "Written from src/guanxi/kernel/expressions/catalogue by `make docs`; do not edit."


def commands_page() -> str:
    from guanxi.cli import guanxi

    lines = head("Commands", "The command `guanxi`, as its `--help` tells it.", "src/guanxi/cli")
    for path, command in walk(guanxi, "guanxi"):
        context = click.Context(command, info_name=path, terminal_width=100, max_content_width=100)
        lines += [f"## {path}", "", "```text", command.get_help(context).rstrip(), "```", ""]
    return page(lines)


def walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None and not found.hidden:
                yield from walk(found, f"{path} {name}")


def api_page() -> str:
    from guanxi.edge.openapi import describe
    from guanxi.main import create_app
    from guanxi.settings import Settings

    document = describe(create_app(Settings(secret="only to describe the application")))
    lines = head(
        "API",
        "Every route of the HTTP API. A running server gives the whole description at `/api/v1/openapi.json`; "
        "how to sign in, page, filter and retry is told in the [guide](../guide/en/api-and-cli.md) "
        "([中文](../guide/zh-CN/api-and-cli.md)).",
        "the routes",
    )
    for tag, rows in by_tag(document["paths"]).items():
        lines += [f"## {tag}", "", "| Route | What it does |", "|---|---|", *rows, ""]
    return page(lines)


def by_tag(paths: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, operations in paths.items():
        for verb in VERBS:
            if verb in operations:
                operation = operations[verb]
                row = f"| `{verb.upper()} {path}` | {cell(operation.get('summary', ''))} |"
                found.setdefault((operation.get("tags") or ["Other"])[0], []).append(row)
    return found


def errors_page() -> str:
    from guanxi.kernel.errors.messages import catalogue

    english, chinese = catalogue("en"), catalogue("zh-CN")
    lines = head(
        "Error codes",
        "A refusal is a problem document (RFC 9457) whose `code` does not change, with a sentence in the language "
        "of the caller. Names in braces are filled in.",
        "src/guanxi/kernel/errors/messages",
    )
    lines += ["| Code | English | 中文 |", "|---|---|---|"]
    lines += [
        f"| `{code}` | {cell(english[code])} | {cell(chinese.get(code, ''))} |" for code in sorted(english)
    ]
    return page(lines)


def objects_page() -> str:
    from guanxi import catalogue
    from guanxi.kernel.metadata import standard_registry

    catalogue.load()
    lines = head(
        "Objects and fields",
        "What every company begins with. `GET /api/v1/objects` tells the same of one company, with its own options "
        "and pipelines.",
        "src/guanxi/features/*/objects.py",
    )
    for definition in standard_registry():
        lines += [f"## {definition.label.en} · {definition.label.zh} (`{definition.name}`)", ""]
        lines += ["| Field | English | 中文 | Type | Notes |", "|---|---|---|---|---|"]
        lines += [field_row(field) for field in definition.fields.values()]
        for pipeline in definition.pipelines:
            stages = ", ".join(
                f"{stage.label.en} {stage.label.zh} (`{stage.key}`)" for stage in pipeline.stages
            )
            lines += ["", f"Pipeline {pipeline.label.en} {pipeline.label.zh} (`{pipeline.key}`): {stages}."]
        lines.append("")
    return page(lines)


def field_row(field: Any) -> str:
    notes = [
        name
        for name in ("required", "read_only", "unique", "searchable")
        if getattr(field, name)
    ]  # fmt: skip
    if field.target:
        notes.append(f"→ `{field.target}`")
    if field.options and field.name != "stage":
        notes.append(
            ", ".join(f"`{option.value}` {option.label.en} {option.label.zh}" for option in field.options)
        )
    told = "; ".join(note.replace("_", "-") if note == "read_only" else note for note in notes)
    return f"| `{field.name}` | {cell(field.label.en)} | {cell(field.label.zh)} | {field.type.name} | {cell(told)} |"


def head(title: str, text: str, source: str) -> list[str]:
    return [f"# {title}", "", text, f"This page is written from {source} by `make docs`.", ""]


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def page(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    if "--check" in sys.argv:
        for name in (wrong := outdated()):
            print(f"docs/{name} is not what the code says: run `make docs`.", file=sys.stderr)
        return 1 if wrong else 0
    for name, text in pages().items():
        file = DOCS / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
