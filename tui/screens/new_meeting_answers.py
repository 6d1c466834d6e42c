"""The questions of a new meeting and what was answered (建会六问); no terminal, nothing written.

What is not asked under the other answers is not there: which scheme, where a kind has one; how many
mark and whether by name, where it is to be like another meeting.

>>> from datetime import date
>>> asked = NewAnswers((), (), Path("/srv/meetings"), date(2021, 3, 1))
>>> asked.text["title"] = "2021年县直部门评议会"
>>> asked.text["day"] = "3月12日"
>>> str(asked.day), asked.folder.name
('2021-03-12', '2021-03-12-xzbmpyh')
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from scoring.documents.templates.meeting_toml import TitleAndDay
from scoring.documents.templates.tables import blank_tables
from scoring.errors import PingyiError, errors_of
from scoring.files.days import day as day_of
from scoring.files.new_files import free_folder
from scoring.files.schemefile import SchemeFile
from scoring.live.new_meeting import (
    MeetingPlan,
    procedure_wanted,
    scheme_planned,
    title_fault,
)
from scoring.report.kinds_of_scheme import SchemeKind, kinds_of
from scoring.report.meeting_progress import CEREMONY_WORDS
from scoring.report.what_it_takes import Takes, held_so, what_it_takes
from scoring.scheme import Ceremony, Scheme, Secrecy
from scoring.wording import Phrase, say
from tui.frame.acting import why_not
from tui.frame.pinyin import syllables

if TYPE_CHECKING:
    from tui.screens.meeting_list import Kept

QuestionName: TypeAlias = Literal[
    "title", "day", "kind", "which", "how", "voters", "ballot", "folder"
]
ORDER: tuple[QuestionName, ...] = (
    "title", "day", "kind", "which", "how", "voters", "ballot", "folder",
)  # fmt: skip
NUMBERS: Mapping[QuestionName, str] = {
    "title": "1", "day": "2", "kind": "3", "how": "4", "voters": "5", "folder": "6",
}  # fmt: skip
"""What stands before a question; the others belong to the one before them."""
CEREMONIES: tuple[Ceremony, ...] = ("strict", "simple", "devices")
BALLOTS: tuple[Secrecy, ...] = ("secret", "named")
LIKE, OWN = "like", "own"
"""Kinds that are no scheme that ships: like another meeting, and a file of the office's own."""
MOST_VOTERS = 9999
MOST_LETTERS = 12
"""Letters of a title in the name of its folder."""


class Offered(NamedTuple):
    """One thing that may be chosen."""

    name: Phrase | str
    what: Phrase | str = ""


