"""A meeting on disk: what was acknowledged is there, whoever else looks, and nothing else is."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from scoring.files.meeting_folder import read_meeting
from scoring.live.freezing import changed_since, freezing
from scoring.live.session import CLOCK_JUMP, Session
from scoring.meeting import Forbidden
from scoring.meeting import acts as f
from scoring.meeting import acts as i
from scoring.meeting.facts import Fact
from scoring.record import Heads, HeldElsewhere, RecordView
from scoring.recordfile import RECORD
from tests.meeting.playing import WORLD, Clock, facts_after, played
from tests.meeting.worlds import plain
from tests.sources import ROOT

STEPS = 60


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    one = Session.create(tmp_path, "0", Clock())
    yield one
    one.close()


def facts(session: Session) -> list[Fact]:
    return [entry.fact for entry in session.entries]


def reading(session: Session) -> Session:
    """Bring the meeting to where a sheet is read."""
    spots = tuple(WORLD.spots("all"))
    session.do(WORLD.freeze(), i.CheckIn(("D1",)), i.OpenRound("all"), i.Issue("all", 1))
    session.do(i.Receive("all", ("1",), "g0"))
    session.do(i.Read("all", "J1", (("1", *spots[0], 0),)))
    return session


# Opened again -------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_opened_again_at_any_moment_it_is_where_it_was(tmp_path: Path, seed: int) -> None:
    session = Session.create(tmp_path, "0", Clock())
    for number, step in enumerate(played(seed, STEPS)):
        session.do(*step)
        if number % 4 == seed % 4:
            before, entries = plain(session.state), session.entries
            session.close()
            session = Session.open(tmp_path, Clock())
            assert plain(session.state) == before
            assert session.entries == entries
    session.close()


@pytest.mark.parametrize("acknowledged", [5, 17, 31])
def test_killed_at_any_moment_it_opens_at_the_last_acknowledged_step(
    tmp_path: Path, acknowledged: int
) -> None:
    command = [sys.executable, "-m", "tests.meeting.playing", str(tmp_path), "4", "1000"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as player:
        assert player.stdout is not None
        said = [int(player.stdout.readline()) for _ in range(acknowledged)]
        player.kill()
        said += [int(line) for line in player.stdout.read().split()]
    session = Session.open(tmp_path, Clock())
    possible = [facts_after(4, len(said) + more) for more in (0, 1)]
    assert len(possible[0]) == said[-1]
    assert facts(session) in possible
    session.close()


# Two at once --------------------------------------------------------------------------------


def test_a_second_opener_is_refused_and_may_look(tmp_path: Path, session: Session) -> None:
    reading(session)
    with pytest.raises(HeldElsewhere):
        Session.open(tmp_path, Clock())
    view = Session.view(tmp_path)
    assert facts(view) == facts(session)
    assert plain(view.state) == plain(session.state)
    assert view.heads == session.heads
    with pytest.raises(TypeError):
        view.do(i.PauseRound("all"))
    assert session.state.round("all").stage == "open"


def test_a_look_while_somebody_writes_is_a_moment_that_was(tmp_path: Path) -> None:
    session = Session.create(tmp_path, "0", Clock())
    seen: list[list[Fact]] = []
    view = Session.view(tmp_path)

    over = Event()

    def look() -> None:
        while not over.is_set():
            view.refresh()
            seen.append(facts(view))

    looker = Thread(target=look)
    looker.start()
    moments = [len(session.entries)]
    for step in played(5, 20 * STEPS):
        session.do(*step)
        moments.append(len(session.entries))
        if len(moments) > STEPS and len({len(some) for some in seen}) > 3:
            break
    over.set()
    looker.join()
    for some in seen:
        assert len(some) in moments
        assert some == facts(session)[: len(some)]
    assert len({len(some) for some in seen}) > 3
    session.close()


# What is written ----------------------------------------------------------------------------


def test_what_is_refused_leaves_no_trace(session: Session) -> None:
    reading(session)
    before = session.heads, plain(session.state), len(session.entries)
    with pytest.raises(Forbidden):
        session.do(i.PauseRound("all"), i.Reveal())
    assert (session.heads, plain(session.state), len(session.entries)) == before


def test_a_mark_that_is_sent_twice_is_acknowledged_and_kept_once(session: Session) -> None:
    reading(session)
    spots = tuple(WORLD.spots("all"))
    keyed = i.Read("all", "J1", (("1", *spots[0], 0), ("1", *spots[1], 1)))
    session.do(keyed)
    before = session.heads, plain(session.state), len(session.entries)
    assert session.do(keyed).facts
    assert (session.heads, plain(session.state), len(session.entries)) == before
    session.do(i.Read("all", "J1", (("1", *spots[1], 0),)))
    session.do(i.Read("all", "J1", (("1", *spots[1], 1),)))
    assert len(session.entries) == before[2] + 2


def test_only_state_events_tell_the_time_and_each_binds_the_readings(tmp_path: Path) -> None:
    session = Session.create(tmp_path, "0", Clock())
    for step in played(6, STEPS):
        session.do(*step)
    session.close()
    found = RecordView(tmp_path / RECORD).facts()
    heads = [bytes(32), *(link.hash for link in Heads().reading_links(found.readings))]
    bound = 0
    for number, event in enumerate(found.events, 1):
        state_event = f.ACTS.kinds[event["kind"]].changes_state
        assert ("at" in event) == ("readings" in event) == state_event
        if state_event:
            earlier = sum(one["after"] < number for one in found.readings)
            assert heads.index(bytes.fromhex(event["readings"])) >= max(earlier, bound)
            bound = heads.index(bytes.fromhex(event["readings"]))
    assert not any("at" in one for one in found.readings)
    assert bound > 10
    assert {"round-opened", "cell-read"} <= {
        one["kind"] for one in (*found.events, *found.readings)
    }


def test_events_hold_no_mark(tmp_path: Path) -> None:
    session = Session.create(tmp_path, "0", Clock())
    for step in played(6, STEPS):
        session.do(*step)
    session.close()
    events = RecordView(tmp_path / RECORD).events()
    assert not any("cell" in event for event in events)
    assert not any(f.ACTS.kinds[event["kind"]].restricted for event in events)


def test_a_clock_that_was_set_back_is_noted_once_and_times_no_reading(tmp_path: Path) -> None:
    session = Session.create(tmp_path, "0", Clock(day=2))
    reading(session)
    session.close()
    session = Session.open(tmp_path, Clock(day=1))
    spots = WORLD.spots("all")
    for spot in spots:
        session.do(i.Read("all", "J1", (("1", *spot, 1),)))
    jumps = [one for one in facts(session) if isinstance(one, f.Noted) and one.what == CLOCK_JUMP]
    assert len(jumps) == 1
    session.close()


# The files beside it ------------------------------------------------------------------------


def sample(folder: Path) -> Path:
    """Return a copy of the sample meeting with a scheme of its own beside it."""
    shutil.copytree(ROOT / "sessions" / "2020-hunan", folder)
    shutil.copy(ROOT / "rules" / "hunan-2020.toml", folder / "own.toml")
    meeting = folder / "meeting.toml"
    text = meeting.read_text(encoding="utf-8")
    meeting.write_text(text.replace('"hunan-2020"', '"own.toml"'), encoding="utf-8")
    return folder


FILES = ["units.csv", "deputies.csv", "officers.csv", "feedback.csv", "meeting.toml", "own.toml"]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("gone", [False, True])
def test_a_file_that_changes_later_is_reported_and_never_read(
    tmp_path: Path, file: str, *, gone: bool
) -> None:
    folder = sample(tmp_path / "meeting")
    session = Session.create(folder, "0", Clock())
    session.do(freezing(read_meeting(folder)))
    frozen, before = session.frozen(), plain(session.state)
    assert frozen is not None
    assert changed_since(folder, frozen) == ()
    session.close()
    path = folder / file
    path.unlink() if gone else path.write_bytes(b"# \xff\n")
    assert changed_since(folder, frozen) == (file,)
    session = Session.open(folder, Clock())
    assert plain(session.state) == before
    session.close()
