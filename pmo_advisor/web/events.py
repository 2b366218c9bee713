"""Server-sent events as text."""

from __future__ import annotations

ALIVE = ": alive\n\n"
HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


def event(name: str, text: str) -> str:
    """One event. Each line of its text stands in a line of its own."""
    lines = "".join(f"data: {line}\n" for line in text.splitlines()) or "data:\n"
    return f"event: {name}\n{lines}\n"
