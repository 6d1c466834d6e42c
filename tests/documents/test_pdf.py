"""PDF: only with its extra, only with fonts for every character."""

import re
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scoring.documents import pdffile
from scoring.documents.casefiles import dossiers
from scoring.documents.cmap import covered
from scoring.documents.layout import NATIONAL
from scoring.documents.pdffile import installed_fonts, write_pdf
from scoring.errors import Refused
from scoring.report.blocks import Heading, Paragraph
from scoring.report.formal.catalogue import IssuedDocument, issues
from scoring.report.formal.document import Document
from tests.cli.running import SAMPLE, Pingyi
from tests.documents.meetings import folder_of
from tests.sources import ROOT

if TYPE_CHECKING:
    from typst import Fonts

typst = pytest.importorskip("typst", reason="the extra pdf is not installed")


def with_chinese() -> "Fonts":
    fonts = installed_fonts()
    if not any(
        font.path and any(ord("评") in span for span in covered(Path(font.path), font.index))
        for font in fonts.fonts()
    ):
        pytest.skip("there is no Chinese font on this machine")
    return fonts


def results() -> list[IssuedDocument]:
    return [issue for filed in dossiers(SAMPLE).filed for issue in issues(filed.dossier)]


def test_every_document_becomes_a_pdf_and_always_the_same() -> None:
    fonts = with_chinese()
    for issue in results():
        if "pdf" in issue.kind.formats and issue.name != "unit-card-02":
            made = write_pdf(issue.document(), fonts=fonts)
            assert made.startswith(b"%PDF-")
            assert b"CreationDate" not in made
            assert write_pdf(issue.document(), fonts=fonts) == made


def test_several_threads_may_set_pages_at_once() -> None:
    fonts = with_chinese()
    document = next(one for one in results() if one.name == "ranking").document()
    made = write_pdf(document, fonts=fonts)
    with ThreadPoolExecutor(4) as threads:
        others = list(threads.map(lambda _: write_pdf(document, fonts=fonts), range(8)))
    assert others == [made] * 8


def test_no_word_of_day_place_and_host_stands_alone_on_a_row() -> None:
    text = "时间：2026年11月20日  地点：县会议中心  主办单位：县人大常委会"
    rows = NATIONAL.rows_of(text, NATIONAL.note_size, landscape=False)
    assert rows == ["时间：2026年11月20日  地点：县会议中心", "主办单位：县人大常委会"]
    assert NATIONAL.rows_of(text, NATIONAL.note_size, landscape=True) == [text]
    assert NATIONAL.rows_of("会" * 90, NATIONAL.note_size, landscape=False) == ["会" * 90]


@pytest.mark.parametrize("units", [3, 7, 20])
def test_what_is_signed_or_marked_is_one_page(tmp_path: Path, units: int) -> None:
    fonts = with_chinese()
    folder = folder_of(tmp_path / "meeting", units)
    sheets = [
        issue
        for filed in dossiers(folder).filed
        for issue in issues(filed.dossier)
        if issue.name in {"ballot", "result-sheet"}
    ]
    assert len(sheets) == 2
    for issue in sheets:
        assert b"/Count 1" in write_pdf(issue.document(), fonts=fonts)


def opened(pdf: bytes) -> bytes:
    """Return ``pdf`` and what its compressed streams hold."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    held = [pdf]
    for stream in streams:
        with suppress(zlib.error):
            held.append(zlib.decompressobj().decompress(stream))
    return b"\n".join(held)


def test_fandol_sets_pages_and_another_font_the_rare_characters() -> None:
    fonts = with_chinese()
    if not {"FandolSong", "FandolFang R", "FandolKai"} <= set(fonts.families()):
        pytest.skip("the Fandol fonts are neither installed nor in the folder PINGYI_FONTS")
    dossier = results()[-1].dossier
    text = "评议 䶮 龑 𬭎"
    made = write_pdf(Document(text, (Heading(text, 1), Paragraph(text)), dossier.stamp))
    named = {
        name.decode() for name in re.findall(rb"Font[^+]{0,20}[A-Z]{6}\+([A-Za-z]+)", opened(made))
    }
    assert {"FandolSong", "FandolFang"} <= named
    assert any(not name.startswith("Fandol") for name in named)


def test_without_a_chinese_font_no_page_of_boxes_is_written() -> None:
    nothing = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    [issue] = [one for one in results() if one.name == "ranking"]
    with pytest.raises(Refused, match="No PDF was written: no font here has"):
        write_pdf(issue.document(), fonts=nothing)


def test_one_character_without_a_font_is_named() -> None:
    fonts = with_chinese()
    stamp = results()[0].dossier.stamp
    blocks = (Heading("通报", 1), Paragraph("葛\U000e0100\U0010ffff"), Paragraph("\U00013333"))
    with pytest.raises(Refused, match="no font here has \U00013333, and"):
        write_pdf(Document("通报", blocks, stamp), fonts=fonts)


def test_without_the_extra_it_is_said_how_to_get_it(
    pingyi: Pingyi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed_fonts.cache_clear()
    monkeypatch.setitem(sys.modules, "typst", None)
    ended = pingyi("report", SAMPLE, "--to", tmp_path / "out", "--format", "pdf")
    assert (ended.code, ended.out) == (1, "")
    assert "pip install 'pingyi[pdf]'" in ended.err
    assert list((tmp_path / "out").iterdir()) == []


def test_the_command_refuses_boxes_and_leaves_nothing(
    pingyi: Pingyi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    monkeypatch.setattr(pdffile, "installed_fonts", lambda: nothing)
    ended = pingyi("report", SAMPLE, "--to", tmp_path / "out", "--format", "html,pdf")
    assert (ended.code, ended.out) == (1, "")
    assert "they would be empty boxes" in ended.err
    assert list((tmp_path / "out").iterdir()) == []


def test_texts_are_data_and_never_commands() -> None:
    fonts = with_chinese()
    stamp = results()[0].dossier.stamp
    hostile = '#panic("x") *a* $ #read("/etc/passwd") <label> @ref // \\'
    plain = Document("x", (Heading(hostile, 1), Paragraph(hostile)), stamp)
    assert write_pdf(plain, fonts=fonts).startswith(b"%PDF-")


@pytest.mark.parametrize("content", [b"", b"OTTO", b"ttcf" + bytes(12), bytes(4000)])
def test_a_font_that_cannot_be_read_has_no_characters(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "font.otf"
    path.write_bytes(content)
    assert covered(path) == []
    assert covered(ROOT / "no-such-font") == []
