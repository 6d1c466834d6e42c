"""What the commands of a meeting refuse, ask for and keep: codes, PINs, names, doubts."""

import io
import json
from pathlib import Path

import pytest

from scoring.ballots import Absence
from scoring.live.session import Session
from tests.cli.meetings import PINS, Desk, brought_to, make_meeting, pipe_with, write, write_reading
from tests.cli.running import Ended, Pingyi

OFFICERS = ("--as", "J4", "--second", "J0")


def codes(ended: Ended) -> list[str]:
    """Return the codes of what was refused, in the order in which they were told."""
    refused = (line for line in ended.err.splitlines() if line.endswith("]"))
    return [line.rpartition("[")[2].rstrip("]") for line in refused]


@pytest.fixture
def desk(pingyi: Pingyi, tmp_path: Path) -> Desk:
    return Desk(pingyi, make_meeting(tmp_path / "m"))


def test_a_command_before_the_freeze_says_what_comes_first(desk: Desk) -> None:
    ended = desk.attempt("round open")
    assert (ended.code, ended.out) == (1, "")
    assert "pingyi freeze begins one" in ended.err
    assert [path.name for path in desk.folder.glob("record*")] == []


def test_files_that_are_not_ready_begin_no_record(desk: Desk) -> None:
    (desk.folder / "officers.csv").unlink()
    (desk.folder / "deputies.csv").unlink()
    refused = desk.attempt("freeze")
    assert (refused.code, codes(refused)) == (
        1,
        ["freeze.officers", "freeze.people", "freeze.people", "freeze.deputies"],
    )
    (desk.folder / "units.csv").write_text("id,name\n", encoding="utf-8")
    assert "[unit.none]" in desk.attempt("freeze").err
    assert [path.name for path in desk.folder.glob("record*")] == []


def test_a_meeting_without_any_ballots_file_can_be_frozen(desk: Desk) -> None:
    (desk.folder / "ballots.csv").unlink()
    ended = desk.do("freeze")
    assert ended.err == ""
    assert desk.state() == "frozen"


def test_all_refusals_come_at_once_with_their_codes(desk: Desk) -> None:
    brought_to(desk, "open")
    ended = desk.attempt("round collect")
    assert (ended.code, codes(ended)) == (1, ["round.not-issued"])
    ended = desk.attempt("round void", "--as", "J4", "--reason", " ")
    assert (ended.code, codes(ended)) == (1, ["reason.missing", "officer.second"])
    said = desk.json("round void", "--as", "J4", "--reason", " ")
    assert [one["code"] for one in said["refusals"]] == ["reason.missing", "officer.second"]
    assert said["done"] is False


def test_people_may_be_named_by_name_or_id_and_nobody_else(desk: Desk) -> None:
    brought_to(desk, "frozen")
    assert "Present: 2 of 4." in desk.do("checkin", "赵一", "D2").out
    ended = desk.attempt("checkin", "D1", "nobody")
    assert codes(ended) == ["checkin.present", "deputy.unknown"]
    assert "Present: 1 of 4." in desk.do("leave", "赵一").out
    everybody = desk.do("checkin", "--all").out  # D1 has left and does not count
    assert "2 deputies checked in" in everybody


def test_what_was_noted_by_mistake_is_taken_back_and_never_turned_around(desk: Desk) -> None:
    brought_to(desk, "frozen")
    desk.do("checkin", "赵一", "D2")
    assert "1 check-ins taken back" in desk.do("checkin", "赵　一", "--undo").out
    assert codes(desk.attempt("leave", "D1", "--undo")) == ["undo.not-left"]
    desk.do("leave", "D2")
    assert "1 departures taken back" in desk.do("leave", "D2", "--undo").out
    assert Session.view(desk.folder).state.attendance.present == {"D2"}
    assert desk.attempt("checkin", "--undo").code == 2
    assert desk.json("verify")["verifies"] is True


def test_a_name_that_two_deputies_have_is_asked_about(desk: Desk) -> None:
    rows = [["D1", "王伟", "", ""], ["D2", "王伟", "", ""]]
    write(desk.folder / "deputies.csv", ["id", "name", "delegation", "speaker"], *rows)
    desk.do("freeze")
    ended = desk.attempt("checkin", "王伟")
    assert codes(ended) == ["name.ambiguous"]
    assert "D1, D2" in ended.err


