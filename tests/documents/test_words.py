"""Figures aloud, shares and points apart, codes, days: the small words of documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.report.formal.shares import apart, share_text
from scoring.report.formal.spoken import NUMERALS, Spoken
from scoring.report.formal.stamp import WholeCode, day_text, time_text, zone_text
from scoring.wording import say, speak

CHINESE = {
    NUMERALS.template: "零 一 二 三 四 五 六 七 八 九 十 百 千 万 点 负",
    "{points} percentage points above": "高{points}个百分点",
    "{points} percentage points below": "低{points}个百分点",
}
READINGS = {
    "0": "零",
    "7": "七",
    "10": "十",
    "12": "十二",
    "20": "二十",
    "60": "六十",
    "100": "一百",
    "101": "一百零一",
    "110": "一百一十",
    "1005": "一千零五",
    "1050": "一千零五十",
    "2020": "二千零二十",
    "10000": "一万",
    "10012": "一万零一十二",
    "100500": "十万零五百",
    "120000": "十二万",
    "71.03": "七十一点零三",
    "88.30": "八十八点三零",
    "0.50": "零点五零",
    "-2.5": "负二点五",
}


def chinese() -> None:
    speak(lambda template: CHINESE.get(template, template))


@pytest.mark.parametrize(("written", "read"), READINGS.items())
def test_a_figure_is_read_as_it_is_spoken(written: str, read: str) -> None:
    chinese()
    assert str(Spoken(written)) == read
    assert str(say("{figure}", figure=Spoken(written))) == read


@given(st.integers(0, 99_999_999))
def test_every_whole_number_is_read_in_a_way_of_its_own(number: int) -> None:
    chinese()
    read = str(Spoken(str(number)))
    assert _value(read) == number
    assert "零零" not in read
    assert number == 0 or not read.endswith("零")


def _value(read: str) -> int:
    """Return the number that ``read`` says, by the rule of everyday: another way than ours."""
    large, ten_thousand, small = read.rpartition("万")
    return (_small(large) * 10_000 if ten_thousand else 0) + _small(small)


def _small(read: str) -> int:
    whole, digit = 0, 0
    for sign in read:
        if sign in "十百千":
            whole += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(sign)
    return whole + digit


def test_where_figures_are_read_as_written_they_stand_as_they_are() -> None:
    assert str(say("{total} points", total=Spoken("71.03"))) == "71.03 points"


def test_a_share_is_rounded_once_and_shares_need_not_add_up() -> None:
    shares = [share_text(1, 3)] * 3
    assert shares == ["33.3%"] * 3
    assert share_text(1, 800) == "0.1%"
    assert share_text(1, 2000) == "0.1%"
    assert share_text(1, 2001) == "0.0%"


def test_two_shares_are_percentage_points_apart_and_not_per_cent() -> None:
    chinese()
    assert str(apart((441, 1000), (412, 1000))) == "高2.9个百分点"
    assert str(apart((1, 3), (1, 2))) == "低16.7个百分点"


def test_the_distance_is_of_the_exact_shares() -> None:
    # 0.05 % and 0.149 % print as 0.1 % both, and are a tenth apart.
    assert (share_text(50, 100_000), share_text(149, 100_000)) == ("0.1%", "0.1%")
    assert str(apart((149, 100_000), (50, 100_000))) == "0.1 percentage points above"


def test_a_code_is_shown_whole_however_long_it_is() -> None:
    shown = str(say("code {code}", code=WholeCode("0123456789abcdef" * 4)))
    assert shown == "code " + " ".join(["0123 4567 89ab cdef"] * 4)


def test_a_time_keeps_its_offset_and_a_day_has_none() -> None:
    assert str(time_text("2026-11-20T09:05:00+08:00")) == "2026-11-20 09:05:00 UTC+08:00"
    assert str(time_text("2026-11-20")) == "2026-11-20"
    assert str(day_text("")) == "a day that is not known"
    assert (zone_text("2026-11-20T09:05:00Z"), zone_text("2026-11-20")) == ("UTC", "")
