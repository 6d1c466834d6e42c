"""Whom a few letters mean: by pinyin in every reading, by number, by a part of the name."""

import subprocess
import sys

import pytest

from scoring.roster import Deputy
from tui.screens.people import asks_first, deputies_meant, people_pasted

NAMES = (
    "张三 张三丰 单雄信 曾国藩 解缙 仇英 欧阳修 阿依古丽·买买提 区大任 查良镛 尉迟恭 朴正洙 覃塘 "
    "重阳 乐毅 行健 吕布 王磊 王立新 长孙无忌 Ali·Khan 龑之"
).split()
DEPUTIES = [Deputy(f"D{n:02}", name, "长沙市") for n, name in enumerate(NAMES, 1)]


def meant(typed: str) -> list[str]:
    return [one.name for one in deputies_meant(DEPUTIES, typed)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("zs", "张三"),
        ("ZS", "张三"),
        ("ｚｓ", "张三"),
        ("zhangsan", "张三"),
        ("zhang san", "张三"),
        ("zhs", "张三"),
        ("zsf", "张三丰"),
        ("zhangsf", "张三丰"),
        ("sxx", "单雄信"),
        ("dxx", "单雄信"),
        ("shanxiong", "单雄信"),
        ("zgf", "曾国藩"),
        ("xj", "解缙 行健"),
        ("jiejin", "解缙"),
        ("qiuy", "仇英"),
        ("chouying", "仇英"),
        ("oyx", "欧阳修"),
        ("ouyangxiu", "欧阳修"),
        ("aygl", "阿依古丽·买买提"),
        ("ayglmmt", "阿依古丽·买买提"),
        ("mmt", "阿依古丽·买买提"),
        ("maimaiti", "阿依古丽·买买提"),
        ("odr", "区大任"),
        ("zhaly", "查良镛"),
        ("yuchi", "尉迟恭"),
        ("wcg", "尉迟恭"),
        ("piaozz", "朴正洙"),
        ("qint", "覃塘"),
        ("tantang", "覃塘"),
        ("cy", "仇英 重阳"),
        ("zhongyang", "重阳"),
        ("yuey", "乐毅"),
        ("leyi", "乐毅"),
        ("hangjian", "行健"),
        ("lvbu", "吕布"),
        ("lubu", "吕布"),
        ("lyubu", "吕布"),
        ("lb", "吕布"),
        ("wl", "王磊"),
        ("wlx", "王立新"),
        ("w", "王磊 王立新 尉迟恭"),
        ("cswj", "长孙无忌"),
        ("zswj", "长孙无忌"),
        ("alikhan", "Ali·Khan"),
        ("khan", "Ali·Khan"),
        ("yz", "龑之"),
        ("7", "欧阳修"),
        ("０７", "欧阳修"),
        ("d07", "欧阳修"),
        ("阳", "欧阳修 重阳"),
        ("张三", "张三"),
    ],
)
def test_a_few_letters_mean_a_deputy(typed: str, names: str) -> None:
    assert set(meant(typed)) == set(names.split())


@pytest.mark.parametrize("typed", ["", "  ", "zsq", "qqqq", "zhangsanx", "赵", "99"])
def test_what_spells_nobody_means_nobody(typed: str) -> None:
    assert meant(typed) == []


def test_a_delegation_is_found_by_its_initials_when_no_name_is() -> None:
    assert meant("csshi") == list(NAMES)


def test_readings_are_loaded_when_letters_are_typed_and_not_before() -> None:
    script = (
        "import sys; import tui.screens.checkin; from tui.screens.people import deputies_meant\n"
        "from scoring.roster import Deputy\n"
        "everybody = [Deputy('D01', '张三')]\n"
        "deputies_meant(everybody, '1'); assert 'pypinyin' not in sys.modules\n"
        "deputies_meant(everybody, 'zs'); assert 'pypinyin' in sys.modules\n"
        "from pypinyin.constants import PHRASES_DICT; assert not PHRASES_DICT\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_blanks_in_a_name_are_nothing_and_one_character_asks() -> None:
    people = [Deputy("015", "杨　静"), Deputy("016", "杨 静")]
    for typed in ("杨静", "杨 静", "杨　静", "yj", "yangjing"):
        assert len(deputies_meant(people, typed)) == 2
    assert [asks_first(typed) for typed in ("杨", "y", "7", "ｙ", "杨静", "yj", "77")] == [
        True, True, False, True, False, False, False,
    ]  # fmt: skip


def test_a_pasted_list_is_read_by_number_and_name_and_nothing_is_guessed() -> None:
    people = [Deputy("D01", "张三"), Deputy("D02", "李　四"), Deputy("D03", "王五"),
              Deputy("D04", "王五")]  # fmt: skip
    pasted = people_pasted(people, "编号\t姓名\r\n1\t张三\r\n李四，3\n\n王五\nzs\n张 三\n")
    assert [one.id for one in pasted.meant] == ["D01", "D02", "D03"]
    assert pasted.nobody == ("编号 姓名", "zs")
    assert pasted.several == ("王五",)
