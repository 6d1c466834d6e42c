"""The reconciliation (对账) as a table, and who or what makes each difference.

The lines are those of ``meeting.verification``, as far as their counts are known; here they are put
into words and signs only.
"""

from scoring.meeting import Meeting
from scoring.meeting.lines_in_words import equation, line_name, line_said, lines_shown
from scoring.meeting.state import Round
from scoring.report.blocks import Column, Item, Outline, Table
from scoring.report.printed import NOTHING
from scoring.wording import say


def reconciliation_table(state: Meeting, attempt: Round) -> Table:
    """Return the reconciliation of a round as a table; a line that balances has a dash."""
    columns = (
        Column(say("line")),
        Column(say("must add up")),
        Column(say("difference"), "right"),
    )
    units = state.frozen.roster.unit_names
    rows = tuple(
        (
            line_name(line.name, units),
            equation(line),
            f"{line.difference:+d}" if line.difference else NOTHING,
        )
        for line in lines_shown(state, attempt)
    )
    return Table(columns, rows)


def differences_explained(state: Meeting, attempt: Round) -> Outline | None:
    """Return who or what makes each difference, and how it is explained; None where there is none.

    Under a line stand the people or sheets that it may be with, and whether it is still
    unexplained.
    """
    names = {deputy.id: deputy.name for deputy in state.frozen.roster.deputies}
    items = []
    for line in lines_shown(state, attempt):
        if not line.difference:
            continue
        who = tuple(f"{one} {names.get(one, '')}".strip() for one in line.concerns)
        under = []
        if who:
            under.append(Item(say("it may be with: {names}", names=who)))
        if not line.explanation:
            under.append(Item(say("not explained")))
        items.append(Item(line_said(line, state.frozen.roster.unit_names), tuple(under)))
    return Outline(tuple(items)) if items else None
