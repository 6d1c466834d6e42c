"""What a scheme needs of people, who comes later and who leaves: each law in a short story."""

import json
import re
import sys
from contextlib import nullcontext
from io import StringIO
from pathlib import Path

import pytest

from scoring.cli.meeting.agreeing import CommandQuestion, agree
from scoring.errors import Refused
from scoring.live.pins import Pins
from scoring.live.session import Session
from scoring.meeting import Forbidden, Meeting, what_stops
from scoring.meeting import acts as i
from scoring.meeting.acts.appoint import free_id
from scoring.meeting.asks import Answers, reason_fault
from scoring.meeting.people_needed import duties, lacking_told, people_lacking, people_needed
from scoring.meeting.reading_rules import may_read, offered
from scoring.meeting.replay_check import retraced
from scoring.meeting.results import computed
from scoring.meeting.sheets_in_words import in_order, sheets_said
from scoring.meeting.wishes import Wish
from scoring.meeting.words import called, everything_told
from scoring.meeting.writing import written
from scoring.report.meeting_log import log_lines
from scoring.report.meeting_steps import next_step
from scoring.roster import Officer, Role
from scoring.scheme import Scheme
from scoring.scheme.scheme_json import canonical_of
from scoring.scheme.scheme_json import scheme_of as scheme_read
from tests.meeting.playing import Clock
from tests.meeting.worlds import MORE, OFFICERS, Run, World, enough_people, scheme_of

TWO = ("J3", "J4")
POOL = {**OFFICERS, **MORE}
WAYS = [("double", 2), ("double", 1), ("none", 2), ("none", 1)]


def scheme(verification: str = "double", officers: int = 2) -> Scheme:
    data = scheme_of(verification=verification, officers=officers)
    return scheme_read(canonical_of(data))


def team(roles: dict[str, Role]) -> tuple[Officer, ...]:
    return tuple(Officer(id_, f"{id_}名", role) for id_, role in roles.items())


def codes(run: Run, wanted: Wish) -> set[str]:
    return {refusal.code for refusal in what_stops(run.state, wanted)}


def collected(world: World, sheets: int = 2) -> Run:
    numbers = tuple(str(n) for n in range(1, sheets + 1))
    run = Run(world, world.freeze(), i.CheckIn(world.deputies[:sheets]), i.OpenRound("all"))
    return run.do(i.Issue("all", sheets), i.Receive("all", numbers), i.CollectRound("all"))


def keyed(run: Run, number: str, by: str, mark: int = 0) -> i.Read:
    cells = tuple((number, *spot, mark) for spot in run.world.spots("all"))
    return i.Read("all", by, cells)


# Enough people ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verification", "officers", "needed"),
    [("double", 2, 5), ("double", 1, 3), ("none", 2, 3), ("none", 1, 1), ("device", 2, 3)],
)
def test_a_scheme_says_how_many_people_it_takes(
    verification: str, officers: int, needed: int
) -> None:
    assert people_needed(scheme(verification, officers)) == needed
    assert people_lacking(scheme(verification, officers), ()) == needed


@pytest.mark.parametrize(("verification", "officers"), WAYS)
def test_freezing_takes_exactly_the_teams_that_can_finish(verification: str, officers: int) -> None:
    rule, names = scheme(verification, officers), list(POOL)
    for number in range(2 ** len(names)):
        roles = {one: POOL[one] for at, one in enumerate(names) if number >> at & 1}
        enough = enough_people({"verification": verification, "officers": officers}, roles)
        assert (people_lacking(rule, team(roles)) == 0) == enough
        assert (not list(lacking_told(rule, team(roles)))) == enough


def test_so_many_as_are_lacking_are_enough() -> None:
    rule = scheme()
    two = team({"J1": "teller", "J3": "scrutineer"})
    more = tuple(Officer(f"N{n}", "新", "scrutineer") for n in range(people_lacking(rule, two)))
    assert people_lacking(rule, (*two, *more)) == 0
    assert people_lacking(rule, (*two, *more[1:])) == 1


