"""Which text may be the key of a mapping."""

from __future__ import annotations

import re

from gongkai_tui.storage.quoting import in_quotes
from gongkai_tui.storage.yaml_nodes import YamlProblem

MAX_KEY = 200
_PLAIN_OTHER_TYPE = re.compile(
    r"~|null|Null|NULL|true|True|TRUE|false|False|FALSE|=|<<"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|[-+]?(?:0x[0-9a-fA-F_]+|0o?[0-7_]+|0b[01_]+|[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:[eE][-+]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?"
)


def check_key(key: str, *, quoted: bool, seen: set[str], line: int) -> None:
    """Refuse (YamlProblem) a key that is empty, no text, unprintable, too long or already in `seen`; note it there."""
    if not key.isascii():
        from unicodedata import normalize

        folded = normalize("NFC", key)
    else:
        folded = key
    if folded in seen:
        raise YamlProblem(f"键{in_quotes(key)}写了两次：请只留一个。", line)
    seen.add(folded)
    if not key.strip() or len(key) > MAX_KEY or not key.isprintable():
        raise YamlProblem(f"键{in_quotes(key)}不能用：应是一行看得见的文字，至多 {MAX_KEY} 字。", line)
    if key == "<<" or (not quoted and _PLAIN_OTHER_TYPE.fullmatch(key)):
        raise YamlProblem(f"键{in_quotes(key)}不是文字：请换成文字键名。", line)
