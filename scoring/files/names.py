r"""Names of people and units: what they may be written with, and which of them look the same.

A name is shown in a hall, printed and signed. Characters that cannot be seen would make two names
of one, or turn a line around; characters that look alike make one person of two.

>>> look_alikes(["高峰", "髙峯", "王一"])
[('高峰', '髙峯')]
>>> str(name_fault("王\u200b一"))
'this name holds a character that cannot be seen (U+200B)'
"""

import unicodedata
from collections.abc import Iterable
from itertools import combinations

from scoring.wording import Phrase, is_seen, say

LONGEST_NAME = 60
"""Characters that a name may have."""

_BLANK = {
    *map(chr, range(0xFE00, 0xFE10)),  # variation selectors
    *map(chr, range(0xE0100, 0xE01F0)),
    *"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0",
}
"""Characters that Unicode counts among letters, marks and signs, and that show nothing."""

_LOST = "\ufffd"
"""What a program writes for a character that it could not read."""

_DOTS = "·•‧∙⋅・●.˙"
"""What is typed for the dot between the parts of a name: 买买提·艾力."""

_TWINS = (
    "高髙 吕呂 青靑 户戶戸 黄黃 峰峯 群羣 清淸 俞兪 真眞 吴吳呉 说説說 爲為 温溫 内內 没沒 别別 "
    "册冊 换換 强強 録錄 綠緑 查査 兑兌 悦悅 税稅 禄祿 彦彥 宫宮 况況 净淨 冲沖 决決 减減 凉涼 "
    "步歩 衛衞 虚虛 郎郞 即卽 既旣 教敎 研硏 静靜 德徳 惠恵 鋭銳 脱脫 柳栁 晋晉 黑黒 喻喩 潜濳 "
    "冰氷 奥奧 娱娛 争爭 瑶瑤 摇搖 遥遙 姬姫 彝彜 亘亙 恒恆 曾曽 增増 薰薫 默黙 徵徴 横橫 值値 "
    "慎愼 鎮鎭 舍舎 每毎 角⻆ 见⻅ 贝⻉ 车⻋ 长⻓ 镸⻑ 门⻔ 页⻚ 风⻛ 飞⻜ 马⻢ 鱼⻥ 鸟⻦ 麦⻨ "
    "齐⻬ 齿⻮ 龙⻰ 西⻄ 食⻝ 骨⻣"
)
"""Ways of writing one 汉字 that pass for one another; by no means all of them.

Those at the end are radicals, which come out of PDF files in the place of whole characters.
"""

_FOLD = str.maketrans(
    {
        **{twin: group[0] for group in _TWINS.split() for twin in group[1:]},
        **dict.fromkeys(_DOTS, "·"),
        **dict.fromkeys(_BLANK, ""),
    }
)


def clean_name(text: str) -> str:
    """Return ``text`` in Unicode's composed form (NFC), without spaces around it."""
    return unicodedata.normalize("NFC", text).strip()


def name_key(text: str) -> str:
    """Return what all ways of setting one name have in common: ``text`` in NFC, without blanks.

    A name of two characters is often set apart, to stand as wide as one of three.

    >>> name_key("杨静") == name_key("杨　静") == name_key(" 杨 静 ")
    True
    """
    return "".join(unicodedata.normalize("NFC", text).split())


def name_fault(text: str) -> Phrase | None:
    """Return why ``text``, cleaned, cannot be a name, or None when it can.

    Refused are nothing at all, more than 60 characters, and characters that cannot be seen, are
    private to one font, belong to no script yet, or stand for one that was lost.
    """
    if not text:
        return say("a name is missing")
    if len(text) > LONGEST_NAME:
        return say(
            "this name has more than {most} characters: {name}", most=LONGEST_NAME, name=text
        )
    for character in "" if text.isascii() and text.isprintable() else text:
        code = f"U+{ord(character):04X}"
        if character == _LOST:
            return say("in this name a character has been lost: {name}", name=text)
        if unicodedata.category(character) == "Co":
            return say("this name holds a character that only some fonts know ({code})", code=code)
        if character in _BLANK or not is_seen(character):
            return say("this name holds a character that cannot be seen ({code})", code=code)
    return None


def look_alikes(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return each two different ``names`` that look the same, in the order in which they come.

    Compared are variants of 汉字 (髙 and 高), full-width and half-width letters, capital and
    small ones, kinds of dots, and spaces.
    """
    alike: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        alike.setdefault(_looks(name), []).append(name)
    return [pair for group in alike.values() for pair in combinations(group, 2)]


def _looks(name: str) -> str:
    """Return what all names that look like ``name`` have in common."""
    folded = unicodedata.normalize("NFKC", name.translate(_FOLD)).translate(_FOLD)
    return "".join(folded.casefold().split())
