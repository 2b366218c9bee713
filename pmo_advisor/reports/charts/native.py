"""What the charts of a deck and a workbook show, as numbers for Office to draw.

Categories stand in reading order, the first on top. A value of None is drawn as nothing.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmo_advisor.model.advice import StageItem
from pmo_advisor.reports.charts.distance import in_words
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.sections.capability import ordered_gaps, shown_gap
from pmo_advisor.reports.sections.flips import distances, pairs
from pmo_advisor.reports.sections.why import argued_fits

Kind = Literal["bars", "ranges", "steps"]
Role = Literal["accent", "plain", "soft", "hidden", "against", "open"]


class Series(NamedTuple):
    """One row of numbers, a value for each category. ``role`` says how it is coloured."""

    name: str
    values: tuple[int | None, ...]
    role: Role


class NativeChart(NamedTuple):
    """The data of one chart.

    ``bars`` are horizontal bars; a category with one value only has one bar, whatever its series.
    ``ranges`` are horizontal bars whose series are stacked: the low end, then what may be added.
    ``steps`` are places on a scale from 0 to ``most``, one for each series.
    ``labels`` say each category's value in words, to stand beside it.
    """

    kind: Kind
    title: str
    in_words: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    labels: tuple[str, ...]
    most: int | None = None


def fit(context: Context) -> NativeChart | None:
    """The evidence of each type, the suggested one in a series of its own."""
    voice, fits = context.voice, argued_fits(context)
    if not fits:
        return None
    chosen = context.advice.position.type
    suggested = tuple(one.evidence if one.option == chosen else None for one in fits)
    others = tuple(None if one.option == chosen else one.evidence for one in fits)
    series = [Series(voice.say("chart.other_types"), others, "plain")]
    if context.settled_on_type:
        series.insert(0, Series(voice.say("chart.suggested"), suggested, "accent"))
    names = tuple(voice.head(one.name) for one in fits)
    labels = tuple(voice.number(one.evidence) for one in fits)
    return NativeChart(
        kind="bars",
        title=voice.say("chart.evidence"),
        in_words=_told(context, names, labels),
        categories=names,
        series=tuple(series),
        unit=voice.say("chart.unit.points"),
        labels=labels,
    )


def distance(context: Context) -> NativeChart | None:
    """How many answers would have to change for each other conclusion; None where no way leads."""
    voice, firmness = context.voice, context.advice.firmness
    rows = distances(context, pairs(firmness.flips)) if firmness else ()
    if not rows:
        return None
    stated = any(one.kept for one in rows)
    free = tuple(one.free.answers for one in rows)
    series = [Series(voice.say("firm.free" if stated else "firm.shortest"), free, "plain")]
    if stated:
        kept = tuple(one.kept.answers if one.kept else None for one in rows)
        series.insert(0, Series(voice.say("firm.kept"), kept, "accent"))
    names = tuple(one.name for one in rows)
    labels = tuple(in_words(voice, one) for one in rows)
    return NativeChart(
        kind="bars",
        title=voice.say("firm.distances"),
        in_words=_told(context, names, labels),
        categories=names,
        series=tuple(series),
        unit=voice.say("chart.unit.answers"),
        labels=labels,
    )


def ranges(context: Context) -> NativeChart | None:
    """The people of each stage: how many at least, and how many more at most."""
    voice, roadmap = context.voice, context.advice.roadmap
    found = [(one, one.people) for one in (roadmap.stages if roadmap else ()) if one.people]
    if not found:
        return None
    low = tuple(people.low for _, people in found)
    more = tuple(people.high - people.low for _, people in found)
    names = tuple(_stage(context, stage) for stage, _ in found)
    labels = tuple(voice.people(people) for _, people in found)
    return NativeChart(
        kind="ranges",
        title=voice.say("chart.people_by_stage"),
        in_words=_told(context, names, labels),
        categories=names,
        series=(
            Series(voice.say("chart.at_least"), low, "accent"),
            Series(voice.say("chart.up_to"), more, "soft"),
        ),
        unit=voice.say("chart.people"),
        labels=labels,
    )


def capability(context: Context) -> NativeChart | None:
    """Each capability: the step of today, and those that the next and the last stage need."""
    voice, gaps = context.voice, ordered_gaps(context)
    if not gaps:
        return None
    names = tuple(voice.head(one.name) for one in gaps)
    labels = tuple(shown_gap(context, one).in_words for one in gaps)
    return NativeChart(
        kind="steps",
        title=voice.say("capability.caption"),
        in_words=_told(context, names, labels),
        categories=names,
        series=(
            Series(voice.say("chart.have"), tuple(one.have for one in gaps), "accent"),
            Series(voice.say("chart.need_next"), tuple(one.need_next for one in gaps), "open"),
            Series(voice.say("chart.need_last"), tuple(one.need_last for one in gaps), "plain"),
        ),
        unit=voice.say("chart.unit.steps"),
        labels=labels,
        most=4,
    )


def _stage(context: Context, stage: StageItem) -> str:
    return context.names.stage(stage.stage)


def _told(context: Context, names: tuple[str, ...], labels: tuple[str, ...]) -> str:
    """Every category with its value, as one sentence for those who cannot see the chart."""
    voice = context.voice
    return voice.clauses(
        voice.say("firm.labelled", label=name, text=label)
        for name, label in zip(names, labels, strict=True)
    )
