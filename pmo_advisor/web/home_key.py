"""The key that opens the list of workshops: the same after every start, known to its owner alone.

It comes from the environment, or from a file beside the database that only its owner may read.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.store.address import file_of
from pmo_advisor.store.doors import new_secret

VARIABLE = "PMO_HOME_KEY"
SHORTEST = 20
"""Characters; a shorter key could be guessed."""

FOR_OWNER = 0o600


def home_key(database: str, environment: Mapping[str, str]) -> str:
    """The key for a server on that database. Raises BadInput for one that is no key.

    A database without a file of its own has a new one at every start.
    """
    given = environment.get(VARIABLE)
    if given is not None:
        return _checked(given, Place(VARIABLE))
    file = file_of(database)
    return secrets.token_urlsafe(24) if file is None else _kept(file.with_suffix(".key"))


def _checked(key: str, place: Place) -> str:
    plain = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    if not plain or len(key) < SHORTEST:
        raise BadInput([Fault("home_key_weak", {"length": SHORTEST}, place)])
    return key


def _kept(path: Path) -> str:
    place = Place(str(path))
    try:
        held = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FOR_OWNER)
    except FileExistsError:
        try:
            return _checked(path.read_text(encoding="ascii", errors="replace").strip(), place)
        except OSError as error:
            raise BadInput([_closed(error, place)]) from None
    except OSError as error:
        raise BadInput([_closed(error, place)]) from None
    key = new_secret()
    with os.fdopen(held, "w", encoding="ascii") as file:
        file.write(f"{key}\n")
    return key


def _closed(error: OSError, place: Place) -> Fault:
    return Fault("database_closed", {"detail": error.strerror or type(error).__name__}, place)
