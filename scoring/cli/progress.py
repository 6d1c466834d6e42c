"""A progress bar on standard error (进度), for what takes longer than a second."""

import sys
from collections.abc import Iterator, Sequence
from time import monotonic

from scoring.documents.folders import File
from scoring.wording import say

BAR_AFTER = 1.0
"""Seconds before the bar is shown."""


def shown_progress(files: Sequence[File], *, quiet: bool) -> Iterator[File]:
    """Yield ``files``; show how many are done where that takes long and a person looks on.

    A file counts as done when the next one is asked for. ``quiet``: show nothing in any case.
    """
    if quiet or not sys.stderr.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import Progress

    began, shown = monotonic(), False
    with Progress(console=Console(stderr=True), transient=True, disable=False) as progress:
        task = progress.add_task(str(say("Writing documents")), total=len(files), visible=False)
        for file in files:
            if not shown and monotonic() - began > BAR_AFTER:
                progress.update(task, visible=True, refresh=True)
                shown = True
            yield file
            progress.advance(task)
