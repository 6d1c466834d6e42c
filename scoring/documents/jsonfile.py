"""Documents for programs (json): one object, in UTF-8, its keys in the order of its schema."""

import json
from collections.abc import Mapping


def write_json(value: Mapping[str, object]) -> bytes:
    """Return ``value`` as the bytes of a json file; 汉字 as they are, ending with a line end.

    ``value`` must hold what JSON can: texts, whole numbers, truth values, None, lists, objects.
    """
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
