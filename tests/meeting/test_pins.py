"""PINs: kept so that nobody can read them, and not to be guessed."""

import json
from pathlib import Path

import pytest

from scoring.errors import Refused
from scoring.live.pins import FILE, MOST_TRIES, WAIT, Pins

NOW = 1_600_000_000.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Pins(tmp_path).keep("J3", "2468")
    return tmp_path


def refused(folder: Path, pin: str, now: float) -> str:
    """Return why the PIN of J3 is refused, by a program that has just been started; or nothing."""
    try:
        Pins(folder).check("J3", pin, now)
    except Refused as reason:
        return str(reason)
    return ""


def wait(folder: Path) -> None:
    for _ in range(MOST_TRIES):
        assert "is wrong" in refused(folder, "0000", NOW)


def test_the_right_pin_is_taken_and_no_other(folder: Path) -> None:
    assert refused(folder, "2468", NOW) == ""
    for wrong in ("", "246", "24680", "2469", "２４６８"):
        assert "is wrong" in refused(folder, wrong, NOW)
        assert refused(folder, "2468", NOW) == ""


def test_what_is_kept_is_neither_the_pin_nor_the_same_twice(folder: Path) -> None:
    Pins(folder).keep("J4", "2468")
    kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
    assert "2468" not in [value for own in kept.values() for value in own.values()]
    assert kept["J3"]["scrypt"] != kept["J4"]["scrypt"]
    assert kept["J3"]["salt"] != kept["J4"]["salt"]


def test_nobody_else_can_read_the_file(folder: Path) -> None:
    for _ in range(2):
        assert (folder / FILE).stat().st_mode & 0o777 == 0o600
        assert "is wrong" in refused(folder, "0000", NOW)
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_five_tries_and_then_a_wait_also_for_the_right_pin_and_after_a_restart(
    folder: Path,
) -> None:
    wait(folder)
    assert "wait" in refused(folder, "2468", NOW)
    assert "wait" in refused(folder, "2468", NOW + WAIT - 1)
    assert refused(folder, "2468", NOW + WAIT) == ""


def test_trying_on_while_waiting_makes_it_no_longer(folder: Path) -> None:
    wait(folder)
    for second in range(0, WAIT, 10):
        assert "wait" in refused(folder, "0000", NOW + second)
    assert refused(folder, "2468", NOW + WAIT) == ""


def test_after_the_wait_there_are_five_tries_again_and_no_more(folder: Path) -> None:
    wait(folder)
    for _ in range(MOST_TRIES):
        assert "is wrong" in refused(folder, "0000", NOW + WAIT)
    assert "wait" in refused(folder, "2468", NOW + WAIT)


def test_the_right_pin_forgets_the_wrong_ones(folder: Path) -> None:
    for _ in range(MOST_TRIES - 1):
        assert "is wrong" in refused(folder, "0000", NOW)
    assert refused(folder, "2468", NOW) == ""
    assert "is wrong" in refused(folder, "0000", NOW)
    assert refused(folder, "2468", NOW) == ""


def test_a_clock_set_back_does_not_make_the_wait_longer_than_it_says(folder: Path) -> None:
    wait(folder)
    earlier = NOW - 3600
    assert f"wait {WAIT} seconds" in refused(folder, "2468", earlier)
    assert refused(folder, "2468", earlier + WAIT) == ""


def test_one_officers_wrong_tries_are_not_anothers(folder: Path) -> None:
    Pins(folder).keep("J4", "1357")
    wait(folder)
    Pins(folder).check("J4", "1357", NOW)


def test_a_short_pin_is_not_kept_and_one_that_was_never_set_is_not_right(folder: Path) -> None:
    with pytest.raises(Refused):
        Pins(folder).keep("J4", "123")
    with pytest.raises(Refused):
        Pins(folder).check("J4", "123", NOW)
    assert Pins(folder).officers() == {"J3"}


def test_a_file_that_is_damaged_is_told_and_not_a_crash(folder: Path) -> None:
    (folder / FILE).write_text("{", encoding="utf-8")
    with pytest.raises(Refused):
        Pins(folder).check("J3", "2468", NOW)
