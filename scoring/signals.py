"""The signals by which the system wants the program to end (信号); what is done is elsewhere."""

import signal

ENDING: tuple[signal.Signals, ...] = tuple(
    getattr(signal, name)
    for name in ("SIGHUP", "SIGTERM")
    if hasattr(signal, name)  # Windows has no SIGHUP
)
