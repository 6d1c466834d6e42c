"""Whom a few typed letters mean (找人): deputies by number, by name, by pinyin, by a part.

>>> people = [Deputy("D07", "张三", "长沙市"), Deputy("D70", "赵四", "湘潭市")]
>>> [[one.id for one in deputies_meant(people, typed)] for typed in ("7", "zs", "湘潭", "x")]
[['D07'], ['D07', 'D70'], ['D70'], ['D70']]
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from scoring.roster import Deputy
from tui.frame.pinyin import spells


def deputies_meant(deputies: Sequence[Deputy], typed: str) -> tuple[Deputy, ...]:
    """Return the deputies that ``typed`` may mean, by the first way in which it means anybody.

    By id, and a number is also an id without the letters and zeros in front: ``7`` is D07. By
    name. Letters by pinyin: ``zs`` and ``zhangsan`` are 张三. By a part of name, id, delegation.
    In the order of ``deputies``; empty where nothing is typed, or nobody is meant.
    """
    text = unicodedata.normalize("NFKC", typed).strip().casefold()
    if not text:
        return ()
    for way in _ways(deputies, text):
        if found := tuple(way):
            return found
    return ()


def _ways(deputies: Sequence[Deputy], text: str) -> Iterator[Iterable[Deputy]]:
    yield (one for one in deputies if one.id.casefold() == text)
    if text.isdecimal():
        yield (one for one in deputies if _bare(one.id) == _bare(text))
    yield (one for one in deputies if one.name.casefold() == text)
    letters = text.replace("'", "").replace(" ", "")
    spelt = letters.isascii() and letters.isalpha()
    if spelt:
        yield (one for one in deputies if spells(letters, one.name, whole=True))
        yield (one for one in deputies if spells(letters, one.name))
        yield (one for one in deputies if spells(letters, one.name, inside=True))
    yield (one for one in deputies if text in one.name.casefold() or text in one.id.casefold())
    yield (one for one in deputies if text in (one.delegation or "").casefold())
    if spelt:
        yield (one for one in deputies if spells(letters, one.delegation or ""))


def _bare(id_: str) -> str:
    digits = "".join(sign for sign in id_ if sign.isdecimal())
    return digits.lstrip("0") or ("0" if digits else id_)