def test_a_delegation_with_two_speakers_or_none_is_told(desk: Desk) -> None:
    brought_to(desk, "frozen")
    desk.do("checkin", "--all")
    assert desk.json("status")["doubts"] == ["西团 has 2 speakers present"]


def test_a_recusal_that_identifies_is_doubted_and_done(desk: Desk) -> None:
    brought_to(desk, "present")
    ended = desk.do("recuse", "D1", "单位jia")
    assert "A recusal was noted for 单位jia" in ended.out
    assert "can be told apart" in ended.err


def test_sheets_are_counted_in_taken_back_and_explained(desk: Desk) -> None:
    brought_to(desk, "issued")
    said = desk.do("receive", "--sheets", "001-003，007", "--kept", 0).out
    assert said.count("sheets issued and returned: issued 3, but returned 4 + kept 0 (+1)") == 1
    assert codes(desk.attempt("round collect")) == ["round.too-many", "round.unreconciled"]
    desk.do("receive", "--withdraw", "007,003", "--sheets", "005")
    assert [one["difference"] for one in desk.json("status")["rounds"][0]["lines"]] == [0, 0, 0, 0]
    desk.do("receive", "--withdraw", "005")
    desk.do("explain-difference", "returned", "--as", "J3", "--reason", "一张丢失")
    desk.do("round collect")
    assert "explained: 一张丢失" in " ".join(desk.do("status").out.split())


@pytest.mark.parametrize("sheets", ["9-1", "100-20", "1-99999"])
def test_a_range_that_is_none_is_refused(desk: Desk, sheets: str) -> None:
    brought_to(desk, "issued")
    assert codes(desk.attempt("receive", "--sheets", sheets)) == ["sheet.range"]


def test_received_and_kept_are_noted_together_or_not_at_all(desk: Desk) -> None:
    brought_to(desk, "received")
    ended = desk.attempt("receive", "--sheets", "004", "--withdraw", "099", "--kept", 1)
    assert codes(ended) == ["sheet.unknown"]
    [round_] = desk.json("status")["rounds"]
    assert round_["returned"] == 3


def test_entering_the_same_once_more_changes_nothing(desk: Desk) -> None:
    brought_to(desk, "half read")
    before = desk.json("verify")["readings"]
    assert "Taken: 0 cells" in desk.do("enter", "--as", "J1", "--file", "a.csv").out
    assert desk.json("verify")["readings"] == before
    write_reading(desk.folder / "a.csv", {("002", "yi"): "55.37"})
    assert "Taken: 1 cells" in desk.do("enter", "--as", "J1", "--file", "a.csv").out


def test_a_long_table_that_is_not_whole_leaves_cells_unread_and_not_blank(desk: Desk) -> None:
    brought_to(desk, "received")
    rows = (["001", unit, "70.37"] for unit in ("jia", "yi"))
    write(desk.folder / "a.csv", ["ballot", "unit", "score"], *rows)
    assert "Taken: 2 cells, on 1 sheets." in desk.do("enter", "--as", "J1", "--file", "a.csv").out
    desk.do("round collect")
    assert codes(desk.attempt("hand-over", "--as", "J1")) == ["handover.unfinished"]


def test_an_illegal_reading_is_named_with_its_line_and_nothing_is_taken(desk: Desk) -> None:
    brought_to(desk, "received")
    write_reading(desk.folder / "a.csv", {("002", "yi"): "70.38", ("003", "yi"): "x"})
    ended = desk.attempt("enter", "--as", "J1", "--file", "a.csv")
    assert ended.code == 1
    assert "a.csv:3:" in ended.err
    assert "[mark.not-a-mark]" in ended.err
    assert desk.json("verify")["readings"] == 1


def test_nobody_reads_a_sheet_twice_or_a_third_time(desk: Desk) -> None:
    brought_to(desk, "read")
    assert set(codes(desk.attempt("enter", "--as", "J1", "--third", "--file", "third.csv"))) == {
        "read.twice"
    }
    assert set(codes(desk.attempt("enter", "--as", "J3", "--file", "a.csv"))) == {"read.enough"}


