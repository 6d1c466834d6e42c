"""``handling``, ``ledger`` and ``compare`` as they are typed: what is said, written and refused."""

import csv
import io
import json
import os
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.running import Ended, Pingyi, fingerprints
from tests.years.years import SAMPLE, rows_of_2020, write_rows, year_of_2020

EXPECTED = Path(__file__).parent / "expected"
LEDGER = (
    "number,unit,promise,due,made,closed,evidence,year\n"
    "0001,shuili,修水库,2020-12-31,2020-06-01,2020-11-01,验收单,2020\n"
    "0002,shuili,建泵站,2021-06-30,2020-06-01,,,2020\n"
    "0003,gongan,增设警务室,2021-08-15,2020-06-01,,,2020\n"
    "0004,省教育厅,扩建学校,2023-12-31,2020-06-01,,,2020\n"
)


@pytest.fixture
def year(tmp_path: Path) -> Path:
    return year_of_2020(tmp_path / "2020")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    folder = tmp_path / "ledger"
    shutil.copytree(SAMPLE, folder)
    (folder / "ledger.csv").write_text(LEDGER, encoding="utf-8")
    return folder


def lines_of(ended: Ended) -> list[str]:
    assert (ended.code, ended.err) == (0, "")
    return ended.out.splitlines()


def agreed(name: str, said: str) -> None:
    """Compare with the agreed file; ``PINGYI_REWRITE=1`` writes it anew."""
    path = EXPECTED / f"{name}.en.txt"
    if os.environ.get("PINGYI_REWRITE"):
        path.write_text(said, encoding="utf-8", newline="\n")
    assert said == path.read_text(encoding="utf-8")


def test_the_sample_is_cross_checked_word_for_word(pingyi: Pingyi) -> None:
    ended = pingyi("handling", SAMPLE)
    assert max(map(cell_len, lines_of(ended))) <= 80
    agreed("handling-sample", ended.out)


def test_a_year_of_rows_is_reported_word_for_word(pingyi: Pingyi, year: Path) -> None:
    ended = pingyi("handling", year)
    assert max(map(cell_len, lines_of(ended))) <= 80
    agreed("handling-year", ended.out)


def test_a_ledger_is_shown_word_for_word(pingyi: Pingyi, ledger: Path) -> None:
    ended = pingyi("ledger", ledger, "--on", "2021-08-01")
    assert max(map(cell_len, lines_of(ended))) <= 80
    agreed("ledger", ended.out)


def test_two_meetings_are_compared_word_for_word(pingyi: Pingyi, tmp_path: Path) -> None:
    other = tmp_path / "2021"
    shutil.copytree(SAMPLE, other)
    meeting = (other / "meeting.toml").read_text(encoding="utf-8")
    meeting = meeting.replace("date = 2020", "date = 2021").replace(
        'title = "2020', 'title = "2021'
    )
    (other / "meeting.toml").write_text(meeting, encoding="utf-8")
    swap(other / "ballots.csv", "shuili", "gongan")
    ended = pingyi("compare", SAMPLE, other)
    assert max(map(cell_len, lines_of(ended))) <= 80
    agreed("compare", ended.out)


def swap(ballots: Path, one: str, other: str) -> None:
    text = ballots.read_text(encoding="utf-8-sig")
    heading, rest = text.split("\n", 1)
    heading = heading.replace(one, "?").replace(other, one).replace("?", other)
    assert one in heading
    ballots.write_text(f"{heading}\n{rest}", encoding="utf-8")


