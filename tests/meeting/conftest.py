"""One more way to play meetings: always the same, for planted bugs."""

from hypothesis import Phase, settings

settings.register_profile(
    "planted",
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),  # a bug need not be made small to be caught
)
