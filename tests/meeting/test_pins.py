"""PINs: kept so that nobody can read them, and not to be guessed."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scoring.errors import Refused
from scoring.live import pins
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
    assert {path.name for path in folder.iterdir()} == {FILE, f".{FILE}.lock"}
    assert (folder / f".{FILE}.lock").stat().st_mode & 0o077 == 0


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


def test_of_many_programs_that_try_at_once_five_are_answered_and_no_more(folder: Path) -> None:
    with ThreadPoolExecutor(24) as programs:
        told = list(programs.map(lambda pin: refused(folder, f"{pin:04}", NOW), range(24)))
    assert sum("is wrong" in one for one in told) == MOST_TRIES
    assert sum("too many" in one for one in told) == 24 - MOST_TRIES
    assert "too many" in refused(folder, "2468", NOW)


def test_a_try_is_counted_before_it_is_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(_pin: str, _salt: bytes) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(pins, "_scrypt", ended)
    for _ in range(MOST_TRIES):
        with pytest.raises(KeyboardInterrupt):
            refused(folder, "2468", NOW)
    monkeypatch.undo()
    assert "too many" in refused(folder, "2468", NOW)


def test_who_is_wrong_is_told_how_many_tries_are_left(folder: Path) -> None:
    told = [refused(folder, "0000", NOW) for _ in range(MOST_TRIES)]
    assert told[0] == "the PIN is wrong; tries left: 4"
    assert told[-1] == f"the PIN is wrong; wait {WAIT} seconds"


@pytest.mark.parametrize("text", ["{}x", "[]", '{"J3": {}}', "[" * 100_000, '{"J3": 1}',
    '{"J3": {"salt": "zz", "scrypt": "00", "wrong": 0, "last_wrong": 0}}'])  # fmt: skip
def test_whatever_the_file_of_pins_was_made_it_is_told_with_what_to_do(
    folder: Path, text: str
) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")
    assert "damaged" in refused(folder, "2468", NOW)