def test_who_read_the_sheet_does_not_rule_it(desk: Desk) -> None:
    brought_to(desk, "third reading")
    words = ("001", "单位yi", "--mark", "82.37", "--reason", "已经看清")
    ended = desk.attempt("rule", *words, "--as", "J3", "--second", "J1")
    assert codes(ended) == ["officer.read-it"]
    ended = desk.attempt("rule", *words, "--as", "J4")
    assert codes(ended) == ["officer.second"]
    ended = desk.attempt("rule", "001", "yi", "--mark", "82.38", "--reason", "已经看清", *OFFICERS)
    assert codes(ended) == ["mark.off-grid"]


def test_a_correction_makes_a_version_that_is_certified_anew(desk: Desk, pingyi: Pingyi) -> None:
    brought_to(desk, "revealed")
    code = desk.json("status")["result_code"]
    words = ("002", "yi", "--mark", "80.37", "--reason", "录错一格")
    said = desk.json("correct", *words, *OFFICERS)
    assert (said["state"], said["facts"]["result-computed"]) == ("counted", 1)
    ranked = json.loads(pingyi("rank", desk.folder, "--json").out)
    assert ranked["status"] == "counted"
    assert [one["total"] for one in ranked["ranking"] if one["unit"] == "yi"] == ["80.87"]
    assert desk.json("verify", "--code", code)["verifies"] is True
    assert codes(desk.attempt("correct", *words, *OFFICERS)) == ["correct.same"]


def test_a_round_that_is_void_is_done_again(desk: Desk) -> None:
    brought_to(desk, "read")
    said = desk.do("round void", *OFFICERS, "--reason", "票箱混入他票").out
    assert "Round, attempt 1: declared void by" in said
    assert desk.json("status")["next"]["step"] == "open"
    assert "Round, attempt 2: opened; 3 present" in desk.do("round open").out


def test_a_void_sheet_is_not_read_and_counts_nothing(desk: Desk, pingyi: Pingyi) -> None:
    brought_to(desk, "received")
    desk.do("void-sheet", "003", *OFFICERS, "--reason", "票面撕毁")
    for reader, file in (("J1", "a.csv"), ("J2", "a.csv")):
        assert "6 cells, on 2 sheets" in desk.do("enter", "--as", reader, "--file", file).out
    desk.do("round collect")
    desk.do("hand-over", "--as", "J1")
    desk.do("hand-over", "--as", "J2")
    desk.do("count")
    assert json.loads(pingyi("rank", desk.folder, "--json").out)["void_sheets"] == {"live": 1}


def test_unfreezing_needs_two_and_goes_back_to_the_files(desk: Desk) -> None:
    brought_to(desk, "open")
    desk.do("unfreeze", *OFFICERS, "--reason", "名单有误")
    assert desk.state() == "draft"
    write(desk.folder / "deputies.csv", ["id", "name"], ["D1", "赵一"])
    assert "1 deputies" in desk.do("freeze").out


def test_rounds_of_single_units_are_named(pingyi: Pingyi, tmp_path: Path) -> None:
    desk = Desk(pingyi, make_meeting(tmp_path / "m", rounds="unit"))
    brought_to(desk, "present")
    assert codes(desk.attempt("round open")) == ["round.which"]
    for unit in ("jia", "单位yi", "bing"):
        desk.do("round open", unit)
        desk.do("issue", unit, "--issued", 3)
        desk.do("receive", unit, "--sheets", "001-003")
        desk.do("round collect", unit)
        for reader in ("J1", "J2"):
            file = ("--file", "a.csv", "--round", unit)
            assert "3 cells" in desk.do("enter", "--as", reader, *file).out
            desk.do("hand-over", "--as", reader, "--round", unit)
    desk.do("count")
    ranked = json.loads(pingyi("rank", desk.folder, "--json").out)["ranking"]
    assert [one["total"] for one in ranked] == ["83.70", "82.87", "66.70"]
    assert desk.json("verify")["verifies"] is True


def test_a_lone_secretary_acts_alone_where_the_scheme_says_so(
    pingyi: Pingyi, tmp_path: Path
) -> None:
    desk = Desk(pingyi, make_meeting(tmp_path / "m", officers=1))
    desk.do("freeze")
    ended = pingyi("unfreeze", desk.folder, "--as", "J4", "--reason", "要改名单")
    assert (ended.code, ended.err) == (0, "")


