"""Later: copy, compare with another, hand on as a file, bring one in, delete for good."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.model.workshop import Workshop
from pmo_advisor.store import doors as store_doors
from pmo_advisor.store import whole as store_whole
from pmo_advisor.store.store import Missing
from pmo_advisor.web import doors
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf, field
from pmo_advisor.web.doors import NoEntry, cookie_name, entered
from pmo_advisor.web.handing import NotAWorkshop, file_name, handed_on, read_workshop
from pmo_advisor.web.pages import Pages, language, offer
from pmo_advisor.web.routes.home import listing
from pmo_advisor.web.service import Service
from pmo_advisor.web.views.comparing import comparable, compared
from pmo_advisor.web.views.moments import moments
from pmo_advisor.web.views.steps import scene

router = APIRouter(include_in_schema=False)


def managed(request: Request, service: Service, workshop: str) -> Workshop:
    """The workshop, for whoever holds its screen or started the server. Raises NoEntry."""
    try:
        return doors.at_screen(request, service, workshop)
    except NoEntry:
        doors.at_home(request, service)
    try:
        with service.store.read() as connection:
            found = store_doors.workshop(connection, workshop)
    except Missing:
        raise NoEntry from None
    offer(request, found.languages)
    return found


@router.post("/w/{workshop}/copy")
def copy(workshop: str, request: Request, form: FormOf, service: ServiceOf) -> Response:
    """A new workshop prepared like this one, without its people and answers."""
    found = managed(request, service, workshop)
    name = field(form, "name") or found.name
    with service.store.write() as connection:
        opened = store_whole.copy(connection, workshop, name)
        token = store_whole.alone(connection, opened.workshop)
    return entered(service, opened, token)


@router.get("/w/{workshop}/export")
def export(workshop: str, request: Request, service: ServiceOf) -> Response:
    """Everything of the workshop that may leave it, as one file."""
    found = managed(request, service, workshop)
    told = handed_on(service.rulebook, service.thinking.whole(workshop))
    name = quote(file_name(found.name, workshop))
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(told, media_type="application/json", headers=headers)


@router.post("/import")
def bring_in(request: Request, form: FormOf, service: ServiceOf, pages: PagesOf) -> Response:
    """A workshop from a file, with ids and keys of its own."""
    doors.at_home(request, service)
    sent = form.get("file")
    data = sent.file.read() if isinstance(sent, UploadFile) else b""
    try:
        if not data:
            raise NotAWorkshop("screen.later.no_file")
        whole = read_workshop(service.rulebook, data)
    except NotAWorkshop as wrong:
        faults = wrong.in_words(service.texts, language(request))
        values = listing(request, service) | {"refused": wrong.message, "faults": faults}
        return pages.page(request, "home", status=422, **values)
    with service.store.write() as connection:
        opened = store_whole.bring_in(connection, whole)
        token = store_whole.alone(connection, opened.workshop)
    return entered(service, opened, token)


@router.get("/w/{workshop}/delete")
def ask_delete(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """Once more, before it is gone for good."""
    found = managed(request, service, workshop)
    return _deleting(request, service, pages, found)


def _deleting(
    request: Request, service: Service, pages: Pages, found: Workshop, *, unsure: bool = False
) -> Response:
    try:
        doors.at_home(request, service)
        back = "/"
    except NoEntry:
        back = f"/w/{found.id}/screen"
    status = 422 if unsure else 200
    return pages.page(
        request, "screen/delete", status=status, workshop=found, unsure=unsure, back=back
    )


@router.post("/w/{workshop}/delete")
def delete(
    workshop: str, request: Request, form: FormOf, service: ServiceOf, pages: PagesOf
) -> Response:
    """Delete the workshop and everything in it, for good."""
    found = managed(request, service, workshop)
    if field(form, "sure") != "yes":
        return _deleting(request, service, pages, found, unsure=True)
    store_whole.delete_for_good(service.store, workshop)
    response: Response = RedirectResponse("/", 303)
    try:
        doors.at_home(request, service)
    except NoEntry:
        response = pages.page(request, "screen/deleted", workshop=found)
    response.delete_cookie(cookie_name("screen", workshop), path="/")
    return response


@router.get("/w/{workshop}/compare")
def compare(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """What changed since another workshop: answers, advice, stage."""
    found = doors.at_screen(request, service, workshop)
    if found.step not in ("people", "decided"):
        return RedirectResponse(f"/w/{workshop}/screen", 303)
    others = comparable(request, service, found)
    wanted = request.query_params.get("with", "")
    other = next((one for one in others if one.id == wanted), None)
    view = compared(service, language(request), other, found) if other else None
    return pages.page(
        request,
        "screen/compare",
        here=f"/w/{workshop}/compare?with={other.id}" if other else f"/w/{workshop}/compare",
        scene=scene(service, found),
        others=others,
        moments=moments(service, language(request), (found, *others)),
        chosen=other,
        view=view,
    )
