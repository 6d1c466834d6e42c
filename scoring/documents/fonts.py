"""Which fonts are here (字体): asked of fc-list, else looked for by the names of files."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local" / "share" / "fonts",
    Path("C:/Windows/Fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
)
SECONDS = 20
"""How long fc-list may take, where it builds its cache anew."""

_FILES = {
    "simfang": "仿宋",
    "simkai": "楷体",
    "simhei": "黑体",
    "simsun": "宋体",
    "fzxbsk": "方正小标宋简体",
    "notoserifcjk": "Noto Serif CJK SC",
    "notosanscjk": "Noto Sans CJK SC",
    "fandolsong": "FandolSong",
    "fandolfang": "FandolFang",
    "fandolkai": "FandolKai",
    "fandolhei": "FandolHei",
}
"""How files of the usual families begin, in small letters without hyphens."""


def families_here() -> tuple[frozenset[str], str]:
    """Return the names of the families that are installed, and how that was found out.

    ``fc-list``, or the folders that were looked through, parted by commas; by the names of files
    only the usual families are known. Empty where there are none.
    """
    listing = shutil.which("fc-list")
    if listing:
        try:
            ended = subprocess.run(  # noqa: S603 - the program that was found, and our own words
                [listing, ":", "family"],
                capture_output=True,
                check=True,
                timeout=SECONDS,
                encoding="utf-8",
            )
        except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
            pass
        else:
            lines = ended.stdout.splitlines()
            return frozenset(name.strip() for line in lines for name in line.split(",")), "fc-list"
    return frozenset(_by_files(FOLDERS)), ", ".join(str(one) for one in FOLDERS if one.is_dir())


def _by_files(folders: Iterable[Path]) -> Iterable[str]:
    """Yield the families that files in ``folders`` and below seem to hold, perhaps repeatedly."""
    for folder in folders:
        for path in folder.rglob("*") if folder.is_dir() else ():
            stem = path.stem.lower().replace("-", "")
            yield from (family for start, family in _FILES.items() if stem.startswith(start))
