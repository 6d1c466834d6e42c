"""A new file that appears whole or not at all."""

from pathlib import Path
from secrets import token_hex

from scoring.errors import Refused
from scoring.wording import say


def make_file(path: Path, content: bytes) -> None:
    """Make the file ``path``; a file that is there already is left alone.

    It is written under another name beside its place first. Raises Refused where there is
    something already, or where nothing can be written.
    """
    making = path.with_name(f".{path.name}-{token_hex(4)}")
    if path.exists():
        raise Refused(say("{file} is there already; nothing was changed.", file=str(path)))
    try:
        making.write_bytes(content)
        making.rename(path)
    except OSError as failed:
        raise Refused(
            say(
                "{file} cannot be written: {reason}. Choose a place where you may write.",
                file=str(path),
                reason=failed.strerror or type(failed).__name__,
            )
        ) from failed
    finally:
        making.unlink(missing_ok=True)
