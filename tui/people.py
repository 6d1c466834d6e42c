"""Whom a few typed letters mean (找人): deputies by number, by name, by a part of it."""

from collections.abc import Sequence

from scoring.roster import Deputy


def deputies_meant(deputies: Sequence[Deputy], typed: str) -> tuple[Deputy, ...]:
    """Return the deputies that ``typed`` may mean: by id, else by name, else by a part of either.

    A number is also an id without the letters and zeros in front: ``7`` is D07.
    """
    text = typed.strip().casefold()
    if not text:
        return ()
    ways = (
        [one for one in deputies if one.id.casefold() == text],
        [one for one in deputies if text.isdecimal() and _bare(one.id) == _bare(text)],
        [one for one in deputies if one.name.casefold() == text],
        [one for one in deputies if text in one.name.casefold() or text in one.id.casefold()],
        [one for one in deputies if text in (one.delegation or "").casefold()],
    )
    return next((tuple(found) for found in ways if found), ())


def _bare(id_: str) -> str:
    digits = "".join(sign for sign in id_ if sign.isdecimal())
    return digits.lstrip("0") or ("0" if digits else id_)
