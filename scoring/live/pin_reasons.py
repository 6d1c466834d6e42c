"""A PIN typed where a reason was asked (口令误作理由): refused before it stands in the log.

Reasons and notes are printed; a PIN is known to its officer alone, as scrypt. So each reason is
held against the PINs that there are, after everything else was decided and before anything is
kept. Whoever tries PINs in this way leaves each wrong one in the record, as a reason.
"""

from collections.abc import Iterable
from pathlib import Path

from scoring.live.pins import Pins
from scoring.meeting import Forbidden, Refusal
from scoring.meeting.wishes import Wish
from scoring.wording import say

LONGEST_PIN = 40
"""Characters of a text that may be a PIN; what is longer was not typed by mistake."""


def refuse_pins(folder: Path, wishes: Iterable[Wish]) -> None:
    """Raise Forbidden where a reason or note of ``wishes`` is the PIN of an officer in ``folder``.

    Raises Refused where the file of PINs is damaged.
    """
    said = {str(getattr(wish, name, "")).strip() for wish in wishes for name in ("reason", "note")}
    texts = {text for text in said if text and len(text) <= LONGEST_PIN}
    if texts and any(map(Pins(folder).known, texts)):
        told = say("this is the PIN of an officer, and no reason; it was not written down")
        raise Forbidden((Refusal("reason.is-pin", told),))
