"""The pages that people read, taken apart for the tests that keep them true."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.sources import ROOT, sources_of

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_SPAN = re.compile(r"``([^`].*?)``|`([^`]+)`")


def text_of(name: str) -> str:
    """Return the text of a page; ``name`` is its path in the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def fences(text: str, language: str) -> list[str]:
    """Return the fenced blocks of ``language``."""
    return [body for named, body in _FENCE.findall(text) if named == language]


def headings(text: str) -> list[tuple[int, str]]:
    """Return level and text of each heading."""
    return [(len(marks), title) for marks, title in _HEADING.findall(_FENCE.sub("", text))]


def rows(text: str) -> list[list[str]]:
    """Return the cells of every row of every table, headings included."""
    lines = [line for line in _FENCE.sub("", text).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" |")] for line in lines]


def spans(text: str) -> list[str]:
    """Return what stands in code spans, in their order."""
    return [double or single for double, single in _SPAN.findall(_FENCE.sub("", text))]


def anchor(title: str) -> str:
    """Return the fragment that a heading is linked to by."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def in_use(sources: dict[str, str] | None = None) -> dict[str, ast.Module]:
    """Return the modules of the engine that commands or screens use, directly or through others."""
    trees = {name: ast.parse(text) for name, text in (sources or sources_of("scoring")).items()}
    waiting = [name for name in trees if name.startswith(("scoring.cli", "scoring.__main__"))]
    for text in sources_of("tui").values() if sources is None else ():
        waiting += _imported(ast.parse(text))
    found: dict[str, ast.Module] = {}
    while waiting:
        name = waiting.pop()
        if name in trees and name not in found:
            found[name] = trees[name]
            waiting += _imported(trees[name])
    return found


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def texts_in(tree: ast.AST) -> Iterator[str]:
    """Yield every text constant below ``tree``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def shown(path: Path) -> str:
    """Return ``path`` as it stands in the project."""
    return path.relative_to(ROOT).as_posix()
