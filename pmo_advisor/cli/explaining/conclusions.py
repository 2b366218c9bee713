"""One conclusion and the way to it: an axis of the position, the staffing, or the roadmap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pmo_advisor.cli.explaining.case import Case
from pmo_advisor.cli.explaining.outline import Outline
from pmo_advisor.cli.explaining.reasons import AGAINST, FOR, basis, by_ground, gates, sources
from pmo_advisor.model.advice import OpenFact, StaffingLine
from pmo_advisor.model.rule import Axis

MOST_OPEN = 8


def sentence(case: Case, axis: Axis) -> str:
    """The conclusion itself."""
    option = getattr(case.advice.position, axis)
    name = case.names.option(axis, option) if option else case.say("none")
    return case.say("conclusion", axis=case.voice.say(f"axis.{axis}"), option=name)


def notes(case: Case) -> Iterator[str]:
    """What has to be said beside the type: ties, an unconfirmed problem, the runner-up."""
    position = case.advice.position
    if position.tied_with:
        tied = case.say("comma").join(case.names.type(one) for one in position.tied_with)
        yield case.say("tied", types=tied)
    if position.core_problem_confirmed is False:
        yield case.say("stated_only")
    if position.target_type:
        yield case.say("target", type=case.names.type(position.target_type))
    elif position.runner_up:
        yield case.say("runner_up", type=case.names.type(position.runner_up))


def axis(about: Axis) -> Callable[[Case, Outline], None]:
    """The explanation of one axis of the position."""

    def explain(case: Case, outline: Outline) -> None:
        outline.head(sentence(case, about))
        if about == "type":
            outline.lines(notes(case))
        for conclusion in case.advice.explanation.conclusions:
            if conclusion.about == about:
                by_ground(case, outline, conclusion.carried_by, FOR)
                by_ground(case, outline, conclusion.against, AGAINST)
        fits = case.advice.position.fits.get(about, ())
        if fits:
            outline.head(case.say("options"))
            outline.table([(str(one.evidence), case.voice.of(one.name)) for one in fits])
            outline.line(case.say("points"))
        if about == "type":
            position = case.advice.position
            told = [*(position.not_yet.gates if position.not_yet else ()), *position.gates]
            if told:
                outline.head(case.say("gates"))
                gates(case, outline, {one.rule: one for one in told}.values())
        options = {one.option for one in fits}
        unanswered(case, outline, options if about != "type" else None)
        outline.head(case.say("sources"))
        conclusion_sources = (
            source
            for conclusion in case.advice.explanation.conclusions
            if conclusion.about == about
            for reason in (*conclusion.carried_by, *conclusion.against)
            for source in reason.sources
        )
        sources(case, outline, conclusion_sources)

    return explain


def staffing(case: Case, outline: Outline) -> None:
    """Each line of the staffing: its people, its method, what it was computed from, and why."""
    plan = case.advice.staffing
    if plan is None:
        outline.head(case.say("nothing_after"))
        return
    people = case.voice.people(plan.base) if plan.base else case.say("open_number")
    outline.head(case.say("staffing", people=people))
    if plan.missing:
        outline.line(case.say("missing", facts=_facts(case, plan.missing)))
    for use in ("base", "check", "ceiling", "secondary"):
        lines = [one for one in plan.lines if one.use == use]
        if lines:
            outline.head(case.say(f"use.{use}"))
        for one in lines:
            _staffing_line(case, outline, one)
    if plan.narrowing:
        outline.head(case.say("narrowing", facts=_facts(case, plan.narrowing)))
    outline.head(case.say("sources"))
    sources(case, outline, (source for one in plan.lines for source in one.sources))


def _staffing_line(case: Case, outline: Outline, one: StaffingLine) -> None:
    people = case.voice.people(one.people) if one.people else case.say("open_number")
    outline.line(case.say("sized", label=case.voice.of(one.label), people=people))
    method = case.voice.say(f"method.{one.method}")
    if one.driver is not None:
        method = case.say(
            "method_of", method=method, fact=case.fact(one.driver), answer=case.answer(one.driver)
        )
    outline.line(method, 3)
    outline.line(case.voice.of(one.because), 3)
    if one.condition is not None:
        outline.line(case.voice.of(one.condition), 3)
    if one.extrapolated:
        outline.line(case.say("extrapolated"), 3)
    outline.line(basis(case, one.rule, one.sources, one.grade), 3)


def roadmap(case: Case, outline: Outline) -> None:
    """Each stage with its entry conditions and how they stand."""
    plan = case.advice.roadmap
    if plan is None:
        outline.head(case.say("nothing_after"))
        return
    here = plan.current_stage
    outline.head(
        case.say("stage_now", stage=case.names.stage(here)) if here >= 0 else case.say("stage_none")
    )
    for stage in plan.stages:
        reached = "reached" if stage.reached else "ahead"
        outline.head(case.say(f"stage_{reached}", stage=case.names.stage(stage.stage)))
        outline.line(case.voice.of(stage.focus))
        for one in stage.conditions:
            state = case.state(one.outcome)
            outline.line(case.say("gate", state=state, title=case.voice.of(one.title)), 2)
            if one.outcome != "fires":
                action = case.voice.of(one.action)
                outline.line(
                    case.say("action", owner=case.names.party(one.owner), action=action), 4
                )
    outline.head(case.say("stage_rule"))


def unanswered(case: Case, outline: Outline, about: Iterable[str] | None = None) -> None:
    """Questions without an answer for which rules wait, those of most rules first."""
    wanted = None if about is None else set(about)
    found = [
        one for one in case.advice.explanation.open if wanted is None or wanted & set(one.about)
    ]
    if not found:
        return
    outline.head(case.say("open"))
    for one in found[:MOST_OPEN]:
        outline.line(case.say("open_fact", name=case.voice.of(one.name), about=_about(case, one)))
    if len(found) > MOST_OPEN:
        outline.line(case.say("open_more", count=len(found) - MOST_OPEN))


def _about(case: Case, one: OpenFact) -> str:
    catalog = case.rulebook.catalog
    entries = (*catalog.types, *catalog.levels, *catalog.control, *catalog.lifetimes)
    names = {entry.id: case.voice.of(entry.name) for entry in entries}
    names["not_yet"] = case.names.type("not_yet")
    return case.say("comma").join(names.get(option, option) for option in one.about)


def _facts(case: Case, facts: Iterable[str]) -> str:
    return case.say("comma").join(case.fact(one) for one in facts)


CONCLUSIONS: Mapping[str, Callable[[Case, Outline], None]] = {
    "type": axis("type"),
    "level": axis("level"),
    "control": axis("control"),
    "lifetime": axis("lifetime"),
    "staffing": staffing,
    "roadmap": roadmap,
}
"""The conclusions that can be asked about, by the word for each."""
