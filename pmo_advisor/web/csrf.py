"""The token that a form of ours carries, held against the cookie of the browser that sends it.

Pages are compressed, and what a compressed page weighs can tell what is in it. So each page carries
the token under a mask of its own.
"""

from __future__ import annotations

import base64
import binascii
import secrets

from starlette.requests import Request

CSRF_COOKIE = "pmo_csrf"
CSRF_FIELD = "csrf"
CSRF_LENGTH = 43


def csrf_token(request: Request) -> str:
    """The token of this browser; a new one where it has none yet."""
    held: str | None = request.cookies.get(CSRF_COOKIE)
    return held if held and len(held) == CSRF_LENGTH else secrets.token_urlsafe(32)


def masked(token: str) -> str:
    """The token as a page carries it, otherwise each time."""
    mask = secrets.token_bytes(CSRF_LENGTH)
    return base64.urlsafe_b64encode(mask + _mixed(mask, token.encode())).decode()


def csrf_matches(request: Request, given: str) -> bool:
    """Whether a form carries the token, masked or bare, of the browser that sends it."""
    held = request.cookies.get(CSRF_COOKIE, "")
    bare = given.encode() if len(given) == CSRF_LENGTH else _unmasked(given)
    return len(held) == CSRF_LENGTH and secrets.compare_digest(held.encode(), bare)


def _unmasked(given: str) -> bytes:
    try:
        told = base64.b64decode(given.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
    return _mixed(told[:CSRF_LENGTH], told[CSRF_LENGTH:]) if len(told) == 2 * CSRF_LENGTH else b""


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
