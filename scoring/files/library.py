"""What ships with the program: the schemes, and the sample meeting.

An installed package has them inside; a checkout uses its own folders.

>>> list(shipped())[:2]
['cadre-appraisal', 'county-satisfaction']
>>> find_scheme("hunan-2020", Path()).shown
'rules/hunan-2020.toml'
"""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from scoring.errors import HasProblems, Place, Problem
from scoring.wording import say

SAMPLE = "2020-hunan"
"""The name of the sample meeting's folder."""

_CHECKOUT = Path(__file__).parents[2]


def shipped() -> dict[str, Traversable]:
    """Return the files of the shipped schemes by id, in alphabetical order."""
    found = _folder("_rules", "rules").iterdir()
    named = {file.name.removesuffix(".toml"): file for file in found if file.name.endswith(".toml")}
    return dict(sorted(named.items()))


def shown_name(scheme: str) -> str:
    """Return the name that the file of the shipped scheme ``scheme``, an id, has in problems."""
    return f"rules/{scheme}.toml"


def sample_meeting() -> Traversable:
    """Return the folder of the sample meeting; to be copied, not written into."""
    return _folder("_samples", "sessions") / SAMPLE


@dataclass(frozen=True, slots=True)
class FoundScheme:
    """Where the file of a scheme is."""

    path: Traversable
    shown: str
    """Its name in problems."""


def find_scheme(name: str, folder: Path, where: Callable[[], Place] | None = None) -> FoundScheme:
    """Return where the scheme ``name`` is: a .toml file, as seen from ``folder``, or a shipped id.

    Raises HasProblems when there is none; ``where`` says the place that names it, if a file does:
    it is asked only then. A .toml file that no file names is not looked for here; reading it says
    that it is missing.
    """
    if name.lower().endswith(".toml"):
        if where and not (folder / name).is_file():
            raise HasProblems([_no_file(name, where())])
        return FoundScheme(folder / name, name)
    file = shipped().get(name)
    if file is None:
        raise HasProblems([_no_id(name, where() if where else Place(name))])
    return FoundScheme(file, shown_name(name))


def _no_file(name: str, where: Place) -> Problem:
    return Problem(
        "meeting.no-scheme-file",
        where,
        say("there is no file {file} beside this one", file=name),
        say("copy it there, or write the id of a shipped scheme"),
    )


def _no_id(scheme: str, where: Place) -> Problem:
    ids = tuple(shipped())
    near = get_close_matches(scheme, ids, n=1)
    hint = (
        say("is {id} meant?", id=near[0])
        if near
        else say("shipped are {ids}; a scheme of your own is named with .toml", ids=ids)
    )
    message = say("there is no shipped scheme {id}", id=scheme)
    return Problem("meeting.unknown-scheme", where, message, hint)


def _folder(inside: str, beside: str) -> Traversable:
    """Return the folder in the installed package, else the one of the checkout."""
    packaged = files("scoring") / inside
    return packaged if packaged.is_dir() else _CHECKOUT / beside
