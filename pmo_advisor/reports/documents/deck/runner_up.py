"""Why not the runner-up, and what would lead to it."""

from __future__ import annotations

from pmo_advisor.model.advice import Fit, GroundFit
from pmo_advisor.model.firmness import Firmness
from pmo_advisor.model.rule import GROUNDS
from pmo_advisor.reports.charts import native
from pmo_advisor.reports.charts.native import NativeChart
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.deck.speaking import not_known, unnoted
from pmo_advisor.reports.documents.deck.tabling import table
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.sections.firm import FirmView, firm
from pmo_advisor.reports.sections.flips import distances, pairs
from pmo_advisor.reports.sections.separation import separation, spoke_for
from pmo_advisor.reports.sections.settledness import settled_title
from pmo_advisor.reports.slides import Slide, Told


def runner_up(context: Context) -> Slide | None:
    """How far each other conclusion is where that was worked out; else ground by ground."""
    firmness, chart = context.advice.firmness, native.distance(context)
    if firmness and chart and firmness.settled.state != "impossible":
        return _far(context, firmness, _with_words(context, chart))
    return _by_ground(context)


def _far(context: Context, firmness: Firmness, chart: NativeChart) -> Slide:
    settled = settled_title(context, firmness.settled)
    title = _distance_title(context, firmness)
    told = firm(unnoted(context))
    return Slide(
        id="runner_up",
        title=title or settled,
        message=(Told(settled),) if title else (),
        picture=chart,
        notes=(
            *_behind(context),
            *(_ways(context, told) if told else ()),
            *not_known(context),
        ),
    )


def _with_words(context: Context, chart: NativeChart) -> NativeChart:
    """A conclusion that no bar leads to says why beside its name."""
    rows = zip(*(one.values for one in chart.series), strict=True)
    names = tuple(
        name
        if any(value is not None for value in row)
        else context.voice.say("list.aside", text=name, aside=label)
        for name, label, row in zip(chart.categories, chart.labels, rows, strict=True)
    )
    return chart._replace(categories=names)


def _distance_title(context: Context, firmness: Firmness) -> str:
    """How many answers the runner-up is away, where it is settled that it is one."""
    voice, other = context.voice, context.advice.position.runner_up
    if other is None or not firmness.settled.axis("type").settled:
        return ""
    found = pairs(firmness.flips)
    for (kept, free), drawn in zip(found, distances(context, found), strict=True):
        if free.target == other:
            reach, form = (drawn.kept, "kept") if drawn.kept else (drawn.free, "free")
            name = voice.head(context.names.type(other))
            if reach.answers is None:
                return voice.say("deck.runner_up.none", type=name, reason=reach.in_words)
            form = "free" if kept is None or drawn.kept == drawn.free else form
            return voice.many(f"deck.runner_up.{form}", reach.answers, type=name)
    return ""


def _behind(context: Context) -> tuple[str, ...]:
    lines = (spoke_for(context), separation(context))
    return tuple(
        context.voice.sentences((one.text, one.detail)) for one in lines if one is not None
    )


def _ways(context: Context, told: FirmView) -> tuple[str, ...]:
    voice = context.voice
    ways = [
        voice.say("list.named", name=way.name, value=voice.clauses(one.text for one in way.lines))
        for way in told.ways
    ]
    lines = (told.idle, told.strengths, *told.sensitive)
    return (*ways, *(one.text for one in lines if one))


def _by_ground(context: Context) -> Slide | None:
    comparison, voice = context.advice.explanation.runner_up, context.voice
    if comparison is None:
        return None
    first, second = context.fit(comparison.leader), context.fit(comparison.other)
    if first is None or second is None:
        return None
    rows = [
        (Line(voice.head(voice.say(f"ground.{ground}"))), *cells)
        for ground in GROUNDS
        if (cells := tuple(_cell(context, one, ground) for one in (first, second)))
        and any(cell.detail for cell in cells)
    ]
    head = (voice.say("why.topic"), voice.head(first.name), voice.head(second.name))
    ahead = [ground for ground, one, other in comparison.grounds if one > other]
    names = {"first": voice.of(first.name), "second": voice.head(second.name)}
    title = voice.say("deck.runner_up.level", **names)
    if ahead:
        grounds = voice.joined(voice.say(f"ground.{one}") for one in ahead)
        title = voice.say("deck.runner_up.behind", grounds=grounds, **names)
    message = separation(context)
    return Slide(
        id="runner_up",
        title=title,
        message=(Told(message.text),) if message else (),
        picture=table(context, head, rows, (16, 42, 42)),
        notes=(*_behind(context), *not_known(context)),
    )


def _cell(context: Context, fit: Fit, name: str) -> Line:
    """The points of a ground, and the strongest of what they come from."""
    ground: GroundFit | None = next((one for one in fit.grounds if one.ground == name), None)
    if ground is None:
        return Line(context.voice.number(0))
    reasons = ground.supports[:1] if ground.points >= 0 else ground.opposes[:1]
    for one in reasons:
        context.notes.reason(one)
    detail = context.voice.clauses(context.voice.head(one.title) for one in reasons)
    return Line(context.voice.number(ground.points), detail=detail)