def test_who_has_a_pin_gives_it_whenever_named(desk: Desk, pingyi: Pingyi) -> None:
    brought_to(desk, "received")
    words = ("enter", desk.folder, "--as", "J1", "--file", desk.folder / "a.csv")
    for wrong in ({"J1": "9999"}, {"J2": PINS["J2"]}, {}):
        ended = pingyi(*words, "--pin-fd", pipe_with(wrong))
        assert (ended.code, ended.out) == (1, "")
        assert "PIN" in ended.err
    assert pingyi(*words, "--pin-fd", pipe_with(PINS)).code == 0


def test_who_acts_as_a_second_officer_must_have_a_pin(desk: Desk) -> None:
    desk.do("freeze")
    desk.do("officers pin", "J4")
    ended = desk.attempt("unfreeze", *OFFICERS, "--reason", "名单有误")
    assert ended.code == 1
    assert "J0 has no PIN yet: pingyi officers pin" in ended.err
    desk.do("officers pin", "人J0")
    desk.do("unfreeze", *OFFICERS, "--reason", "名单有误")


def test_a_new_pin_takes_the_old_one(desk: Desk, pingyi: Pingyi) -> None:
    desk.do("officers pin", "J1")
    words = ("officers", "pin", desk.folder, "J1", "--pin-fd")
    assert pingyi(*words, pipe_with({"J1": "8888"})).code == 1
    assert pingyi("officers", "pin", desk.folder, "J9", "--pin-fd", pipe_with(PINS)).code == 1
    short = pingyi("officers", "pin", desk.folder, "J2", "--pin-fd", pipe_with({"J2": "1"}))
    assert "at least 4 characters" in short.err


def test_five_wrong_pins_are_a_minutes_wait(desk: Desk, pingyi: Pingyi) -> None:
    brought_to(desk, "read")
    words = ("differences", desk.folder, "--as", "J4", "--pin-fd")
    for _ in range(5):
        assert "is wrong" in pingyi(*words, pipe_with({"J4": "0001"})).err
    ended = pingyi(*words, pipe_with(PINS))
    assert (ended.code, ended.out) == (1, "")
    assert "wait" in ended.err


def test_no_pin_is_asked_where_nobody_can_type_it(desk: Desk, pingyi: Pingyi) -> None:
    brought_to(desk, "read")
    ended = pingyi("differences", desk.folder, "--as", "J1")
    assert ended.code == 1
    assert "use a terminal, or --pin-fd" in ended.err


PARTS = """

[[component.criterion]]
id = "speed"
title = "办理速度"
points = 40

[[component.criterion]]
id = "result"
title = "办理结果"
points = 60

[[component.group]]
id = "deputies"
title = "代表"
weight = 70

[[component.group]]
id = "public"
title = "公众"
weight = 30
"""


def test_criteria_and_groups_are_named_and_come_to_what_the_files_do(
    desk: Desk, pingyi: Pingyi
) -> None:
    scheme = desk.folder / "scheme.toml"
    text = scheme.read_text(encoding="utf-8")
    scheme.write_text(text.replace("\n[procedure]", PARTS + "\n[procedure]"), encoding="utf-8")
    group = {"001": "deputies", "002": "deputies", "003": "public"}
    rows = [
        (sheet, unit, f"{60 + position * 3 + len(unit)}.37", criterion, group[sheet])
        for sheet in group
        for position, unit in enumerate(("jia", "yi", "bing"))
        for criterion in ("speed", "办理结果")
    ]
    headings = ("ballot", "unit", "score", "criterion", "group")
    for name in ("ballots.csv", "a.csv"):
        write(desk.folder / name, headings, *rows)
    by_files = json.loads(pingyi("rank", desk.folder, "--json").out)
    brought_to(desk, "issued")
    assert codes(desk.attempt("receive", "--sheets", "001")) == ["sheet.group"]
    desk.do("receive", "--sheets", "001-002", "--group", "deputies")
    desk.do("receive", "--sheets", "003", "--group", "public")
    desk.do("round collect")
    for reader in ("J1", "J2"):
        desk.do("enter", "--as", reader, "--file", "a.csv")
        desk.do("hand-over", "--as", reader)
    noted = ("--as", "J1", "--note", "不清")
    assert codes(desk.attempt("query", "001", "yi", *noted)) == ["criterion.which"]
    desk.do("query", "001", "yi", "--criterion", "办理速度", *noted)
    clarified = ("--criterion", "speed", "--mark", "65.37", "--reason", "已经看清")
    desk.do("clarify", "001", "yi", *clarified, *OFFICERS)
    desk.do("count")
    by_record = json.loads(pingyi("rank", desk.folder, "--json").out)
    assert by_record == by_files | {"status": "counted"}
    same = json.loads(pingyi("rank", desk.folder, "--json", "--scheme", scheme).out)
    assert same == by_files | {"status": "what-if"}
    assert desk.json("verify")["verifies"] is True


