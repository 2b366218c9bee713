"""Why this type: the evidence of all types on one scale."""

from __future__ import annotations

from pmo_advisor.reports.charts import native
from pmo_advisor.reports.charts.native import NativeChart, Series
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.deck.speaking import not_known, unnoted
from pmo_advisor.reports.sections.lead import problem_line
from pmo_advisor.reports.sections.outweighing import lead_reasons
from pmo_advisor.reports.sections.why import why
from pmo_advisor.reports.slides import Slide, Told


def fit(context: Context) -> Slide | None:
    """The evidence of each type; the suggested one stands out."""
    chart = native.fit(context)
    if chart is None:
        return None
    position = context.advice.position
    about = position.type if context.settled_on_type else position.target_type
    found = context.fit(about)
    for part in found.grounds if found else ():
        for reason in (*part.supports, *part.opposes):
            context.notes.reason(reason)
    problem, lead = problem_line(context), lead_reasons(unnoted(context))
    types = [one.id for one in context.rulebook.catalog.types]
    return Slide(
        id="fit",
        title=_title(context, about),
        message=(Told(problem.text),) if problem else (),
        picture=_pointed(context, chart, about),
        notes=(
            context.voice.say("why.points"),
            *((lead.said.text, *(one.text for one in lead.reasons)) if lead else ()),
            *not_known(context, types),
        ),
    )


def _pointed(context: Context, chart: NativeChart, about: str | None) -> NativeChart:
    """The chart; where no type is suggested, the one that the evidence points to stands out."""
    if context.settled_on_type or not about:
        return chart
    name = context.voice.head(context.names.type(about))
    (series,) = chart.series
    pairs = list(zip(chart.categories, series.values, strict=True))
    own = tuple(value if one == name else None for one, value in pairs)
    rest = tuple(None if one == name else value for one, value in pairs)
    target = Series(context.voice.say("axis.target"), own, "accent")
    return chart._replace(series=(target, series._replace(values=rest)))


def _title(context: Context, about: str | None) -> str:
    if not context.settled_on_type and about:
        return context.voice.say("not_yet.afterwards", type=context.names.type(about))
    return why(unnoted(context)).heading.title
