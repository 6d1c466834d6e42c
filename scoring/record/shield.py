"""Signals that would end the program wait until a transaction is over."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from scoring.signals import ENDING


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold Ctrl-C, SIGTERM and SIGHUP back from this thread until the block is over.

    They are not lost: whoever handles them gets them then. Where the system cannot hold signals
    back, nothing is held.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, *ENDING))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
