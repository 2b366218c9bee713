"""Builds a document from its pieces in reading order, with limits on depth and number.

The YAML and the JSON reader both feed it, so both give the same places and the same faults.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge.document import Document, KeyPath, Mark, key_text

MAX_DEPTH = 40
MAX_FAULTS = 100
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text of ours may hold: they could steer a terminal or break a document."""


@dataclass(slots=True)
class _Frame:
    container: dict[str, Any] | list[Any]
    path: KeyPath
    key: str | None = None


@dataclass(slots=True)
class Builder:
    """Takes scalars, openings and closings; gives a document, or raises BadInput."""

    file: str
    text: str
    max_nodes: int
    faults: list[Fault] = field(default_factory=list)
    _stack: list[_Frame] = field(default_factory=list)
    _values: dict[KeyPath, Mark] = field(default_factory=dict)
    _keys: dict[KeyPath, Mark] = field(default_factory=dict)
    _root: Any = None
    _filled: bool = False
    _nodes: int = 0

    def scalar(self, value: Any, written: str, mark: Mark) -> None:
        """A scalar: its value, and the text that it has where it turns out to be a key."""
        self._count(mark)
        found = FORBIDDEN.search(written)
        if found:
            self.add("character_refused", mark, code=f"U+{ord(found.group()):04X}")
            value = written = FORBIDDEN.sub("\ufffd", written)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            self._take_key(frame, frame.container, written, mark)
        else:
            self._put(value, mark)

    def open(self, container: dict[str, Any] | list[Any], mark: Mark) -> None:
        """A mapping or a list begins."""
        self._count(mark)
        if len(self._stack) >= MAX_DEPTH:
            self.fail("too_deep", mark, limit=MAX_DEPTH)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            self.fail("key_not_text", mark)
        path = self._put(container, mark)
        self._stack.append(_Frame(container, path))

    def close(self) -> None:
        """The mapping or list that was opened last ends."""
        self._stack.pop()

    def document(self) -> Document:
        """The finished document. Raises BadInput with all faults collected on the way."""
        if not self._filled:
            self.fail("file_empty", (1, 1))
        if self.faults:
            raise BadInput(self.faults)
        return Document(self.file, self._root, self._values, self._keys, self.text)

    def add(self, message: str, mark: Mark, **values: object) -> None:
        """Note a fault and go on reading."""
        path: KeyPath = ()
        if self._stack:
            frame = self._stack[-1]
            path = frame.path if frame.key is None else (*frame.path, frame.key)
        key = key_text(self._root, path) or None
        self.faults.append(Fault(message, values, Place(self.file, *mark, key)))
        if len(self.faults) >= MAX_FAULTS:
            raise BadInput(self.faults)

    def fail(self, message: str, mark: Mark, **values: object) -> None:
        """Note a fault after which reading makes no sense. Always raises BadInput."""
        self.add(message, mark, **values)
        raise BadInput(self.faults)

    def _count(self, mark: Mark) -> None:
        self._nodes += 1
        if self._nodes > self.max_nodes:
            self.fail("too_many_nodes", mark, limit=self.max_nodes)

    def _take_key(self, frame: _Frame, container: dict[str, Any], key: str, mark: Mark) -> None:
        path = (*frame.path, key)
        if key in container:
            first = self._keys[path]
            frame.key = key
            self.add("key_twice", mark, key=key, line=first[0])
        elif not key.strip():
            self.add("key_empty", mark)
        frame.key = key
        self._keys.setdefault(path, mark)

    def _put(self, value: Any, mark: Mark) -> KeyPath:
        if not self._stack:
            self._root, self._filled = value, True
            self._values[()] = mark
            return ()
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            path: KeyPath = (*frame.path, len(frame.container))
            frame.container.append(value)
        else:
            key = frame.key or ""
            path = (*frame.path, key)
            # The first of two equal keys stays; the second is a fault already.
            frame.container.setdefault(key, value)
            frame.key = None
        self._values.setdefault(path, mark)
        return path
