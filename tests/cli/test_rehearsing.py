"""``pingyi rehearse --ballots``: a meeting to practise on, from the sample, up to the readings."""

import json
from pathlib import Path

from scoring.live.session import Session
from tests.cli.running import SAMPLE, Pingyi, fingerprints


def rehearsed(pingyi: Pingyi, folder: Path, *words: str) -> Path:
    ended = pingyi("rehearse", folder, "--ballots", "--json", *words)
    assert (ended.code, ended.err) == (0, "")
    return Path(json.loads(ended.out)["folder"])


def read(folder: Path) -> dict[str, object]:
    sheets = Session.view(folder).state.round("all").sheets
    return {number: sheet.readings for number, sheet in sheets.items()}


def copied(place: Path) -> Path:
    folder = place / "meeting"
    folder.mkdir()
    for file in SAMPLE.iterdir():
        if not file.name.startswith(("ballots", "reading")):
            (folder / file.name).write_bytes(file.read_bytes())
    return folder


def test_made_up_sheets_leave_the_differences_to_people(pingyi: Pingyi, tmp_path: Path) -> None:
    real = copied(tmp_path)
    before = fingerprints(real)
    folder = rehearsed(pingyi, real, "--seed", "monday")
    assert fingerprints(real) == before
    state = Session.view(folder).state
    assert state.rehearsal
    assert state.round("all").handed_over == {"J1", "J2"}
    status = json.loads(pingyi("status", folder, "--json").out)
    assert (status["rehearsal"], status["next"]["step"]) == (True, "third")
    assert pingyi("verify", folder).code == 0


def test_the_same_seed_makes_the_same_sheets(pingyi: Pingyi, tmp_path: Path) -> None:
    real = copied(tmp_path)
    first, second, other = (
        read(rehearsed(pingyi, real, "--seed", seed)) for seed in ("monday", "monday", "tuesday")
    )
    assert first == second
    assert first != other


def test_without_a_seed_no_two_rehearsals_are_alike(pingyi: Pingyi, tmp_path: Path) -> None:
    real = copied(tmp_path)
    assert read(rehearsed(pingyi, real)) != read(rehearsed(pingyi, real))
