"""What all requests and answers of the API are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Path
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import Party
from pmo_advisor.reports.typography import clean
from pmo_advisor.web.typed import tidy

MOST_ANSWERS = 500
"""Answers in one request; more than there are questions."""

MOST_REVISIONS = 10**9


class Told(BaseModel):
    """What is answered. Made from whatever has the same attributes."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, from_attributes=True, use_attribute_docstrings=True
    )


class Wanted(BaseModel):
    """What is asked for; a key that is not known is refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True
    )


def _something(text: str) -> str:
    if not text:
        raise PydanticCustomError("string_too_short", "empty", {"min_length": 1})
    return text


def _zoned(moment: object) -> object:
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) else moment


Moment = Annotated[datetime, BeforeValidator(_zoned)]
"""A moment of the tables, which is UTC without saying so."""

Line = Annotated[str, Field(max_length=200), AfterValidator(lambda text: clean(text)[:200])]
Name = Annotated[
    str,
    Field(min_length=1, max_length=200),
    AfterValidator(lambda text: _something(clean(text)[:200])),
]
PersonName = Annotated[str, Field(max_length=80), AfterValidator(lambda text: clean(text)[:80])]
Note = Annotated[str, Field(max_length=4000), AfterValidator(lambda text: tidy(text)[:4000])]
Words = Annotated[
    str,
    Field(min_length=1, max_length=4000),
    AfterValidator(lambda text: _something(tidy(text)[:4000])),
]
Objection = Annotated[
    str,
    Field(min_length=1, max_length=2000),
    AfterValidator(lambda text: _something(tidy(text)[:2000])),
]
FactName = Annotated[str, Field(max_length=80)]
Given = Annotated[bool | int | Annotated[str, Field(max_length=8000)], Field()]
"""An answer: the id of a choice, a step or count as a number, yes or no, a text, or `unknown`."""

Answers = Annotated[dict[FactName, Given], Field(max_length=MOST_ANSWERS)]
Revision = Annotated[int, Field(ge=0, le=MOST_REVISIONS)]
WorkshopId = Annotated[str, Path(max_length=32)]
FactId = Annotated[str, Path(max_length=80)]


class Said(Told):
    """One answer of a party: how many of its sheets give it, and whose they are, if named."""

    party: Party | None
    value: Value
    sheets: int
    names: tuple[str, ...]
