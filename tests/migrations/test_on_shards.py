"""What Citus asks of revisions: it passes on the whole text that an index of companies' tables is made by."""

import ast
from pathlib import Path

import pytest

from guanxi.kernel.db.migrate import SCRIPTS

FIRST = "0014"  # databases can be distributed since the revision before
TEXTS = [path for path in sorted((SCRIPTS / "versions").glob("0*.py")) if path.stem >= FIRST]


def statements(path: Path) -> list[str]:
    """The texts in it, a formatted one with its gaps."""
    tree = ast.parse(path.read_text())
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside = {id(part) for each in joined for part in each.values}
    constants = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside
    ]
    return constants + [
        "".join(part.value if isinstance(part, ast.Constant) else "…" for part in each.values)
        for each in joined
    ]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_an_index_is_made_by_a_text_of_its_own(path: Path) -> None:
    made = [each for each in statements(path) if "CREATE INDEX" in each or "CREATE UNIQUE INDEX" in each]

    assert [each for each in made if ";" in each.strip().rstrip(";")] == []
