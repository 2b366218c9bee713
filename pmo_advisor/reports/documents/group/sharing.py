"""Where units could share a PMO, who anchors it, and what it would take."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.portfolio import Pmo, Sharing
from pmo_advisor.reports.blocks import Block, Section
from pmo_advisor.reports.documents.group.telling import Telling
from pmo_advisor.reports.parts import Heading, Line, Row

_MOST = 12
"""The most shared PMOs that are told at length."""


def sharing(tell: Telling) -> Section | None:
    """The PMOs to share, the one with most units first. Nothing where no unit may be told."""
    if not tell.portfolio.units:
        return None
    found = sorted(
        (one for one in tell.portfolio.pmos if one.sharing), key=lambda pmo: -len(pmo.units)
    )
    title = (
        tell.many("group.sharing.title", len(found))
        if found
        else tell.say("group.sharing.title.none")
    )
    beyond = len(found) - _MOST
    return tell.lay.section(
        Heading("sharing", tell.say("group.sharing.topic"), title),
        () if found else tell.lay.paragraph(tell.say("group.sharing.none")),
        (block for one in found[:_MOST] for block in _shared(tell, one)),
        tell.lay.paragraph(
            tell.say("group.more_rows", count=tell.voice.number(beyond)), style="aside"
        )
        if beyond > 0
        else (),
    )


def _shared(tell: Telling, pmo: Pmo) -> Iterator[Block]:
    if pmo.sharing is None:
        return
    kind = tell.names.type(pmo.type)
    yield from tell.lay.subhead(tell.voice.head(tell.say("group.pmo.shared", type=kind)))
    yield from tell.lay.facts(_rows(tell, pmo, pmo.sharing))


def _rows(tell: Telling, pmo: Pmo, shared: Sharing) -> Iterator[Row]:
    voice = tell.voice
    members = Line(tell.unit_names(pmo.units), tell.noted(shared.rule))
    yield Row("members", tell.say("group.sharing.members"), (members,))
    problem = tell.unit(pmo.units[0]).core_problem
    if problem:
        told = voice.head(tell.names.value("core_problem", problem))
        yield Row("problem", tell.say("group.sharing.problem"), (Line(told),))
    yield Row("anchor", tell.say("group.sharing.anchor"), (_anchor(tell, shared),))
    sponsor = tell.say("group.sharing.sponsor.at", head=tell.head(pmo.head))
    yield Row("sponsor", tell.say("group.sharing.sponsor"), (Line(voice.head(sponsor)),))
    yield Row("settle", tell.say("group.sharing.settle"), tuple(_settle(tell, shared)))
    yield Row("people", tell.say("group.sharing.people"), (_people(tell, shared),))


def _anchor(tell: Telling, shared: Sharing) -> Line:
    anchor = tell.unit_name(shared.anchor)
    if shared.alike:
        told = tell.say(
            "group.sharing.anchor.alike", anchor=anchor, others=tell.unit_names(shared.alike)
        )
        return Line(told, tell.noted(shared.anchored_by))
    rule = tell.rule(shared.anchored_by or "")
    if rule is None:
        return Line(anchor)
    told = tell.say("group.sharing.anchor.by", anchor=anchor, reason=tell.voice.of(rule.name))
    return Line(told, tell.noted(rule.id))


def _settle(tell: Telling, shared: Sharing) -> Iterator[Line]:
    domains = {one.id: one for one in tell.rulebook.questions}
    for one in shared.differ:
        scale = one.fact in domains and domains[one.fact].kind in ("scale", "number")
        values = [int(value) if scale else value for value in one.values]
        told = tell.voice.clauses(tell.names.value(one.fact, value) for value in values)
        yield Line(
            tell.voice.say(
                "note.answer", fact=tell.voice.head(tell.names.fact(one.fact)), value=told
            )
        )
    if not shared.differ:
        yield Line(tell.say("group.sharing.settle.none"))


def _people(tell: Telling, shared: Sharing) -> Line:
    how = tell.say("group.sharing.people.how")
    if shared.people is not None and shared.apart is not None:
        apart, people = tell.people(shared.apart), tell.people(shared.people)
        if apart == people:
            return Line(tell.say("group.sharing.people.same", people=people), detail=how)
        form = "more" if shared.people.high > shared.apart.high else "both"
        return Line(
            tell.say(f"group.sharing.people.{form}", apart=apart, people=people), detail=how
        )
    if shared.people is not None:
        return Line(tell.people(shared.people), detail=how)
    facts = tell.voice.joined(tell.names.fact(one) for one in shared.missing)
    if shared.unsized == "driver":
        return Line(tell.say("group.sharing.unsized.driver", facts=facts))
    return Line(tell.say(f"group.sharing.unsized.{shared.unsized}"))
