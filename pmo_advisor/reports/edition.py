"""Editions: what leaves the house, and what stays in it."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, Literal

from pmo_advisor.model.advice import Advice, Roadmap
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.workshop import Minutes

Edition = Literal["client", "internal"]

WITHHELD = ("remarks", "capability", "trace")
"""What an edition can leave out, in the order in which it is named."""

SMALL_TEAM = "small_team"
"""The threshold up to which a team is so small that its capability is that of a person."""


def is_personal(advice: Advice, rulebook: Rulebook) -> bool:
    """Whether the team is so small that its capability is that of a person."""
    people = advice.provenance.answers.get("pmo_people")
    small = rulebook.threshold.get(SMALL_TEAM)
    return isinstance(people, int) and small is not None and 0 < people <= small


def client_safe(advice: Advice, rulebook: Rulebook) -> Advice:
    """The advice without quotes and notes, without the trace, and without persons' capability.

    What was left out is named in ``provenance.withheld``. The trace itself stays, because documents
    look thresholds up by it; ``without_trace`` takes it away.
    """
    safe = without_capability(advice, rulebook) if is_personal(advice, rulebook) else advice
    made = safe.provenance
    left = ("remarks", *made.withheld, "trace") if made.remarks else (*made.withheld, "trace")
    kept = {"remarks": (), "withheld": tuple(one for one in WITHHELD if one in left)}
    return safe.model_copy(update={"provenance": made.model_copy(update=kept)})


def without_capability(advice: Advice, rulebook: Rulebook) -> Advice:
    """The advice without how far the team's capability is there, and without the answers to it."""
    facts = frozenset(one.fact for one in rulebook.catalog.capabilities)
    made, safe = advice.provenance, _without_capability(advice, facts)
    told: dict[str, Any] = {
        "answers": {fact: value for fact, value in made.answers.items() if fact not in facts},
        "withheld": (*made.withheld, "capability"),
    }
    return safe.model_copy(update={"provenance": made.model_copy(update=told)})


def minutes_for(minutes: Minutes | None, edition: Edition | None) -> Minutes | None:
    """What an edition tells of a workshop: the facilitator's notes stay in the house."""
    if minutes is None or edition == "internal" or not minutes.notes:
        return minutes
    return minutes.model_copy(update={"notes": (), "notes_left_out": True})


def without_trace(advice: Advice) -> Advice:
    """The advice without the list of how every rule came out."""
    told = advice.explanation.model_copy(update={"trace": ()})
    return advice.model_copy(update={"explanation": told})


def _without_capability(advice: Advice, facts: Container[str]) -> Advice:
    parties = advice.parties
    kept: dict[str, Any] = {
        "differences": tuple(one for one in parties.differences if one.fact not in facts),
        "agreement": tuple(one for one in parties.agreement if one.fact not in facts),
    }
    return advice.model_copy(
        update={
            "roadmap": _impersonal(advice.roadmap) if advice.roadmap else None,
            "parties": parties.model_copy(update=kept),
        }
    )


def _impersonal(roadmap: Roadmap) -> Roadmap:
    """The stages without what they ask of the team's capability, and how far it is there."""
    stages = tuple(
        one.model_copy(
            update={"conditions": tuple(each for each in one.conditions if not each.capability)}
        )
        for one in roadmap.stages
    )
    actions = tuple(one for one in roadmap.next_actions if not one.capability)
    kept: dict[str, Any] = {"stages": stages, "next_actions": actions, "capability_gaps": ()}
    return roadmap.model_copy(update=kept)
