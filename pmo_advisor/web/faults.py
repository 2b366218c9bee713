"""What goes to the log when something fails here: where, and of which kind; nothing typed.

The words of an error may hold an answer, a key or a name, so they are left out.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator

from starlette.requests import Request

DEEPEST = 12
"""Frames told of each error, the innermost."""


def told(request: Request, error: BaseException) -> str:
    """The failed request by the pattern of its address, then each error with its frames."""
    route = getattr(request.scope.get("route"), "path", "?")
    return "\n".join([f"{request.method} {route} failed", *_chain(error)])


def _chain(error: BaseException | None) -> Iterator[str]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield type(error).__qualname__
        for frame in traceback.extract_tb(error.__traceback__)[-DEEPEST:]:
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        error = error.__cause__ or error.__context__
