"""Which files the figures came from, and what the scheme says of its own (数据来源)."""

from scoring.report.blocks import Blocks, Column, Heading, Table, outline
from scoring.report.formal.dossier import Dossier
from scoring.report.printed import NOTHING, fingerprint
from scoring.scheme import Scheme
from scoring.wording import say


def sources(dossier: Dossier) -> Blocks:
    """Yield the tables with their rows and fingerprints; nothing where none is known."""
    if not dossier.tables:
        return
    yield Heading(say("What the figures come from"))
    columns = (Column(say("File")), Column(say("Rows"), "right"), Column(say("Fingerprint")))
    rows = tuple(
        (one.file, str(one.rows) if one.rows else NOTHING, fingerprint(one.sha256))
        for one in dossier.tables
    )
    yield Table(columns, rows)


def origin(scheme: Scheme) -> Blocks:
    """Yield where the scheme's own figures come from, as it says itself."""
    yield Heading(say("Where the figures of the scheme come from"))
    said = tuple(line for line in (scheme.source or "").splitlines() if line.strip())
    yield outline(*(said or (say("The scheme does not say."),)))
