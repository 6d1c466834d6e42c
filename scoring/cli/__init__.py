"""The commands, and what they exit with."""

from scoring.cli.start import main

__all__ = ["main"]
