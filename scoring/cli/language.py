"""The language, out of the command line before anything is said.

Help and refusals are said while the command line is being read, so the language is known before.

>>> language_of(["rank", "sessions/2020-hunan", "--lang=en"], usual="")
('en', ['rank', 'sessions/2020-hunan'])
"""

from collections.abc import Mapping, Sequence

from scoring.locales import Language

OPTION = "--lang"
LANGUAGES: Mapping[str, Language] = {
    "zh": "zh_CN",
    "zh_CN": "zh_CN",
    "zh-CN": "zh_CN",
    "en": "en",
}
"""What may be asked for, and what is meant."""


def language_of(words: Sequence[str], usual: str) -> tuple[Language, list[str]]:
    """Return the language asked for anywhere in ``words``, and the words without it.

    Without the option it is ``usual`` (as the environment has it; perhaps empty), else Chinese.
    What stands behind ``--`` is no option. An option that names no language is put first, where
    the program's own options stand, to be refused there.
    """
    language = LANGUAGES.get(usual, "zh_CN")
    left: list[str] = []
    rest = list(words)
    # ``--lang en``, ``--lang=en``, and the last one holds where there are several.
    while rest and rest[0] != "--":
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if name != OPTION:
            left.append(word)
            continue
        if not equals:
            value = rest.pop(0) if rest else ""
        if value not in LANGUAGES:
            return language, [f"{OPTION}={value}", *left, *rest]
        language = LANGUAGES[value]
    return language, left + rest
