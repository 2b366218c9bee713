"""Hearing of changes that other servers of the same PostgreSQL database make."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

import sqlalchemy.exc

from pmo_advisor.store.store import CHANNEL, Store

PATIENCE = 1.0
"""Seconds to wait for a notification before looking whether to stop, or to connect again."""

_log = logging.getLogger(__name__)


class Channel:
    """Calls ``heard`` with a workshop's id for every change, whichever server made it.

    A lost connection is opened again. What was said meanwhile is lost, so ``missed`` is called.
    """

    def __init__(
        self, store: Store, heard: Callable[[str], None], missed: Callable[[], None]
    ) -> None:
        self._store = store
        self._heard = heard
        self._missed = missed
        self._stopped = threading.Event()
        self._listens = True
        self._thread = threading.Thread(target=self._run, name="pmo-channel", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(5 * PATIENCE)

    def _run(self) -> None:
        # The driver's own errors come from its own connection, past SQLAlchemy.
        driver = self._store.engine.dialect.loaded_dbapi.Error
        while not self._stopped.is_set():
            try:
                self._listen()
            except (sqlalchemy.exc.SQLAlchemyError, driver, OSError) as lost:
                if self._listens:
                    _log.warning("live updates are lost, trying again: %s", type(lost).__name__)
                self._listens = False
                self._stopped.wait(PATIENCE)

    def _listen(self) -> None:
        with self._store.engine.connect() as connection:
            try:
                self._listen_on(connection.connection.driver_connection)
            finally:
                connection.invalidate()  # closed for good: nobody else should come to listen

    def _listen_on(self, raw: Any) -> None:
        raw.autocommit = True
        raw.execute(f"LISTEN {CHANNEL}")
        if not self._listens:
            _log.warning("live updates are back")
        self._listens = True
        self._missed()
        while not self._stopped.is_set():
            for one in raw.notifies(timeout=PATIENCE):
                self._heard(one.payload)
