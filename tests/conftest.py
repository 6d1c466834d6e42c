"""How the properties are tried: ``default`` at a desk, ``ci`` in a build, ``deep`` on demand.

No profile has a deadline: a busy machine is no fault of the program.
"""

import os

from hypothesis import settings

os.environ["COLORTERM"] = "truecolor"  # screens are tried in all their colours, wherever

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("deep", deadline=None, max_examples=20_000)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "default")
