"""What letters spell of a Chinese name (拼音): initials, whole syllables, or anything between.

A character that is read in several ways counts in each of them: a 单 is called shan or dan, and
whoever types need not know which the list of readings puts first.

>>> spells("zs", "张三"), spells("zhangs", "张三"), spells("s", "张三")
(True, True, False)
>>> spells("s", "张三", inside=True)
True
"""

import os
from collections.abc import Iterable
from functools import cache


@cache
def syllables(sign: str) -> tuple[str, ...]:
    """Return every reading of one character, without tones; a letter or digit is read as itself.

    A ü may be typed as ``v``, as ``u`` or, as in passports, as ``yu``. What cannot be read, such
    as the dot in 阿依古丽·买买提, has no reading.
    """
    if sign.isascii():
        return (sign.casefold(),) if sign.isalnum() else ()
    return tuple(dict.fromkeys(spelt for read in _read(sign) for spelt in _spelt(read)))


def _read(sign: str) -> list[str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # names are read sign by sign: 44 MB less
    from pypinyin import Style, pinyin  # noqa: PLC0415 - 0.07 s, when somebody types letters

    found = pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore")
    return found[0] if found else []


def _spelt(read: str) -> tuple[str, ...]:
    return (read, read.replace("v", "u"), read.replace("v", "yu")) if "v" in read else (read,)


def spells(typed: str, name: str, *, whole: bool = False, inside: bool = False) -> bool:
    """Whether ``typed`` spells ``name``: of each character in turn, the beginning of a reading.

    The beginning of the name is enough; with ``whole`` it takes every character; with ``inside``
    any character may be the first. Blanks and dots in the name are passed over.
    """
    # ``reached`` in ``_spells`` has every place in ``typed`` at which the characters so far may
    # end. Of ``xian`` for 西安 that is {1, 2} after 西 (x, xi) and {3, 4} after 安 (a, an, from 2
    # on); 4 is all that was typed, so it spells the name.
    signs = [found for found in map(syllables, name) if found]
    starts = range(len(signs)) if inside else range(min(1, len(signs)))
    return any(_spells(typed.casefold(), signs[start:], whole=whole) for start in starts)


def _spells(typed: str, signs: Iterable[tuple[str, ...]], *, whole: bool) -> bool:
    reached = {0}
    for readings in signs:
        if len(typed) in reached and not whole:
            return True
        reached = {
            at + taken
            for at in reached
            for reading in readings
            for taken in range(1, len(reading) + 1)
            if typed[at : at + taken] == reading[:taken]
        }
    return len(typed) in reached