class NewAnswers:
    """What was answered so far, and what follows from it."""

    # ``text`` has what was typed, ``picked`` the place of what was chosen, from 0. Neither has what
    # only follows: a ceremony that nobody chose is the scheme's, and changes with it.

    def __init__(
        self,
        schemes: Sequence[tuple[str, Scheme]],
        others: "Sequence[Kept]",
        sessions: Path,
        today: date,
    ) -> None:
        """``schemes``: those that ship, by id; ``others``: the meetings there are."""
        self._schemes = dict(schemes)
        self._sessions, self._today = sessions, today
        self.others = tuple(one for one in others if not (one.foreign or one.rehearsal))
        self.text: dict[QuestionName, str] = {"day": today.isoformat()}
        self.picked: dict[QuestionName, int] = {}
        self._read: dict[tuple[str, Path | None], SchemeFile | Phrase] = {}
        """What files of schemes came to, by their name and the meeting that has them."""

    def know(self, schemes: Sequence[tuple[str, Scheme]]) -> None:
        """Take in the shipped ``schemes``, which are read while the first question is answered."""
        self._schemes = dict(schemes)

    # ---- what is asked ----

    def asked(self) -> tuple[QuestionName, ...]:
        """Return the questions, in their order."""
        left_out: set[QuestionName] = set()
        if self.kind.name != OWN and len(self.offered("which")) == 1:
            left_out.add("which")
        if self.kind.name == LIKE:
            left_out |= {"voters", "ballot"}
        return tuple(one for one in ORDER if one not in left_out)

    def typed(self, question: QuestionName) -> bool:
        """Whether a question is answered by typing, and not by choosing."""
        return question in {"title", "day", "voters", "folder"} or (
            question == "which" and self.kind.name == OWN
        )

    def offered(self, question: QuestionName) -> tuple[Offered, ...]:
        """Return what may be chosen; nothing where an answer is typed."""
        match question:
            case "kind":
                return tuple(Offered(kind.title, kind.what) for kind in self.kinds)
            case "which":
                return self._which()
            case "how":
                return tuple(Offered(CEREMONY_WORDS[one], HOW[one]) for one in CEREMONIES)
            case "ballot":
                return (Offered(say("secret")), Offered(say("named")))
            case _:
                return ()

    def chosen(self, question: QuestionName) -> int:
        """Return which of ``offered`` is chosen, from 0: by hand, else as the scheme has it."""
        if question in self.picked:
            return min(self.picked[question], max(0, len(self.offered(question)) - 1))
        scheme = self._own_scheme() if question in {"how", "ballot"} else None
        if scheme is None:
            return 0
        own = scheme.procedure
        return CEREMONIES.index(own.ceremony) if question == "how" else BALLOTS.index(own.ballot)

    def pick(self, question: QuestionName, place: int) -> bool:
        """Choose the one at ``place``, from 0; return whether there is one."""
        if not 0 <= place < len(self.offered(question)):
            return False
        if question == "kind" and place != self.chosen("kind"):
            for one in ("which", "how", "ballot"):
                self.picked.pop(one, None)
        self.picked[question] = place
        return True

    def typed_so_far(self, question: QuestionName) -> str:
        """Return what stands in the line of a question: what was typed, else what is suggested."""
        if question == "folder" and not self.text.get("folder"):
            return str(self.folder)
        return self.text.get(question, "")

    def refusal(self, question: QuestionName) -> Phrase | None:
        """Return why the answer to ``question`` will not do; None where it will."""
        fault: Phrase | None = None
        match question:
            case "title":
                fault = title_fault(self.text.get("title", ""))
            case "day":
                example = say("type the day as {example}", example="2020-09-01")
                fault = None if self.day else example
            case "kind":
                none = self.kind.name == LIKE and not self.others
                fault = say("there is no other meeting in the list") if none else None
            case "which":
                found = self._scheme_file()
                fault = found if isinstance(found, Phrase) else None
            case "voters":
                fault = self._voters_refusal()
            case "folder":
                fault = self._folder_refusal()
            case "how" | "ballot":
                pass
        return fault

    # ---- what follows ----

    @property
    def kinds(self) -> tuple[SchemeKind, ...]:
        """What may be evaluated."""
        return (*kinds_of(self._schemes), _LIKE, _OWN)

    @property
    def kind(self) -> SchemeKind:
        """What is evaluated."""
        return self.kinds[self.chosen("kind")]

    @property
    def day(self) -> date | None:
        """The day that was typed, as people type them; None where it is none.

        Without a year, it is this year's.
        """
        typed = "".join(self.text.get("day", "").split())
        if found := day_of(typed):
            return found
        if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", typed):
            return day_of("-".join(match.groups()))
        if match := re.fullmatch(r"(\d{1,2})[月./-](\d{1,2})[日号]?", typed):
            return day_of(f"{self._today.year}-{match[1]}-{match[2]}")
        return None

    @property
    def voters(self) -> int:
        """How many mark; 0 where that was not said, or is no number."""
        typed = self.text.get("voters", "").strip()
        return int(typed) if typed.isdecimal() else 0

    @property
    def folder(self) -> Path:
        """Where the meeting will be: as typed, from the list's folder on, else as suggested."""
        typed = self.text.get("folder", "").strip()
        if typed:
            return self._sessions.absolute() / Path(typed).expanduser()
        day = self.day.isoformat() if self.day else ""
        name = "-".join(filter(None, (day, letters_of(self.text.get("title", ""), day))))
        return free_folder(self._sessions.absolute(), name or MEETING)

    def plan(self) -> MeetingPlan:
        """Return what is to be made."""
        called = TitleAndDay(self.text.get("title", "").strip(), str(self.day or ""))
        how, ballot = CEREMONIES[self.chosen("how")], BALLOTS[self.chosen("ballot")]
        name, like = self._named()
        held = how if "how" in self.picked else None
        secrecy = ballot if "ballot" in self.picked and like is None else None
        return MeetingPlan(name, called, held, secrecy, 0 if like else self.voters, like)

    def takes(self) -> tuple[Takes, ...]:
        """Return what the meeting will take; nothing while its scheme is not known."""
        scheme = self._own_scheme()
        if scheme is None:
            return ()
        tables = tuple(f"{table.name}.xlsx" for table in blank_tables(scheme))
        held = held_so(scheme, procedure_wanted(self.plan(), scheme))
        return tuple(what_it_takes(held, self.voters, tables))

    def _named(self) -> tuple[str, Path | None]:
        """Return the id or file of the scheme, and the meeting that has it."""
        if self.kind.name == OWN:
            return self.text.get("which", "").strip(), None
        if self.kind.name == LIKE:
            return "", self.others[self.chosen("which")].folder if self.others else None
        return self.kind.schemes[self.chosen("which")], None

    def _which(self) -> tuple[Offered, ...]:
        if self.kind.name == LIKE:
            return tuple(Offered(one.title, f"{one.day}  {one.folder.name}") for one in self.others)
        return tuple(Offered(self._schemes[one].title) for one in self.kind.schemes)

    def _own_scheme(self) -> Scheme | None:
        """Return the scheme that is chosen; None where it cannot be read."""
        name, _ = self._named()
        if name in self._schemes:
            return self._schemes[name]
        found = self._scheme_file()
        return None if isinstance(found, Phrase) else found.scheme

    def _scheme_file(self) -> SchemeFile | Phrase:
        """Return the file of the scheme that is chosen, or why there is none; read once."""
        key = self._named()
        if key not in self._read:
            self._read[key] = self._look(*key)
        return self._read[key]

    def _look(self, name: str, like: Path | None) -> SchemeFile | Phrase:
        if not name and like is None:
            return say("the name of a .toml file is needed")
        if like is None and name not in self._schemes and not name.lower().endswith(".toml"):
            return say("the name of a .toml file is needed")
        try:
            found = scheme_planned(MeetingPlan(name, like=like))
        except (PingyiError, OSError) as error:
            return why_not(error)
        faults = errors_of(found.problems)
        return say("{problem}", problem=str(faults[0])) if faults else found

    def _voters_refusal(self) -> Phrase | None:
        typed = self.text.get("voters", "").strip()
        if not typed or (typed.isdecimal() and 0 < int(typed) <= MOST_VOTERS):
            return None
        return say("a number from 1 to {most}, or nothing", most=MOST_VOTERS)

    def _folder_refusal(self) -> Phrase | None:
        folder = self.folder
        if folder.is_dir() and not any(folder.iterdir()):
            return None
        if folder.exists() or folder.is_symlink():
            return say("{folder} is there already", folder=folder.name)
        if folder.name.startswith("."):
            return say("the name of a folder does not begin with a dot")
        return None


