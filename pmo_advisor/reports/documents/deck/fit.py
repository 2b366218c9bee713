"""Why this type: the evidence of all types on one scale."""

from __future__ import annotations

from pmo_advisor.reports.charts import native
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
        picture=chart,
        notes=(
            context.voice.say("why.points"),
            *((lead.said.text, *(one.text for one in lead.reasons)) if lead else ()),
            *not_known(context, types),
        ),
    )


def _title(context: Context, about: str | None) -> str:
    if not context.settled_on_type and about:
        return context.voice.say("not_yet.afterwards", type=context.names.type(about))
    return why(unnoted(context)).heading.title