def test_the_json_holds_every_rate_with_what_it_is_made_of(pingyi: Pingyi, year: Path) -> None:
    found = json.loads("\n".join(lines_of(pingyi("handling", year, "--json"))))
    assert (found["schema"], found["year"]) == ("pingyi/handling/1", 2020)
    whole = found["suggestions"]["all"]
    assert whole["suggestions"] == 1465
    assert whole["rates"]["attitude-satisfied"] == {
        "title": "satisfied with the attitude",
        "numerator": 979,
        "denominator": 1037,
        "of": "answers on the attitude",
        "percent": "94.4",
    }
    assert [one["unit"] for one in found["suggestions"]["units"]][:2] == ["gaoyuan", "gongan"]
    assert len(found["suggestions"]["units"]) == 60
    assert len(found["suggestions"]["open"]) == 4
    rates = {rate["id"]: rate for rate in found["totals"]["rates"]}
    assert rates["feedback"]["denominators"] == {"least": 1438, "most": 1439}
    assert rates["year-before"]["year"] == 2019
    assert found["totals"]["together"][0]["denominators"] == {"least": 1442, "most": 1442}
    assert {one["kind"] for one in found["findings"]} >= {"no-total", "outside", "points"}


def test_the_csv_file_has_every_rate_and_is_never_written_over(
    pingyi: Pingyi, year: Path, tmp_path: Path
) -> None:
    out = tmp_path / "rates.csv"
    first = pingyi("handling", year, "--csv", out)
    assert first.code == 0
    assert "rates.csv" in first.err
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    [satisfied] = [
        row for row in rows if (row["unit"], row["id"]) == ("all units", "attitude-satisfied")
    ]
    assert (satisfied["number"], satisfied["of"], satisfied["percent"]) == ("979", "1037", "94.4")
    assert len({row["unit"] for row in rows}) == 61
    second = pingyi("handling", year, "--csv", out)
    assert second.code == 1
    assert out.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_figures_of_a_ledger_are_what_a_scheme_takes_in(
    pingyi: Pingyi, ledger: Path, tmp_path: Path
) -> None:
    out = tmp_path / "given.csv"
    words = ("--on", "2021-08-01", "--given", out, "--component", "kept-promises")
    assert pingyi("ledger", ledger, *words).code == 0
    text = out.read_text(encoding="utf-8-sig").splitlines()
    assert text[0] == "unit,kept-promises"
    assert "shuili,50.00" in text
    assert "gongan," in text
    assert len(text) == 8

    (ledger / "meeting.toml").write_text('title = "x"\nscheme = "own.toml"\n', encoding="utf-8")
    (ledger / "own.toml").write_text(
        'schema = 1\nid = "own"\ntitle = "own"\nsource = "here"\n'
        '[[component]]\nid = "kept-promises"\ntitle = "kept"\nkind = "given"\nblank = 100\n',
        encoding="utf-8",
    )
    shutil.copy(out, ledger / "given.csv")
    found = json.loads(pingyi("rank", ledger, "--json").out)
    totals = {one["unit"]: one["total"] for one in found["ranking"]}
    assert totals["shuili"] == "50.00"
    assert totals["gongan"] == "100.00"


