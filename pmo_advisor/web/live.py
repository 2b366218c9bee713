"""Live updates: who watches which workshop, and waking them soon after something changed.

Changes made by this process wake its own watchers. On PostgreSQL a thread of its own listens for
those of the other servers of the same database.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import defaultdict
from collections.abc import AsyncIterator

from pmo_advisor.store.channel import Channel
from pmo_advisor.store.store import Store

SETTLE = 0.25
"""Seconds in which changes are gathered into one update."""

PING = 15.0
"""Seconds after which a silent stream says that it is alive."""


class Hub:
    """Wakes those who watch a workshop. ``start`` belongs to the loop that serves them."""

    def __init__(self, store: Store) -> None:
        self._watchers: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._versions: dict[str, int] = defaultdict(int)
        self._missed = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = threading.Event()
        self._channel = Channel(store, self.changed, self.missed) if store.is_shared else None
        if self._channel is None:
            store.heard(self.changed)

    def start(self) -> None:
        """Begin to wake watchers, who all live in the running loop."""
        self._loop = asyncio.get_running_loop()
        if self._channel is not None:
            self._channel.start()

    def changed(self, workshop: str) -> None:
        """A workshop has changed; said from any thread."""
        if self._loop is not None and not self._closed.is_set():
            with contextlib.suppress(RuntimeError):  # the loop has just been closed
                self._loop.call_soon_threadsafe(self._wake, workshop)

    def missed(self) -> None:
        """Any workshop may have changed; said from any thread."""
        if self._loop is not None and not self._closed.is_set():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._all_changed)

    def version(self, workshop: str) -> int:
        """A number that grows with every change that was heard of; for the loop that serves."""
        return self._versions[workshop] + self._missed

    def _all_changed(self) -> None:
        self._missed += 1
        self._wake_all()

    def _wake(self, workshop: str) -> None:
        self._versions[workshop] += 1
        self._wake_watchers(workshop)

    def _wake_watchers(self, workshop: str) -> None:
        for one in self._watchers.get(workshop, ()):
            one.set()

    def _wake_all(self) -> None:
        for workshop in self._watchers:
            self._wake_watchers(workshop)

    async def changes(self, workshop: str) -> AsyncIterator[bool]:
        """True whenever the workshop has changed, and at first; False to show a sign of life."""
        woken = asyncio.Event()
        self._watchers[workshop].add(woken)
        try:
            yield True
            while not self._closed.is_set():
                try:
                    await asyncio.wait_for(woken.wait(), PING)
                except TimeoutError:
                    yield False
                    continue
                if self._closed.is_set():
                    return
                await asyncio.sleep(SETTLE)
                woken.clear()
                yield True
        finally:
            self._watchers[workshop].discard(woken)
            if not self._watchers[workshop]:
                del self._watchers[workshop]

    def end(self) -> None:
        """End all streams, soon; said from any thread, even by a signal."""
        self._closed.set()
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed
                self._loop.call_soon_threadsafe(self._wake_all)

    def close(self) -> None:
        """End all streams and the listening."""
        self.end()
        if self._channel is not None:
            self._channel.stop()
