"""Why this position: the evidence for each type, the reasons for each conclusion, the gates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_advisor.model.advice import Conclusion, Fit, Gate, GroundFit, Reason
from pmo_advisor.model.rule import GROUNDS
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.charts.fit import fit_picture
from pmo_advisor.reports.context import NEAR, Context, gate_mark
from pmo_advisor.reports.parts import Heading, Line, Table
from pmo_advisor.reports.sections.separation import separation


@dataclass(frozen=True, slots=True)
class Path:
    """One conclusion with what carried it and what spoke against it."""

    id: str
    axis: str
    conclusion: str
    lines: tuple[Line, ...]


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
    separation: Line | None
    picture: Picture | None
    points: Table | None
    cases: tuple[Case, ...]
    paths: tuple[Path, ...]
    settled: bool
    gates: Table | None


def why(context: Context) -> Why:
    """The evidence of every type by ground, in order of evidence, and the paths of thought."""
    fits = ordered_fits(context)
    title = _title(context, fits)
    return Why(
        heading=Heading("why", context.voice.say("why.topic"), title),
        separation=separation(context) if context.settled_on_type else None,
        picture=fit_picture(context.voice, fits, context.advice.position.type, title),
        points=_points(context, fits) if fits else None,
        cases=tuple(_case(context, fit) for fit in fits),
        paths=paths(context),
        settled=context.settled_on_type,
        gates=_gates(context),
    )


def ordered_fits(context: Context) -> tuple[Fit, ...]:
    """The types by evidence; of equals, the suggested one first, else as listed."""
    fits = context.advice.position.fits.get("type", ())
    chosen = context.advice.position.type
    return tuple(sorted(fits, key=lambda fit: (-fit.evidence, fit.option != chosen)))


def _title(context: Context, fits: tuple[Fit, ...]) -> str:
    voice = context.voice
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


def reason_line(context: Context, reason: Reason, mark: str) -> Line:
    """A reason with its ground and strength."""
    voice = context.voice
    ground = voice.say(f"ground.{reason.ground}")
    if reason.strength:
        strength = voice.say(f"strength.{reason.strength}")
        ground = voice.say("why.ground_and_strength", ground=ground, strength=strength)
    return Line(
        voice.head(reason.title),
        context.notes.reason(reason),
        "for" if mark == "for" else "against",
        ground,
    )


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
        tuple(reason_line(context, one, "for") for part in fit.grounds for one in part.supports),
        tuple(reason_line(context, one, "against") for part in fit.grounds for one in part.opposes),
    )


def paths(context: Context) -> tuple[Path, ...]:
    """Each conclusion with its reasons: the paths of thought."""
    told = context.advice.explanation.conclusions
    found = tuple(_path(context, one, one.option) for one in told if one.option)
    return found or tuple(_towards(context))


def _towards(context: Context) -> Iterator[Path]:
    """Where no type is suggested: the type that the evidence points to."""
    voice, target = context.voice, context.fit(context.advice.position.target_type)
    if target is not None:
        reasons = _case(context, target)
        lines = reasons.pros + reasons.cons
        yield Path("target_type", voice.say("axis.target"), voice.of(target.name), lines)


def _path(context: Context, conclusion: Conclusion, option: str) -> Path:
    voice = context.voice
    lines = [reason_line(context, one, "for") for one in conclusion.carried_by]
    lines += [reason_line(context, one, "against") for one in conclusion.against]
    name = context.names.option(conclusion.about, option)
    return Path(
        conclusion.about,
        voice.say(f"axis.{conclusion.about}"),
        name,
        tuple(lines) or (Line(voice.say("why.no_reason")),),
    )


def _gates(context: Context) -> Table | None:
    voice, position = context.voice, context.advice.position
    known = {gate.rule: gate for gate in (*position.confirm_first, *position.gates)}
    if not known:
        return None
    head = tuple(voice.say(f"gates.{column}") for column in ("gate", "for", "state", "owner", "do"))
    rows = tuple(_gate_row(context, gate) for gate in known.values())
    return Table("gates", voice.say("gates.caption"), head, rows, short=(1, 2, 3))


def _gate_row(context: Context, gate: Gate) -> tuple[Line, ...]:
    voice, mark = context.voice, gate_mark(gate)
    whom = context.names.type(gate.type) if gate.type else voice.say("gates.every_type")
    kind = "mark" if gate.type else "obstacle"
    to_do = voice.clauses(voice.of(action) for action in gate.actions) if mark != "met" else ""
    return (
        Line(voice.head(gate.title), context.notes.rule(gate.rule)),
        Line(voice.head(whom)),
        Line(voice.say(f"{kind}.{mark}"), mark=mark),
        Line(context.names.party(gate.owner)),
        Line(to_do or voice.say("value.none")),
    )
