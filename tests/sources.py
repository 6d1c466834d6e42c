"""The project's own source, for the tests that hold its house rules."""

from pathlib import Path

ROOT = Path(__file__).parents[1]


def sources_of(*folders: str) -> dict[str, str]:
    """Return the source of every module in ``folders``, by dotted name.

    A package goes by its own name: ``scoring/scheme/__init__.py`` is ``scoring.scheme``.
    """
    found = {}
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            named = parts[:-1] if parts[-1] == "__init__" else parts
            found[".".join(named)] = path.read_text(encoding="utf-8")
    return found
