"""Preparing: one link and QR code for each party, and the private one for the screen."""

from __future__ import annotations

import io
from typing import NamedTuple

import segno
from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.store import doors as store_doors
from pmo_advisor.store import moderating, whole
from pmo_advisor.web import doors
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf
from pmo_advisor.web.doors import NoEntry, cookie_name, entered, keep
from pmo_advisor.web.service import Service
from pmo_advisor.web.views.steps import scene

router = APIRouter(include_in_schema=False)


def qr(address: str) -> Markup:
    """A QR code as an SVG element; it carries no style of its own."""
    made = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        made,
        kind="svg",
        xmldecl=False,
        svgns=True,
        border=2,
        omitsize=True,
        svgclass="qr",
        lineclass="",
    )
    return Markup(made.getvalue().decode("utf-8"))  # noqa: S704  (segno's own drawing)


@router.get("/s/{key}")
def screen_door(key: str, request: Request, service: ServiceOf) -> Response:
    """Exchange the screen's private link for a cookie. Raises NoEntry."""
    with service.store.read() as connection:
        found = store_doors.door(connection, key)
    if found is None or found.party is not None:
        doors.guessed(request, service)
        raise NoEntry
    response = RedirectResponse(f"/w/{found.workshop}/screen", 303)
    keep(response, service, cookie_name("screen", found.workshop), key)
    return response


class Link(NamedTuple):
    """A party's way in."""

    party: Party
    address: str
    code: Markup


def links(request: Request, service: Service, workshop: str) -> tuple[Link, ...]:
    """Each party's link, said again from the key that the screen's browser holds."""
    screen = request.cookies.get(cookie_name("screen", workshop), "")
    addresses = {
        party: f"{service.settings.address}/j/{store_doors.party_key(screen, workshop, party)}"
        for party in PARTIES
    }
    return tuple(Link(party, address, qr(address)) for party, address in addresses.items())


def private_link(request: Request, service: Service, workshop: str) -> str:
    """The link that opens the screen elsewhere, for the facilitator alone."""
    return f"{service.settings.address}/s/{request.cookies[cookie_name('screen', workshop)]}"


@router.get("/w/{workshop}/links")
def show_links(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """The parties' links and codes, large enough for a projector; nothing private among them."""
    found = doors.at_screen(request, service, workshop)
    shown = links(request, service, workshop)
    return pages.page(request, "screen/links", scene=scene(service, found), links=shown)


@router.post("/w/{workshop}/renew")
def renew(workshop: str, request: Request, form: FormOf, service: ServiceOf) -> Response:  # noqa: ARG001
    """New links; those given out before open nothing any more. From the screen, or from home."""
    try:
        found = doors.at_screen(request, service, workshop)
    except NoEntry:
        doors.at_home(request, service)
        with service.store.read() as connection:
            found = store_doors.workshop(connection, workshop)
    with service.store.change(workshop) as connection:
        opened = store_doors.renew(connection, found)
        token = whole.alone(connection, found)
    return entered(service, opened, token)


@router.post("/w/{workshop}/start")
def start(workshop: str, request: Request, form: FormOf, service: ServiceOf) -> Response:  # noqa: ARG001
    """Let the answering begin."""
    doors.at_screen(request, service, workshop)
    with service.store.change(workshop) as connection:
        if moderating.step_of(connection, workshop) == "prepare":
            moderating.go_to(connection, workshop, "answer")
    return RedirectResponse(f"/w/{workshop}/screen", 303)
