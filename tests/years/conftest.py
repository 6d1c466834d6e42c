"""Commands are run as in ``tests/cli``."""

from tests.cli.conftest import pingyi

__all__ = ["pingyi"]
