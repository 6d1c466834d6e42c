"""Whom a few typed letters mean (找人): deputies by number, by name, by pinyin, by a part.

>>> people = [Deputy("D07", "张三", "长沙市"), Deputy("D70", "赵四", "湘潭市")]
>>> [[one.id for one in deputies_meant(people, typed)] for typed in ("7", "zs", "湘潭", "x")]
[['D07'], ['D07', 'D70'], ['D70'], ['D70']]
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from scoring.files.names import name_key
from scoring.roster import Deputy
from tui.frame.pinyin import spells


def deputies_meant(deputies: Sequence[Deputy], typed: str) -> tuple[Deputy, ...]:
    """Return the deputies that ``typed`` may mean, by the first way in which it means anybody.

    By id, and a number is also an id without the letters and zeros in front: ``7`` is D07. By
    name, whatever blanks are in it. Letters by pinyin: ``zs`` and ``zhangsan`` are 张三. By a part
    of name, id, delegation. In the order of ``deputies``; empty where nothing is typed, or nobody
    is meant.
    """
    text = _key(typed)
    if not text:
        return ()
    for way in _ways(deputies, text):
        if found := tuple(way):
            return found
    return ()


def _ways(deputies: Sequence[Deputy], text: str) -> Iterator[Iterable[Deputy]]:
    yield (one for one in deputies if _key(one.id) == text)
    if text.isdecimal():
        yield (one for one in deputies if _bare(one.id) == _bare(text))
    yield (one for one in deputies if _key(one.name) == text)
    letters = text.replace("'", "")
    spelt = letters.isascii() and letters.isalpha()
    if spelt:
        yield (one for one in deputies if spells(letters, one.name, whole=True))
        yield (one for one in deputies if spells(letters, one.name))
        yield (one for one in deputies if spells(letters, one.name, inside=True))
    yield (one for one in deputies if text in _key(one.name) or text in _key(one.id))
    yield (one for one in deputies if text in _key(one.delegation or ""))
    if spelt:
        yield (one for one in deputies if spells(letters, one.delegation or ""))


def asks_first(typed: str) -> bool:
    """Whether ``typed`` is too little to act on by itself: one letter or one 汉字.

    A number is enough, however short: it is somebody's, or nobody's.
    """
    text = _key(typed)
    return len(text) == 1 and not text.isdecimal()


class Pasted(NamedTuple):
    """Whom the lines of a pasted list mean."""

    meant: tuple[Deputy, ...]
    """Each once, in the order of the list."""
    nobody: tuple[str, ...]
    """Lines that mean nobody, as they were."""
    several: tuple[str, ...]
    """Names that are those of two deputies; their numbers are needed."""


def people_pasted(deputies: Sequence[Deputy], text: str) -> Pasted:
    """Return whom a pasted list means: one in a line, or parted by commas, by number or by name.

    A line from a spreadsheet may have several cells: the number decides, then the name. Nothing
    is guessed: pinyin and parts of names mean nobody here.
    """
    meant: list[Deputy] = []
    nobody: list[str] = []
    several: list[str] = []
    for line in text.splitlines():
        cells = [cell for cell in line.split("\t") if cell.strip()]
        for part in [cells] if len(cells) > 1 else [[one] for one in _PARTED.split(line)]:
            found = _one_of(deputies, part)
            shown = " ".join(one.strip() for one in part)
            if len(found) == 1:
                meant += found
            elif shown:
                (several if found else nobody).append(shown)
    return Pasted(tuple(dict.fromkeys(meant)), tuple(nobody), tuple(several))


_PARTED = re.compile(r"[,，、;；]")


def _one_of(deputies: Sequence[Deputy], cells: Sequence[str]) -> list[Deputy]:
    """Return who is meant by cells that stand in one line; several where their name is shared."""
    keys = [key for cell in cells if (key := _key(cell))]
    numbers = {_bare(key) for key in keys if key.isdecimal()}
    ways = (
        lambda one: _key(one.id) in keys,
        lambda one: _bare(one.id) in numbers,
        lambda one: _key(one.name) in keys,
    )
    return next((found for way in ways if (found := [*filter(way, deputies)])), [])


@lru_cache(maxsize=8_192)
def _key(text: str) -> str:
    """Return what ways of typing ``text`` have in common."""
    return name_key(unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=8_192)
def _bare(id_: str) -> str:
    digits = "".join(sign for sign in id_ if sign.isdecimal())
    return digits.lstrip("0") or ("0" if digits else id_)
