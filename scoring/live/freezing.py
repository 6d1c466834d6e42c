"""A folder as it is frozen (冻结): everything that decides, as facts of the record.

The scheme is kept twice: as the bytes of its file, whose SHA-256 is printed, and as the data that
is computed with. Base scores and given figures are worked out once, and kept as exact fractions.
``frozen_faults`` holds all of it against itself when a record is verified.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import tomli

from scoring.answers import Answer
from scoring.counting import Papers
from scoring.counting.feedback import base_means
from scoring.files.meeting_folder import MeetingFolder
from scoring.files.meetingfile import MEETING_FILE
from scoring.json_values import Json
from scoring.meeting.acts import AnswersListed, DeputiesListed, Freeze, Frozen
from scoring.meeting.parts import FrozenBase, FrozenFigure, FrozenFile
from scoring.scheme import Feedback, Scheme
from scoring.scheme.scheme_json import canonical_of, scheme_of
from scoring.wording import Phrase, say


def freezing(folder: MeetingFolder) -> Freeze:
    """Return the wish that freezes ``folder``, which must be without errors.

    Raises ValueError where meeting.toml, the scheme or the tables could not be read.
    What the files say is taken as it was read; only the two that are no tables, meeting.toml and
    the scheme, are read once more, for their fingerprints.
    """
    notice, scheme_file, roster = folder.notice, folder.scheme_file, folder.roster
    papers = folder.base
    if notice is None or scheme_file is None or papers is None:
        raise ValueError(folder.path)
    data = tomli.loads(scheme_file.content.decode("utf-8-sig"), parse_float=Decimal)
    files = Frozen(
        title=notice.title,
        date=str(notice.date or ""),
        place=notice.place or "",
        host=notice.host or "",
        tables=(
            *_rules(folder.path, notice.scheme),
            *(FrozenFile(name=name, sha256=sha, rows=rows) for name, sha, rows in folder.tables),
        ),
        scheme_sha256=scheme_file.sha256,
        scheme_base64=base64.b64encode(scheme_file.content).decode("ascii"),
        scheme=canonical_of(data),
        units=roster.units,
        officers=roster.officers,
        deputies=len(roster.deputies),
        base=tuple(_bases(scheme_file.scheme, papers.answers)) if scheme_file.scheme else (),
        given=tuple(_figures(papers)),
    )
    answers = tuple(AnswersListed(component, own) for component, own in papers.answers.items())
    return Freeze(files, DeputiesListed(roster.deputies), answers)


def changed_since(folder: Path, frozen: Frozen) -> tuple[str, ...]:
    """Return the names of frozen files that are no longer what they were, or are gone.

    ``folder`` is the meeting's. In the order in which they were frozen; empty: all are as then.
    """
    return tuple(one.name for one in frozen.tables if fingerprint(folder / one.name) != one.sha256)


def frozen_faults(frozen: Frozen, listed: Iterable[AnswersListed]) -> Iterator[Phrase]:
    """Yield what does not agree in what was frozen: the scheme in its forms, and the base scores.

    ``listed`` are the answers that were frozen with it, of each component that has some. Nothing
    where all agrees. A scheme that cannot be read is told alone: nothing else can be held to it.
    """
    try:
        content = base64.b64decode(frozen.scheme_base64, validate=True)
        read = canonical_of(tomli.loads(content.decode("utf-8-sig"), parse_float=Decimal))
    except ValueError:
        yield say("the scheme's file in the record cannot be read")
        return
    if hashlib.sha256(content).hexdigest() != frozen.scheme_sha256:
        yield say("the fingerprint of the scheme is not that of its file in the record")
    if read != _lists(frozen.scheme):
        yield say("the scheme in the record is not what its file says")
        return
    answers = {one.component: one.answers for one in listed}
    if tuple(_bases(scheme_of(read), answers)) != frozen.base:
        yield say("the base scores are not those that the answers make")


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _rules(folder: Path, scheme: str) -> Iterator[FrozenFile]:
    """Yield the files in ``folder`` that are no tables and decide all the same."""
    for name in (MEETING_FILE, scheme):
        if (folder / name).is_file():
            yield FrozenFile(name=name, sha256=fingerprint(folder / name), rows=0)


def _lists(value: Json) -> Json:
    """Return JSON with lists, as it is read from a file, where the record's reader has tuples."""
    if isinstance(value, Mapping):
        return {key: _lists(own) for key, own in value.items()}
    return [_lists(own) for own in value] if isinstance(value, list | tuple) else value


def _bases(scheme: Scheme, answers: Mapping[str, tuple[Answer, ...]]) -> Iterator[FrozenBase]:
    for component in scheme.of_kind(Feedback):
        own = answers.get(component.id, ())
        given = Counter(answer.unit for answer in own)
        for unit, mean in base_means(own, component).items():
            yield FrozenBase(component=component.id, unit=unit, mean=str(mean), answers=given[unit])


def _figures(papers: Papers) -> Iterator[FrozenFigure]:
    for component, of_units in papers.given.items():
        for unit, figure in of_units.items():
            yield FrozenFigure(component=component, unit=unit, figure=str(figure))
