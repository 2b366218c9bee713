"""Every route of the app and everybody who may come, for the tests of who may do what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import httpx

from pmo_advisor.model.workshop import Step
from pmo_advisor.web.csrf import CSRF_COOKIE, CSRF_FIELD, CSRF_LENGTH
from pmo_advisor.web.doors import HOME_COOKIE
from pmo_advisor.web.routes.static import NAMES
from tests.web.api_world import AT, CHOICE, FACT, Room, World
from tests.web.conftest import NO_TLS

VISITORS = (
    "nobody",
    "home",
    "facilitator",
    "other facilitator",
    "invited",
    "participant",
    "other participant",
    "alone",
)
"""``invited`` holds a party's key and has not joined; ``alone`` answers an assessment."""

ALL = frozenset(VISITORS)
HOME = frozenset({"home"})
SCREEN = frozenset({"facilitator"})
EITHER = HOME | SCREEN
PART = frozenset({"participant"})
ALONE = frozenset({"alone"})
ANY_PART = frozenset({"participant", "other participant", "alone"})
CSRF = "c" * CSRF_LENGTH

PAGES: Mapping[str, frozenset[str]] = {
    "GET /openapi.json": ALL,
    "GET /static/{digest}/{name}": ALL,
    "GET /style-{digest}.css": ALL,
    "GET /favicon.ico": ALL,
    "GET /health": ALL,
    "GET /lang/{lang}": ALL,
    "GET /open/{key}": ALL,
    "GET /s/{key}": ALL,
    "GET /j/{key}": ALL,
    "POST /j/{key}": ALL,
    "GET /": HOME,
    "POST /new": HOME,
    "POST /import": HOME,
    "GET /w/{workshop}/answer": PART,
    "GET /w/{workshop}/answer/{fact}": PART,
    "POST /w/{workshop}/answer/{fact}": PART,
    "GET /w/{workshop}/all": PART,
    "GET /w/{workshop}/review": PART,
    "GET /w/{workshop}/finished": PART,
    "POST /w/{workshop}/consent": PART,
    "GET /w/{alone}/advice": ALONE,
    "GET /w/{alone}/firm": ALONE,
    "GET /w/{alone}/answers.yaml": ALONE,
    "GET /w/{alone}/files": ALONE,
    "POST /w/{alone}/files": ALONE,
    "GET /w/{alone}/documents/{name}": ALONE,
    "GET /w/{workshop}/screen": SCREEN,
    "GET /w/{workshop}/links": SCREEN,
    "GET /w/{workshop}/close": SCREEN,
    "GET /w/{workshop}/watch": SCREEN,
    "GET /w/{workshop}/again": SCREEN,
    "GET /w/{workshop}/whatif": SCREEN,
    "GET /w/{workshop}/papers/{name}": SCREEN,
    "GET /w/{workshop}/compare": SCREEN,
    "POST /w/{workshop}/start": SCREEN,
    "POST /w/{workshop}/reveal": SCREEN,
    "POST /w/{workshop}/step": SCREEN,
    "POST /w/{workshop}/note": SCREEN,
    "POST /w/{workshop}/timer": SCREEN,
    "POST /w/{workshop}/again": SCREEN,
    "POST /w/{workshop}/reserve": SCREEN,
    "POST /w/{workshop}/withdraw": SCREEN,
    "POST /w/{workshop}/decide": SCREEN,
    "POST /w/{workshop}/reopen": SCREEN,
    "POST /w/{workshop}/renew": EITHER,
    "POST /w/{workshop}/copy": EITHER,
    "GET /w/{workshop}/export": EITHER,
    "GET /w/{workshop}/delete": EITHER,
    "POST /w/{workshop}/delete": EITHER,
}
CALLS: Mapping[str, frozenset[str]] = {
    "GET /api/workshops": HOME,
    "POST /api/workshops": HOME,
    "POST /api/import": HOME,
    "GET /api/comparison": HOME,
    "GET /api/workshops/{workshop}": EITHER,
    "POST /api/workshops/{workshop}/keys": EITHER,
    "POST /api/workshops/{workshop}/copy": EITHER,
    "GET /api/workshops/{workshop}/export": EITHER,
    "DELETE /api/workshops/{workshop}": EITHER,
    "GET /api/questionnaires": ALL - {"nobody"},
    "GET /api/questionnaires/{name}": ALL - {"nobody"},
    "GET /api/join": frozenset({"invited"}),
    "POST /api/join": frozenset({"invited"}),
    "GET /api/part": ANY_PART,
    "PUT /api/part/consent": ANY_PART,
    "GET /api/part/questions": ANY_PART,
    "PUT /api/part/answers/{fact}": ANY_PART,
    "GET /api/part/advice": ALONE,
    "GET /api/part/sheet": ALONE,
    "PUT /api/part/sheet": ALONE,
    "GET /api/part/documents": ALONE,
    "GET /api/part/documents/{name}": ALONE,
    "GET /api/workshops/{workshop}/links": SCREEN,
    "GET /api/workshops/{workshop}/progress": SCREEN,
    "PUT /api/workshops/{workshop}/step": SCREEN,
    "GET /api/workshops/{workshop}/reveal": SCREEN,
    "GET /api/workshops/{workshop}/rounds": SCREEN,
    "POST /api/workshops/{workshop}/rounds": SCREEN,
    "GET /api/workshops/{workshop}/rounds/movement": SCREEN,
    "GET /api/workshops/{workshop}/whatif": SCREEN,
    "POST /api/workshops/{workshop}/whatif": SCREEN,
    "GET /api/workshops/{workshop}/notes": SCREEN,
    "PUT /api/workshops/{workshop}/notes": SCREEN,
    "GET /api/workshops/{workshop}/timers": SCREEN,
    "PUT /api/workshops/{workshop}/timers": SCREEN,
    "GET /api/workshops/{workshop}/result": SCREEN,
    "GET /api/workshops/{workshop}/advice": SCREEN,
    "POST /api/workshops/{workshop}/reservations": SCREEN,
    "GET /api/workshops/{workshop}/reservations": SCREEN,
    "DELETE /api/workshops/{workshop}/reservations/{reservation}": SCREEN,
    "PUT /api/workshops/{workshop}/decision": SCREEN,
    "GET /api/workshops/{workshop}/documents": SCREEN,
    "GET /api/workshops/{workshop}/documents/{name}": SCREEN,
}
ROUTES = PAGES | CALLS
UNSAFE = tuple(one for one in ROUTES if not one.startswith("GET "))
FIELDS = {"name": "Where it stands", "consent": "as_party", "answer": "unknown"}
DOCUMENT = "report.en.md"


