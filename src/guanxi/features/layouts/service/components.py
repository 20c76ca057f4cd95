"""Parts of record pages that are no fields: registered by name once, when the program starts. The web application draws them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from guanxi.kernel.metadata import Label

_components: dict[str, Label] = {}


def register_component(name: str, label: Label) -> None:
    """`name` is what layouts call it; `label` what the editor does."""
    _components[name] = label


def components() -> Mapping[str, Label]:
    return MappingProxyType(_components)


register_component("timeline", Label("Timeline", "时间线"))
register_component("files", Label("Files", "文件"))
register_component("links", Label("Linked records", "关联的记录"))
register_component("access", Label("Who has access", "谁可以访问"))
register_component("stages", Label("Stages", "阶段"))
