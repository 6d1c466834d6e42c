"""What JSON holds, as types: of what comes in, and of what is said to other programs."""

from typing import Any, TypeAlias

Json: TypeAlias = Any
"""What JSON can hold, before it is looked at."""
ExactJson: TypeAlias = "str | int | bool | list[ExactJson] | dict[str, ExactJson] | None"
"""What JSON can say, without its decimals: figures are texts, so that 73.90 stays 73.90."""
NOT_WRITTEN = "not-written"
"""In the metadata of a field of ours that is left out where a value is written as JSON."""
