"""The way of a workshop: which step it is at, where it has been, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from pmo_advisor.model.workshop import STEPS, Note, Step, Timer, Workshop
from pmo_advisor.store import moderating
from pmo_advisor.web.service import Service
from pmo_advisor.web.state import state
from pmo_advisor.web.views.moments import WHOLE

REVEAL: tuple[Step, ...] = ("problem", "scope", "mandate", "type", "people")
"""The steps between which the facilitator may move freely, one at a time ahead."""

WHOLE_POSITION: tuple[Step, ...] = ("type", "people", "decided")
"""The steps at which the whole position has been revealed."""

AGREED: tuple[Step, ...] = ("people", "decided")
"""The steps at which headcount, documents and the decision have their turn."""

Place = Literal["past", "here", "ahead"]


class Stop(NamedTuple):
    """One step on the bar; ``goes`` says whether one click takes everybody there."""

    step: Step
    place: Place
    goes: bool


class Scene(NamedTuple):
    """What every page of the screen begins with.

    ``form_gone`` says that today's knowledge has no such questionnaire as the workshop was
    prepared with.
    """

    workshop: Workshop
    state: str
    form_gone: bool
    stops: tuple[Stop, ...]
    before: Step | None
    after: Step | None
    notes: tuple[Note, ...]
    timers: tuple[Timer, ...]

    @property
    def note(self) -> Note:
        """The note about the whole workshop."""
        held = (one for one in self.notes if one.about == WHOLE)
        return next(held, Note(about=WHOLE, text="", revision=0))


def reachable(step: Step) -> tuple[Step, ...]:
    """Where one click may lead: back to what has been revealed, or one step on."""
    if step == "prepare":
        return ("answer",)
    if step not in REVEAL:
        return ()
    here = REVEAL.index(step)
    return tuple(one for one in REVEAL[: here + 2] if one != step)


def ways(step: Step) -> tuple[Step, ...]:
    """Where any button of the screen leads: also closing the answering, and taking up again."""
    return _APART.get(step) or reachable(step)


_APART: Mapping[Step, tuple[Step, ...]] = {"answer": ("problem",), "decided": ("people",)}


def scene(service: Service, workshop: Workshop) -> Scene:
    """The beginning of a page of the screen."""
    with service.store.read() as connection:
        notes = moderating.notes(connection, workshop.id)
        timers = moderating.timers(connection, workshop.id)
    goes = reachable(workshop.step)
    here = STEPS.index(workshop.step)
    stops = tuple(
        Stop(
            one,
            "here" if place == here else "past" if place < here else "ahead",
            one in goes and one in REVEAL,
        )
        for place, one in enumerate(STEPS)
    )
    inside = REVEAL.index(workshop.step) if workshop.step in REVEAL else None
    return Scene(
        workshop=workshop,
        state=state(service, workshop),
        form_gone=workshop.questionnaire not in service.rulebook.form,
        stops=stops,
        before=REVEAL[inside - 1] if inside else None,
        after=REVEAL[inside + 1] if inside is not None and inside + 1 < len(REVEAL) else None,
        notes=notes,
        timers=timers,
    )
