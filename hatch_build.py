"""Package build hook: `pip install .` builds the web interface, so that the wheel is the whole product."""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebInterface(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or os.environ.get("GUANXI_SKIP_WEB") == "1":
            return
        tool = runpy.run_path(str(Path(self.root, "tools", "build_web.py")))
        tool["build"]()
