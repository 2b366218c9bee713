"""The facilitator's screen: one page for each step of the workshop."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.model.workshop import Workshop
from pmo_advisor.store import moderating
from pmo_advisor.web import doors
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf
from pmo_advisor.web.drafts import Draft
from pmo_advisor.web.pages import Pages, language
from pmo_advisor.web.routes.prepare import links, private_link
from pmo_advisor.web.service import Service
from pmo_advisor.web.views.resulting import result_view
from pmo_advisor.web.views.revealing import reveal_view
from pmo_advisor.web.views.steps import scene

router = APIRouter(include_in_schema=False)


@router.get("/w/{workshop}/screen")
def show(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """The page for the step that the workshop has come to."""
    found = doors.at_screen(request, service, workshop)
    if found.kind == "single":
        return RedirectResponse(f"/w/{workshop}/answer", 303)
    return shown(request, service, pages, found)


def shown(
    request: Request,
    service: Service,
    pages: Pages,
    found: Workshop,
    draft: Draft | None = None,
) -> Response:
    """The page for the workshop's step; with a ``draft``, a decision that cannot be kept."""
    lang, beginning = language(request), scene(service, found)
    moved = request.query_params.get("moved") == "1"
    if found.step == "prepare":
        return pages.page(
            request,
            "screen/prepare",
            scene=beginning,
            moved=moved,
            links=links(request, service, found.id),
            private=private_link(request, service, found.id),
        )
    if found.step == "answer":
        parties = service.progress.of(found)
        return pages.page(request, "screen/watch", scene=beginning, moved=moved, parties=parties)
    whole = service.thinking.whole(found.id)
    if found.step in ("people", "decided"):
        view = result_view(service, lang, whole, beginning)
        return pages.page(
            request,
            "screen/result",
            status=422 if draft else 200,
            here=f"/w/{found.id}/screen",
            scene=beginning,
            moved=moved,
            view=view,
            held=draft is not None,
            draft=draft,
        )
    reveal = reveal_view(service, lang, whole, beginning)
    return pages.page(request, "screen/reveal", scene=beginning, moved=moved, view=reveal)


@router.get("/w/{workshop}/close")
def closing(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """Before the reveal: who has not finished, and one button."""
    found = doors.at_screen(request, service, workshop)
    if found.step != "answer":
        return RedirectResponse(f"/w/{workshop}/screen", 303)
    parties = service.progress.of(found)
    beginning = scene(service, found)
    return pages.page(request, "screen/close", scene=beginning, parties=parties)


@router.post("/w/{workshop}/reveal")
def reveal(workshop: str, request: Request, form: FormOf, service: ServiceOf) -> Response:  # noqa: ARG001
    """Take no more answers, and show the first phase."""
    doors.at_screen(request, service, workshop)
    with service.store.change(workshop) as connection:
        if moderating.step_of(connection, workshop) == "answer":
            moderating.go_to(connection, workshop, "problem")
    return RedirectResponse(f"/w/{workshop}/screen", 303)
