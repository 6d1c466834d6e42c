"""docs/problems.md has every problem that the commands can tell, and no other."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.docs.pages import in_use, rows, text_of, texts_in

_CODE = re.compile(r"[a-z]+\.[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FILE = re.compile(
    r".*\.(toml|csv|xlsx|xml|json|db|md|lock|pin|sock)|fuse\..*|(pingyi|scoring)\.(interface|documents)"
)
"""Names of files, and of kinds of disks."""
_VALUE = re.compile(r"\\\{\w+\\\}")

LISTED = {cells[0].strip("`"): cells for cells in rows(text_of("docs/problems.md"))[1:]}
del LISTED["code"]


def codes() -> set[str]:
    """Return the texts that have the shape of a code: an area, a point, and what is wrong."""
    return {
        text
        for tree in in_use().values()
        for text in texts_in(tree)
        if _CODE.fullmatch(text) and not _FILE.fullmatch(text)
    }


def templates() -> Iterator[str]:
    for tree in in_use().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "say" and node.args:
                yield from texts_in(node.args[0])


def test_every_problem_is_explained_and_no_other() -> None:
    found = codes()
    assert "scheme.points-sum" in found
    assert sorted(found - LISTED.keys()) == [], "not in docs/problems.md"
    assert sorted(LISTED.keys() - found) == [], "in docs/problems.md, and told by nobody"


@pytest.mark.parametrize("code", LISTED)
def test_an_explanation_is_whole(code: str) -> None:
    cells = LISTED[code]
    assert len(cells) == 4
    assert cells[1], "an example is missing"
    assert cells[3], "the Chinese is missing"
    assert ("*Warning.*" in cells[2]) == cells[3].startswith("提示")


def test_an_example_is_what_the_program_says() -> None:
    said = [
        re.compile(_VALUE.sub(".+", re.escape(template)).replace(r"\{\{", r"\{"))
        for template in templates()
    ]
    assert len(said) > 100
    strange = [
        code
        for code, cells in LISTED.items()
        if not any(message.fullmatch(_bare(cells[1])) for message in said)
    ]
    assert strange == []


def _bare(example: str) -> str:
    """Return the message without the marks of code, and without the column of a syntax error."""
    return re.sub(r"^column \d+: ", "", example.strip("`"))
