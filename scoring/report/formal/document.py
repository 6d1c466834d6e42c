"""A document: what it says, and the stamp that each of its pages carries."""

from dataclasses import dataclass
from functools import reduce
from itertools import chain

from scoring.report.blocks import Block, Blocks, Heading, Outline, Words, outline
from scoring.report.formal.dossier import Dossier
from scoring.report.formal.stamp import Stamp, day_text, stamp_lines
from scoring.report.formal.year_stamp import YearStamp
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Document:
    """What a writer makes a file of: the blocks, and what all pages carry."""

    title: Words
    blocks: tuple[Block, ...]
    """Without the stamp."""
    stamp: Stamp | YearStamp
    landscape: bool = False
    """Whether its pages lie on their side, for wide tables."""
    one_page: bool = False
    """Whether each of its sheets has to fit on one page, to be signed or marked there."""

    def stamped(self) -> Blocks:
        """Yield the document with its stamp below the title, where there are no pages to carry it.

        There must be at least one block, the title.
        """
        rest = iter(self.blocks)
        yield from chain([next(rest)], [Outline(outline(*stamp_lines(self.stamp)).items)], rest)


def head(title: Words, dossier: Dossier) -> Blocks:
    """Yield the title, and of which meeting it is: its title, day, place and host."""
    yield Heading(title, 1)
    yield outline(*occasion_lines(dossier))


def occasion_lines(dossier: Dossier) -> tuple[Words, ...]:
    """Return the meeting's title; and in one line its day, place and host, where known.

    One line or two: where nothing but the title is known, the second is left out.
    """
    occasion = dossier.occasion
    said: list[Phrase] = []
    if occasion.date:
        said.append(say("Day: {day}", day=day_text(occasion.date)))
    if occasion.place:
        said.append(say("Place: {place}", place=occasion.place))
    if occasion.host:
        said.append(say("Held by: {host}", host=occasion.host))
    # Not an enumeration of equals: joined late, as a phrase of phrases.
    joined = (
        reduce(lambda left, right: say("{left}  {right}", left=left, right=right), said)
        if said
        else None
    )
    return (occasion.title,) if joined is None else (occasion.title, joined)
