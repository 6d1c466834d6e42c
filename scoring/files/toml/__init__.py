"""Rule files (TOML): text as a model, or every fault of it at its line."""

from scoring.files.toml.toml_reading import (
    LARGEST,
    TomlFile,
    lines_of,
    parsed,
    read_toml,
    sound_part,
    validated,
)

__all__ = ["LARGEST", "TomlFile", "lines_of", "parsed", "read_toml", "sound_part", "validated"]