def test_who_is_lacking_is_said_as_numbers_and_roles() -> None:
    four = team({"J1": "teller", "J2": "teller", "M1": "secretary", "J3": "scrutineer"})
    many, certify = lacking_told(scheme(), four)
    assert str(many).startswith("5 officers are needed, 4 are there, 1 are missing: 2 to key every")
    assert str(certify).startswith("2 scrutineers are needed to certify the result, 1 are there")
    assert [duty.name for duty in duties(scheme("none", 1), four)] == ["read", "rule", "certify"]
    assert {duty.name: duty.who for duty in duties(scheme(), four)}["certify"] == ("J3",)


def test_a_meeting_that_could_not_be_finished_is_not_frozen() -> None:
    few = World(scheme_of(), officers={"J3": "scrutineer", "J4": "scrutineer"})
    assert codes(Run(few), few.freeze()) == {"freeze.people"}
    nobody = World(scheme_of(), officers={})
    assert codes(Run(nobody), nobody.freeze()) == {"freeze.people", "freeze.officers"}
    lone = World(scheme_of(officers=1, verification="none"), officers={"J1": "teller"})
    assert codes(Run(lone), lone.freeze()) == set()


def test_a_record_of_format_1_keeps_the_rules_it_was_made_by() -> None:
    few = World(scheme_of(), officers={"J3": "scrutineer", "J4": "scrutineer"})
    old = Meeting(format=1)
    assert not what_stops(old, few.freeze())
    files = few.freeze()
    unsigned = i.Unfrozen(TWO, "错")
    facts = [i.Created("0", format=1), files.files, files.roster, unsigned]
    assert list(retraced(facts)) == []
    run = Run(few)
    run.state = old
    run.do(few.freeze())
    assert codes(run, i.Unfreeze(("J3", "J4"), "错")) == set()
    assert run.do(i.Unfreeze(("J3", "J4"), "错")).state.format == 1


# For every sheet somebody is kept -----------------------------------------------------------


def test_a_third_does_not_begin_a_sheet_where_just_enough_are_there() -> None:
    run = collected(World(scheme_of()))
    run.do(*(i.Read("all", by, (("1", "shuili", "live", 0),)) for by in ("J1", "J2")))
    assert codes(run, keyed(run, "1", "J3")) == {"read.people"}
    assert codes(run, keyed(run, "1", "J2")) == set()
    attempt = run.state.round("all")
    assert not may_read(run.state, attempt, attempt.sheets["1"], "J3")
    run.do(i.Appoint("J7", "新来的", "teller", TWO))
    assert codes(run, keyed(run, "1", "J3")) == set()


def test_the_last_who_could_read_a_sheet_does_not_hand_over_without_it() -> None:
    run = collected(World(scheme_of()), 3)
    for number, by in (("1", "J1"), ("1", "J2"), ("3", "J3"), ("3", "J4")):
        run.do(keyed(run, number, by))
    run.do(*(i.HandOver("all", by) for by in ("J1", "J2", "J3")))
    assert codes(run, i.HandOver("all", "J4")) == {"handover.last"}
    run.do(keyed(run, "2", "J4"), i.HandOver("all", "J4"), keyed(run, "2", "J0"))
    assert codes(run.do(i.HandOver("all", "J0")), i.Count()) == set()


def test_who_keyed_a_sheet_accepts_no_warning_on_it() -> None:
    units = ("gaoyuan", "shuili", "yibao")
    run = collected(World(scheme_of(verification="none"), units=units), 1)
    run.do(keyed(run, "1", "J1", 1), i.HandOver("all", "J1"))
    assert codes(run, i.Accept("all", "1", "", "", "J1", "确实如此")) == {"officer.read-it"}
    assert codes(run, i.Accept("all", "1", "", "", "J3", "确实如此")) == set()


# Officers who come later --------------------------------------------------------------------


def test_who_is_appointed_acts_as_the_others_and_the_record_knows_it() -> None:
    run = collected(World(scheme_of()), 1).do(i.Appoint("J7", "张三", "scrutineer", TWO))
    for by, mark in (("J7", 0), ("J1", 1)):
        run.do(keyed(run, "1", by, mark), i.HandOver("all", by))
    assert run.state.frozen.roster.officer_names["J7"] == "张三"
    assert list(retraced(run.facts)) == []
    assert "张三 (J7) appointed as scrutineer by J3名, J4名" in [
        str(line.what) for line in log_lines([(fact, "") for fact in run.facts], counted=True)
    ]


