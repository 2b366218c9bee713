"""Where no charter can be: an interim arrangement, or what must be answered first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from pmo_advisor.model.advice import Gate, NotYet
from pmo_advisor.model.question import PARTIES
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reports.blocks import Block
from pmo_advisor.reports.documents.charter.draft import Draft, open_gates
from pmo_advisor.reports.documents.charter.standing import SPONSOR, problem
from pmo_advisor.reports.sections.no_type import by_weight

MOST_QUESTIONS = 8

_CONCLUSIONS = ("level", "control", "lifetime")


def why(draft: Draft) -> NotYet:
    """Why not now. Raises ValueError where a PMO can be set up."""
    found = draft.context.advice.position.not_yet
    if found is None:
        raise ValueError("nothing stands in the way")
    return found


def agreed(draft: Draft) -> Iterator[Block]:
    """What holds for now, and what comes afterwards."""
    voice, told = draft.voice, draft.context.advice.position
    form = "existing" if draft.context.pmo_exists() else "none"
    yield from draft.lay.paragraph(
        voice.head(voice.say(f"charter.agreed.{form}", unit=draft.issuer()))
    )
    target = told.target_type or told.runner_up
    after = voice.say("charter.afterwards", type=_kind(draft, target)) if target else ""
    yield from draft.rows(
        problem(draft),
        draft.row("sponsor", draft.answer(SPONSOR)),
        draft.row("afterwards", after),
    )


def gates(draft: Draft) -> Iterator[Block]:
    """What has to be settled, what is done for it, and by whom."""
    voice, target = draft.voice, draft.context.advice.position.target_type
    shut = why(draft).gates
    obstacles = [one for one in shut if one.type is None]
    yield from _gates(draft, "obstacles", voice.say("charter.obstacles"), obstacles)
    found = [one for one in shut if one.type is not None]
    found += [one for one in open_gates(draft, target) if target and one not in found]
    caption = voice.say("charter.conditions")
    if target and all(one.type == target for one in found):
        caption = voice.say("charter.conditions.type", type=_kind(draft, target))
    yield from _gates(draft, "conditions", caption, found)


def _gates(draft: Draft, name: str, caption: str, found: list[Gate]) -> Iterator[Block]:
    voice = draft.voice
    rows = [
        (
            voice.head(one.title),
            _in_turn(draft, one),
            voice.head(draft.parties([one.owner])),
            draft.blank(
                voice.say("charter.item.gate_owner", gate=voice.of(one.title)),
                draft.parties([one.owner]),
            ),
        )
        for one in found
    ]
    columns = ("gate", "action", "owner_party", "person")
    yield from draft.grid(name, columns, rows, caption=caption, short=(2, 3))


def _kind(draft: Draft, kind: str) -> str:
    return draft.voice.one_of_kind(draft.context.names.type(kind))


def _in_turn(draft: Draft, gate: Gate) -> str:
    """The actions for a gate, one after the other."""
    actions = [draft.voice.of(one) for one in gate.actions] or [""]
    return reduce(lambda one, two: draft.voice.say("charter.actions", one=one, two=two), actions)


def interim(draft: Draft) -> Iterator[Block]:
    """Who does what in the meantime."""
    voice = draft.voice
    yield from draft.rows(
        draft.row("instead", voice.of(why(draft).alternative_name)),
        draft.row("interim", voice.of(why(draft).interim)),
        draft.row("contact", draft.fill("contact", "executive")),
        draft.row("cadence", draft.answer("meeting_cadence")),
        draft.row("until", _look_again(draft)),
    )


def _look_again(draft: Draft) -> str:
    day = why(draft).look_again
    if day is not None:
        return draft.voice.date(day)
    return draft.voice.many("charter.look_again", why(draft).look_again_days)


def look_again(draft: Draft) -> Iterator[Block]:
    """When the three parties look again, and what for."""
    asked = draft.context.advice.provenance.answers.get("review_date", UNKNOWN)
    known = draft.known("review_date") and asked != str(why(draft).look_again)
    yield from draft.rows(
        draft.row("look_again", _look_again(draft)),
        draft.row("review_date", draft.day("review_date") if known else ""),
        draft.row("then", draft.voice.say("charter.then")),
    )


def answer_first(draft: Draft) -> Iterator[Block]:
    """The open questions that most waits for, and who is to answer them."""
    voice, questions = draft.voice, draft.context.rulebook.question
    waiting = [one for one in by_weight(draft.context) if one.fact in questions]
    yield from draft.lay.paragraph(voice.say("charter.answer_first.intro"))
    rows = [
        (voice.of(questions[one.fact].ask), voice.head(draft.owner(one.fact)))
        for one in waiting[:MOST_QUESTIONS]
    ]
    yield from draft.grid("questions", ("question", "answers"), rows)
    more = len(waiting) - len(rows)
    if more > 0:
        yield from draft.lay.paragraph(voice.many("charter.more_questions", more), style="aside")


def undecided(draft: Draft) -> Iterator[Block]:
    """All that a charter would hold, given where it was answered and else to be filled."""
    yield from draft.rows(
        draft.row("type", draft.fill("type", *PARTIES)),
        *(draft.row(one, draft.fill(one, *PARTIES)) for one in _CONCLUSIONS),
        draft.row("served", draft.answer("scope_served")),
        draft.row("services", draft.fill("services", "pmo_lead")),
        draft.row("people", draft.fill("people", "org_design")),
        draft.row("sponsor", draft.answer(SPONSOR)),
        draft.row("lead", draft.fill("lead", "executive")),
        draft.row("cadence", draft.answer("meeting_cadence")),
        draft.row("budget", draft.answer("pmo_budget")),
        draft.row("review_date", draft.day("review_date")),
    )
