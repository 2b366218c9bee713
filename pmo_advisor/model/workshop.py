"""A workshop: the three parties answer, see what matters, and settle it. Plain data.

Moments are UTC, to the second. An id is public; what opens a door is a key or a token, of which
only the digest is kept.
"""

from datetime import date as Date
from datetime import datetime
from typing import Annotated, Literal, TypeVar

from pydantic import FailFast, Field

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import Party
from pmo_advisor.model.text import Lang, Strict

Each = TypeVar("Each")
Many = Annotated[tuple[Each, ...], FailFast()]
"""A list from a file that may hold anything: of a million wrong entries, only the first is told."""
Count = Annotated[int, Field(ge=0, lt=2**31)]
"""A whole number as every database holds it."""

Kind = Literal["workshop", "single"]
Step = Literal["prepare", "answer", "problem", "scope", "mandate", "type", "people", "decided"]
STEPS: tuple[Step, ...] = (
    "prepare",
    "answer",
    "problem",
    "scope",
    "mandate",
    "type",
    "people",
    "decided",
)
"""Prepared, answering, then the reveal in its order; headcount only after the type is agreed."""

Consent = Literal["as_party", "joint_only"]
"""Whether the answers of a party of one or two show as the party's, or only count jointly."""


class Workshop(Strict):
    """What was prepared, and how far it has come. ``round`` counts from 1.

    ``revealed`` is the furthest step that the reveal had come to when a round was opened.
    """

    id: str
    kind: Kind
    name: str = Field(max_length=200)
    organization: str = Field(default="", max_length=200)
    questionnaire: str = Field(max_length=40)
    named: bool
    languages: Many[Lang] = Field(min_length=1)
    created: datetime
    step: Step
    round: Count
    revision: Count
    copied_from: str | None = None
    revealed: Step | None = None


class Person(Strict):
    """Somebody who takes part. ``name`` is empty in an anonymous workshop."""

    id: str
    workshop: str
    party: Party | None
    name: str = Field(default="", max_length=80)
    consent: Consent | None = None
    joined: datetime


class Answer(Strict):
    """One answer of one round. ``revision`` counts how often it was changed, from 1."""

    person: str
    round: Count
    fact: str
    value: Value
    saved: datetime
    revision: Count


class Note(Strict):
    """What the facilitator writes down about a question, or about the whole (``about`` empty)."""

    about: str
    text: str = Field(max_length=4000)
    revision: Count


class Timer(Strict):
    """A clock for one point of the agenda: running since ``started``, for so many seconds."""

    about: str
    seconds: int = Field(ge=1, le=24 * 3600)
    started: datetime | None = None


class Reservation(Strict):
    """What a party holds against the joint position, in its own words."""

    id: str
    party: Party
    text: str = Field(max_length=2000)


class Decision(Strict):
    """What was decided, when, and who was there."""

    text: str = Field(max_length=4000)
    day: Date
    attendance: Many[str] = ()
    revision: Count = 0


class Shift(Strict):
    """What was another one before a round: a joint answer (``about`` a question) or an axis.

    None where nothing was answered, or where the axis has no conclusion.
    """

    about: str
    before: Value | None
    after: Value | None


class Round(Strict):
    """What a further round moved. ``reopened`` counts the questions that may be told of."""

    number: int
    reopened: int
    answers: tuple[Shift, ...] = ()
    conclusions: tuple[Shift, ...] = ()


class Minutes(Strict):
    """What a workshop settled, as its documents tell it.

    ``notes`` are the facilitator's own, for the house only; ``notes_left_out`` says that there are
    some which this edition does not tell. ``left_out`` are the parties whose answers an import came
    without, see ``Whole``.
    """

    decision: Decision | None = None
    reservations: tuple[Reservation, ...] = ()
    rounds: tuple[Round, ...] = ()
    notes: tuple[Note, ...] = ()
    notes_left_out: bool = False
    left_out: tuple[Party, ...] = ()


class Whole(Strict):
    """Everything of one workshop, as it is exported and imported. ``reopened`` is by round.

    ``left_out`` names parties whose answers are not in the file, because they count jointly only.
    An import keeps it: what was decided rests on answers that are not there.
    """

    schema_version: Literal[1] = 1
    workshop: Workshop
    people: Many[Person]
    answers: Many[Answer]
    reopened: dict[int, Many[str]] = Field(default_factory=dict)
    notes: Many[Note] = ()
    timers: Many[Timer] = ()
    reservations: Many[Reservation] = ()
    decision: Decision | None = None
    left_out: Many[Party] = ()