def test_an_appointment_that_one_signed_is_found_in_a_record() -> None:
    run = collected(World(scheme_of()), 1)
    forged = [*run.facts, i.OfficerAppointed("J7", "张三", "chief", ("J3",))]
    assert [one.code for one in retraced(forged)] == ["verify.forbidden"]


def test_the_next_free_id_goes_on_from_those_that_are_there() -> None:
    assert free_id(team(dict(OFFICERS))) == "J5"
    assert free_id(team({"01": "teller", "02": "teller"})) == "03"
    assert free_id(team({"甲": "teller"})) == "P1"


def test_a_role_is_typed_in_either_language_and_the_id_is_given() -> None:
    run = collected(World(scheme_of()))
    act = i.ACTS.named("appoint")
    assert act.wished is not None
    for role in ("监票人", "scrutineer"):
        wanted = act.wished(run.state, Answers({"name": " 张三 ", "role": role}, TWO))
        assert wanted == (i.Appoint("J5", "张三", "scrutineer", TWO),)
    with pytest.raises(Forbidden, match="is no role"):
        act.wished(run.state, Answers({"name": "张三", "role": "老板"}, TWO))


# Units that withdraw ------------------------------------------------------------------------


def test_a_unit_that_withdrew_is_listed_with_its_reason_and_not_ranked() -> None:
    run = collected(World(scheme_of()), 1).do(i.WithdrawUnit("gaoyuan", TWO, "机构改革撤销"))
    for by in ("J1", "J2"):
        run.do(keyed(run, "1", by), i.HandOver("all", by))
    run.do(i.Count())
    first, last = computed(run.state).units
    assert (first.unit.id, first.rank) == ("shuili", 1)
    assert (last.unit.id, last.rank, str(last.why)) == ("gaoyuan", None, "withdrew (机构改革撤销)")
    assert list(retraced(run.facts)) == []
    assert json.dumps(written(run.facts[1]), ensure_ascii=False).count("why") == 0


def test_the_round_of_a_unit_that_withdrew_is_held_only_where_it_has_begun() -> None:
    world = World(scheme_of(rounds="unit"), units=("gaoyuan", "shuili", "yibao"))
    run = Run(world, world.freeze(), i.CheckIn(world.deputies), i.OpenRound("gaoyuan"))
    run.do(i.WithdrawUnit("gaoyuan", TWO, "机构改革"), i.WithdrawUnit("yibao", TWO, "机构改革"))
    assert [attempt.id for attempt in run.state.current()] == ["gaoyuan", "shuili"]
    for id_ in ("gaoyuan", "shuili"):
        if id_ == "shuili":
            run.do(i.OpenRound(id_))
        run.do(i.Issue(id_, 0, 5), i.CollectRound(id_))
    assert codes(run, i.OpenRound("yibao")) == {"round.withdrawn"}
    run.do(i.Count(), i.Certify(TWO), i.Reveal())
    assert run.state.phase == "revealed"
    assert [str(one.why) for one in computed(run.state).units][-1] == "withdrew (机构改革)"


# Reasons ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", " ", "1234", "。。。。", "错", "有理由", "第3张", "ab", "12 34"]
)
def test_what_says_nothing_is_no_reason(text: str) -> None:
    assert reason_fault(text)


@pytest.mark.parametrize("text", ["理由充分", "号码看不清", "torn", "no ink", "第12张污损"])
def test_four_characters_or_two_words_are_a_reason(text: str) -> None:
    assert reason_fault(text) is None


def test_a_note_may_be_shorter() -> None:
    assert reason_fault("涂改", "note") is None
    assert reason_fault("改", "note")


def test_a_pin_is_never_taken_for_a_reason_and_not_written_down(tmp_path: Path) -> None:
    world = World(scheme_of())
    session = Session.create(tmp_path, "0", Clock())
    session.do(world.freeze())
    Pins(tmp_path).keep("J4", "mima2468")
    with pytest.raises(Forbidden, match=r"reason\.is-pin"):
        session.do(i.Unfreeze(TWO, "mima2468"))
    assert "mima2468" not in repr(session.entries)
    session.do(i.Unfreeze(TWO, "mima2469"))
    session.close()


# Handing over part of a reading -------------------------------------------------------------


