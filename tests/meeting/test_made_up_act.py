"""A new act is one module: what it says of itself is all that the program needs."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scoring.live.session import Session
from scoring.live.terminals.messages import wish_json, wish_of
from scoring.meeting.acts import ACTS
from scoring.meeting.facts import Fact
from scoring.meeting.replay_check import retraced
from scoring.meeting.writing import fact_of, written
from scoring.report.formal.log import Happened, log_lines
from scoring.report.life_of_a_meeting import transition_tables
from scoring.wording import say
from tests.meeting.remark import REMARK, Remark, Remarked
from tests.screens.piloting import Hands, at_terminal
from tests.screens.rooms import begun, sample_folder
from tests.sources import ROOT

LABEL = "write a remark into the minutes"
NOTE = "10:20 音响故障，10:25 恢复"


@pytest.fixture(autouse=True)
def _remarks_can_be_made() -> Iterator[None]:
    ACTS.add(REMARK)
    yield
    ACTS.drop(REMARK.name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of the sample meeting, frozen."""
    place = sample_folder(tmp_path, sheets=3)
    begun(place).close()
    return place


def facts(folder: Path) -> list[Fact]:
    return [entry.fact for entry in Session.view(folder).entries]


def test_it_is_done_by_a_command_that_asks_what_it_needs(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from scoring.cli import main  # noqa: PLC0415 - the command line, as one types it

    monkeypatch.setenv("PINGYI_LANG", "en")
    assert main(["remark", str(folder), "--as", "J1", "--note", NOTE]) == 0
    assert f"remark by 计票人甲: {NOTE}" in capsys.readouterr().out
    assert facts(folder)[-1] == Remarked("J1", NOTE)
    assert main(["remark", str(folder), "--as", "J1"]) == 2
    assert "--note" in capsys.readouterr().err
    assert main(["remark", str(folder), "--as", "J1", "--note", " "]) == 1
    assert "reason.missing" in capsys.readouterr().err
    assert main(["remark", str(folder), "--as", "nobody", "--note", NOTE]) == 1
    assert "officer.unknown" in capsys.readouterr().err
    main(["--help"])
    assert "Write a remark into the minutes." in capsys.readouterr().out


def test_it_is_done_by_keys(folder: Path) -> None:
    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("8")
        picture = await hands.sees(LABEL)
        [row] = [one for one in picture.splitlines() if one.endswith(LABEL)]
        await hands.type(row.split()[0])
        await hands.sees(say("What is to stand in the minutes?"))
        await hands.type(NOTE)
        await hands.sees(say("Who remarks it?"))
        await hands.type("J2")
        await hands.sees(f"remark by 计票人乙: {NOTE}")

    at_terminal(folder, run)
    assert facts(folder)[-1] == Remarked("J2", NOTE)


def test_it_stands_in_the_log_and_in_the_minutes(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from scoring.cli import main  # noqa: PLC0415 - as above

    monkeypatch.setenv("PINGYI_LANG", "en")
    main(["remark", str(folder), "--as", "J1", "--note", NOTE])
    capsys.readouterr()
    main(["log", str(folder)])
    assert f"remark by 计票人甲: {NOTE}" in " ".join(capsys.readouterr().out.split())
    session = Session.view(folder)
    happened = [Happened(entry.fact, entry.at) for entry in session.entries]
    roster = session.state.frozen.roster
    *_, last = log_lines(happened, roster.units, roster.officers)
    assert str(last.what) == f"remark by 计票人甲: {NOTE}"


def test_it_is_decided_again(folder: Path) -> None:
    made = [*facts(folder), Remarked("J1", NOTE)]
    assert not list(retraced(made))
    forged = [*facts(folder), replace(Remarked("J1", NOTE), by="nobody")]
    assert [one.code for one in retraced(forged)] == ["verify.forbidden"]


def test_it_goes_into_a_record_and_over_a_line_by_the_names_of_its_fields() -> None:
    assert written(Remarked("J1", NOTE)) == {"kind": "remarked", "by": "J1", "note": NOTE}
    assert fact_of({"kind": "remarked", "by": "J1", "note": NOTE}) == Remarked("J1", NOTE)
    assert wish_of(json.loads(json.dumps(wish_json(Remark("J1", NOTE))))) == Remark("J1", NOTE)


def test_it_stands_on_the_page_of_the_life_of_a_meeting() -> None:
    printed = transition_tables(ACTS)
    [row] = [line for line in printed["neither"].splitlines() if "`Remark`" in line]
    assert "`frozen`, `open`, `counted`" in row
    assert "`reason.missing`" in row
    assert "`remarked`" in printed["facts"]


def test_nothing_else_in_the_program_knows_it() -> None:
    sources = [*ROOT.glob("scoring/**/*.py"), *ROOT.glob("tui/**/*.py")]
    assert sources
    assert not [path for path in sources if "Remarked" in path.read_text(encoding="utf-8")]
