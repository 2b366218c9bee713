"""A server for calls of the API, with workshops at every step and a key for each call."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from fastapi import FastAPI

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES
from pmo_advisor.model.workshop import Kind, Step
from pmo_advisor.store import answering, moderating, whole
from pmo_advisor.store import doors as store_doors
from pmo_advisor.web import api
from pmo_advisor.web.handing import handed_on
from tests.web.conftest import HOME_KEY, Running
from tests.web.screens import example

FACT, CHOICE = "core_problem", "too_many_projects"
MOVING = ("delete_workshop", "renew_keys", "go_to_step", "open_round", "record_decision")
"""Calls after which a workshop is not as it was; each has one of its own."""

AT: Mapping[str, Step] = {
    "show_progress": "answer",
    "show_reveal": "problem",
    "show_rounds": "type",
    "open_round": "type",
    "show_movement": "type",
    "show_worth": "type",
    "try_answers": "type",
    "show_result": "people",
    "show_advice": "people",
    "list_documents": "people",
    "show_document": "people",
    "record_decision": "people",
    "compare_workshops": "people",
    "go_to_step": "type",
}
"""The step at which a call has something to say; for all others, answering."""

ALONE = ("show_own_advice", "show_sheet", "take_sheet", "list_own_documents", "show_own_document")


def described() -> dict[str, Any]:
    """The description of the API, which needs no server."""
    app = FastAPI(generate_unique_id_function=lambda route: route.name)
    for router in api.ROUTERS:
        app.include_router(router)
    return app.openapi()


class Room(NamedTuple):
    """A workshop with whatever opens it."""

    id: str
    keys: Mapping[str, str]
    reservation: str


class World:
    """The server, and a workshop for every call."""

    def __init__(self, folder: Path) -> None:
        self.running = Running(folder)
        self._rooms: dict[tuple[Kind, Step], Room] = {}
        room = self.room("workshop", "people")
        with self.running.service.store.read() as connection:
            found = whole.export(connection, room.id)
        self.file = handed_on(self.running.service.rulebook, found)

    def for_call(self, call: str) -> Room:
        """A workshop at the step at which the call has something to say."""
        kind: Kind = "single" if call in ALONE else "workshop"
        step = "answer" if kind == "single" else AT.get(call, "answer")
        if call in MOVING or call == "withdraw_reservation":
            return self.room(kind, step)
        if (kind, step) not in self._rooms:
            self._rooms[kind, step] = self.room(kind, step)
        return self._rooms[kind, step]

    def room(
        self,
        kind: Kind = "workshop",
        step: Step = "answer",
        answers: Mapping[str, Value] | None = None,
        **more: Any,
    ) -> Room:
        """A new workshop, in which everybody has given these answers, or those of the example."""
        store = self.running.service.store
        opened = self.running.opened(kind=kind, step=step, **{"questionnaire": "full", **more})
        found = opened.workshop.id
        tokens: list[str] = []
        with store.change(found) as connection:
            for party in PARTIES if kind == "workshop" else PARTIES[:1]:
                own = party if kind == "workshop" else None
                person, token = store_doors.join(connection, found, own)
                store_doors.consent(connection, person.id, "as_party")
                tokens.append(token)
                for fact, value in (example()[party] if answers is None else answers).items():
                    answering.save(connection, person.id, 1, fact, value, None)
            held = moderating.reserve(connection, found, "pmo_lead", "Not without a mandate")
        keys = {
            "HomeKey": HOME_KEY,
            "ScreenKey": opened.screen,
            "PartyKey": store_doors.party_key(opened.screen, found, "executive"),
            "PartToken": tokens[0],
        }
        return Room(found, keys, held.id)

    def values(self, call: str, room: Room) -> dict[str, str]:
        """Parts of the address and of the query that name something there is."""
        held = {"workshop": room.id, "reservation": room.reservation, "name": "quick", "fact": FACT}
        if "document" in call:
            held["name"] = "report.en.html"
        if call == "compare_workshops":
            held |= {"before": room.id, "after": room.id}
        return held

    def body(self, call: str) -> Any:
        """A request that can be done."""
        made = BODIES.get(call)
        return made(self) if made else None


BODIES: Mapping[str, Callable[[World], Any]] = {
    "prepare_workshop": lambda _: {"name": "Where it stands", "kind": "single"},
    "copy_workshop": lambda _: {"name": "Next year"},
    "join": lambda _: {"consent": "joint_only"},
    "set_consent": lambda _: {"consent": "as_party"},
    "give_answer": lambda _: {"value": CHOICE, "revision": 1},
    "take_sheet": lambda _: {"sheet": {"answers": {FACT: CHOICE}}, "over": True},
    "go_to_step": lambda _: {"to": "people", "seen": "type"},
    "open_round": lambda _: {"questions": [FACT], "seen": 1},
    "make_reservation": lambda _: {"party": "pmo_lead", "text": "Not yet"},
    "record_decision": lambda _: {"text": "We do it", "day": "2026-11-20", "attendance": ["Mei"]},
    "try_answers": lambda _: {"answers": {"authority_granted": 3}},
    "write_note": lambda _: {"about": FACT, "text": "", "revision": 0},
    "set_timer": lambda _: {"about": "agenda", "minutes": 120, "running": True},
    "import_workshop": lambda world: json.loads(world.file),
}
