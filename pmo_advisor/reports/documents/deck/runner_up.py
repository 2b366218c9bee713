"""Why not the runner-up, and what would lead to it."""

from __future__ import annotations

from pmo_advisor.model.advice import Fit, GroundFit
from pmo_advisor.model.firmness import Firmness
from pmo_advisor.model.rule import GROUNDS
from pmo_advisor.reports.charts import native
from pmo_advisor.reports.charts.native import NativeChart, Series
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.deck.speaking import not_known, unnoted
from pmo_advisor.reports.documents.deck.tabling import table
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.sections.firm import FirmView, firm
from pmo_advisor.reports.sections.flips import pairs
from pmo_advisor.reports.sections.separation import separation, spoke_for
from pmo_advisor.reports.sections.settledness import settled_title
from pmo_advisor.reports.slides import Slide, Told


def runner_up(context: Context) -> Slide | None:
    """How far each other conclusion is where that was worked out; else ground by ground."""
    firmness, chart = context.advice.firmness, native.distance(context)
    if firmness and chart and firmness.settled.state != "impossible":
        return _far(context, firmness, chart)
    return _by_ground(context)


def _far(context: Context, firmness: Firmness, chart: NativeChart) -> Slide:
    """The nearest other conclusion as the title where the type is settled, else below it."""
    settled = settled_title(context, firmness.settled)
    near, second = _nearest(context, firmness), _second(context, firmness)
    first = near if near and firmness.settled.axis("type").settled else settled
    below = [one for one in (settled, near, second) if one and one != first]
    told = firm(unnoted(context))
    return Slide(
        id="runner_up",
        title=first,
        message=tuple(Told(context.voice.say("deck.flip.told", sentence=one)) for one in below),
        picture=_drawn(context, chart),
        notes=(
            *_behind(context),
            *(_ways(context, told) if told else ()),
            *not_known(context),
        ),
    )


def _drawn(context: Context, chart: NativeChart) -> NativeChart:
    """The chart with one bar for each conclusion where keeping the problem makes no difference.

    The runner-up stands out then. A conclusion that no bar leads to says why beside its name.
    """
    rows = list(zip(*(one.values for one in chart.series), strict=True))
    names = tuple(
        name
        if any(value is not None for value in row)
        else context.voice.say("list.aside", text=name, aside=label)
        for name, label, row in zip(chart.categories, chart.labels, rows, strict=True)
    )
    chart = chart._replace(categories=names)
    if any(len(set(row)) > 1 for row in rows):
        return chart
    values, option = chart.series[-1].values, context.advice.position.runner_up
    other = context.voice.head(context.names.type(option)) if option else ""
    if other not in names:
        return chart._replace(series=(chart.series[-1],))
    own = tuple(one if name == other else None for name, one in zip(names, values, strict=True))
    rest = tuple(None if name == other else one for name, one in zip(names, values, strict=True))
    return chart._replace(
        series=(
            Series(context.voice.say("page.runner_up"), own, "accent"),
            Series(context.voice.say("firm.other"), rest, "plain"),
        )
    )


def _answers(firmness: Firmness) -> dict[str, int]:
    """For each other conclusion that can be reached, the fewest answers that lead to it."""
    return {
        free.target: len(free.changes)
        for _, free in pairs(firmness.flips)
        if free.changes is not None
    }


def _nearest(context: Context, firmness: Firmness) -> str:
    """Which other conclusion is nearest, and how far it is."""
    voice, found = context.voice, _answers(firmness)
    if not found:
        return ""
    least = min(found.values())
    types = voice.either(context.names.type(one) for one, far in found.items() if far == least)
    return voice.many("deck.flip.near", least, types=types)


def _second(context: Context, firmness: Firmness) -> str:
    """How far the runner-up is, where it is not the nearest."""
    voice, found, other = context.voice, _answers(firmness), context.advice.position.runner_up
    if other not in found or found[other] == min(found.values()):
        return ""
    name = voice.head(context.names.type(other))
    return voice.many("deck.flip.second", found[other], type=name)


def _behind(context: Context) -> tuple[str, ...]:
    lines = (spoke_for(context), separation(context))
    return tuple(text for one in lines if one for text in (one.text, one.detail) if text)


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
