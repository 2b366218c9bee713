"""What the PMO may decide, what is granted to it, and to whom it reports."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import BoundaryItem
from pmo_advisor.model.catalog import Control, Neighbor, Right
from pmo_advisor.model.question import ScaleQuestion
from pmo_advisor.reports.blocks import Block
from pmo_advisor.reports.documents.charter.draft import Draft
from pmo_advisor.reports.documents.charter.standing import SPONSOR
from pmo_advisor.reports.parts import Line

WANTED, GRANTED = "control_wanted", "authority_granted"
"""The two facts that stand on one ladder of authority."""

_FORUM = "decision_forum"


def _control(draft: Draft) -> Control | None:
    control = draft.context.advice.position.control
    found = draft.context.names.find("control", control) if control else None
    return found if isinstance(found, Control) else None


def decision_rights(draft: Draft) -> Iterator[Block]:
    """Who decides what, fit to paste."""
    control = _control(draft)
    if control is None or not control.rights:
        yield from draft.rows(draft.row("rights", draft.fill("rights", "executive", "org_design")))
        return
    yield from draft.lay.paragraph(draft.voice.say("charter.rights.intro"))
    kind = draft.context.advice.position.type
    rows = [_right(draft, one) for one in control.rights if not one.types or kind in one.types]
    yield from draft.grid("decision-rights", ("matter", "part", "by"), rows, short=(1,))


def _right(draft: Draft, right: Right) -> tuple[str, str, str]:
    voice = draft.voice
    matter = voice.head(right.matter)
    if right.part == "decides":
        by = voice.say("charter.the_pmo")
    elif right.by is None:
        by = draft.blank(
            voice.say("charter.item.by", matter=voice.of(right.matter)), _sponsor(draft)
        )
    else:
        by = voice.of(right.by)
    return matter, voice.head(voice.say(f"charter.part.{right.part}")), voice.head(by)


def _sponsor(draft: Draft) -> str:
    return draft.parties(["executive"])


def boundaries(draft: Draft) -> Iterator[Block]:
    """Who does what between the PMO and each neighbouring function."""
    items = draft.context.advice.boundaries
    if not items:
        yield from draft.lay.paragraph(draft.voice.say("charter.no_neighbors"))
        return
    columns = ("neighbor", "keeps", "takes", "joint", "decides")
    rows = [_neighbor(draft, one) for one in items]
    yield from draft.grid("boundaries", columns, rows)


def _neighbor(draft: Draft, item: BoundaryItem) -> tuple[Line, ...]:
    voice = draft.voice
    name = voice.of(item.name)
    detail = ""
    if item.present != "yes":
        entry = draft.context.names.find("neighbors", item.neighbor)
        fact = entry.fact if isinstance(entry, Neighbor) else None
        who = draft.owner(fact) if fact else draft.parties(["org_design"])
        mark = draft.blank(voice.say("charter.item.neighbor", name=name), who)
        detail = voice.say("charter.present", mark=mark)
    told = (item.keeps, item.takes, item.joint, item.decides)
    return (Line(voice.head(name), detail=detail), *(Line(voice.head(one)) for one in told))


def authority(draft: Draft) -> Iterator[Block]:
    """What is in writing today, and what the charter adds to it."""
    answers, voice = draft.context.advice.provenance.answers, draft.voice
    handed = draft.known("leader_delegates")
    yield from draft.rows(
        draft.row("granted", draft.answer(GRANTED)),
        draft.row("delegated", handed),
        draft.row("delegated_list", draft.fill("delegated", "executive") if handed else ""),
    )
    question, control = draft.context.rulebook.question.get(WANTED), _control(draft)
    if not isinstance(question, ScaleQuestion) or control is None or control.authority is None:
        return
    # The lowest step of what is granted includes that nothing is written at all.
    granted, wanted = _step(answers.get(GRANTED)) or -1, _step(answers.get(WANTED))
    stands = [_grant(at, granted, control.authority, wanted) for at in range(len(question.steps))]
    rows = [
        (voice.of(step), voice.head(voice.say(f"charter.grant.{one}")))
        for step, one in zip(question.steps, stands, strict=True)
    ]
    yield from draft.grid("authority", ("step", "grant"), rows)
    yield from draft.lay.paragraph(voice.say("charter.grant"))


def _step(value: object) -> int:
    """A step of the ladder; one below the first where it is not known."""
    return value if isinstance(value, int) else -1


def _grant(at: int, granted: int, here: int, wanted: int) -> str:
    """How a step of the ladder stands once the charter is signed."""
    if at <= granted:
        return "kept"
    if at <= here:
        return "given"
    return "apart" if at <= wanted else "none"


def reporting_line(draft: Draft) -> Iterator[Block]:
    """Sponsor, lead, place in the organisation, and the way up."""
    voice = draft.voice
    yield from draft.rows(
        draft.row("reports_to", draft.answer(SPONSOR)),
        draft.row("reach", draft.answer("sponsor_reach")),
        draft.row("lead", draft.fill("lead", "executive")),
        draft.row("lead_grade", voice.of(draft.entry.grade_hint)),
        draft.row("placed", draft.fill("placed", "org_design")),
        draft.row("escalation", voice.say("charter.escalation")),
        draft.row(
            "forum",
            voice.say("charter.forum.name", mark=draft.fill("forum", "org_design")),
            voice.say("charter.forum.step", step=draft.answer(_FORUM)),
        ),
        draft.row("other_pmos", *_others(draft)),
    )


def _others(draft: Draft) -> Iterator[str]:
    """How it stands to the other PMOs, where there are any."""
    others = draft.context.advice.provenance.answers.get("other_pmos")
    if isinstance(others, int) and others > 0:
        yield draft.voice.many("charter.other_pmos", others)
        mark = draft.fill("other_pmos", "org_design")
        yield draft.voice.say("charter.other_pmos.line", mark=mark)