def test_what_looks_mis_keyed_is_told_to_officers_and_accepted_with_a_note(desk: Desk) -> None:
    rows = {f"{number:03}": ("70.37", "71.37", f"{70 + number}.37") for number in range(1, 10)}
    rows["009"] = ("99.37", "71.37", "72.37")
    brought_to(desk, "issued")
    desk.do("issue", "--issued", 9, "--took-none", 0)
    desk.do("receive", "--sheets", "001-009")
    desk.do("explain-difference", "taken", "--as", "J3", "--reason", "演示所用")
    desk.do("round collect")
    sheets = ([number, *marks] for number, marks in rows.items())
    write(desk.folder / "a.csv", ["ballot", "jia", "yi", "bing"], *sheets)
    for reader in ("J1", "J2"):
        desk.do("enter", "--as", reader, "--file", "a.csv")
        desk.do("hand-over", "--as", reader)
    assert "look mis-keyed: 1;" in desk.do("status").out
    assert desk.json("differences", "--as", "J4")["warnings"] == [
        {"sheet": "009", "unit": "jia", "criterion": "live", "cause": "far"}
    ]
    shown = desk.do("differences", "--as", "J4").out
    assert "99.37" not in shown
    assert codes(desk.attempt("accept", "008", "--as", "J4", "--note", "核对无误")) == [
        "accept.nothing"
    ]
    desk.do("accept", "009", "jia", "--as", "J4", "--note", "核对无误")
    assert desk.json("differences", "--as", "J4")["warnings"] == []


