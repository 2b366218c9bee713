"""The first worksheet: the position, what the file is, how it is used, and where things stand."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.grid import Look
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.pages import page, told
from pmo_advisor.reports.opening import date, first_page, organization

_WIDTHS = (26.0, 100.0)
_SAMPLES: tuple[tuple[str, int | None, Look], ...] = (
    ("input", 12, "input"),
    ("fill", None, "fill"),
    ("computed", 12, "sum"),
    ("fixed", 12, "figure"),
)


def overview_page(context: Context) -> Page:
    """The overview, as yet without the list of worksheets."""
    voice, say = context.voice, context.voice.say
    shown = first_page(context)
    begun = page(context, "overview", _WIDTHS)
    begun.prose(say("workbook.overview.kicker"), "aside")
    begun.prose(shown.title, "title")
    begun.prose("\n".join(told(voice, one) for one in shown.lead), "lead")
    for row in shown.rows:
        begun.write(0, row.label, "label")
        begun.write(1, "\n".join(told(voice, one) for one in row.lines))
        begun.row += 1
    _about(context, begun)
    return begun


def _about(context: Context, begun: Page) -> None:
    """What this file is, of which edition, and what its cells mean."""
    say, made = context.voice.say, context.advice.provenance
    begun.heading(say("workbook.overview.about"))
    left_out = context.voice.joined(say(f"withheld.{one}") for one in made.withheld)
    edition = say("edition.client" if left_out else "edition.internal", withheld=left_out)
    if not left_out:
        edition = say("list.pair", first=edition, second=say("workbook.overview.inside"))
    rows = (
        ("subject", context.subject),
        ("organization", organization(context)),
        ("day", date(context)),
        ("edition", edition),
        ("moves", say("workbook.overview.how") if context.advice.staffing else ""),
        ("limits", say("doc.footer")),
    )
    for name, text in rows:
        if text:
            begun.write(0, say(f"workbook.overview.{name}"), "label")
            begun.write(1, text)
            begun.row += 1
    begun.heading(say("workbook.overview.cells"))
    for name, value, look in _SAMPLES:
        begun.write(0, value, look)
        label, means = say(f"workbook.sample.{name}"), say(f"workbook.sample.{name}.means")
        begun.write(1, say("list.named", name=label, value=means))
        begun.row += 1


def contents(context: Context, begun: Page, pages: Sequence[Page]) -> None:
    """The list of the other worksheets, each a link to it."""
    begun.heading(context.voice.say("workbook.overview.contents"))
    for one in pages:
        begun.link(0, one.name, one.name)
        begun.write(1, one.about)
        begun.row += 1
