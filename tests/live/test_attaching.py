"""Terminals at one meeting: what they may do, what they are told, and when one of them is gone."""

import asyncio
import json
import stat
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from scoring.errors import HasProblems, Refused
from scoring.live.mirroring import remember
from scoring.live.session import Session
from scoring.live.terminals.address import NAME, bound, gone, reached
from scoring.live.terminals.attaching import AttachedDesk, HallLine
from scoring.live.terminals.messages import PROTOCOL, Message, line_of, wish_json, wish_of
from scoring.live.terminals.owning import OwnDesk
from scoring.meeting import Forbidden
from scoring.meeting.acts import (
    Certify,
    CheckIn,
    Count,
    HandOver,
    OpenRound,
    PauseRound,
    Query,
    Read,
    ResumeRound,
    RevealNext,
    Rule,
    VoidRound,
)
from tests.screens.rooms import (
    MARKS,
    begun,
    clock,
    counted,
    read_by,
    sample_folder,
    with_sheets,
)

PATIENCE = 10.0


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - what is awaited has no event of its own
            await asyncio.sleep(0.01)


def at_the_table(folder: Path, acts: Callable[[OwnDesk, AttachedDesk], Awaitable[None]]) -> OwnDesk:
    """Let somebody act at the owner's desk and at one that is attached to it."""
    own, other = OwnDesk(folder), AttachedDesk(folder)

    async def sit_down() -> None:
        await own.open()
        await other.open()
        await until(lambda: len(other.now.entries) == len(own.now.entries))
        try:
            await acts(own, other)
        finally:
            await other.part()
            await own.part()

    try:
        asyncio.run(sit_down())
    finally:
        own.close()
    return own


def cells_of(marks: list[int], number: str = "001") -> tuple[tuple[str, str, str, int], ...]:
    units = ("gaoyuan", "gongan", "minzheng", "shuili", "shangwu", "guoziwei", "yibao")
    return tuple((number, unit, "live", mark - 60) for unit, mark in zip(units, marks, strict=True))


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()
    return folder


def test_what_is_done_at_one_terminal_is_seen_at_the_other(collected: Path) -> None:
    spots = Session.view(collected).state.round("all").spots

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        cells = tuple(("001", *spot, 3) for spot in spots)
        decision = await other.do(Read("all", "J2", cells))
        assert [fact.kind for fact in decision.facts] == ["cell-read"] * 7
        assert own.state.round("all").sheets["001"].readings["J2"] == dict.fromkeys(spots, 3)
        await own.do(Read("all", "J1", cells))
        await until(lambda: "J1" in other.state.round("all").sheets["001"].readings)
        assert other.state == own.state
        assert other.now.frozen == own.now.frozen
        assert [one.fact for one in other.now.entries] == [one.fact for one in own.now.entries]
        assert [one.at for one in other.now.entries] == [one.at for one in own.now.entries]

    at_the_table(collected, acts)


