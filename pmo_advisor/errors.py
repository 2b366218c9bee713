"""What can be wrong with what people give us: places, faults, and the exception with them.

No sentence stands here: ``Fault.message`` is the id of a text in ``texts/errors.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

EXIT_CODE = 2
"""The exit code of a command whose input is refused."""


class TextId(str):
    """A value that is itself the id of a text, to be said in the reader's language."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands. ``line`` and ``column`` count from 1; ``key`` is the path of keys."""

    file: str
    line: int | None = None
    column: int | None = None
    key: str | None = None

    def __str__(self) -> str:
        spot = "".join(f":{number}" for number in (self.line, self.column) if number is not None)
        return f"{self.file}{spot}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    ``message`` is a text id, ``values`` fill its placeholders (a list is joined in the reader's
    language, a ``TextId`` is looked up), ``hint`` is the nearest name that would have been right.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    place: Place | None = None
    hint: str | None = None


class BadInput(Exception):
    """Input that cannot be used, with every fault that was found in it (at least one)."""

    exit_code = EXIT_CODE

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("; ".join(_short(one) for one in self.faults))


def _short(fault: Fault) -> str:
    """One fault for a log or a traceback, where no texts are at hand."""
    values = " ".join(f"{name}={value!r}" for name, value in fault.values.items())
    return " ".join(part for part in (str(fault.place or ""), fault.message, values) if part)
