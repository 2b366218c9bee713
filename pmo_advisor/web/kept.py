"""What is dear to make, kept for a while: made by few at a time, the longest unused forgotten."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable


class Kept:
    """Bytes by key, up to a limit in bytes. Safe to use from several threads."""

    def __init__(self, limit: int, at_once: int = 1) -> None:
        self._limit = limit
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._making = threading.BoundedSemaphore(at_once)

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The bytes for ``key``, made only where they are not kept. Raises what ``make`` raises."""
        kept = self._held(key)
        if kept is not None:
            return kept
        with self._making:
            kept = self._held(key)  # somebody else may have made it meanwhile
            if kept is None:
                kept = make()
                self._keep(key, kept)
        return kept

    def _held(self, key: Hashable) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: Hashable, made: bytes) -> None:
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > self._limit:
                self._kept.popitem(last=False)
