"""What a meeting needs seldom, by keys: corrections, voiding, holding, recusals, queries."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scoring.live.session import Session
from scoring.locales import Language
from scoring.meeting import acts as f
from scoring.meeting.act import Act
from scoring.meeting.acts import (
    Certify,
    CheckIn,
    CollectRound,
    Count,
    HandOver,
    Issue,
    OpenRound,
    Read,
    Receive,
    Reveal,
    VoidSheet,
)
from scoring.meeting.acts.void_sheet import VOID_SHEET
from scoring.meeting.facts import Fact
from scoring.meeting.parts import RankedUnit
from scoring.meeting.refusals import PHASES
from scoring.meeting.results import computed
from scoring.wording import Phrase, say
from tests.screens.piloting import (
    LARGE,
    SMALL,
    Hands,
    Size,
    at_terminal,
    narrow_enough,
    words_by,
    words_of,
)
from tests.screens.rooms import (
    MARKS,
    begun,
    counted,
    own_folder,
    read_by,
    sample_folder,
    with_sheets,
)
from tests.screens.test_rounds_and_results import BY_UNIT
from tui.frame.asking import ScreenQuestion

NAMES = {"J3": "监票人甲", "J4": "监票人乙", "J0": "总监票人", "M1": "会务秘书"}
PINS = {"J3": "3333", "J4": "4444", "J0": "0000", "M1": "1111"}
EVERYWHERE = [(SMALL, "zh_CN"), (LARGE, "en")]
CORRECT = say("correct marks after the count (更正)")
PAUSE = say("hold the round for a while")
RESUME = say("go on with the round")
VOID = say("declare the round void; it is done again")
UNFREEZE = say("unfreeze: back to the files, from before the opening")
everywhere = pytest.mark.parametrize(("size", "language"), EVERYWHERE)


async def signed_by(hands: Hands, *officers: str, first: bool = True) -> None:
    """Name officers, each with a PIN: twice where it is new."""
    for officer in officers:
        await hands.type(officer)
        await hands.sees(NAMES[officer])
        await hands.type(PINS[officer])
        if first:
            await hands.type(PINS[officer])


async def special(hands: Hands, does: Phrase) -> None:
    """Choose one of what is offered under 8 by its number."""
    await hands.press("8")
    picture = await hands.sees(say("Which of these? Esc: none."))
    [row] = [one for one in picture.splitlines() if one.endswith(f"  {does}")]
    await hands.type(row.split()[0])


def at(folder: Path, acts: object, size: Size = SMALL, language: Language = "en") -> Session:
    at_terminal(folder, acts, size, language)  # type: ignore[arg-type]  # an acting function
    return Session.view(folder)


def last(session: Session, kind: type[Fact]) -> Fact:
    return next(entry.fact for entry in reversed(session.entries) if isinstance(entry.fact, kind))


# ---- corrections ----


def revealed(folder: Path) -> None:
    session = counted(folder)
    session.do(Certify(("J3", "J4")), Reveal())
    session.close()


@everywhere
def test_several_marks_are_corrected_as_one_version_and_revealed_anew(
    tmp_path: Path, size: Size, language: Language
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    revealed(folder)

    async def run(hands: Hands) -> None:
        await hands.sees(PHASES["revealed"])
        await hands.press("5")
        await hands.sees(say("results, version {number}", number=1))
        await hands.press("f7")
        picture = await hands.sees(
            say("Version {number} is as counted. What is signed here becomes version {next}.",
                number=1, next=2)
        )  # fmt: skip
        assert " 71 " in picture
        await hands.press(*"73")
        await hands.press("f6", "3", "enter", "right", "-")
        picture = await hands.sees(
            say("sheet {sheet}: {old} becomes {new}; F9 corrects", sheet="003", old="60",
                new=say("abstained"))
        )  # fmt: skip
        assert narrow_enough(picture, size[0])
        await hands.press("f9")
        await hands.sees(say("{sheet} {unit}: {old} becomes {new}", sheet="001",
                             unit="省高级人民法院", old="71", new="73"))  # fmt: skip
        await hands.type("read again")
        await signed_by(hands, "J3", "J4")
        await hands.sees(say("Version {number} is to be certified and revealed.", number=2))
        await hands.sees(say("results, version {number}", number=2))
        told = say("  Version {number} stays announced until version {next} is revealed.",
                   number=1, next=2)  # fmt: skip
        await hands.sees(told)
        await hands.press("escape")
        assert str(told).strip() in await hands.sees(say("certify the result"))
        await hands.press("enter")
        await signed_by(hands, "J3", "J4", first=False)
        await hands.sees(words_of("Version {version} certified by {by}", version=2))
        await hands.press("enter")
        await hands.sees(
            say("Reveal all places at once? Enter: yes. Esc: no; F8 then reveals one by one.")
        )
        await hands.press("enter")
        await hands.sees(say("Version {version} revealed", version=2))
        assert str(told).strip() not in hands.picture()

    session = at(folder, run, size, language)
    state = session.state
    assert state.phase == "revealed"
    assert [one.revealed for one in state.versions] == [True, True]
    assert state.versions[0].ranking != state.versions[1].ranking
    assert [one.unit.id for one in computed(state).units] == [
        one.unit for one in state.versions[1].ranking
    ]
    changed = [entry.fact for entry in session.entries if isinstance(entry.fact, f.CellRuled)]
    assert [(one.sheet, one.unit, one.cell) for one in changed] == [
        ("001", "gaoyuan", 13), ("003", "gongan", -2),
    ]  # fmt: skip
    corrected = last(session, f.Corrected)
    assert isinstance(corrected, f.Corrected)
    assert (corrected.by, corrected.reason) == (("J3", "J4"), "read again")


def test_a_pin_typed_twice_differently_is_asked_for_anew_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    counted(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("certify the result"))
        await hands.press("enter")
        await hands.type("J3")
        await hands.type("3333")
        await hands.type("3334")
        await hands.sees(say("the two were not the same; choose the PIN anew"))
        await hands.type("3333")
        await hands.type("3333")
        await signed_by(hands, "J4")
        await hands.sees(words_of("Version {version} certified by {by}", version=1))

    assert at(folder, run).state.phase == "certified"


def test_a_correction_that_nobody_signed_is_none_and_says_so_before_it_is_dropped(
    tmp_path: Path,
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    counted(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("certify the result"))
        await special(hands, CORRECT)
        await hands.sees(say("corrections"))
        await hands.press("f9")
        await hands.sees(say("no cell was changed yet"))
        await hands.press("f4", *"71")
        await hands.sees(say("sheet {sheet}: unchanged", sheet="001"))
        await hands.press("home", *"75")
        await hands.press("f9", "escape")
        await hands.press("f9")
        await hands.type("   ")
        await hands.sees(say("a reason is needed; it goes into the minutes"))
        await hands.press("escape", "escape")
        await hands.sees(
            say("changed and not corrected: {count}. Esc once more drops it.", count=1)
        )
        await hands.press("left", "delete", "f9")
        await hands.sees(say("no cell was changed yet"))
        await hands.press(*"799", "f9", "escape", *"75", "escape", "escape")
        await hands.sees(say("certify the result"))

    session = at(folder, run)
    assert len(session.state.versions) == 1
    assert not any(isinstance(entry.fact, f.CellRuled) for entry in session.entries)


def test_nothing_is_corrected_before_the_count(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("8")
        assert str(CORRECT) not in await hands.sees(say("Which of these? Esc: none."))

    at(folder, run)


# ---- a round, a sheet, the files ----


@everywhere
def test_a_round_is_held_goes_on_and_is_void_and_done_again(
    tmp_path: Path, size: Size, language: Language
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    begun(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("enter", "f5", "enter", "escape", "enter")
        await hands.sees(words_of("opened; {present} present"))
        await special(hands, PAUSE)
        await hands.sees(say("paused"))
        await hands.sees(say("go on with the round"))
        await special(hands, RESUME)
        await hands.sees(say("resumed"))
        await special(hands, VOID)
        await hands.type("a door was open")
        await signed_by(hands, "J3", "J4")
        await hands.sees(words_by("declared void"))
        await hands.press("enter")
        picture = await hands.sees(words_of("opened; {present} present"))
        assert narrow_enough(picture, size[0])

    state = at(folder, run, size, language).state
    assert [(key, one.stage) for key, one in state.rounds.items()] == [
        (("all", 1), "void"), (("all", 2), "open"),
    ]  # fmt: skip


@everywhere
def test_a_sheet_is_void_by_two_who_have_not_read_it(
    tmp_path: Path, size: Size, language: Language
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    session = with_sheets(folder, 3)
    read_by(session, "J3")
    session.close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("7")
        await listed(hands, VOID_SHEET)
        await hands.type("9")
        await hands.sees(say("there is no such sheet"))
        await hands.press("backspace")
        await hands.type("2")
        await hands.sees(say("Why is this sheet void?"))
        await hands.type("torn")
        await hands.type("J3")
        await hands.sees(say("choose one of the list by its number"))
        await hands.press("backspace", "backspace")
        await signed_by(hands, "J0", "J4")
        await hands.sees(say("ballot {sheet} {said}", sheet="002", said=say("declared void")))

    state = at(folder, run, size, language).state
    assert [one.void for one in state.round("all").sheets.values()] == [False, True, False]


@everywhere
def test_the_files_are_unfrozen_for_a_reason_until_sheets_are_out(
    tmp_path: Path, size: Size, language: Language
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    begun(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await special(hands, UNFREEZE)
        await hands.type("a unit was missing")
        await signed_by(hands, "J0", "J3")
        await hands.sees(say("Files unfrozen"))
        await hands.sees(say("freeze the files"))
        await hands.press("8")
        await hands.sees(say("There is nothing of this kind to be done now."))
        await hands.press("enter", "enter")
        await hands.sees(say("check the deputies in"))
        await hands.press("enter", "f5", "enter", "escape", "enter")
        await hands.press("enter", "enter", "enter")
        await hands.sees(say("count the sheets in"))
        await hands.press("8")
        assert str(UNFREEZE) not in await hands.sees(say("Which of these? Esc: none."))

    session = at(folder, run, size, language)
    assert [entry.fact.kind for entry in session.entries].count("files-frozen") == 2
    assert session.state.phase == "open"


@everywhere
def test_a_recusal_is_noted_after_a_warning_that_it_tells_who_it_is(
    tmp_path: Path, size: Size, language: Language
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    begun(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2", "down", "down", "f7")
        await hands.sees(say("For which unit is {deputy} recused?", deputy="代表02"))
        await hands.type("4")
        picture = await hands.sees("省水利厅")
        assert "shuili" not in picture
        await hands.press("escape")
        await hands.press("f7")
        await hands.type("4")
        await hands.press("enter")
        await hands.sees(say("A recusal was noted for {unit}", unit="省水利厅"))
        assert "代表02 -" in " ".join(hands.picture().split())
        await hands.press("down", "up", "f7")
        await hands.type("shuili")
        await hands.sees(say("this is noted already"))

    state = at(folder, run, size, language).state
    assert state.attendance.recused == {("D02", "shuili")}


# ---- single cells ----


def differing(folder: Path) -> Session:
    session = with_sheets(folder, 3)
    read_by(session, "J1")
    other = [[*row] for row in MARKS]
    other[1][6] = 65
    read_by(session, "J2", other)
    return session


@everywhere
def test_a_cell_is_queried_while_it_is_keyed_and_clarified_by_others(
    tmp_path: Path, size: Size, language: Language
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter", *"71", "f7")
        await hands.sees(say("What cannot be read, or contradicts itself?"))
        await hands.type("71 or 77")
        await hands.sees(say("queried; key what can be made out, an officer clarifies it"))
        await hands.press(*"72", "escape", "4")
        await hands.sees(say("to be clarified"))
        await hands.press("enter")
        picture = await hands.sees(say("asked: {note}", note="71 or 77"))
        assert " 72" not in picture
        await hands.type("77")
        await hands.type("it is 77")
        await signed_by(hands, "J3", "J4")
        await hands.sees(words_by("the query ruled"))

    session = at(folder, run, size, language)
    sheet = session.state.round("all").sheets["001"]
    assert sheet.ruled == {("gongan", "live"): 17}
    assert not sheet.queries
    assert list(sheet.readings["J1"].values()) == [11, 12]


def test_a_cell_that_differs_is_queried_and_its_sheet_voided_from_the_differences(
    tmp_path: Path,
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    differing(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the cells that differ a third time"))
        await hands.press("4", "f7")
        await hands.sees(say("What cannot be read, or contradicts itself?"))
        await hands.type("smeared")
        await hands.sees(say("Who asks?"))
        await hands.type("J1")
        await hands.sees(say("to be clarified"))
        await hands.press("f6")
        await hands.type("cannot be read at all")
        await signed_by(hands, "J3", "J4")
        await hands.sees(say("ballot {sheet} {said}", sheet="002", said=say("declared void")))
        await hands.sees(say("  Nothing is left to read or to rule."))

    session = at(folder, run)
    assert session.state.round("all").sheets["002"].void
    assert isinstance(last(session, f.Queried), f.Queried)


@everywhere
def test_a_mark_that_looks_mis_keyed_is_accepted_with_a_note(
    tmp_path: Path, size: Size, language: Language
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    equal = [*MARKS[:2], [75] * 7]
    session = with_sheets(folder, 3)
    read_by(session, "J1", equal)
    read_by(session, "J2", equal)
    session.close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("marks that look mis-keyed: {count}", count=1))
        await hands.press("4")
        picture = await hands.sees(say("the whole sheet"))
        assert narrow_enough(picture, size[0])
        await hands.press("f7")
        await hands.sees(say("a cell is queried, not a whole sheet; F6 declares it void"))
        await hands.press("enter")
        await hands.type("so it stands")
        await hands.sees(say("Who has looked at the sheet? Nobody who has read it."))
        await hands.type("J3")
        await hands.sees(words_by("accepted"))
        await hands.sees(say("  Nothing is left to read or to rule."))

    session = at(folder, run, size, language)
    assert session.state.round("all").sheets["003"].accepted == {("", ""): "so it stands"}


async def listed(hands: Hands, act: Act[Any]) -> None:
    """Choose ``act`` in the list that is shown, by its number there."""
    assert act.label is not None
    await hands.sees(act.label)
    row = next(row for row in hands.rows() if str(act.label) in row)
    await hands.type(row.split()[0])


LEFT: list[tuple[list[str], Callable[[Path], None]]] = [
    (["8"], lambda folder: with_sheets(folder, 3).close()),
    (["7", "1", "enter"], lambda folder: with_sheets(folder, 3).close()),
    (["7", "1", "enter", "2", "enter"], lambda folder: with_sheets(folder, 3).close()),
    (["7", "1", "enter", "2", "enter", *"torn", "enter"],
     lambda folder: with_sheets(folder, 3).close()),
    (["4", "f7", *"torn", "enter"], lambda folder: differing(folder).close()),
    (["2", "1", "f7"], lambda folder: begun(folder).close()),
    (["2", "1", "f7", "9", "enter"], lambda folder: begun(folder).close()),
    (["3", "1", "enter", "f7"], lambda folder: with_sheets(folder, 3).close()),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "prepare"), LEFT)
def test_whoever_leaves_a_question_has_done_nothing(
    tmp_path: Path, keys: list[str], prepare: Callable[[Path], None]
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    prepare(folder)
    before = len(Session.view(folder).entries)

    async def run(hands: Hands) -> None:
        await hands.sees(say("Next"))
        await hands.press(*keys, "escape", "escape")
        await hands.settled()

    assert len(at(folder, run).entries) == before


def test_of_more_choices_than_there_is_room_for_those_are_shown_that_are_typed() -> None:
    units = tuple((f"u{number}", f"单位{number}") for number in range(1, 41))
    asked = ScreenQuestion(say("Which round?"), choices=units)
    assert [place for place, _ in asked.offered("", 10)] == list(range(1, 11))
    assert [place for place, _ in asked.offered("38", 10)] == [38]
    assert [place for place, _ in asked.offered(" 单位4", 10)] == [4, 40]
    assert len(asked.offered("nothing of this", 40)) == 40


def test_many_marks_that_are_corrected_at_once_leave_room_for_the_reason(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    counted(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("certify the result"))
        await special(hands, CORRECT)
        await hands.post(*"." * 21)
        await hands.press("f9")
        await hands.sees(say("and {count} more", count=15))
        await hands.type("every sheet was read wrongly")
        await signed_by(hands, "J3", "J4")
        await hands.sees(say("Version {number} is to be certified and revealed.", number=2))

    session = at(folder, run)
    assert sum(isinstance(entry.fact, f.Corrected) for entry in session.entries) == 21
    assert len(session.state.versions) == 2


def test_where_each_unit_has_a_round_the_one_that_is_meant_is_asked_for(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, BY_UNIT, ["甲局", "乙局"], ["张三"])
    session = begun(folder)
    session.do(CheckIn(("D1",)))
    for unit in ("u0", "u1"):
        session.do(OpenRound(unit), Issue(unit, 1), Receive(unit, ("1",)), CollectRound(unit))
    session.close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await special(hands, VOID)
        await hands.sees(say("Which round?"))
        await hands.type("2")
        await hands.type("the wrong unit was called")
        await signed_by(hands, "M1")
        await hands.sees(words_by("declared void"))

    state = at(folder, run).state
    assert [one.stage for one in state.rounds.values()] == ["collected", "void"]


def test_one_round_of_several_is_corrected_by_one_officer_where_one_is_enough(
    tmp_path: Path,
) -> None:
    folder = own_folder(tmp_path, BY_UNIT, ["甲局", "乙局"], ["张三"])
    session = begun(folder)
    session.do(CheckIn(("D1",)))
    for unit in ("u0", "u1"):
        session.do(OpenRound(unit), Issue(unit, 1), Receive(unit, ("1",)), CollectRound(unit))
        session.do(Read(unit, "J1", (("1", unit, "live", 10),)), HandOver(unit, "J1"))
    session.do(Count())
    session.close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("certify the result"))
        await special(hands, CORRECT)
        await hands.sees(say("Which round?"))
        await hands.type("2")
        await hands.sees(say("corrections"))
        await hands.press(*"80", "f9")
        await hands.type("it says 80")
        await signed_by(hands, "J3")
        await hands.sees(say("Version {number} is to be certified and revealed.", number=2))

    state = at(folder, run).state
    assert state.versions[-1].ranking == (
        RankedUnit("u1", 1, "80.00"),
        RankedUnit("u0", 2, "70.00"),
    )


def test_a_sheet_that_is_void_already_is_refused_in_the_dialogue(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    session = with_sheets(folder, 3)
    session.do(VoidSheet("all", "002", ("J0", "J4"), "torn"))
    session.close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("7")
        await listed(hands, VOID_SHEET)
        await hands.type("2")
        await hands.sees(say("sheet {sheet} is void", sheet="002"))

    at(folder, run)
