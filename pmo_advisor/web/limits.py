"""How often one address may join or guess. Kept in memory, forgotten with the process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from time import monotonic

KEPT = 10_000
"""Addresses remembered at once; the one longest silent is forgotten first."""


class Limit:
    """At most ``times`` within ``seconds`` for each address, refilled steadily."""

    def __init__(self, times: int, seconds: float) -> None:
        self._times = float(times)
        self._rate = times / seconds
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, address: str) -> bool:
        """Take one of the address's times; False where none is left."""
        with self._lock:
            left, then = self._left.pop(address, (self._times, monotonic()))
            now = monotonic()
            left = min(self._times, left + (now - then) * self._rate)
            allowed = left >= 1
            self._left[address] = (left - 1 if allowed else left, now)
            while len(self._left) > KEPT:
                self._left.popitem(last=False)
            return allowed