def test_the_signs_of_the_screens_say_the_same_where_marks_are_typed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought_to(desk, "received")
    lines = (". - *\n", "/ = 弃权\n", "。，－，无效\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(lines)))
    desk.do("enter", "--as", "J1")
    sheets = Session.view(desk.folder).state.round("all").sheets.values()
    assert [list(sheet.readings["J1"].values()) for sheet in sheets] == [
        [Absence.BLANK, Absence.ABSTAINED, Absence.RECUSED],
        [Absence.VOID, Absence.UNKNOWN, Absence.ABSTAINED],
        [Absence.BLANK, Absence.ABSTAINED, Absence.VOID],
    ]


def test_a_query_is_told_with_the_name_of_the_unit(desk: Desk) -> None:
    brought_to(desk, "received")
    asked = desk.do("query", "001", "yi", "--as", "J1", "--note", "字迹不清").out
    assert "ballot 001, 单位yi: queried by 人J1" in asked
    assert "字迹不清" not in asked, "a note about a cell may name a mark"
    log = desk.do("log").out
    assert "Round, attempt 1: ballot 001, 单位yi: queried by 人J1" in log


def test_a_count_may_be_nought(desk: Desk) -> None:
    brought_to(desk, "received")
    desk.do("receive", "--kept", "1")
    desk.do("receive", "--kept", "0")
    assert desk.json("receive", "--kept", "0")["facts"] == {"sheets-kept": 1}
    desk.do("issue", "--issued", "3", "--printed", "0", "--cancelled", "0")
    assert "printed 0" in desk.do("status").out


def test_a_table_goes_to_the_first_place_in_three_commands_without_a_pin(
    pingyi: Pingyi, tmp_path: Path
) -> None:
    folder = make_meeting(tmp_path / "m")
    rules = (folder / "scheme.toml").read_text(encoding="utf-8")
    simple = rules.replace("[procedure]\nofficers = 2", '[procedure]\nceremony = "simple"')
    (folder / "scheme.toml").write_text(simple, encoding="utf-8")
    write(folder / "officers.csv", ["id", "name", "role"], ["J1", "人J1", "secretary"])
    write(folder / "deputies.csv", ["id", "name"])
    status = json.loads(pingyi("status", folder, "--json").out)
    assert status["next"]["step"] == "take-in"
    taken = pingyi("take-in", folder, "--json")
    assert (taken.code, json.loads(taken.out)["state"]) == (0, "counted")
    assert pingyi("certify", folder, "--as", "人J1").code == 0
    assert pingyi("reveal", folder).code == 0
    ranked = json.loads(pingyi("rank", folder, "--json").out)
    assert (ranked["status"], ranked["ranking"][0]["rank"]) == ("revealed", 1)
    assert pingyi("verify", folder).code == 0
    again = pingyi("take-in", folder)
    assert (again.code, again.out) == (1, "")


def test_a_unit_that_withdrew_needs_no_column(pingyi: Pingyi, tmp_path: Path) -> None:
    folder = make_meeting(tmp_path / "m")
    rules = (folder / "scheme.toml").read_text(encoding="utf-8")
    simple = rules.replace("[procedure]\nofficers = 2", '[procedure]\nceremony = "simple"')
    (folder / "scheme.toml").write_text(simple, encoding="utf-8")
    assert pingyi("freeze", folder).code == 0
    out = ("withdraw-unit", folder, "bing", "--as", "J1", "--reason", "机构改革撤销")
    assert pingyi(*out).code == 0
    write(folder / "ballots.csv", ["ballot", "jia", "yi"], ["1", "71.87", "82.37"])
    taken = pingyi("take-in", folder, "--as", "J1")
    assert taken.code == 0, taken.err
    assert "bing" not in taken.err


def test_a_table_named_on_the_command_line_begins_no_record_where_it_is_wrong(
    pingyi: Pingyi, tmp_path: Path
) -> None:
    folder = make_meeting(tmp_path / "m")
    refused = pingyi("take-in", folder)
    assert refused.code == 1
    assert "only where the scheme has one reading" in refused.err
    rules = (folder / "scheme.toml").read_text(encoding="utf-8")
    simple = rules.replace("[procedure]\nofficers = 2", '[procedure]\nceremony = "simple"')
    (folder / "scheme.toml").write_text(simple, encoding="utf-8")
    table = tmp_path / "other.csv"
    write(table, ["ballot", "jia", "yi"], ["1", "99", "0"])
    refused = pingyi("take-in", folder, table, "--as", "J1")
    assert refused.code == 1
    assert "[ballots.no-unit]" in refused.err
    assert "[mark.outside]" in refused.err
    assert [path.name for path in folder.glob("record*")] == []


def test_a_forgotten_pin_is_set_anew_by_two_others_and_stands_in_the_log(
    desk: Desk, pingyi: Pingyi
) -> None:
    for officer in ("J1", "J4", "J0"):
        desk.do("officers pin", officer)
    desk.do("freeze")
    new = {**PINS, "J1": "8888"}
    words = ("pin", desk.folder, "--anew", "J1", "--as")
    own = pingyi(*words, "J1", "--second", "J4", "--pin-fd", pipe_with(new))
    assert (own.code, "does not sign for the new one" in own.err) == (1, True)
    assert pingyi(*words, "J4", "--pin-fd", pipe_with(new)).code == 1
    done = pingyi(*words, "J4", "--second", "J0", "--pin-fd", pipe_with(new))
    assert done.code == 0, done.err
    told = pingyi("log", desk.folder).out
    assert told.count("set anew") == 1
    assert told.count("PIN of") == 4  # three that the freeze noted
    again = ("officers", "pin", desk.folder, "J1", "--pin-fd")
    assert pingyi(*again, pipe_with({"J1": PINS["J1"]})).code == 1
    (desk.folder / "officers.pin").unlink()
    assert pingyi(*again, pipe_with({"J1": "9999"})).code == 0
    assert "set again" in pingyi("log", desk.folder).out
    assert pingyi("verify", desk.folder).code == 0
