"""A folder as it is frozen (冻结): everything that decides, as facts of the record."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import tomli

from scoring.folder import MeetingFolder
from scoring.meeting.facts import DeputiesListed, Frozen
from scoring.meeting.intentions import Freeze
from scoring.scheme.canonical import canonical_of
from scoring.standing import Papers


def freezing(folder: MeetingFolder, papers: Papers) -> Freeze:
    """Return the intention that freezes ``folder``; it must be without errors."""
    notice, scheme_file, roster = folder.notice, folder.scheme_file, folder.roster
    if notice is None or scheme_file is None:
        raise ValueError(folder.path)
    data = tomli.loads(scheme_file.content.decode("utf-8-sig"), parse_float=Decimal)
    return Freeze(
        Frozen(
            title=notice.title,
            date=str(notice.date or ""),
            place=notice.place or "",
            host=notice.host or "",
            tables=tuple(folder.tables),
            scheme_sha256=scheme_file.sha256,
            scheme_base64=base64.b64encode(scheme_file.content).decode("ascii"),
            scheme=canonical_of(data),
            units=tuple(
                (unit.id, unit.name, unit.short, unit.category, unit.ranked)
                for unit in roster.units
            ),
            officers=tuple((one.id, one.name, one.role) for one in roster.officers),
            deputies=len(roster.deputies),
            base=tuple(
                (component, unit, str(base.mean), base.answers)
                for component, of_units in papers.base.items()
                for unit, base in of_units.items()
            ),
            given=tuple(_figures(papers.given)),
        ),
        DeputiesListed(
            tuple(
                (one.id, one.name, one.delegation, one.group, one.speaker)
                for one in roster.deputies
            )
        ),
    )


def changed_since(folder: Path, frozen: Frozen) -> tuple[str, ...]:
    """Return the names of frozen files that are no longer what they were, or are gone."""
    return tuple(name for name, sha256, _ in frozen.tables if fingerprint(folder / name) != sha256)


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _figures(given: Mapping[str, Mapping[str, Fraction]]) -> Iterator[tuple[str, str, str]]:
    for component, of_units in given.items():
        for unit, figure in of_units.items():
            yield component, unit, str(figure)
