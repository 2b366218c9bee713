"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

MAX_LENGTH = 80


def nearest(name: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The most similar of ``names``, or None if none is similar enough: ``cutoff`` is from 0 to 1,
    as in ``difflib.get_close_matches``.
    """
    from difflib import get_close_matches

    if len(name) > MAX_LENGTH:
        return None
    known = list(dict.fromkeys(names))
    folded = {_folded(one): one for one in reversed(known)}
    same = folded.get(_folded(name))
    if same is not None and same != name:
        return same
    return next(iter(get_close_matches(name, known, n=1, cutoff=cutoff)), None)


def _folded(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")
