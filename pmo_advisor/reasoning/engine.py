"""What fires the rules of a stratum, whichever reading does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.program import Program
from pmo_advisor.model.rule import Stratum
from pmo_advisor.reasoning.plain import PlainEngine

ENGINES: tuple[str, ...] = ("durable", "plain")


class Engine(Protocol):
    """One reading of one program. ``name`` is one of ``ENGINES``."""

    name: str

    def outcomes(self, stratum: Stratum, known: Mapping[str, int]) -> Mapping[str, Truth]:
        """How every rule of the stratum comes out, in rule order.

        ``known`` holds the code of each known fact; an unknown one is absent.
        """
        ...


class EngineMissing(BadInput):
    """The engine that was asked for cannot be used here."""

    def __init__(self, name: str) -> None:
        super().__init__([Fault("engine_missing", {"engine": name})])


class ConditionTooWide(BadInput):
    """A rule's condition has too many ways to come true for the engine."""

    def __init__(self, rule: str) -> None:
        super().__init__([Fault("condition_too_wide", {"rule": rule})])


def choose(program: Program, name: str | None = None) -> Engine:
    """The engine of that name, or durable-rules where it is installed and the plain one elsewhere.

    Raises EngineMissing where that engine cannot be imported, or where there is none of that name.
    """
    if name == "plain":
        return PlainEngine(program)
    if name not in (None, "durable"):
        raise EngineMissing(str(name))
    try:
        from pmo_advisor.reasoning.fire import DurableEngine
    except ImportError as missing:
        if name is None:
            return PlainEngine(program)
        raise EngineMissing("durable") from missing
    return DurableEngine(program)
