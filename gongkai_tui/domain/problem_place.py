"""Where a problem was found, so that one page is one place however its address was typed."""

from __future__ import annotations

import re

from gongkai_tui.domain.folding import fold_unspaced

_SCHEME = re.compile(r"https?://")
_HOST = re.compile(r"([^/?]*?)(?::(?:80|443))?(?=[/?]|$)")


def place_key(where: str) -> str:
    """Return a place in one form: a URL without scheme, `www.`, usual port, fragment and last slash, else its words.

    Letters keep their case behind the host: there they tell pages apart.
    """
    folded = fold_unspaced(where)
    scheme = _SCHEME.match(folded)
    if scheme is None:
        return folded
    typed = "".join(where.split())
    # What folding made longer or shorter is no plain address; it is compared folded.
    rest = typed[scheme.end() :] if len(typed) == len(folded) else folded[scheme.end() :]
    rest = rest.partition("#")[0]
    host = _HOST.match(rest)
    tail = rest[host.end() :] if host else ""
    name = (host[1] if host else rest).lower().removeprefix("www.")
    return f"{name}{tail}".rstrip("/")
