"""Arguments and options that several commands have."""

from pathlib import Path

import click

from scoring.wording import say


def folder_argument() -> click.Argument:
    """Make the argument ``DIR``: a meeting's folder, which must be there."""
    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.Argument(["folder"], metavar="DIR", type=kind)


def scheme_option() -> click.Option:
    """Make the option ``--scheme``: another scheme than the meeting's, for a trial."""
    return click.Option(
        ["--scheme"],
        metavar=str(say("FILE-or-ID")),
        help=str(say("Another scheme than the meeting's own.")),
    )


def json_option() -> click.Option:
    """Make the option ``--json``."""
    return click.Option(
        ["--json", "as_json"], is_flag=True, help=str(say("One JSON object, for programs."))
    )
