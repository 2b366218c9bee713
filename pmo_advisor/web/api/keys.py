"""Who calls: a key in the header, looked up for what it opens."""

from __future__ import annotations

import inspect
from typing import Annotated, NamedTuple

from fastapi import Depends, Security
from fastapi.security import HTTPBearer
from starlette.requests import Request

from pmo_advisor.model.question import Party
from pmo_advisor.model.workshop import Person, Workshop
from pmo_advisor.store import doors as store_doors
from pmo_advisor.store.doors import Door
from pmo_advisor.store.store import Missing
from pmo_advisor.web import doors
from pmo_advisor.web.api.shapes import WorkshopId
from pmo_advisor.web.asked import Asked, asked
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import NoEntry, Refused
from pmo_advisor.web.service import Service


class _Key(HTTPBearer):
    """A kind of key, as the description of the API tells it."""

    def __init__(self) -> None:
        kind = type(self)
        super().__init__(
            scheme_name=kind.__name__, description=inspect.getdoc(kind), auto_error=False
        )


class HomeKey(_Key):
    """The key of whoever runs the server: what follows `/open/` in the address that it prints.

    Or what `PMO_HOME_KEY` was set to.
    """


class ScreenKey(_Key):
    """The key of one workshop's facilitator, told when the workshop is prepared."""


class PartyKey(_Key):
    """The key in a party's link; it lets somebody take part and does nothing else."""


class PartToken(_Key):
    """The token of somebody who takes part, told on joining; it opens their own answers."""


class Holder(NamedTuple):
    """Whoever calls, by what their key opens."""

    key: str
    home: bool = False
    door: Door | None = None
    part: tuple[Person, Workshop] | None = None


def holder(request: Request, service: ServiceOf) -> Holder:
    """Who calls. Raises Refused for no key or an unknown one, and TooOften."""
    key = doors.bearer(request)
    if not key:
        raise Refused("unknown_key")
    if doors.is_home_key(service, key):
        return Holder(key, home=True)
    with service.store.read() as connection:
        door = store_doors.door(connection, key)
        part = None if door else store_doors.part(connection, key)
    if door is None and part is None:
        doors.guessed(request, service)
        raise Refused("unknown_key")
    return Holder(key, door=door, part=part)


HolderOf = Annotated[Holder, Depends(holder)]
_Home = Annotated[object, Security(HomeKey())]
_Screen = Annotated[object, Security(ScreenKey())]
_Party = Annotated[object, Security(PartyKey())]
_Part = Annotated[object, Security(PartToken())]


def _at_home(caller: HolderOf, _key: _Home) -> Holder:
    """Raises NoEntry for whoever did not start the server."""
    if not caller.home:
        raise NoEntry
    return caller


def _at_screen(
    caller: HolderOf, service: ServiceOf, workshop: WorkshopId, _key: _Screen
) -> Workshop:
    """The workshop of several parties, for its facilitator. Raises NoEntry."""
    found = doors.moderated(service, caller.key, workshop)
    if found.kind != "workshop":
        raise NoEntry
    return found


def _managed(
    caller: HolderOf, service: ServiceOf, workshop: WorkshopId, _home: _Home, _screen: _Screen
) -> Workshop:
    """The workshop or assessment, for its facilitator or from home. Raises NoEntry."""
    if caller.home:
        return found_at_home(service, workshop)
    return doors.moderated(service, caller.key, workshop)


def found_at_home(service: Service, workshop: str) -> Workshop:
    """Any workshop, for whoever started the server. Raises NoEntry where there is none."""
    try:
        with service.store.read() as connection:
            return store_doors.workshop(connection, workshop)
    except Missing:
        raise NoEntry from None


def _joining(caller: HolderOf, service: ServiceOf, _key: _Party) -> tuple[Party, Workshop]:
    """The party and its workshop, for whoever holds the key of its link. Raises NoEntry."""
    if caller.door is None or caller.door.party is None:
        raise NoEntry
    with service.store.read() as connection:
        return caller.door.party, store_doors.workshop(connection, caller.door.workshop)


def _taking_part(caller: HolderOf, service: ServiceOf, _key: _Part) -> Asked:
    """What is asked of whoever takes part. Raises NoEntry."""
    if caller.part is None:
        raise NoEntry
    person, workshop = caller.part
    return asked(service, workshop, person)


TakingPart = Annotated[Asked, Depends(_taking_part)]


def _alone(mine: TakingPart) -> Asked:
    """What is asked of whoever answers alone. Raises NoEntry."""
    if mine.workshop.kind != "single":
        raise NoEntry
    return mine


def _anybody(
    caller: HolderOf, _home: _Home, _screen: _Screen, _party: _Party, _part: _Part
) -> Holder:
    """Whoever holds any key of ours."""
    return caller


AtHome = Annotated[Holder, Depends(_at_home)]
AtScreen = Annotated[Workshop, Depends(_at_screen)]
Managed = Annotated[Workshop, Depends(_managed)]
Joining = Annotated[tuple[Party, Workshop], Depends(_joining)]
Alone = Annotated[Asked, Depends(_alone)]
Anybody = Annotated[Holder, Depends(_anybody)]
