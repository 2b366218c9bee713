"""Who asks: keys in links are exchanged for cookies once, so that no address stays a secret.

A cookie belongs to one workshop and one purpose. A participant's opens their own answers and
nothing else; the screen's opens the workshop; the home cookie opens the list of workshops.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Literal

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.model.question import Party
from pmo_advisor.model.workshop import Consent, Person, Workshop
from pmo_advisor.store import doors
from pmo_advisor.web.pages import offer
from pmo_advisor.web.service import Service

HOME_COOKIE = "pmo_home"
A_SEASON = 120 * 24 * 3600
"""Seconds that a browser keeps its cookies."""


class NoEntry(Exception):
    """Whoever asks may not see this, or there is no such thing; the two look the same."""


class TooOften(Exception):
    """An address that joins or guesses too often."""


class Refused(Exception):
    """Refused for a reason of its own: ``error`` as in refusals, ``where`` the part meant.

    ``now`` is how it stands where somebody else was first; ``faults`` are places and sentences.
    """

    def __init__(
        self,
        error: str,
        where: str | None = None,
        *,
        now: object = None,
        faults: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(error)
        self.error, self.where, self.now, self.faults = error, where, now, tuple(faults)


def cookie_name(purpose: Literal["screen", "part"], workshop: str) -> str:
    """The cookie of a workshop for one purpose: its screen, or taking part."""
    return f"pmo_{purpose}_{workshop}"


def keep(
    response: Response, service: Service, name: str, secret: str, *, lasting: bool = True
) -> None:
    """Have the browser keep a secret, out of reach of scripts and other sites."""
    response.set_cookie(
        name,
        secret,
        max_age=A_SEASON if lasting else None,
        httponly=True,
        samesite="lax",
        secure=service.settings.secure,
        path="/",
    )


def at_home(request: Request, service: Service) -> None:
    """Raises NoEntry unless this browser was opened by whoever started the server."""
    if not is_home_key(service, request.cookies.get(HOME_COOKIE, "")):
        raise NoEntry


def holds_home_key(request: Request, service: Service) -> bool:
    """Whether whoever asks started the server, in a browser or as another system."""
    held = request.cookies.get(HOME_COOKIE, "")
    return any(is_home_key(service, one) for one in (held, bearer(request)))


def is_home_key(service: Service, key: str) -> bool:
    """Whether it is the key of whoever started the server."""
    return secrets.compare_digest(key.encode(), service.settings.home_key.encode())


def bearer(request: Request) -> str:
    """The key that another system sends along; empty where there is none."""
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" else ""


def at_screen(request: Request, service: Service, workshop: str) -> Workshop:
    """The workshop, for its facilitator. Raises NoEntry."""
    key = request.cookies.get(cookie_name("screen", workshop), "")
    found = moderated(service, key, workshop)
    offer(request, found.languages)
    return found


def moderated(service: Service, key: str, workshop: str) -> Workshop:
    """The workshop, for whoever holds the key of its screen. Raises NoEntry."""
    with service.store.read() as connection:
        found = doors.door(connection, key) if key else None
        if found is None or found.workshop != workshop or found.party is not None:
            raise NoEntry
        return doors.workshop(connection, workshop)


def party_door(request: Request, service: Service, key: str) -> tuple[Party, Workshop]:
    """The party that a key lets take part, and its workshop. Raises NoEntry or TooOften."""
    with service.store.read() as connection:
        found = doors.door(connection, key)
        if found is not None and found.party is not None:
            workshop = doors.workshop(connection, found.workshop)
            offer(request, workshop.languages)
            return found.party, workshop
    guessed(request, service)
    raise NoEntry


def guessed(request: Request, service: Service) -> None:
    """Somebody came with a key that opens nothing. Raises TooOften."""
    if not request.app.state.guesses.allows(address_of(request, service)):
        raise TooOften


def join(
    request: Request, service: Service, door: tuple[Party, Workshop], name: str, given: Consent
) -> str:
    """Somebody new takes part; gives the token that opens their answers. Raises TooOften."""
    party, workshop = door
    if not request.app.state.joins.allows(address_of(request, service)):
        raise TooOften
    with service.store.change(workshop.id) as connection:
        person, token = doors.join(connection, workshop.id, party, name)
        doors.consent(connection, person.id, given)
    return token


def taking_part(request: Request, service: Service, workshop: str) -> tuple[Workshop, Person]:
    """The workshop and who asks, for somebody who takes part. Raises NoEntry."""
    token = request.cookies.get(cookie_name("part", workshop), "")
    if not token:
        raise NoEntry
    with service.store.read() as connection:
        found = doors.part(connection, token)
    if found is None or found[1].id != workshop:
        raise NoEntry
    person, standing = found
    offer(request, standing.languages)
    return standing, person


def entered(service: Service, opened: doors.Opened, token: str) -> Response:
    """To the workshop, with the keys that a browser keeps; where one is alone, to the questions."""
    made = opened.workshop.id
    response = RedirectResponse(f"/w/{made}/{'answer' if token else 'screen'}", 303)
    keep(response, service, cookie_name("screen", made), opened.screen)
    if token:
        keep(response, service, cookie_name("part", made), token)
    return response


def address_of(request: Request, service: Service) -> str:
    """Who asks, for limits: the client's address, or what a trusted proxy says it is."""
    if service.settings.proxied:
        told = request.headers.get("x-forwarded-for", "").split(",")[-1].strip()[:64]
        if told:
            return told
    return request.client.host if request.client else "?"
