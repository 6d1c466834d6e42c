"""Rehearsing (演练): a copy of the meeting, in which people and sheets can be made up.

What is made up says ``scoring.meeting.rehearsal``; the seed is the name of the copy's folder, so a
rehearsal that is taken up again goes on as it would have.
"""

import asyncio
from pathlib import Path

from scoring.errors import PingyiError
from scoring.meeting import Forbidden
from scoring.meeting.rehearsal import made_up
from scoring.report.meeting_steps import next_step
from scoring.wording import say
from tui.frame.acting import done, why_not
from tui.frame.asking import agreed_to
from tui.host import AnyPage


async def rehearse(page: AnyPage, folder: Path) -> None:
    """Copy the meeting in ``folder`` for a rehearsal, if that is meant, and open the copy."""
    from scoring.live.new_meeting import rehearsal_of  # noqa: PLC0415 - when it is asked for

    asks = say("Make a copy of this meeting for a rehearsal, and open it? The meeting itself "
               "stays as it is. Enter: yes. Esc: no.")  # fmt: skip
    if not await agreed_to(page, asks):
        return
    try:
        beside = await asyncio.to_thread(rehearsal_of, folder)
    except (PingyiError, OSError) as error:
        page.tell(why_not(error), bad=True)
        return
    interface = page.interface
    await interface.put_meeting_away()
    interface.open_meeting(beside)


async def make_up(page: AnyPage) -> None:
    """Take the next step of a rehearsal with made-up people, paper or readings."""
    state = page.desk.state
    step = next_step(state)
    try:
        wanted = await asyncio.to_thread(made_up, state, page.desk.folder.name)
    except Forbidden as forbidden:
        page.tell(why_not(forbidden), bad=True)
        return
    if not wanted or step is None:
        page.tell(say("The next step is practised by hand: Enter. Nothing is made up for it."))
        return
    await done(page, *wanted, said=say("Made up for the rehearsal: {step}.", step=step.kind.does))
