"""What every document says, word for word, in both languages.

``PINGYI_REWRITE=1 pytest tests/documents/test_texts.py`` writes the files anew; look at what
changed. Chinese is compared where the catalogue has every sentence of the documents.
"""

import gettext
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from rich.cells import cell_len

from scoring.documents.casefiles import dossiers
from scoring.documents.formats import files
from scoring.documents.text import text_lines
from scoring.locales import DOMAIN, use
from scoring.report.formal.catalogue import KINDS, issues
from tests.documents.meetings import Held, folder_of
from tests.documents.recalculation import formula_cells, values
from tests.sources import ROOT, sources_of

EXPECTED = Path(__file__).parent / "expected"
GOLDEN = ROOT / "tests" / "golden"
CATALOGUE = ROOT / "scoring" / "locale"

_SAID = re.compile(r'\bsay\(\s*"((?:[^"\\]|\\.)*)"\s*[,)]')
_HEX = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{4}\s+){3,15}[0-9a-f]{4}(?![0-9a-f])")


def translated() -> bool:
    """Tell whether the Chinese catalogue has every one-line sentence of the documents."""
    chinese = gettext.translation(DOMAIN, str(CATALOGUE), ["zh_CN"], fallback=True)
    said = {
        template
        for name, text in sources_of("scoring").items()
        if name.startswith("scoring.report.formal")
        for template in _SAID.findall(text)
        if re.search("[a-z]{2}", re.sub(r"\{\w+\}", "", template))
    }
    assert len(said) > 100
    return all(chinese.gettext(template) != template for template in said)


LANGUAGES = ["en", "zh"] if translated() else ["en"]


def sample(path: Path) -> Path:
    shutil.copytree(ROOT / "sessions" / "2020-hunan", path)
    return path


def golden(name: str, path: Path) -> Path:
    shutil.copytree(GOLDEN / name, path)
    return path


CASES: Mapping[str, Callable[[Path], Path]] = {
    "sample": sample,
    "corrected": lambda path: (
        Held(folder_of(path, 5, 12)).count_in().certify().correct().certify().close()
    ),
    "recounting": lambda path: Held(folder_of(path, 3, 8)).count_in().certify().correct().close(),
    "rehearsal": lambda path: Held(folder_of(path, 3, 8), rehearsal=True).count_in().close(),
    "groups": lambda path: golden("cadre-appraisal", path),
    "small-groups": lambda path: golden("missing-no-total", path),
    "levels": lambda path: golden("county-satisfaction", path),
    "named": lambda path: golden("speech-final", path),
}


def texts(folder: Path) -> str:
    """Return every document of every set, one after the other, without what is of the moment."""
    lines = []
    for filed in dossiers(folder).filed:
        name = re.sub("[0-9a-f]{8}$", "xxxxxxxx", filed.folder)
        for issue in issues(filed.dossier):
            if set(issue.kind.formats) & {"docx", "html"}:
                lines += ["", f"##### {name}/{issue.name}", ""]
                lines += text_lines(issue.document().stamped(), 80)
    # A comment in a scheme changes its fingerprint, and a new kind of fact a code.
    return _HEX.sub(lambda found: re.sub("[0-9a-f]", "x", found[0]), "\n".join(lines)) + "\n"


BOOKS = ("corrected", "groups", "levels", "small-groups")
"""Whose workbook is compared cell by cell."""


def cells(folder: Path) -> Iterator[str]:
    """Yield each cell of the last workbook: where it is, what it shows, how it comes to it."""
    [made] = files(issues(dossiers(folder).filed[-1].dossier), ["xlsx"])
    book = made.content()
    formulas = formula_cells(book)
    for number, (sheet, found) in enumerate(values(book).items(), 1):
        yield f"##### {sheet}"
        for where, value in found.items():
            formula = formulas[str(number)].get(where)
            shown = f"{value:.15g}" if isinstance(value, float) else value
            yield f"{where}\t{shown}\t={formula}" if formula else f"{where}\t{shown}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", BOOKS)
def test_a_workbook_holds_what_was_agreed_cell_by_cell(
    case: str, language: str, tmp_path: Path
) -> None:
    folder = CASES[case](tmp_path / "meeting")
    use("zh_CN" if language == "zh" else "en")
    held = "\n".join(cells(folder)) + "\n"
    held = _HEX.sub(lambda found: re.sub("[0-9a-f]", "x", found[0]), held)
    path = EXPECTED / f"{case}.{language}.cells.txt"
    if os.environ.get("PINGYI_REWRITE"):
        path.write_text(held, encoding="utf-8", newline="\n")
    assert held == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_what_is_said_is_what_was_agreed(case: str, language: str, tmp_path: Path) -> None:
    folder = CASES[case](tmp_path / "meeting")
    use("zh_CN" if language == "zh" else "en")
    path, said = EXPECTED / f"{case}.{language}.txt", texts(folder)
    if os.environ.get("PINGYI_REWRITE"):
        path.write_text(said, encoding="utf-8", newline="\n")
    assert said == path.read_text(encoding="utf-8")
    assert [line for line in said.splitlines() if cell_len(line) > 80] == []


def test_every_kind_of_document_is_compared() -> None:
    agreed = "".join(path.read_text(encoding="utf-8") for path in EXPECTED.glob("*.en.txt"))
    paged = {name for name, kind in KINDS.items() if "docx" in kind.formats}
    assert {name for name in paged if f"/{name}" in agreed} == paged


def test_every_agreed_file_is_of_a_case() -> None:
    assert {path.name.split(".")[0] for path in EXPECTED.iterdir()} == set(CASES)
