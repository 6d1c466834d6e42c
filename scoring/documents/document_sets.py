"""The documents of a meeting on disk (印发): what there is to write, each set in its folder.

First ``wanted_sets``, which reads and refuses, then ``write_sets``, which writes one set after the
other and yields what became of each. Commands and screens do both alike.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from scoring.documents.casefiles import Filed, dossiers
from scoring.documents.folders import SUMS, Became, File, note_beside, write_set
from scoring.documents.formats import data_folder, files
from scoring.errors import Problem, Refused
from scoring.report.formal.catalogue import KINDS, Format, IssuedDocument, issues
from scoring.report.formal.stamp import time_text
from scoring.wording import Phrase, say

USUAL: tuple[Format, ...] = ("docx", "html", "xlsx", "csv", "json", "txt")
"""The formats that need nothing but this program."""

FOLDER = "documents"
"""In the meeting's folder, unless said otherwise."""

Looking: TypeAlias = Callable[[Sequence[File]], Iterable[File]]
"""Passes files on, one after the other, and may tell somebody how far it is."""


class Set(NamedTuple):
    """Documents that are written together, into one folder."""

    filed: Filed
    """The dossier that they are made from, and the folder that they go into."""
    issues: tuple[IssuedDocument, ...]
    """At least one, where it is to be written."""


class Sets(NamedTuple):
    """What there is to write."""

    sets: tuple[Set, ...]
    """In the order of time; each with a document at least."""
    warnings: tuple[Problem, ...] = ()


class Written(NamedTuple):
    """What became of one set."""

    folder: Path
    became: Became
    """``written``: the folder is new; ``added``: files came to those there.

    ``mended``: some that were damaged are as they were; ``same``: all of them were there already.
    """
    documents: int
    """How many there are, each in one or more formats."""


def wanted_sets(folder: Path, formats: Sequence[Format], only: Sequence[str] = ()) -> Sets:
    """Return the documents of the meeting in ``folder``: in ``formats``, and of those names.

    ``only``: names of documents, or of single cards (``unit-card-03``); all of them where it is
    empty. Raises Refused where there is none of them, HasProblems where the files have errors, and
    what a record raises that cannot be read.
    """
    found = dossiers(folder)
    sets = [Set(filed, tuple(_wanted(filed, formats, only))) for filed in found.filed]
    if not any(one.issues for one in sets):
        raise Refused(
            say(
                "None of these documents is to be had yet, or in these formats: {names}.",
                names=tuple(only) or tuple(KINDS),
            )
        )
    return Sets(tuple(one for one in sets if one.issues), found.warnings)


def write_sets(
    place: Path, sets: Iterable[Set], formats: Sequence[Format], language: str, looking: Looking
) -> Iterator[Written]:
    """Write each of ``sets`` into a folder of its own in ``place``; yield what became of it.

    ``language`` is that of the words (``zh-CN``, ``en``), for file names and for what html says of
    itself; it must be the one that is spoken. Beside each version whose place another takes, a note
    says so. ``looking`` sees the files of a set go by. Raises Refused where a set cannot be
    written; those before it are whole.
    """
    for filed, wanted in sets:
        folder = place / filed.folder
        made = looking(tuple(files(wanted, formats, language=language)))
        became = write_set(folder, made, f"{data_folder(language)}/{SUMS}")
        for old in filed.supersedes:
            ending = "superseded" if language == "en" else "已由新版取代"
            note_beside(place / old, f"{old}-{ending}.txt", _note(old, filed))
        yield Written(folder, became, len(wanted))


def told(written: Written) -> Phrase:
    """Say what became of a set."""
    folder = str(written.folder)
    if written.became == "same":
        return say("{folder}: there already, and the same", folder=folder)
    if written.became == "mended":
        return say("{folder}: what was damaged is as it was", folder=folder)
    if written.became == "added":
        return say("{folder}: formats or documents were added", folder=folder)
    return say("{folder}: {count} documents", folder=folder, count=written.documents)


def _wanted(
    filed: Filed, formats: Sequence[Format], only: Sequence[str]
) -> Iterator[IssuedDocument]:
    """Yield what ``only`` names, or everything where it is empty, in ``formats`` it has."""
    for issue in issues(filed.dossier):
        named = issue.name in only or any(KINDS.get(name) is issue.kind for name in only)
        if set(issue.kind.formats) & set(formats) and (named or not only):
            yield issue


def _note(old: str, filed: Filed) -> str:
    """Return the text of the note beside the folder ``old``: what takes its place, and its code."""
    stamp = filed.dossier.stamp
    text = say(
        "{old} is superseded by {new}, the result of {time}. Its documents stay as they were.",
        old=old,
        new=filed.folder,
        time=time_text(stamp.at),
    )
    return f"{text}\r\n{stamp.result_code}\r\n"
