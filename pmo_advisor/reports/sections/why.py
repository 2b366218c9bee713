"""Why this position: the evidence for each type, the reasons for each conclusion, the gates."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import Fit, GroundFit
from pmo_advisor.model.rule import GROUNDS
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.charts.fit import fit_picture
from pmo_advisor.reports.context import NEAR, Context
from pmo_advisor.reports.parts import Heading, Line, Table
from pmo_advisor.reports.sections.gates import gates, obstacles
from pmo_advisor.reports.sections.outweighing import LeadReasons, lead_reasons
from pmo_advisor.reports.sections.paths import Path, paths, reasons_against, reasons_for
from pmo_advisor.reports.sections.separation import separation


@dataclass(frozen=True, slots=True)
class Case:
    """What speaks for and against one type."""

    title: str
    name: str
    evidence: int
    points: str
    gate: str
    pros: tuple[Line, ...]
    cons: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """The section."""

    heading: Heading
    lead: LeadReasons | None
    separation: Line | None
    picture: Picture | None
    points: Table | None
    cases: tuple[Case, ...]
    paths: tuple[Path, ...]
    settled: bool
    gates: Table | None
    obstacles: Table | None


def why(context: Context) -> Why:
    """The evidence of every type by ground, in order of evidence, and the paths of thought."""
    fits = ordered_fits(context)
    argued = argued_fits(context)
    title = _title(context, fits)
    return Why(
        heading=Heading("why", context.voice.say("why.topic"), title),
        lead=lead_reasons(context),
        separation=separation(context) if context.settled_on_type else None,
        picture=fit_picture(context.voice, argued, context.advice.position.type, title),
        points=_points(context, argued) if argued else None,
        cases=tuple(_case(context, fit) for fit in argued),
        paths=paths(context),
        settled=context.settled_on_type,
        gates=gates(context),
        obstacles=obstacles(context),
    )


def ordered_fits(context: Context) -> tuple[Fit, ...]:
    """The types by evidence; of equals, the suggested one first, else as listed."""
    fits = context.advice.position.fits.get("type", ())
    chosen = context.advice.position.type
    return tuple(sorted(fits, key=lambda fit: (-fit.evidence, fit.option != chosen)))


def argued_fits(context: Context) -> tuple[Fit, ...]:
    """The types by evidence, or none where nothing speaks for or against any of them."""
    fits = ordered_fits(context)
    return fits if any(fit.grounds for fit in fits) else ()


def _title(context: Context, fits: tuple[Fit, ...]) -> str:
    voice = context.voice
    if not fits and context.advice.provenance.kept:
        return voice.say("kept.why")
    if len(fits) < 2 or fits[0].evidence <= 0:
        return voice.say("why.title.none")
    first, second = fits[:2]
    gap = first.evidence - second.evidence
    form = "tied" if gap == 0 else "near" if gap <= NEAR else "clear"
    if second.evidence <= 0:
        form = "alone"
    title = voice.say(
        f"why.title.{form}",
        first=voice.of(first.name),
        second=voice.of(second.name),
        most=voice.number(first.evidence),
        next=voice.number(second.evidence),
    )
    return voice.head(title)


def _ground(fit: Fit, ground: str) -> GroundFit | None:
    return next((one for one in fit.grounds if one.ground == ground), None)


def _points(context: Context, fits: tuple[Fit, ...]) -> Table:
    voice = context.voice
    head = (
        voice.say("axis.type"),
        *(voice.say(f"ground.{ground}") for ground in GROUNDS),
        voice.say("why.sum"),
    )
    rows = []
    for fit in fits:
        grounds = [_ground(fit, ground) for ground in GROUNDS]
        cells = [Line(voice.number(one.points) if one else "0") for one in grounds]
        rows.append((Line(voice.head(fit.name)), *cells, Line(voice.number(fit.evidence))))
    figures = tuple(range(1, len(head)))
    return Table("fit-points", voice.say("why.points"), head, tuple(rows), figures)


def _case(context: Context, fit: Fit) -> Case:
    voice = context.voice
    states = {"refuted": "why.gate_shut", "open": "why.gate_open"}
    state = states.get(fit.gate or "")
    return Case(
        voice.head(
            voice.say("why.case", type=voice.of(fit.name), evidence=voice.number(fit.evidence))
        ),
        voice.head(fit.name),
        fit.evidence,
        voice.number(fit.evidence),
        voice.say(state) if state else "",
        reasons_for(context, fit),
        reasons_against(context, fit),
    )
