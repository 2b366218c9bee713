"""What was typed and cannot be kept as it is: shown again, never cut or lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from pmo_advisor.model.workshop import Decision, Workshop
from pmo_advisor.web.pages import Pages
from pmo_advisor.web.service import Service
from pmo_advisor.web.typed import day, each_line, paragraphs, whole_number
from pmo_advisor.web.views.steps import scene

LONGEST_DECISION = 4000
LONGEST_NOTE = 4000
LONGEST_RESERVATION = 2000
MOST_PEOPLE = 200
LONGEST_NAME = 80


class Draft(NamedTuple):
    """A decision as it was typed. ``refused`` is the text that says why it cannot be kept."""

    text: str
    day: str
    attendance: str
    revision: int
    is_day: bool = True
    refused: str = ""


def draft_of(decision: Decision) -> Draft:
    """A decision as it stands in the form."""
    return Draft(
        decision.text,
        decision.day.isoformat(),
        "\n".join(decision.attendance),
        decision.revision,
    )


def decided(form: FormData) -> Decision | Draft:
    """The decision of the form; where it cannot be kept, what was typed."""
    chosen, text = day(form, "day"), paragraphs(form, "text")
    there, revision = each_line(form, "attendance"), whole_number(form, "revision") or 0
    if chosen is None or not text:
        wrong = "screen.decision.missing"
    elif len(text) > LONGEST_DECISION:
        wrong = "screen.decision.long"
    elif len(there) > MOST_PEOPLE or any(len(one) > LONGEST_NAME for one in there):
        wrong = "screen.decision.attendance.long"
    else:
        return Decision(text=text, day=chosen, attendance=there, revision=revision)
    return Draft(
        text=text,
        day=str(form.get("day", "")).strip(),
        attendance=paragraphs(form, "attendance"),
        revision=revision,
        is_day=chosen is not None,
        refused=wrong,
    )


def too_long(
    request: Request,
    service: Service,
    pages: Pages,
    found: Workshop,
    text: str,
    longest: int,
    action: str,
    **sent: str,
) -> Response:
    """The page of a text that is longer than is kept, to shorten; ``sent`` are its other fields."""
    values = {"text": text, "longest": longest, "action": action, "sent": sent}
    return _held(request, service, pages, found, "long", 422, values)


def clash(
    request: Request, service: Service, pages: Pages, found: Workshop, **values: object
) -> Response:
    """The page of two texts for one thing: what somebody else kept, and what was typed here."""
    return _held(request, service, pages, found, "clash", 409, values)


def _held(
    request: Request,
    service: Service,
    pages: Pages,
    found: Workshop,
    name: str,
    status: int,
    values: Mapping[str, object],
) -> Response:
    """A page at no address of its own, which holds what was typed."""
    about = scene(service, found)
    return pages.page(
        request, f"screen/{name}", status=status, here=None, scene=about, held=True, **values
    )