def test_two_people_key_sixty_sheets_at_once_and_none_of_it_is_lost(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    with_sheets(folder, 60).close()
    spots = Session.view(folder).state.round("all").spots

    async def key(desk: OwnDesk | AttachedDesk, by: str, numbers: range) -> None:
        for number in numbers:
            for place, spot in enumerate(spots):
                await desk.do(Read("all", by, ((f"{number:03}", *spot, (number + place) % 21),)))
        await desk.do(HandOver("all", by))

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        await asyncio.gather(key(own, "J1", range(1, 61)), key(other, "J2", range(60, 0, -1)))
        assert (await other.do(Count())).facts[-1].kind == "result-computed"

    at_the_table(folder, acts)
    session = Session.view(folder)
    for number in range(1, 61):
        readings = session.state.round("all").sheets[f"{number:03}"].readings
        assert readings["J1"] == readings["J2"]
        assert len(readings["J1"]) == len(spots)


def test_what_the_state_forbids_is_refused_there_as_here(collected: Path) -> None:
    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        refused = []
        for desk in (own, other):
            with pytest.raises(Forbidden) as stopped:
                await desk.do(Count())
            refused.append(stopped.value.refusals)
        assert refused[0] == refused[1]

    at_the_table(collected, acts)


def test_files_are_frozen_by_the_owner_with_every_problem_told(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    begun(folder).close()

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        with pytest.raises(Forbidden):
            await other.freeze()
        (folder / "units.csv").write_text("id\n", encoding="utf-8")
        found = []
        for desk in (own, other):
            with pytest.raises(HasProblems) as stopped:
                await desk.freeze()
            found.append(stopped.value.problems)
        assert found[0] == found[1]

    at_the_table(folder, acts)


# Who is there -------------------------------------------------------------------------------


def test_nobody_keys_at_two_terminals_at_once(collected: Path) -> None:
    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        await own.sit("J1")
        with pytest.raises(Refused, match="keying at terminal 1"):
            await other.sit("J1")
        await other.sit("J2")
        await until(lambda: [seat.officer for seat in other.seats] == ["J1", "J2"])
        await own.sit("")
        await other.sit("J1")
        await other.part()
        await until(lambda: len(own.seats) == 1)
        await own.sit("J1")

    at_the_table(collected, acts)


def test_who_decides_has_given_a_pin_at_the_same_terminal(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    counted(folder).close()

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        certify = Certify(("J3", "J4"))
        with pytest.raises(Refused, match="J3, J4 have not given their PIN"):
            await other.do(certify)
        assert not await other.has_pin("J3")
        await other.choose_pin("J3", "3333")
        assert await own.has_pin("J3")
        with pytest.raises(Refused, match="there is a PIN already"):
            await other.choose_pin("J3", "0000")
        await own.choose_pin("J4", "4444")  # at another terminal: does not count here
        with pytest.raises(Refused, match="J4 have not given their PIN"):
            await other.do(certify)
        with pytest.raises(Refused, match="wrong"):
            await other.prove("J4", "5555")
        await other.prove("J4", "4444")
        await other.do(certify)
        assert own.state.phase == "certified"
        with pytest.raises(Refused, match="have not given their PIN"):
            await other.do(VoidRound("all", ("J3", "J4"), "重新来过"))

    at_the_table(folder, acts)


# When somebody is gone ----------------------------------------------------------------------


def test_without_an_owner_the_record_is_seen_and_nothing_is_done(collected: Path) -> None:
    async def alone() -> None:
        desk = AttachedDesk(collected)
        await desk.open()
        assert desk.away
        assert len(desk.state.round("all").sheets) == 3
        with pytest.raises(Refused, match="no terminal owns"):
            await desk.do(CheckIn(("D01",)))
        by_command = Session.open(collected, clock)
        by_command.do(Query("all", "001", "shuili", "live", "J1", "涂改"))
        by_command.close()
        await until(lambda: desk.state.round("all").sheets["001"].queries)
        assert desk.state == by_command.state
        await desk.part()

    asyncio.run(alone())


def test_a_terminal_comes_again_and_shows_what_the_record_holds(collected: Path) -> None:
    spots = Session.view(collected).state.round("all").spots

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        await other.do(Read("all", "J2", (("001", *spots[0], 3),)))
        assert (other.arrivals, other.away) == (1, None)
        await own.part()
        own.close()
        await until(lambda: other.away)
        assert other.seats == ()
        with pytest.raises(Refused, match="no terminal owns"):
            await other.do(Read("all", "J2", (("001", *spots[1], 4),)))
        again = OwnDesk(collected)
        await again.open()
        await again.do(Read("all", "J1", (("001", *spots[0], 5),)))
        await until(lambda: other.arrivals == 2 and other.state == again.state)
        sheet = other.state.round("all").sheets["001"]
        assert sheet.readings == {"J2": {spots[0]: 3}, "J1": {spots[0]: 5}}
        await other.do(Read("all", "J2", (("001", *spots[1], 4),)))
        await other.part()
        await again.part()
        again.close()

    own = OwnDesk(collected)
    other = AttachedDesk(collected)

    async def sit_down() -> None:
        await own.open()
        await other.open()
        await acts(own, other)

    asyncio.run(sit_down())


def test_a_socket_that_was_left_behind_is_in_nobodys_way(collected: Path) -> None:
    bound(collected).close()
    assert (collected / NAME).is_socket()

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        assert own.trouble is None
        assert other.away is None

    at_the_table(collected, acts)
    assert not (collected / NAME).exists()


def test_only_the_owners_account_can_come(collected: Path) -> None:
    ours = bound(collected)
    assert stat.S_IMODE((collected / NAME).stat().st_mode) == 0o600
    ours.close()
    gone(collected)


def test_a_folder_with_a_very_long_name_is_no_obstacle(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["很长的名字" * 3] * 4)
    deep.mkdir(parents=True)
    folder = sample_folder(deep, sheets=3)
    with_sheets(folder, 3).close()

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        assert own.trouble is None
        assert other.away is None

    at_the_table(folder, acts)


def test_where_no_socket_can_be_made_the_owner_goes_on_alone(collected: Path) -> None:
    (collected / NAME).mkdir()

    async def alone() -> None:
        desk = OwnDesk(collected)
        await desk.open()
        assert "no other terminal can attach" in str(desk.trouble)
        await desk.sit("J1")
        await desk.part()
        desk.close()

    asyncio.run(alone())


def test_whoever_talks_nonsense_is_hung_up_on_and_the_meeting_goes_on(collected: Path) -> None:
    hello = line_of({"hello": PROTOCOL, "as": "desk"})
    nonsense = [
        b"\xff\xfe\n",
        b"[]\n",
        b"{}\n",
        line_of({"hello": "pingyi/terminal/0", "as": "desk"}),
        hello + b"{}\n",
        hello + line_of({"ask": 1, "what": "format the disk"}),
        hello + b'{"ask"',
        b"x" * 100_000,
    ]
    malformed = [
        ["Freeze", {}],
        ["Count", {"more": 1}],
        ["CheckIn", {"deputies": "D01"}],
        ["Read", {"round": "all", "by": "J1", "cells": [["001", "gaoyuan", "live", "7"]],
                  "third": False}],
        ["Fact", {}],
    ]  # fmt: skip

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        before = len(own.now.entries)
        for told in nonsense:
            reader, writer = await asyncio.open_unix_connection(sock=reached(collected))
            writer.write(told)
            writer.write_eof()
            async with asyncio.timeout(PATIENCE):
                await reader.read()
            writer.close()
        reader, writer = await asyncio.open_unix_connection(sock=reached(collected))
        writer.write(hello)
        for number, one in enumerate(malformed):
            writer.write(line_of({"ask": number, "what": "do", "wishes": [one]}))
        faults: list[object] = []
        async with asyncio.timeout(PATIENCE):
            while len(faults) < len(malformed):
                message = json.loads(await reader.readline())
                faults += [message["fault"]] if "answer" in message else []
        writer.close()
        await until(lambda: len(own.seats) == 2)
        assert len(own.now.entries) == before
        await other.sit("J1")

    at_the_table(collected, acts)


@pytest.mark.parametrize("officer", ["\ud800", "D01", "nobody", "[b]J1[/b]"])
def test_a_seat_is_an_officer_of_the_record_or_nothing(collected: Path, officer: str) -> None:
    hello = {"hello": PROTOCOL, "as": "desk"}
    wanted = [hello, {"ask": 1, "what": "sit", "officer": officer}]

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        reader, writer = await asyncio.open_unix_connection(sock=reached(collected))
        writer.write("".join(json.dumps(one) + "\n" for one in wanted).encode())
        writer.write_eof()
        async with asyncio.timeout(PATIENCE):
            told = await reader.read()
        assert b'"found"' not in told
        writer.close()
        await until(lambda: len(own.seats) == 2)
        assert {seat.officer for seat in own.seats} == {""}
        await other.sit("J1")
        assert other.now.entries == own.now.entries

    at_the_table(collected, acts)


def test_who_comes_and_says_nothing_is_hung_up_on(
    collected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.live.terminals.serving.HELLO_WITHIN", 0.2)

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        silent = [await asyncio.open_unix_connection(sock=reached(collected)) for _ in range(40)]
        async with asyncio.timeout(PATIENCE):
            for reader, _ in silent:
                with suppress(ConnectionError):
                    assert await reader.read() == b""
        for _, writer in silent:
            writer.close()
        assert len(own.seats) == 2
        await other.sit("J1")

    at_the_table(collected, acts)


def test_a_flood_of_questions_keeps_nobody_waiting(collected: Path) -> None:
    flood: list[Message] = [
        {"ask": number, "what": "sit", "officer": ""} for number in range(20_000)
    ]

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        _, writer = await asyncio.open_unix_connection(sock=reached(collected))
        writer.write(line_of({"hello": PROTOCOL, "as": "desk"}))
        writer.write(b"".join(map(line_of, flood)))
        await until(lambda: len(own.seats) == 3)
        async with asyncio.timeout(1):
            await other.do(Read("all", "J2", cells_of([71] * 7)))
        writer.transport.abort()

    at_the_table(collected, acts)


def test_when_the_owner_leaves_nobody_is_told_to_its_screens_any_more(collected: Path) -> None:
    """Also with somebody who reads nothing, and somebody who has just come and said nothing."""
    told: list[int] = []

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        del other
        stuck, silent = reached(collected), reached(collected)
        stuck.sendall(line_of({"hello": PROTOCOL, "as": "hall"}))
        await until(lambda: len(own.seats) == 3)
        own.changed = lambda: told.append(1)
        async with asyncio.timeout(PATIENCE / 2):
            await own.part()
        assert [seat.kind for seat in own.seats] == ["owner"]
        await asyncio.sleep(0.05)
        assert [one for one in asyncio.all_tasks() if "_met" in str(one)] == []
        stuck.close()
        silent.close()

    at_the_table(collected, acts)
    assert told == []


def test_a_terminal_that_stops_reading_does_not_stop_the_meeting(
    collected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.live.terminals.serving.MOST_UNREAD", 1000)
    spots = Session.view(collected).state.round("all").spots

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        del other
        stuck = reached(collected)
        stuck.sendall(line_of({"hello": PROTOCOL, "as": "desk"}))
        await until(lambda: len(own.seats) == 3)
        for mark in range(4000):
            if len(own.seats) == 2:
                break
            await own.do(*[Read("all", "J1", (("001", *spots[0], mark % 21),))] * 10)
        assert len(own.seats) == 2
        stuck.close()

    at_the_table(collected, acts)


def test_what_an_attached_terminal_wants_as_it_leaves_is_done(collected: Path) -> None:
    spots = Session.view(collected).state.round("all").spots

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        for place, spot in enumerate(spots):
            other.later(Read("all", "J2", (("001", *spot, place),)))
        await other.part()
        assert list(own.state.round("all").sheets["001"].readings["J2"].values()) == [*range(7)]

    at_the_table(collected, acts)


def test_what_the_record_was_given_is_shown_though_nobody_waits_for_it(collected: Path) -> None:
    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        del other
        wanted = asyncio.ensure_future(own.do(Read("all", "J1", cells_of([71] * 7))))
        await asyncio.sleep(0)
        wanted.cancel()  # as a second Enter does to the first
        await until(lambda: bool(own.state.round("all").sheets["001"].readings))

    at_the_table(collected, acts)


# The hall -----------------------------------------------------------------------------------


def test_the_hall_is_told_what_is_revealed_and_nothing_else(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    session = with_sheets(folder, 3)
    read_by(session, "J1")
    session.close()
    told = b""

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        nonlocal told
        reader, writer = await asyncio.open_unix_connection(sock=reached(folder))
        writer.write(line_of({"hello": PROTOCOL, "as": "hall"}))
        writer.write(line_of({"ask": 1, "what": "do", "wishes": [["Count", {}]]}))
        spots = own.state.round("all").spots
        for number, row in enumerate(MARKS, 1):
            cells = [(f"{number:03}", *spot, mark - 60)
                     for spot, mark in zip(spots, row, strict=True)]  # fmt: skip
            await other.do(Read("all", "J2", tuple(cells)))
        await other.do(HandOver("all", "J2"), Count())
        for officer in ("J3", "J4"):
            await other.choose_pin(officer, "1234")
        await other.do(Certify(("J3", "J4")))
        await own.do(RevealNext())
        async with asyncio.timeout(PATIENCE):
            while b'"revealing":true' not in told:
                told += await reader.readline()
        writer.close()

    own = at_the_table(folder, acts)
    messages = [json.loads(line) for line in told.splitlines()]
    assert {key for message in messages for key in message} == {"welcome", "hall"}
    first, last = messages[1]["hall"], messages[-1]["hall"]
    assert (first["phase"], first["returned"], first["issued"]) == ("open", 3, 3)
    assert first["places"] == []
    ranking = own.state.versions[0].ranking
    name = own.state.frozen.roster.unit_names[ranking[-1].unit]
    assert last["places"] == [[7, False, name, ranking[-1].total, 1000, "", "", []]]
    assert all(not one["hall"]["places"] for one in messages[1:-1])
    assert (
        sum(ranking[0].total in line.decode() for line in told.splitlines() if ranking[0].total)
        == 0
    )


def test_the_hall_waits_for_a_meeting_that_nobody_has_opened(collected: Path) -> None:
    async def waiting() -> None:
        hall = HallLine(collected)
        await hall.open()
        assert hall.away
        assert hall.view is None
        own = OwnDesk(collected)
        await own.open()
        await until(lambda: hall.view is not None and not hall.away)
        await own.part()
        own.close()
        await until(lambda: hall.away)
        await hall.part()

    asyncio.run(waiting())


@pytest.mark.parametrize("kind", [AttachedDesk, HallLine])
def test_a_folder_without_a_meeting_is_refused(
    tmp_path: Path, kind: type[AttachedDesk | HallLine]
) -> None:
    async def come() -> None:
        with pytest.raises(Refused):
            await kind(tmp_path).open()

    asyncio.run(come())


def test_every_intention_comes_over_the_line_as_it_was_meant() -> None:
    for wanted in (
        Rule("all", "001", "gaoyuan", "live", -4, ("J3", "J4"), "字迹可辨"),
        Read("all", "J1", (("001", "gaoyuan", "live", 7),), third=True),
        CheckIn(("D01", "D02")),
        Count(),
    ):
        assert wish_of(json.loads(json.dumps(wish_json(wanted)))) == wanted


# The disk -----------------------------------------------------------------------------------


def test_the_mirror_follows_what_is_done_on_the_screen_and_its_failure_stops_nothing(
    tmp_path: Path,
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    stick = tmp_path / "stick"
    stick.mkdir()
    session = begun(folder)
    session.mirror(stick)
    session.close()
    remember(folder, stick)

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        await other.do(CheckIn(("D01",)), OpenRound("all"))
        assert own.trouble is None
        assert Session.view(stick).state == own.state
        stick.rename(tmp_path / "in a pocket")
        stick.write_bytes(b"")  # where the folder was
        await own.do(PauseRound("all"))
        assert "THE MIRROR WAS NOT WRITTEN" in str(own.trouble)
        stick.unlink()
        stick.mkdir()  # as a stick that was pulled out leaves its place
        await own.do(ResumeRound("all"))
        assert "does not hold the mirror any more" in str(own.trouble)
        assert [*stick.iterdir()] == []
        stick.rmdir()
        (tmp_path / "in a pocket").rename(stick)
        await own.do(PauseRound("all"))
        assert own.trouble is None
        assert Session.view(stick).state == own.state

    at_the_table(folder, acts)


def test_a_disk_that_was_away_is_gone_on_with_as_soon_as_it_is_back(collected: Path) -> None:
    spots = Session.view(collected).state.round("all").spots
    record, away = collected / "record.db", collected / "away"

    def read(number: int) -> Read:
        return Read("all", "J1", (("001", *spots[number], 3),))

    async def acts(own: OwnDesk, other: AttachedDesk) -> None:
        await own.do(read(0))
        record.rename(away)
        for desk in (own, other, own):
            with pytest.raises(Refused):
                await desk.do(read(1))
        away.rename(record)
        await own.do(read(1))
        await other.do(read(2))

    own = at_the_table(collected, acts)
    assert list(own.state.round("all").sheets["001"].readings["J1"]) == list(spots[:3])
    assert Session.view(collected).state == own.state
