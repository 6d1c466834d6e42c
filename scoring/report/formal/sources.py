"""Which files the figures came from (数据来源)."""

from scoring.report.blocks import Blocks, Column, Heading, Table
from scoring.report.formal.dossier import Dossier
from scoring.report.printed import NOTHING, fingerprint
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
