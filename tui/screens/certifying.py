"""Certifying the result with it in sight (核定): version, result code, and the ranking on F4.

Others may look over the secretary's shoulder before the result is revealed, so the ranking is
masked until whoever signs asks for it.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from scoring.counting import Standing
from scoring.errors import PingyiError
from scoring.meeting.acts.certify import CERTIFY
from scoring.meeting.results import computed
from scoring.report.printed import NOTHING, in_fours, total_text
from scoring.report.ranking import rank_text
from scoring.wording import Phrase, say
from tui.frame.acting import why_not
from tui.host import AnyPage
from tui.screens.performing import perform

HALF = 39
"""Characters of half a result code, in groups of four."""


async def certify(page: AnyPage, by: tuple[str, ...] = ()) -> None:
    """Let scrutineers sign for the last version, with what they sign beside the question.

    ``by``: who certifies, where nobody signs and there is one officer: then nothing is asked.
    """
    state = page.desk.state
    with page.interface.between_questions():
        try:
            code = await asyncio.to_thread(_code, page.desk.folder)
        except (PingyiError, OSError) as error:
            page.tell(why_not(error), bad=True)
            return
        standing = computed(state)
        version = state.versions[-1].number

        def about(figures: bool) -> Sequence[Phrase | str]:  # noqa: FBT001 - what a dialogue calls
            return certified_lines(standing, version, code, masked=not figures)

        await perform(page, CERTIFY, by=by, about=about)


def certified_lines(
    standing: Standing, version: int, code: str, *, masked: bool
) -> tuple[Phrase | str, ...]:
    """Return what is certified: the version, its code, and unless ``masked`` who stands where."""
    units = len(standing.units)
    head = say("Version {version} of the result, {count} units. Result code:", version=version,
               count=units)  # fmt: skip
    digits = in_fours(code)
    halves = (f"  {digits[:HALF]}", f"  {digits[HALF + 1 :]}")
    if masked:
        return (head, *halves, say("The ranking is masked; F4 shows it."))
    scheme = standing.scheme
    ranked = tuple(
        say("{rank} {unit} {total}", rank=rank_text(one), unit=one.unit.name,
            total=total_text(scheme, one.total) or NOTHING)
        for one in standing.units
    )  # fmt: skip
    return (head, *halves, say("{units}", units=ranked))


def _code(folder: Path) -> str:
    from scoring.live.session import Session  # noqa: PLC0415 - when it is asked for

    return Session.view(folder).result_code()
