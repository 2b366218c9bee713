"""A file that has been read: plain data, and where each piece of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pmo_advisor.errors import Place

KeyPath = tuple[str | int, ...]
"""The keys and list positions that lead from the top of a file to one piece of it."""

Mark = tuple[int, int]
"""Line and column, both counted from 1."""


class Document(NamedTuple):
    """Plain data with the marks of all its values and keys. ``text`` is the file as it stands."""

    file: str
    value: Any
    values: Mapping[KeyPath, Mark]
    keys: Mapping[KeyPath, Mark]
    text: str = ""

    def place(self, path: KeyPath = (), *, key: bool = False) -> Place:
        """Where the value at ``path`` stands (or its key); the nearest enclosing one if absent."""
        if key and path in self.keys:
            line, column = self.keys[path]
            return Place(self.file, line, column, key_text(self.value, path))
        known = path
        while known and known not in self.values:
            known = known[:-1]
        mark = self.values.get(known)
        line, column = mark if mark else (1, 1)
        return Place(self.file, line, column, key_text(self.value, path) or None)

    def at(self, path: KeyPath) -> Any:
        """The piece at ``path``, or None if there is none."""
        return piece(self.value, path)


def piece(value: Any, path: KeyPath) -> Any:
    """What stands at ``path`` within ``value``, or None."""
    for step in path:
        fits = isinstance(value, list if isinstance(step, int) else dict)
        try:
            value = value[step] if fits else None
        except LookupError:
            return None
    return value


def key_text(value: Any, path: KeyPath) -> str:
    """The path for people: an entry of a list by its id, then keys with dots between."""
    head, rest = "", path
    if path and isinstance(path[0], int):
        name = piece(value, (path[0], "id"))
        head, rest = (name if isinstance(name, str) else f"[{path[0]}]"), path[1:]
    text = ""
    for step in rest:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    text = text.removeprefix(".")
    return f"{head}: {text}" if head and text else head or text
