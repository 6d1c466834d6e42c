"""What a Chinese secretary reads of a meeting has no English word and nobody's id in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.documents.casefiles import dossiers
from scoring.documents.text import text_lines
from scoring.live.session import Entry, Session
from scoring.locales import use
from scoring.meeting import Meeting, apply
from scoring.meeting.acts import Frozen
from scoring.report.blocks import Blocks
from scoring.report.formal.catalogue import issues
from scoring.report.meeting_differences import differences_shown
from scoring.report.meeting_log import log_lines, meeting_log
from scoring.report.meeting_status import Standpoint, meeting_status
from tests.record.wholemeeting import play

WORD = re.compile(r"[A-Za-z]{3,}")
SOMEBODY = re.compile(r"(?<![A-Za-z0-9])[JMD][0-9]+(?![0-9])")
"""The id of somebody in the meeting that is played."""
SERVES = re.compile(r"\[[a-z.-]+\]|pingyi .*|[a-z]+\.(csv|toml|xlsx)|([0-9a-f]{4} ){3}[0-9a-f]{4}"
                    r"|UTC|every-kind|made up, .*")  # fmt: skip
"""Codes on the command line, commands, names of files, fingerprints; what this scheme says."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("chinese") / "meeting"
    play(folder)
    use("zh_CN")
    yield folder
    use("en")


@pytest.fixture(scope="module")
def entries(folder: Path) -> list[Entry]:
    return Session.view(folder).entries


def english(text: str) -> list[str]:
    """Return the lines of ``text`` that have an English word where none serves."""
    found = []
    for line in text.splitlines():
        words = {one.group() for one in WORD.finditer(SERVES.sub("", line))}
        if words:
            found.append(f"{sorted(words)}: {line.strip()}")
    return found


def states(entries: list[Entry]) -> Iterator[Meeting]:
    state = Meeting()
    for entry in entries:
        state = apply(state, entry.fact)
        yield state


def text_of(blocks: Blocks) -> str:
    return "\n".join(text_lines(blocks, 100))


@pytest.mark.parametrize("counted", ["counted", ""])
def test_the_log(entries: list[Entry], counted: str) -> None:
    facts = [(one.fact, one.at) for one in entries]
    text = text_of(meeting_log(list(log_lines(facts, counted=bool(counted)))))
    assert not english(text)
    assert {*SOMEBODY.findall(text)} <= {"J5"}  # an appointment says which number it gives


def test_where_it_stands_and_what_is_left_at_every_state(entries: list[Entry]) -> None:
    frozen, found = None, set()
    for state, entry in zip(states(entries), entries, strict=True):
        frozen = entry.fact if isinstance(entry.fact, Frozen) else frozen
        point = Standpoint("会议", frozen)
        text = text_of(meeting_status(state, point))
        if state.rules:
            text += text_of(differences_shown(state, list(state.rounds.values())))
        found |= {*english(text)}
    assert not found


def test_the_documents(folder: Path) -> None:
    for filed in dossiers(folder).filed:
        for issue in issues(filed.dossier):
            if "docx" in issue.kind.formats:
                assert not english(text_of(iter(issue.document().blocks))), issue.name