MEETING = "huiyi"
"""What a folder is called where its title has no letters: 会议."""


def letters_of(title: str, day: str = "") -> str:
    """Return letters and digits that somebody can read in a ``title``: initials of its pinyin.

    The year of ``day`` is left out at the beginning. Empty where nothing can be read.

    >>> letters_of("2020年省人大代表建议办理工作评议会议", "2020-09-01"), letters_of("Spring 5")
    ('srddbjyblgzp', 'spring5')
    """
    rest = re.sub(rf"^{day[:4]}\s*年?(度)?", "", title) if day else title
    found = (read[0] for sign in rest if (read := syllables(sign)))
    initials = (read if len(read) == 1 else read[0] for read in found)
    return "".join(one for one in initials if one.isascii() and one.isalnum())[:MOST_LETTERS]


HOW: Mapping[Ceremony, Phrase] = {
    "strict": say("paper, two people key it and are compared, two sign"),
    "simple": say("one keys it or a table is taken in; no issue and receipt"),
    "devices": say("deputies mark at terminals or telephones, with paper beside"),
}
_LIKE = SchemeKind(LIKE, say("like another"),
                   say("people, units and scheme are taken, and no marks"), ())  # fmt: skip
_OWN = SchemeKind(OWN, say("own scheme"), say("a .toml file of the office's own"), ())
