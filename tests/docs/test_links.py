"""Whatever points at a page, a section or a file points at one that is there."""

import re

import pytest

from tests.docs.pages import DOCS, PAGES, anchor, headings, shown
from tests.sources import ROOT, sources_of

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_SOURCE = re.compile(r"docs/([\w.-]+\.md)(?:``)?(?:,\s+\"([^\"]+)\")?")


@pytest.mark.parametrize("page", [shown(path) for path in PAGES])
def test_every_link_leads_somewhere(page: str) -> None:
    path = ROOT / page
    for link in _LINK.findall(path.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        name, _, section = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        if section:
            titles = [anchor(title) for _, title in headings(target.read_text(encoding="utf-8"))]
            assert section in titles, link


def test_every_page_is_reached_from_the_readme() -> None:
    reached = {ROOT / "README.md"}
    waiting = list(reached)
    while waiting:
        page = waiting.pop()
        for link in _LINK.findall(page.read_text(encoding="utf-8")):
            target = (page.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target.exists() and target not in reached:
                reached.add(target)
                waiting.append(target)
    assert {path.name for path in DOCS.glob("*.md")} <= {path.name for path in reached}


def test_docstrings_name_sections_that_exist() -> None:
    named = {
        (page, section)
        for text in sources_of("scoring").values()
        for page, section in _SOURCE.findall(text)
    }
    assert ("schemes.md", "Arithmetic") in named
    for page, section in named:
        titles = [title for _, title in headings((DOCS / page).read_text(encoding="utf-8"))]
        assert not section or section in titles, (page, section)