def test_overdue_promises_become_deductions(pingyi: Pingyi, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "given.csv"
    words = ("--on", "2021-08-01", "--given", out, "--figure", "overdue")
    assert pingyi("ledger", ledger, *words).code == 0
    text = out.read_text(encoding="utf-8-sig").splitlines()
    assert "shuili,-1.00" in text
    assert "gongan,0.00" in text


def test_what_was_not_carried_over_is_said(pingyi: Pingyi, ledger: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    later.mkdir()
    kept = [line for line in LEDGER.splitlines() if not line.startswith("0003")]
    (later / "ledger.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    found = json.loads(
        pingyi("ledger", later, "--on", "2021-08-01", "--after", ledger, "--json").out
    )
    assert [one["about"] for one in found["findings"]] == [["0003"]]
    assert found["counts"] == {"overdue": 1, "due": 0, "open": 1, "closed-late": 0, "closed": 1}


def test_compare_says_as_json_what_it_shows(pingyi: Pingyi, year: Path) -> None:
    found = json.loads("\n".join(lines_of(pingyi("compare", year, year, "--json"))))
    assert found["schema"] == "pingyi/compare/1"
    assert [one["deputies"] for one in found["meetings"]] == [60, 60]
    assert found["units"][0]["changes"] == [
        {"places_up": 0, "total": "0.00", "components": {"base": "0.00", "live": "0.00"}}
    ]
    assert found["differences"] == []
    rates = {one["id"]: one for one in found["rates"]}
    assert rates["feedback"]["changes"] == ["0.0"]


def test_years_without_a_meeting_are_compared_by_their_rates(
    pingyi: Pingyi, tmp_path: Path
) -> None:
    for name in ("2019", "2020"):
        (tmp_path / name).mkdir()
        shutil.copy(SAMPLE / "totals.toml", tmp_path / name)
    shown = lines_of(pingyi("compare", tmp_path / "2019", tmp_path / "2020"))
    assert "Rates as the documents state them" in shown


def test_a_meeting_without_rates_keeps_its_place_among_the_others(
    pingyi: Pingyi, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(SAMPLE, bare)
    (bare / "totals.toml").unlink()
    shown = lines_of(pingyi("compare", SAMPLE, bare, SAMPLE))
    [feedback] = [line.split() for line in shown if line.startswith("反馈率")]
    assert feedback == ["反馈率", "72.1%", "-", "-", "72.1%", "-"]


@pytest.mark.parametrize("command", ["handling", "ledger"])
def test_a_folder_that_has_nothing_of_it_says_what_is_needed(
    pingyi: Pingyi, tmp_path: Path, command: str
) -> None:
    ended = pingyi(command, tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert "suggestions.csv" in ended.err
    assert "totals.toml" in ended.err


def test_rows_without_terms_say_what_is_needed(pingyi: Pingyi, tmp_path: Path) -> None:
    write_rows(tmp_path / "suggestions.csv", rows_of_2020()[:3])
    ended = pingyi("handling", tmp_path)
    assert ended.code == 1
    assert "[handling.no-terms]" in ended.err
    assert "handling.toml" in ended.err


def test_a_ledger_alone_has_no_rates(pingyi: Pingyi, ledger: Path) -> None:
    (ledger / "totals.toml").unlink()
    ended = pingyi("handling", ledger)
    assert ended.code == 1
    assert "pingyi ledger" in ended.err
    assert pingyi("ledger", SAMPLE).code == 1


def test_problems_of_all_folders_come_at_once_with_their_folders(
    pingyi: Pingyi, tmp_path: Path
) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        shutil.copytree(SAMPLE, folder)
        (folder / "totals.toml").write_text("schema = 1\n", encoding="utf-8")
        (folder / "units.csv").write_text("id\n1\n", encoding="utf-8")
    ended = pingyi("compare", *folders)
    assert ended.code == 1
    for folder in folders:
        assert f"{folder}/totals.toml:1: " in ended.err
        assert ended.err.count(f"{folder}/units.csv:1: ") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("handling",),
        ("handling", "no-such-folder"),
        ("compare", SAMPLE),
        ("compare",),
        ("ledger", SAMPLE, "--on", "yesterday"),
        ("ledger", SAMPLE, "--soon", "-1"),
        ("ledger", SAMPLE, "--figure", "all"),
    ],
)
def test_wrong_usage_is_two(pingyi: Pingyi, words: tuple[object, ...]) -> None:
    ended = pingyi(*words)
    assert (ended.code, ended.out) == (2, "")
    assert "Usage: pingyi" in ended.err


def test_no_command_changes_what_it_reads(pingyi: Pingyi, year: Path) -> None:
    before = fingerprints(year)
    for words in (("handling", year), ("ledger", year), ("compare", year, SAMPLE)):
        assert pingyi(*words).code == 0
    assert fingerprints(year) == before


def test_a_unit_whose_name_is_a_formula_is_written_as_a_text(
    pingyi: Pingyi, tmp_path: Path
) -> None:
    rows = rows_of_2020()[:5]
    rows[0]["unit"] = "=cmd|calc"
    write_rows(tmp_path / "suggestions.csv", rows)
    shutil.copy(SAMPLE / "totals.toml", tmp_path)
    out = tmp_path / "rates.csv"
    assert pingyi("handling", tmp_path, "--csv", out).code == 0
    units = {row["unit"] for row in csv.DictReader(io.StringIO(out.read_text("utf-8-sig")))}
    assert "'=cmd|calc" in units
    assert "=cmd|calc" not in units
