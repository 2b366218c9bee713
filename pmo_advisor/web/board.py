"""What all watchers of a workshop see: rendered once for each change and language, then shared."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool

from pmo_advisor.web.live import Hub

KEPT = 256
"""Renderings kept at once; the one longest unused goes first."""


class Frame(NamedTuple):
    """What a stream sends: how the workshop stands in one word, and a piece of the page."""

    state: str
    part: str


class Board:
    """The frames of all workshops, each made once for a version. Belongs to the serving loop."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._frames: OrderedDict[tuple[str, str], tuple[int, asyncio.Task[Frame]]] = OrderedDict()

    async def frame(self, workshop: str, lang: str, make: Callable[[], Frame]) -> Frame:
        """The frame of the workshop as it stands; ``make`` is called in a thread where it is new.

        A frame begun before the last change is never given out.
        """
        key, version = (workshop, lang), self._hub.version(workshop)
        held = self._frames.pop(key, None)
        if held is None or held[0] != version or _failed(held[1]):
            held = (version, asyncio.create_task(run_in_threadpool(make)))
        self._frames[key] = held
        while len(self._frames) > KEPT:
            self._frames.popitem(last=False)
        # A watcher who leaves must not take the rendering away from the others.
        return await asyncio.shield(held[1])


def _failed(task: asyncio.Task[Frame]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