def routes(found: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Every route of the app by method and address, with its name; HEAD is GET without its body."""
    for one in found:
        inner = getattr(one, "original_router", None)
        if inner is not None:
            yield from routes(inner.routes)
            continue
        for method in sorted(one.methods - {"HEAD"}):
            yield f"{method} {one.path}", one.name


class Scene(NamedTuple):
    """Two workshops and an assessment, and everybody's keys."""

    here: Room
    other: Room
    single: Room

    def key(self, visitor: str) -> str:
        """What a visitor holds; empty for nobody."""
        held: dict[str, tuple[Room, str]] = {
            "home": (self.here, "HomeKey"),
            "facilitator": (self.here, "ScreenKey"),
            "other facilitator": (self.other, "ScreenKey"),
            "invited": (self.here, "PartyKey"),
            "participant": (self.here, "PartToken"),
            "other participant": (self.other, "PartToken"),
            "alone": (self.single, "PartToken"),
        }
        room, kind = held.get(visitor, (self.here, ""))
        return room.keys.get(kind, "")

    def secrets(self) -> set[str]:
        return {key for room in self for key in room.keys.values()}

    def cookies(self, visitor: str) -> str:
        """What the browser of a visitor keeps."""
        names = {
            "home": HOME_COOKIE,
            "facilitator": f"pmo_screen_{self.here.id}",
            "other facilitator": f"pmo_screen_{self.other.id}",
            "participant": f"pmo_part_{self.here.id}",
            "other participant": f"pmo_part_{self.other.id}",
            "alone": f"pmo_part_{self.single.id}",
        }
        held = [f"{CSRF_COOKIE}={CSRF}"]
        if visitor in names:
            held.append(f"{names[visitor]}={self.key(visitor)}")
        return "; ".join(held)


class Visits:
    """Visits to one server. A workshop that somebody was let in to change is made anew."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.client = httpx.Client(base_url=world.running.address, timeout=60, verify=NO_TLS)
        self._scenes: dict[Step, Scene] = {}
        self._names = dict(routes(world.running.app.routes))

    def scene(self, route: str) -> Scene:
        step = self._step(route)
        if step not in self._scenes:
            few = {FACT: CHOICE}
            here, other = (self.world.room(step=step, answers=few) for _ in range(2))
            self._scenes[step] = Scene(here, other, self.world.room("single", answers=few))
        return self._scenes[step]

    def _step(self, route: str) -> Step:
        if route in CALLS:
            return AT.get(self.name(route), "answer")
        return "answer" if PAGES[route] <= PART | ALL - SCREEN else "people"

    def name(self, route: str) -> str:
        return self._names[route.replace("{alone}", "{workshop}")]

    def changed(self, route: str) -> None:
        self._scenes.pop(self._step(route), None)

    def visit(self, route: str, visitor: str, **more: Any) -> httpx.Response:
        """What the visitor is answered; of a stream only its beginning."""
        scene = self.scene(route)
        method, _ = route.split(" ")
        headers = {"accept-language": "en"}
        options: dict[str, Any] = {}
        if route in CALLS:
            if visitor != "nobody":
                headers["authorization"] = f"Bearer {scene.key(visitor)}"
            options["json"] = self.world.body(self.name(route)) if method != "GET" else None
            if route == "GET /api/comparison":
                options["params"] = {"before": scene.here.id, "after": scene.other.id}
        else:
            headers["cookie"] = scene.cookies(visitor)
            options["data"] = {CSRF_FIELD: CSRF, **FIELDS} if method == "POST" else None
        headers |= more.pop("headers", {})
        options |= more
        request = self.client.build_request(
            method, self.address(route, scene), headers=headers, **options
        )
        answer = self.client.send(request, stream=True)
        if "event-stream" not in answer.headers.get("content-type", ""):
            answer.read()
        answer.close()
        return answer

    def address(self, route: str, scene: Scene) -> str:
        path = route.split(" ")[1]
        return path.format(
            workshop=scene.here.id,
            alone=scene.single.id,
            fact=FACT,
            reservation=scene.here.reservation,
            lang="en",
            digest="0",
            key=self._key(path, scene),
            name=self._part(path),
        )

    @staticmethod
    def _key(path: str, scene: Scene) -> str:
        kinds = {"/open/{key}": "HomeKey", "/s/{key}": "ScreenKey", "/j/{key}": "PartyKey"}
        return scene.here.keys[kinds[path]] if path in kinds else ""

    @staticmethod
    def _part(path: str) -> str:
        if path.startswith("/static"):
            return min(NAMES)
        return "quick" if "questionnaires" in path else DOCUMENT
