"""The services in order of priority, and the measures with places for baseline and target."""

from __future__ import annotations

from pmo_advisor.model.advice import MetricItem, ServiceItem
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.grid import Look
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.pages import (
    FIRST_DAY,
    numbers,
    opened,
    prompted,
)
from pmo_advisor.reports.sections.services import services
from pmo_advisor.reports.sections.value import value

_SERVICE_WIDTHS = (7.0, 26.0, 52.0, 22.0, 12.0, 16.0, 12.0, 9.0)
_SERVICE_COLUMNS = ("order", "service", "does", "line", "priority", "stage", "half", "note")
_METRIC_WIDTHS = (24.0, 14.0, 40.0, 12.0, 12.0, 14.0, 23.0, 13.0, 15.0, 13.0, 14.0, 9.0)
_METRIC_COLUMNS = (
    "metric",
    "kind",
    "formula",
    "unit",
    "direction",
    "perspective",
    "data_owner",
    "baseline",
    "baseline_day",
    "target",
    "target_day",
    "note",
)
_SHARED = {"does", "priority", "stage", "half", "service"}


def services_page(context: Context) -> Page | None:
    """The services, where the position offers any."""
    told, voice = services(context), context.voice
    if told is None:
        return None
    meant = told.meant.text if told.meant else ""
    lead = "\n".join(one for one in (meant, told.cut.text) if one)
    page = opened(context, "services", _SERVICE_WIDTHS, told.heading.title, lead)
    first = page.row
    titles = (
        voice.say(f"services.{one}" if one in _SHARED else f"workbook.column.{one}")
        for one in _SERVICE_COLUMNS
    )
    page.head(titles, (0,))
    for order, item in enumerate(context.advice.services, 1):
        _service(context, page, order, item)
    page.listed(first, len(_SERVICE_COLUMNS))
    return page


def _service(context: Context, page: Page, order: int, item: ServiceItem) -> None:
    voice, names = context.voice, context.names
    later = voice.say("services.later")
    page.write(0, order, "figure")
    page.write(1, voice.head(item.name), "strong")
    page.write(2, voice.head(item.does))
    page.write(3, names.line(item.line) if item.line else "")
    page.write(4, voice.head(voice.say(f"priority.{item.priority}")))
    page.write(5, names.stage(item.stage) if item.stage is not None else later)
    half: Look = "met" if item.at_half_budget == "kept" else "unmet"
    page.write(6, voice.say(f"half.{item.at_half_budget}"), half)
    page.write(7, numbers(voice, context.notes.rule(*item.rules)), "quiet")
    page.row += 1


def metrics_page(context: Context) -> Page | None:
    """The measures, where the position gives any."""
    plan, told, voice = context.advice.value, value(context), context.voice
    if plan is None or told is None or not plan.metrics:
        return None
    lead = voice.say("workbook.metrics.lead")
    if told.goal:
        goal = voice.say("list.named", name=voice.say("value.goal"), value=told.goal.text)
        lead = f"{goal}\n{lead}"
    page = opened(context, "metrics", _METRIC_WIDTHS, told.heading.title, lead)
    first = page.row
    page.head(voice.say(f"workbook.column.{one}") for one in _METRIC_COLUMNS)
    for metric in plan.metrics:
        _metric(context, page, metric)
    page.listed(first, len(_METRIC_COLUMNS))
    return page


def _metric(context: Context, page: Page, metric: MetricItem) -> None:
    voice = context.voice
    page.write(0, voice.head(metric.name), "strong")
    page.write(1, voice.head(voice.say(f"metric.kind.{metric.kind}")))
    page.write(2, voice.head(metric.formula))
    page.write(3, voice.head(metric.unit))
    page.write(4, voice.head(voice.say(f"metric.direction.{metric.direction}")))
    page.write(5, voice.head(voice.say(f"metric.perspective.{metric.perspective}")))
    page.write(6, voice.head(metric.data_owner))
    days = [8]
    page.write(7, None, "fill")
    page.write(8, None, "fill_day")
    if metric.kind == "reference":
        page.write(9, voice.say("workbook.metrics.no_target"), "quiet")
    else:
        page.write(9, None, "fill")
        page.write(10, None, "fill_day")
        days.append(10)
    for column in days:
        title = voice.say(f"workbook.column.{_METRIC_COLUMNS[column]}")
        prompted(context, page, column, "date", title, least=FIRST_DAY)
    page.write(11, numbers(voice, context.notes.rule(*metric.rules)), "quiet")
    page.end(len(_METRIC_COLUMNS))
