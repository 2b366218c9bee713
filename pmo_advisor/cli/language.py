"""Which language to speak: ``--lang``, else ``PMO_LANG``, else the locale, else English."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping, Sequence
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def resolve(args: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The reader's language, known before any option is parsed, so that help speaks it too."""
    for value in (option_value(args, "--lang"), environment.get("PMO_LANG")):
        found = _named(value)
        if found is not None:
            return found
    spoken = next((environment[one] for one in _LOCALE_VARIABLES if environment.get(one)), None)
    if spoken is None and os.name == "nt":
        spoken = locale.getlocale()[0]
    return "zh" if (spoken or "").lower().startswith(("zh", "chinese")) else "en"


def option_value(args: Sequence[str], name: str) -> str | None:
    """The last value given to the long option ``name``; nothing after ``--`` is an option."""
    found = None
    for place, arg in enumerate(args):
        if arg == "--":
            break
        if arg == name and place + 1 < len(args):
            found = args[place + 1]
        elif arg.startswith(f"{name}="):
            found = arg.removeprefix(f"{name}=")
    return found


def _named(value: str | None) -> Lang | None:
    start = (value or "").lower().replace("-", "_").split("_")[0].split(".")[0]
    return next((one for one in LANGS if one == start), None)
