"""One page for a wall or a chat: the position, why, how many people, and what is to be done now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pmo_advisor.model.advice import Advice, Condition, Roadmap
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Minutes
from pmo_advisor.reports.blocks import Fact, Facts, Figure, Place
from pmo_advisor.reports.charts.fit import fit_picture
from pmo_advisor.reports.charts.stages import stages_picture
from pmo_advisor.reports.context import Context, condition_mark, urgency
from pmo_advisor.reports.documents.laying import Laying
from pmo_advisor.reports.edition import client_safe
from pmo_advisor.reports.opening import date, first_page, opened, organization
from pmo_advisor.reports.parts import Line, Row
from pmo_advisor.reports.sections import roadmap
from pmo_advisor.reports.sections.lead import problem_line
from pmo_advisor.reports.sections.page_one import PageOne
from pmo_advisor.reports.sections.separation import separation
from pmo_advisor.reports.sections.why import argued_fits, why
from pmo_advisor.reports.voice import Texts

MOST_REASONS = 3
MOST_CONDITIONS = 4
_ELSEWHERE = ("people", "stops", "warnings")
"""Rows of the first page that stand elsewhere here, or only in the report."""


class OnePage(NamedTuple):
    """The page in one language. A picture that does not apply is null; notes are left out."""

    lang: Lang
    name: Place
    subject: str
    organization: str
    date: Place
    title: Place
    why: tuple[Place, ...]
    heeds: tuple[Place, ...]
    people: Place
    fit: Figure | None
    stage: Place
    stages: Figure | None
    rows: Facts


def one_page(
    advice: Advice,
    rulebook: Rulebook,
    texts: Texts,
    lang: Lang,
    minutes: Minutes | None = None,
) -> OnePage:
    """The page in one language. Whoever walks past may read it, so it is client-safe."""
    context = opened(client_safe(advice, rulebook), rulebook, texts, lang, minutes)
    lay = Laying(context.voice)
    page = first_page(context)
    problem = problem_line(context)
    told = tuple(line for line in (problem, _strongest(context), _apart(context)) if line)
    plan = context.advice.roadmap
    people = next((row.lines[0] for row in page.rows if row.id == "people"), None)
    return OnePage(
        lang=lang,
        name=lay.say("doc.kicker"),
        subject=context.subject,
        organization=organization(context),
        date=lay.text(date(context)),
        title=lay.text(page.title),
        why=_places(lay, told),
        heeds=_places(lay, _heeds(context, page)),
        people=_places(lay, (people,))[0] if people else (),
        fit=_fit(lay, context),
        stage=lay.text(_stage(context, plan)) if plan else (),
        stages=_stages(lay, context),
        rows=Facts(tuple(_fact(lay, row) for row in _rows(context, page)), brief=True),
    )


def _heeds(context: Context, page: PageOne) -> Iterator[Line]:
    """What else stands below the title; and what the page does not show, so that none is misled."""
    problem = problem_line(context)
    yield from (line for line in page.lead if line != problem)
    if context.advice.roadmap and _withholds_capability(context):
        yield Line(context.voice.say("one_page.withheld"))


def _withholds_capability(context: Context) -> bool:
    return "capability" in context.advice.provenance.withheld


def _stage(context: Context, plan: Roadmap) -> str:
    """Where the organisation stands; whether the next stage is near only where all is shown."""
    if _withholds_capability(context) and plan.current_stage >= 0:
        return context.voice.say("one_page.here", here=context.names.stage(plan.current_stage))
    return roadmap.title(context, plan)


def _places(lay: Laying, lines: Iterable[Line]) -> tuple[Place, ...]:
    """Lines without the numbers of notes, for there are none here."""
    return tuple(lay.place(line._replace(notes=())) for line in lines)


def _fact(lay: Laying, row: Row) -> Fact:
    return Fact(row.id, lay.text(row.label), _places(lay, row.lines))


def _strongest(context: Context) -> Line | None:
    """The strongest reasons for the suggested type, one from each ground."""
    fit, voice = context.fit(context.advice.position.type), context.voice
    if fit is None:
        return None
    grounds = sorted(fit.grounds, key=lambda one: -one.points)
    reasons = [one for ground in grounds if ground.points > 0 for one in ground.supports[:1]]
    named = voice.clauses(voice.of(one.title) for one in reasons[:MOST_REASONS])
    return Line(voice.say("one_page.strongest", reasons=named)) if named else None


def _apart(context: Context) -> Line | None:
    return separation(context) if context.settled_on_type else None


def _rows(context: Context, page: PageOne) -> Iterator[Row]:
    """What is to be settled, decided and known; then what the next stage still asks for."""
    for row in page.rows:
        if row.id == "conditions" and _withholds_capability(context) and not row.lines[0].mark:
            continue
        if row.id == "runner_up":
            yield row._replace(lines=row.lines[:1])
        elif row.id not in _ELSEWHERE:
            yield row
        if row.id == "conditions":
            yield from _still_open(context, {line.text for line in row.lines})


def _still_open(context: Context, said: set[str]) -> Iterator[Row]:
    """The next stage's conditions that are not met, without those already ``said``."""
    voice, ahead = context.voice, context.next_stage()
    conditions: tuple[Condition, ...] = ahead.conditions if ahead else ()
    lines = [
        Line(voice.head(one.title), mark=condition_mark(one))
        for one in sorted(conditions, key=lambda one: urgency(condition_mark(one)))
        if one.outcome != "fires" and voice.head(one.title) not in said
    ]
    left = len(lines) - MOST_CONDITIONS
    shown = lines[:MOST_CONDITIONS]
    if left > 0:
        shown.append(Line(voice.many("one_page.more", left)))
    if shown:
        yield Row("still_open", voice.say("one_page.still_open"), tuple(shown))


def _fit(lay: Laying, context: Context) -> Figure | None:
    title, kind = why(context).heading.title, context.advice.position.type
    picture = fit_picture(context.voice, argued_fits(context), kind, title)
    if picture is None:
        return None
    return Figure(picture.id, ((context.voice.lang, picture),), lay.say("chart.key"))


def _stages(lay: Laying, context: Context) -> Figure | None:
    """The stages by name, people and time; what they ask for stands in words."""
    plan = context.advice.roadmap
    if plan is None:
        return None
    stops = tuple(
        replace(roadmap.stop(context, plan, stage), conditions=(), more="") for stage in plan.stages
    )
    picture = stages_picture(context.voice, stops, roadmap.title(context, plan))
    return Figure(picture.id, ((lay.voice.lang, picture),)) if picture else None
