"""The workbook: what was answered, how the advice follows from it, and a model to play with."""

from __future__ import annotations

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.documents.worksheets.ahead import capability_page, roadmap_page
from pmo_advisor.reports.documents.worksheets.answers import answers
from pmo_advisor.reports.documents.worksheets.around import (
    parties_page,
    remarks_page,
    sources_page,
    trace_page,
)
from pmo_advisor.reports.documents.worksheets.cautions import open_page, warnings_page
from pmo_advisor.reports.documents.worksheets.cost import cost_page
from pmo_advisor.reports.documents.worksheets.fit import fit_pages
from pmo_advisor.reports.documents.worksheets.grid import Workbook
from pmo_advisor.reports.documents.worksheets.offers import metrics_page, services_page
from pmo_advisor.reports.documents.worksheets.overview import contents, overview_page
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.staffing import staffing_model
from pmo_advisor.reports.opening import opened
from pmo_advisor.reports.voice import Texts


def workbook(advice: Advice, rulebook: Rulebook, texts: Texts, lang: Lang) -> Workbook:
    """The whole workbook in one language. A client-safe advice gives the client's edition."""
    context = opened(advice, rulebook, texts, lang)
    first = overview_page(context)
    model = staffing_model(context)
    pages: list[Page | None] = [answers(context), *fit_pages(context)]
    if model is not None:
        pages += [model.staffing, cost_page(context, model.roles), model.workings]
    pages += [
        roadmap_page(context, model.stages if model else {}),
        capability_page(context),
        services_page(context),
        metrics_page(context),
        warnings_page(context),
        open_page(context),
        parties_page(context),
        remarks_page(context),
        trace_page(context),
        sources_page(context),
    ]
    others = [one for one in pages if one is not None]
    contents(context, first, others)
    return Workbook(
        lang=lang,
        title=context.voice.say("workbook.overview.kicker"),
        subject=context.subject,
        sheets=tuple(one.sheet() for one in (first, *others)),
    )
