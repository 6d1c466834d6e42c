"""``python -m scoring``: the same as ``pingyi``."""

import sys

from scoring.cli import main

sys.exit(main())
