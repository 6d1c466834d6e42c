"""docs/transitions.md, in both languages, is what the acts of a meeting say of themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from scoring.locales import use
from scoring.meeting.act import Acts, Happening, Move
from scoring.meeting.acts import ACTS
from scoring.meeting.facts import RoundFact
from scoring.meeting.refusals import PHASES, STAGES
from scoring.meeting.wishes import OfRound
from scoring.report.life_of_a_meeting import (
    courses,
    refusals_table,
    state_diagrams,
    transition_tables,
)
from scoring.wording import say, speak
from tests.docs.pages import fences, text_of
from tests.docs.transitions import CHINESE, ENGLISH, parts, printed, printed_in
from tests.sources import ROOT


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch, page: str) -> Iterator[None]:
    """Speak the language of ``page`` for one test."""
    monkeypatch.setenv("LANGUAGE", "")
    if page == CHINESE:
        use("zh_CN")
    yield
    speak(str)


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize("page", [ENGLISH, CHINESE])
def test_the_page_is_what_is_printed(page: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--write-docs", default=False):
        text = printed(page)
        (ROOT / page).write_text(text, encoding="utf-8")
    assert text_of(page) == printed(page), "run pytest tests/docs --write-docs"


@pytest.mark.parametrize("page", [ENGLISH, CHINESE])
def test_the_page_has_every_part_once(page: str) -> None:
    assert sorted(printed_in(page)) == sorted(parts())


def test_an_act_moves_from_where_it_may_be_done() -> None:
    for act in ACTS:
        assert not act.phases or {move.start for move in act.moves} <= {*act.phases}
        assert not act.stages or {move.start for move in act.round_moves} <= {*act.stages}


def test_the_diagrams_have_every_phase_and_every_stage() -> None:
    drawn = state_diagrams(ACTS)
    for states, text in ((PHASES, drawn["meeting"]), (STAGES, drawn["round"])):
        words = {word.strip(":") for line in text.splitlines() for word in line.split()}
        assert {*states} <= words
    assert fences(text_of(ENGLISH), "mermaid") == [f"{text}\n" for text in drawn.values()]


@dataclass(frozen=True, slots=True)
class Shorten(OfRound):
    """A wish that no meeting knows."""


@dataclass(frozen=True, slots=True)
class RoundShortened(RoundFact):
    """A fact that no meeting knows."""

    kind = "round-shortened"


def test_an_act_that_is_added_stands_in_every_table_and_in_the_diagram() -> None:
    told = Happening(RoundShortened, lambda _fact, _called: say("opened"), holds=say("by whom"))
    acts = Acts()
    acts.add(
        replace(
            ACTS.named("pause"),
            name="shorten",
            wish=Shorten,
            happenings=(told,),
            refuses=("round.short",),
            round_moves=(Move("open", "collected", say("with the meeting")),),
        )
    )
    codes = "`state.phase`, `round.stage`, `round.unknown`, `round.short`"
    tables = transition_tables(acts)
    [_, _, row] = tables["round"].splitlines()
    assert row == f"| `open` | `Shorten` | `collected` | with the meeting | {codes} |"
    assert tables["facts"].splitlines()[2:] == ["| `round-shortened` | events | | by whom |"]
    assert tables["meeting"].splitlines()[2:] == tables["neither"].splitlines()[2:] == []
    assert refusals_table(acts, {"round.short": (say("short"),)}).endswith(
        "| `round.unknown` | |\n| `round.short` | short |"
    )
    assert "    open --> collected: Shorten\n" in state_diagrams(acts)["round"]
    assert [course.name for course in courses(acts)] == ["Shorten"]
