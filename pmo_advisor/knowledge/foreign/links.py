"""Where a document may point to outside of itself."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"(?:https?://|mailto:|tel:|#)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.\-]*:|[\\/]{2}", re.IGNORECASE)


def is_plain_link(target: str) -> bool:
    """Whether a link that somebody may click leads to the web, to mail, or into the document."""
    target = target.strip()
    return bool(_PLAIN.match(target)) or not _ELSEWHERE.match(target)
