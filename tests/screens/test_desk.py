"""The desk by its lines: what is next, what it lacks, and nothing that is to stay secret."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from scoring.files.file_states import file_states
from scoring.files.meeting_folder import read_meeting
from scoring.live.session import Session
from scoring.live.taking_in import at_hand
from scoring.live.terminals.desk import Seat
from scoring.meeting import Meeting
from scoring.meeting.acts import Certify, OpenRound, Read, RevealNext
from scoring.meeting.refusals import PHASES
from scoring.wording import say
from tests.files.test_file_states import new
from tests.screens.piloting import Hands, at_terminal
from tests.screens.rooms import MARKS, begun, counted, read_by, sample_folder, with_sheets
from tests.sources import ROOT
from tui.frame.opening_files import opener
from tui.frame.panels import text_of
from tui.frame.screentext import width
from tui.screens.desk_draft import DeskDraft, draft_guide
from tui.screens.secretary_desk_lines import DeskView, desk_lines, guide_of, round_shown
from tui.screens.step_times import StepTimes

SIZES = [(80, 20), (110, 28), (120, 32), (160, 44)]


def view_of(session: Session, seats: Sequence[Seat] = ()) -> DeskView:
    times = StepTimes()
    times.follow(session.entries)
    return DeskView(session.state, times, seats, title="评议会议", code="7f3a 91c2 04be 6d10 ffff")


def draft_of(folder: Path) -> DeskDraft:
    read = read_meeting(folder)
    return DeskDraft(read, file_states(read), at_hand=at_hand(read))


def shown(view: DeskView, cells: int = 120, rows: int = 32) -> str:
    return "\n".join(text_of(one).rstrip() for one in desk_lines(view, cells, rows))


def everywhere(view: DeskView) -> str:
    """Return the desk in every size, one after the other."""
    return "\n".join(shown(view, *size) for size in SIZES)


# ---- before the freeze ----


def test_an_empty_folder_says_what_to_fill_in_where_and_who_is_missing(tmp_path: Path) -> None:
    folder = new(tmp_path)
    draft = draft_of(folder)
    guide = draft_guide(draft)
    assert str(guide.title) == "fill in the list of units"
    assert (guide.key, str(guide.does)) == ("Enter", "open units.csv")
    text = shown(DeskView(Meeting(), StepTimes(), draft=draft))
    assert all(one.file in text for one in draft.states)
    assert "5 officers are needed, 0 are there" in " ".join(text.split())
    assert "EDITOR" not in text


def test_the_next_file_follows_when_one_is_filled_in(tmp_path: Path) -> None:
    folder = new(tmp_path)
    (folder / "units.csv").write_text("id,name\na,甲\nb,乙\n", encoding="utf-8")
    assert str(draft_guide(draft_of(folder)).title) == "fill in the officers"


def test_a_file_at_fault_is_to_be_mended_and_the_fault_is_told(tmp_path: Path) -> None:
    folder = new(tmp_path)
    (folder / "units.csv").write_text("id,name\na,甲\na,乙\n", encoding="utf-8")
    guide = draft_guide(draft_of(folder))
    assert str(guide.title) == "mend units.csv"
    assert "line 3" in str(guide.told[0][0])


def test_when_all_is_ready_enter_freezes_unless_a_file_is_in_hand(tmp_path: Path) -> None:
    draft = draft_of(sample_folder(tmp_path))
    assert (str(draft_guide(draft).title), draft.in_hand) == ("freeze the files", None)
    assert str(draft_guide(draft._replace(chosen=1)).does) == "open officers.csv"


def test_a_simple_meeting_has_three_keys_and_only_its_own_phases(tmp_path: Path) -> None:
    folder = new(tmp_path, "speech-final")
    for name, text in {
        "units.csv": "id,name\na,甲\nb,乙\n", "officers.csv": "id,name,role\nJ1,主办,secretary\n",
        "deputies.csv": "id,name\n1,评委一\n2,评委二\n3,评委三\n",
        "ballots.csv": "ballot,a,b\n1,9.1,9.2\n2,9.3,9.4\n3,9.5,\n",
    }.items():  # fmt: skip
        (folder / name).write_text(text, encoding="utf-8")
    meeting = folder / "meeting.toml"
    named = re.sub(
        "^title = .*", 'title = "决赛"', meeting.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    meeting.write_text(named, encoding="utf-8")
    view = DeskView(Meeting(), StepTimes(), draft=draft_of(folder))
    assert str(guide_of(view).title) == "take in ballots.csv and freeze"
    text = shown(view)
    assert "3 ballots, 2 units, 1 cells blank" in text
    ballots = folder / "ballots.csv"
    ballots.write_text(ballots.read_text(encoding="utf-8").replace("9.3", "12"), encoding="utf-8")
    wrong = shown(DeskView(Meeting(), StepTimes(), draft=draft_of(folder)))
    assert "no row is filled in" not in wrong
    assert wrong.count("line 3") > 1  # in the step, the table and the list of files
    assert str(PHASES["open"]) not in text.splitlines()[0]
    assert str(PHASES["counted"]) in text.splitlines()[0]


# ---- while people key ----


@pytest.mark.parametrize("own", [[list(row) for row in MARKS], [[60] * 7, [61] * 7, [62] * 7],
                                 [[-4] * 7, *MARKS[1:]]])  # fmt: skip
def test_before_both_hand_over_the_desk_tells_nothing_of_what_they_read(
    tmp_path: Path, own: list[list[int]]
) -> None:
    seats = (Seat(1, "owner"), Seat(2, "desk", "J2"))
    texts = []
    for name, marks in (("same", MARKS), ("other", own)):
        (tmp_path / name).mkdir()
        session = with_sheets(sample_folder(tmp_path / name, sheets=3), 3)
        read_by(session, "J1")
        cells = [
            (f"{number:03}", *spot, mark - 60 if mark >= 0 else mark)
            for number, row in enumerate(marks, 1)
            for spot, mark in zip(session.state.round("all").spots, row, strict=True)
        ]
        session.do(Read("all", "J2", tuple(cells)))
        texts.append(everywhere(view_of(session, seats)._replace(times=StepTimes())))
        session.close()
    assert texts[0] == texts[1]


def test_each_reader_has_a_bar_and_what_is_left(tmp_path: Path) -> None:
    session = with_sheets(sample_folder(tmp_path, sheets=3), 3)
    read_by(session, "J1")
    text = shown(view_of(session, (Seat(1, "owner"), Seat(2, "desk", "J2"))), 80, 20)
    session.close()
    assert "3/3" in text
    assert "计票人乙 has 3 sheets left" in text


def test_a_round_for_each_unit_has_a_row_and_one_is_in_hand(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    rule = (ROOT / "rules" / "hunan-2020.toml").read_text(encoding="utf-8")
    (folder / "own.toml").write_text(f'{rule}\n[procedure]\nrounds = "unit"\n', encoding="utf-8")
    meeting = folder / "meeting.toml"
    text = meeting.read_text(encoding="utf-8").replace('"hunan-2020"', '"own.toml"')
    meeting.write_text(text, encoding="utf-8")
    session = with_sheets(folder, 3)
    first, second, *_ = session.state.frozen.round_ids
    session.do(OpenRound(second))
    view = view_of(session)
    names = session.state.frozen.roster.unit_names
    session.close()
    for cells, rows in SIZES:
        table = shown(view, cells, rows).splitlines()
        assert sum(any(name in row for name in names.values()) for row in table) >= len(names)
        assert any(row.lstrip().startswith(f"> 1 {names[first]}") for row in table)
    assert round_shown(view._replace(chosen=1)) == 1


# ---- after the count ----


def test_nothing_of_the_ranking_is_there_before_it_is_revealed(tmp_path: Path) -> None:
    session = counted(sample_folder(tmp_path, sheets=3))
    version = session.state.versions[-1]
    names = session.state.frozen.roster.unit_names
    text = everywhere(view_of(session))
    session.do(Certify(("J3", "J4")), RevealNext(), RevealNext())
    partly = everywhere(view_of(session))
    session.close()
    assert not [name for name in names.values() if name in text]
    seen = {one.unit for one in version.ranking if names[one.unit] in partly}
    assert seen == session.state.versions[-1].shown
    assert not [one.total for one in version.ranking if one.unit not in seen
                and one.total and one.total in partly]  # fmt: skip


def test_who_certified_and_the_code_stand_on_the_desk_and_f8_is_the_step(tmp_path: Path) -> None:
    session = counted(sample_folder(tmp_path, sheets=3))
    session.do(Certify(("J3", "J4")))
    view = view_of(session)
    session.close()
    text = shown(view)
    assert all(one in text for one in ("监票人甲", "监票人乙", "7f3a 91c2 04be 6d10"))
    assert "ffff" not in text
    assert (guide_of(view).key, str(guide_of(view).does)) == ("F8", "only this")


def test_no_line_is_wider_than_the_screen(tmp_path: Path) -> None:
    session = counted(sample_folder(tmp_path, sheets=3))
    views = [view_of(session)]
    session.close()
    (tmp_path / "draft").mkdir()
    views.append(DeskView(Meeting(), StepTimes(), draft=draft_of(new(tmp_path / "draft"))))
    for view in views:
        for cells, rows in SIZES:
            assert all(width(one) <= cells for one in desk_lines(view, cells, rows))


# ---- at a terminal ----


def test_a_refusal_goes_when_the_files_are_others(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)

    async def run(hands: Hands) -> None:
        await hands.sees(say("freeze the files"))
        await hands.press("2")
        await hands.sees(say("The files are to be frozen first: Enter."))
        (folder / "units.csv").write_text("id,name\na,甲\na,乙\n", encoding="utf-8")
        await hands.sees(say("mend {file}", file="units.csv"))
        assert str(say("The files are to be frozen first: Enter.")) not in hands.picture()

    at_terminal(folder, run)


def test_papers_can_be_had_before_the_meeting_and_a_file_says_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    folder = sample_folder(tmp_path, sheets=3)

    async def run(hands: Hands) -> None:
        await hands.sees(say("freeze the files"))
        await hands.press("down", "enter")
        await hands.sees("units.csv")
        assert "No program here opens it" in " ".join(hands.picture().split())
        await hands.press("f6")
        await hands.sees(say("not written yet"))
        await hands.press("escape", "f4")
        await hands.sees(say("What the scheme lays down"))

    at_terminal(folder, run)


def test_key_8_says_why_the_files_stay_frozen(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("8")
        await hands.sees(say("Which of these? Esc: none. Sheets are out, so the files stay "
                             "frozen."))  # fmt: skip

    at_terminal(folder, run)


def test_nothing_is_opened_where_no_window_can_be_shown() -> None:
    table, rule = Path("units.xlsx"), Path("rule.toml")
    there = {"et": "/usr/bin/et"}.get
    assert opener(table, {}, there) is None
    assert opener(table, {"DISPLAY": ":0"}, there) == ("/usr/bin/et", "units.xlsx")
    assert opener(rule, {"DISPLAY": ":0"}, there) is None
    anything = {"xdg-open": "/usr/bin/xdg-open", "et": "/usr/bin/et"}.get
    assert opener(rule, {"WAYLAND_DISPLAY": "w"}, anything) == ("/usr/bin/xdg-open", "rule.toml")


def test_times_are_those_of_this_record(tmp_path: Path) -> None:
    session = begun(sample_folder(tmp_path, sheets=3))
    times = StepTimes()
    times.follow(session.entries)
    assert times.last("files-frozen")
    times.follow([])
    assert not times.last("files-frozen")
    session.close()
