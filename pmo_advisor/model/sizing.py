"""How many people: a staffing line, its method and its parameters."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from pmo_advisor.model.text import Strict, Text


def _fraction(raw: object) -> Fraction:
    if isinstance(raw, Fraction):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise PydanticCustomError("fraction", "fraction", {"value": str(raw)})
    try:
        return Fraction(raw)
    except (ValueError, ZeroDivisionError):
        raise PydanticCustomError("fraction", "fraction", {"value": str(raw)}) from None


def _plain(value: Fraction) -> int | str:
    return int(value) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


Ratio = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    PlainSerializer(_plain),
    WithJsonSchema({"type": ["integer", "string"], "pattern": r"^\d+(/\d+)?$"}),
]
"""An exact fraction, written ``3`` or ``1/4``."""


class RoleShare(Strict):
    """A role within a line: ``people`` first and fixed, the rest by ``weight``."""

    role: str
    people: int | None = Field(default=None, ge=1)
    weight: int | None = Field(default=None, ge=1)


class Point(Strict):
    """One row of a published table: at this size, so many people."""

    at: int
    people: int


class Sizes(Strict):
    """One staffing line.

    ``use``: ``base`` lines add up to the range; ``check`` is a second opinion; ``ceiling`` is an
    upper bound with its condition; ``secondary`` is counted apart.

    ``method``: ``fixed`` people; ``per_unit`` people for each unit of the fact ``of`` (rounded up);
    ``span`` people for each person of the base line ``line`` (full spans only); ``power_law``
    ``factor`` x ``of`` to the power ``exponent`` (rounded to the nearest); ``table`` published
    points with straight lines between. ``low`` and ``high`` are people, or people for each unit.
    ``at_least_of`` names a fact that sets a minimum, ``at_least`` is one. ``covers`` is the range
    of ``of`` that the method was made for; outside it the result is marked as extrapolated.
    """

    use: Literal["base", "check", "ceiling", "secondary"]
    method: Literal["fixed", "per_unit", "span", "power_law", "table"]
    label: Text
    of: str | None = None
    line: str | None = None
    low: Ratio | None = None
    high: Ratio | None = None
    factor: Ratio | None = None
    exponent: Ratio | None = None
    points: tuple[Point, ...] = ()
    at_least_of: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    covers: tuple[int, int] | None = None
    condition: Text | None = None
    roles: tuple[RoleShare, ...] = ()
