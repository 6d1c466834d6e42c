"""How a figure was rounded on its way (修约)."""

from collections.abc import Iterator

from scoring.counting import Figure
from scoring.points import Rounding, decimal_text
from scoring.report.blocks import Item
from scoring.report.printed import ROUNDINGS, went_on
from scoring.wording import say


def rounding_step(figure: Figure, rounding: Rounding) -> Iterator[Item]:
    """Yield the rounding of ``figure`` at its stage; nothing where the stage leaves it exact.

    The exact figure is shown with two decimals more than it is rounded to, four at least, so that a
    reader can do the rounding again; ``...`` where it goes on.
    """
    if figure.exact is None or figure.places is None:
        return
    yield Item(
        say(
            "rounded {rounding} to {places} decimal places: {exact} → {value}",
            rounding=ROUNDINGS[rounding],
            places=figure.places,
            # Two decimals more than are kept show which way it went: 74.7457... → 74.75.
            exact=decimal_text(figure.exact, max(4, figure.places + 2)),
            value=went_on(figure),
        )
    )
