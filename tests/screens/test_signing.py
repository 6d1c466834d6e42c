"""Deciding and signing at the screens: one dialogue, several cells at once, no key is lost."""

import asyncio
from pathlib import Path

from scoring.live.pins import Pins
from scoring.live.session import Session
from scoring.meeting import acts as f
from scoring.meeting.acts import Read
from scoring.meeting.reading_rules import thirds_for
from scoring.wording import say
from tests.screens.piloting import LARGE, Hands, at_terminal, words_by, words_of
from tests.screens.rooms import MARKS, read_by, sample_folder, with_sheets


def to_rule(folder: Path, *, third: bool = True) -> Session:
    """Bring a meeting to where a cell of each of three sheets is to be ruled, or read again."""
    session = with_sheets(folder, 3)
    read_by(session, "J1")
    other = [[*row] for row in MARKS]
    other[0][1], other[1][6], other[2][2] = 73, -1, -4
    read_by(session, "J2", other)
    if third:
        found = thirds_for(session.state, session.state.round("all"), "M1")
        cells = tuple((sheet.number, *spot, 5) for sheet, spot in found)
        session.do(Read("all", "M1", cells, third=True))
    return session


def ruled(session: Session) -> list[tuple[str, int]]:
    facts = (entry.fact for entry in session.entries)
    return [(one.sheet, one.cell) for one in facts if isinstance(one, f.CellRuled)]


def test_keys_typed_ahead_of_a_screen_and_its_dialogue_reach_them(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    to_rule(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("Next"))
        for key in ("4", "x", "x", "enter"):  # as fast as a hand, not as a burst
            await hands.post(key)
            await asyncio.sleep(0.03)
        await hands.post(*"73", "enter", ".", "enter", *"as read", "enter")
        for officer, pin in (("1", "3333"), ("2", "4444")):
            await hands.post(officer, "enter", *pin, "enter", *pin, "enter")
        await hands.sees(words_by("ruled"))

    at_terminal(folder, run, LARGE)
    session = Session.view(folder)
    assert ruled(session) == [("001", 13), ("002", -1)]


def test_a_refusal_keeps_what_was_typed_and_what_changes_is_signed_anew(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    to_rule(folder).close()
    Pins(folder).keep("J3", "3333")
    Pins(folder).keep("J4", "4444")

    async def run(hands: Hands) -> None:
        await hands.sees(say("Next"))
        await hands.press("4")
        await hands.press("enter")
        await hands.type("73")
        await hands.type("as read")
        await hands.type("1")
        await hands.type("9999")
        picture = await hands.sees(say("the PIN is wrong; tries left: {count}", count=4))
        assert "as read" in picture
        await hands.type("3333")
        picture = await hands.sees(say("has signed"))
        assert "  1  " not in picture.rpartition(str(say("second person")))[2]
        await hands.type("1")
        await hands.sees(say("this person has signed already; it takes somebody else"))
        await hands.press("escape")
        await hands.sees(say("Esc once more gives it up, and nothing is recorded."))
        await hands.press("backspace", "up", "up", *"er", "enter")  # the reason, signed for before
        picture = hands.picture()
        assert "as reader" in picture
        assert str(say("has signed")) not in picture
        await hands.press("enter")
        await hands.type("3333")
        await hands.type("2")
        await hands.type("4444")
        await hands.sees(words_by("ruled"))

    at_terminal(folder, run, LARGE)
    session = Session.view(folder)
    assert ruled(session) == [("001", 13)]
    assert [e.fact.reason for e in session.entries if isinstance(e.fact, f.Ruled)] == ["as reader"]


def test_a_forgotten_pin_is_set_anew_by_two_others_and_the_log_tells(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    to_rule(folder).close()
    for officer in ("J3", "J4", "J0"):
        Pins(folder).keep(officer, "1234")

    async def run(hands: Hands) -> None:
        await hands.sees(say("Next"))
        await hands.press("8")
        picture = await hands.sees(say("Which of these? Esc: none."))
        does = str(say("set a forgotten PIN anew (口令重设)"))
        [row] = [one for one in picture.splitlines() if one.endswith(f"  {does}")]
        await hands.type(row.split()[0])
        await hands.type("监票人甲, scrutineer")
        for number in ("3", "4"):  # of those who did not forget theirs
            await hands.type(number)
            await hands.type("1234")
        await hands.type("777777")
        await hands.type("777777")
        await hands.sees(
            words_of("PIN of {person} set anew; {by} signed for it", person="监票人甲")
        )
        assert "777777" not in hands.picture()

    at_terminal(folder, run, LARGE)
    session = Session.view(folder)
    assert session.entries[-1].fact == f.PinSetAnew("J3", ("J4", "J0"))
    assert "777777" not in (folder / "record.db").read_bytes().decode("latin-1")
    Pins(folder).check("J3", "777777", 0.0)