def test_who_hands_over_part_of_a_reading_is_asked_and_a_script_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = collected(World(scheme_of()), 3)
    state = run.do(keyed(run, "1", "J1")).state
    act = i.ACTS.named("hand-over")
    assert act.questioned is not None
    question = CommandQuestion(act.questioned, "--partly")
    asked = "J1名 has not read 2, 3. Handing over is for good: hand over what is read?"
    with pytest.raises(Refused, match=re.escape(f"{asked} --partly says yes.")):
        agree(question, state, [i.HandOver("all", "J1")])
    for typed, agreed in (("y\n", True), ("是\n", True), ("n\n", False), ("", False)):
        monkeypatch.setattr(sys, "stdin", Terminal(typed))
        with nullcontext() if agreed else pytest.raises(Refused, match="Nothing was changed"):
            agree(question, state, [i.HandOver("all", "J1")])


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


# Numbers of sheets --------------------------------------------------------------------------


def test_many_numbers_are_ranges_and_a_count() -> None:
    numbers = [f"{n:03}" for n in range(1, 121) if n != 48]
    assert str(sheets_said(numbers)) == "001 to 047, 049 to 120, 119 sheets"
    assert str(sheets_said([str(n) for n in (9, 10, 11, 2)])) == "2, 9 to 11, 4 sheets"
    assert str(sheets_said(["099", "100", "101", "A1"])) == "099 to 101, A1, 4 sheets"
    assert sheets_said(("007", "003")) == ("003", "007")
    assert in_order(("10", "9", "b", "007")) == ("007", "9", "10", "b")


def test_sheets_are_offered_by_number_however_they_were_received() -> None:
    world = World(scheme_of(groups=2))
    run = Run(world, world.freeze(), i.CheckIn(world.deputies), i.OpenRound("all"))
    run.do(
        i.Issue("all", 4), i.Receive("all", ("3", "4"), "g0"), i.Receive("all", ("1", "2"), "g1")
    )
    attempt = run.state.round("all")
    assert [sheet.number for sheet in offered(run.state, attempt, "J1")] == ["1", "2", "3", "4"]


def test_the_next_groups_receipt_is_the_next_step() -> None:
    world = World(scheme_of(groups=2))
    run = Run(world, world.freeze(), i.CheckIn(world.deputies[:4]), i.OpenRound("all"))
    run.do(i.Issue("all", 4))
    commands = []
    for numbers, group in ((("1", "2"), "g0"), (("3", "4"), "g1")):
        step = next_step(run.state)
        commands.append(step.command if step else "")
        run.do(i.Receive("all", numbers, group))
    assert commands == [f"receive DIR --sheets 001-060 --group {group}" for group in ("g0", "g1")]
    step = next_step(run.state)
    assert step
    assert step.name == "collect"


def test_a_wrong_number_is_refused_at_the_question() -> None:
    world = World(scheme_of())
    run = Run(world, world.freeze(), i.CheckIn(world.deputies[:4]), i.OpenRound("all"))
    run.do(i.Issue("all", 4), i.Receive("all", ("1", "2")))
    known = {"round": "all"}
    [receive] = [ask for ask in i.ACTS.named("receive").asks if ask.name == "sheets"]
    [withdraw] = [ask for ask in i.ACTS.named("withdraw").asks if ask.name == "withdraw"]
    assert str(receive.refusal(run.state, known, "2,3")) == "counted in already: 2"
    assert str(receive.refusal(run.state, known, "3,3")) == "counted in already: 3"
    assert receive.refusal(run.state, known, "3-4") is None
    assert str(withdraw.refusal(run.state, known, "2,3")) == "never counted in: 3"
    run.do(i.Read("all", "J1", (("1", "shuili", "live", 0),)))
    assert str(withdraw.refusal(run.state, known, "1")) == "read already, and so it stays: 1"
    wished = i.ACTS.named("receive").wished
    assert wished is not None
    with pytest.raises(Forbidden, match="type numbers"):
        wished(run.state, Answers({"sheets": ""}))


def test_what_was_appointed_and_withdrawn_is_told_by_name() -> None:
    run = collected(World(scheme_of()), 1)
    run.do(i.Appoint("J7", "张三", "chief", TWO), i.WithdrawUnit("shuili", TWO, "机构改革"))
    told = everything_told(run.facts[-2:], called(run.state.frozen.roster))
    assert [str(one) for one in told] == [
        "张三 (J7) appointed as chief scrutineer by J3名, J4名",
        "shuili厅 withdrew and is not ranked by J3名, J4名: 机构改革",
    ]
