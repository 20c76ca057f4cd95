"""Plain values as YAML that people like to read and that `read_document` reads back as it was."""

from __future__ import annotations

from typing import Any

import yaml

from guanxi.kernel.bundles.documents import _Loader

_LINE = 120


class _Dumper(yaml.SafeDumper):
    """Quotes what our own reading would take for something else, and nothing more; long text as a block."""

    yaml_implicit_resolvers = _Loader.yaml_implicit_resolvers

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write_document(value: dict[str, Any]) -> bytes:
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_LINE)
    return text.encode()
