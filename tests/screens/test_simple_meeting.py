"""A simple meeting at the desk: from the table to the first place revealed in three keys."""

from pathlib import Path

from scoring.live.session import Session
from scoring.wording import say
from tests.live.test_taking_in import meeting
from tests.screens.piloting import LARGE, Hands, at_terminal


def test_three_keys_go_from_the_table_to_the_hall(tmp_path: Path) -> None:
    folder = meeting(tmp_path / "m")

    async def hold(hands: Hands) -> None:
        await hands.sees(say("take in {table} and freeze", table="ballots.csv"))
        await hands.press("enter")
        await hands.sees(say("certify the result"))
        await hands.press("enter")
        await hands.sees(say("Version {version} certified by {by}", version=1, by=("主办",)))
        await hands.press("f8")
        await hands.sees(say("Still to be revealed: {count}", count=2))

    at_terminal(folder, hold, LARGE)
    state = Session.view(folder).state
    assert (state.phase, len(state.versions[-1].shown)) == ("certified", 1)


def test_without_a_table_the_same_meeting_is_keyed(tmp_path: Path) -> None:
    folder = meeting(tmp_path / "m")
    (folder / "ballots.csv").write_text("票号,甲,乙,丙\n", encoding="utf-8")

    async def hold(hands: Hands) -> None:
        await hands.sees(say("fill in the table of ballots"))
        await hands.press("3", "enter")
        await hands.sees(say("Who keys?"))
        await hands.press("1", "enter")
        await hands.sees("P01")
        await hands.post(*"911", *"922", *"933")
        await hands.press("escape")
        await hands.sees(say("read the sheets"))

    at_terminal(folder, hold, LARGE)
    state = Session.view(folder).state
    assert len(state.round("all").sheets["P01"].readings["J1"]) == 3
