"""One more way to try the properties: few examples and always the same, against planted bugs."""

from hypothesis import Phase, settings

settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=60,
    phases=(Phase.explicit, Phase.generate),  # a bug need not be made small to be caught
)
