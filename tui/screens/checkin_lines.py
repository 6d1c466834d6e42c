"""What is said at check-in (签到用语): who may be meant, how many are there, what was done."""

from collections.abc import Sequence

from scoring.meeting.quorum import Presence
from scoring.roster import Deputy
from scoring.wording import Phrase, say
from tui.frame.screentext import Piece, ScreenLine, blanks, cut, piece, width
from tui.screens.people import Pasted
from tui.screens.roll_layout import RollLayout

ASKS = say(" Number, name, pinyin, scan ")
NAMED = 4
"""People who may be meant that are named; of more, the number is told."""
MARKED = 12
"""People who may be meant that are marked on the list; more say nothing."""
WIDER = 8
"""Cells by which a column may be wider than it needs to be."""
APART = 4
"""Blanks between what is told of deputies, of speakers and of the quorum."""


def person(one: Deputy) -> Phrase:
    """Return a deputy as they stand on the list: number and name."""
    return say("{id} {name}", id=one.id, name=one.name)


def meant_told(meant: Sequence[Deputy]) -> Phrase:
    """Return whom what is typed may mean; ``meant`` is not empty."""
    count = len(meant)
    if count == 1:
        return person(meant[0])
    if count > NAMED:
        return say("{count} people; type on, or choose with Up and Down", count=count)
    return say("{count} people: {names}; type on, or choose with Up and Down", count=count,
               names=tuple(map(person, meant)))  # fmt: skip


def several_told(meant: Sequence[Deputy]) -> Phrase:
    """Return why nobody was dealt with, where several may be meant."""
    return say("{count} people may be meant; type on, or choose with Up and Down.",
               count=len(meant))  # fmt: skip


def chosen_told(one: Deputy) -> Phrase:
    """Return what the keys do with somebody whom the arrows have chosen."""
    return say("Chosen: {who}. Enter: present; F6: gone; F7: recused.", who=person(one))


def little_told(one: Deputy) -> Phrase:
    """Return the question for somebody of whom a single character was typed."""
    return say("Only one character was typed. Is {who} meant? Yes: the same key again.",
               who=person(one))  # fmt: skip


def arrived(one: Deputy, *, late: bool) -> Phrase:
    """Return what happened: somebody came, perhaps late, perhaps to speak for the delegation."""
    who = person(one)
    if not one.speaker:
        return say("{who}: present, late", who=who) if late else say("{who}: present", who=who)
    whose = one.delegation or ""
    if late:
        return say("{who}, {delegation}: present, late, speaker", who=who, delegation=whose)
    return say("{who}, {delegation}: present, speaker", who=who, delegation=whose)


def at_once(time: str, what: Phrase) -> Phrase:
    """Return ``what`` happened just now, and how it is taken back; ``time`` is ISO 8601."""
    return say("{time} {what}. Ctrl+Z takes this back.", time=time[11:19], what=what)


def counts_line(there: Presence, cells: int) -> ScreenLine:
    """Return how many are there, who speaks and what the quorum takes, in at most ``cells``.

    What does not fit is left out, from the end.
    """
    parts: list[tuple[Piece, ...]] = [(piece(_deputies(there)),)]
    if there.speakers:
        speakers = say("speakers {speakers}, here {present}", speakers=there.speakers,
                       present=there.speakers_present)  # fmt: skip
        parts.append((piece(speakers),))
    if there.needed is not None:
        parts.append(_quorum(there, there.needed))
    shown: ScreenLine = (blanks(1),)
    for number, part in enumerate(parts):
        more = (blanks(APART if number else 0), *part)
        if width(shown) + width(more) <= cells:
            shown += more
    return shown if len(shown) > 1 else (piece(cut(_deputies(there), cells)),)


def _deputies(there: Presence) -> Phrase:
    told = say("members {members}  present {present}  gone {left}  not come {absent}",
               members=there.members, present=there.present, left=there.left,
               absent=there.absent)  # fmt: skip
    return say("{told}  late {late}", told=told, late=there.late) if there.late else told


def _quorum(there: Presence, needed: int) -> tuple[Piece, ...]:
    name = (
        say("majority {needed}", needed=needed)
        if there.majority
        else say("quorum {needed}", needed=needed)
    )
    if there.present >= needed:
        return (piece(say("{quorum}: reached", quorum=name), "good"),)
    missing = needed - there.present
    return (piece(say("{quorum}: {missing} missing", quorum=name, missing=missing), "lit"),)


def legend_line(layout: RollLayout, page: int, cells: int) -> ScreenLine:
    """Return what the signs mean, and which page is shown where there are several."""
    told = say("* speaker   - recused   blank: not come   lit: dealt with last, or chosen")
    which: Phrase | str = ""
    if layout.pages > 1:
        which = say("page {page} of {pages}: PgUp, PgDn", page=page + 1, pages=layout.pages)
    end = piece(which, "lit")
    left = piece(cut(told, cells - width([end]) - 2), "dim")
    return (blanks(1), left, blanks(cells - width((left, end)) - 1), end)


def paste_asked(pasted: Pasted, new: int) -> Phrase:
    """Return the question whether a pasted list is to be taken; ``new``: who is not there yet."""
    told = say("The pasted list names {count} deputies; {new} are not noted as present yet.",
               count=len(pasted.meant), new=new)  # fmt: skip
    return say("{told}{wrong} Note {new} as present? Enter: yes. Esc: no.", told=told,
               wrong=_wrong(pasted), new=new)  # fmt: skip


def paste_told(pasted: Pasted, new: int) -> Phrase:
    """Return what became of a pasted list; ``new``: how many were noted as present."""
    told = say("{new} deputies of the pasted list: present.", new=new)
    return say("{told}{wrong}", told=told, wrong=_wrong(pasted))


def _wrong(pasted: Pasted) -> Phrase | str:
    """Return everything that the list says of nobody, or of two; empty where there is nothing."""
    told: Phrase | str = ""
    if pasted.nobody:
        told = say(" Nobody is meant by: {lines}.", lines=pasted.nobody)
    if pasted.several:
        told = say("{told} Two have this name, give the number: {names}.", told=told,
                   names=pasted.several)  # fmt: skip
    return told
