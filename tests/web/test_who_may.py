"""Who may do what: every route of the app, and everybody who may come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pmo_advisor.store import whole
from pmo_advisor.web import app, single, thinking
from pmo_advisor.web.csrf import CSRF_FIELD, masked
from pmo_advisor.web.guard import HEADERS
from pmo_advisor.web.limits import Limit
from tests.web.api_world import World
from tests.web.visitors import (
    CALLS,
    CSRF,
    FIELDS,
    PAGES,
    ROUTES,
    UNSAFE,
    VISITORS,
    Scene,
    Visits,
    routes,
)

REFUSED = (401, 403, 404)
TELLING = {
    "GET /w/{workshop}/links",
    "GET /j/{key}",
    "POST /j/{key}",
    "GET /api/workshops/{workshop}/links",
}
"""Where a key may stand on the page: the facilitator's links, and the form that joins by one."""

CACHED = ("GET /static/{digest}/{name}", "GET /style-{digest}.css", "GET /w/{workshop}/watch")


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    with pytest.MonkeyPatch.context() as patch:
        for room in (thinking, single):  # a proof takes seconds; others look at proofs
            patch.setattr(room, "provable", lambda: False)
        patch.setattr(app, "Limit", lambda _times, _seconds: Limit(10**9, 1))
        world = World(tmp_path_factory.mktemp("who"))
        made = Visits(world)
        yield made
        made.client.close()
        world.running.stop()


def _state(visits: Visits, scene: Scene) -> list[object]:
    """How many workshops there are, and each of these with its revision: every change counts it."""
    with visits.world.running.service.store.read() as connection:
        found = whole.listed(connection)
    ids = [room.id for room in scene]
    return [len(found), *(one for one in found if one.id in ids)]


def test_no_route_is_forgotten_here(visits: Visits) -> None:
    there = {route for route, _ in routes(visits.world.running.app.routes)}
    assert {one.replace("{alone}", "{workshop}") for one in ROUTES} == there


@pytest.mark.parametrize("route", ROUTES)
def test_whoever_may_is_let_in_and_nobody_else(visits: Visits, route: str) -> None:
    for visitor in VISITORS:
        scene = visits.scene(route)
        before = _state(visits, scene)
        answer = visits.visit(route, visitor)
        allowed = visitor in ROUTES[route]
        assert (answer.status_code not in REFUSED) == allowed, (visitor, answer.status_code)
        assert answer.status_code < 500
        if route in CALLS and visitor == "nobody":
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"
        if allowed and route in UNSAFE:
            visits.changed(route)
        else:
            assert _state(visits, scene) == before, visitor
        _carries_what_every_answer_carries(route, answer.headers)
        _tells_no_key(route, answer, scene)


def _carries_what_every_answer_carries(route: str, headers: object) -> None:
    for name, value in HEADERS.items():
        assert headers[name] == value, name  # type: ignore[index]
    if route not in CACHED:
        assert headers["cache-control"] == "no-store"  # type: ignore[index]


def _tells_no_key(route: str, answer: object, scene: Scene) -> None:
    """An address that a browser is sent to would be told to the next site, and kept in journals."""
    location = answer.headers.get("location", "")  # type: ignore[attr-defined]
    assert not [one for one in scene.secrets() if one in location]
    if route not in TELLING and answer.is_stream_consumed:  # type: ignore[attr-defined]
        text = answer.content.decode("utf-8", "replace")  # type: ignore[attr-defined]
        assert not [one for one in scene.secrets() if one in text]


def test_a_participants_link_can_do_nothing_but_answer() -> None:
    words = ("answer", "all", "review", "finished", "consent")
    for route, who in PAGES.items():
        if "participant" in who and "nobody" not in who:
            assert route.split("/")[3] in words
    for route, who in CALLS.items():
        if "participant" in who:
            assert route.split("/")[2] in ("part", "questionnaires")


def test_a_token_opens_ones_own_answers_and_nobody_elses(visits: Visits) -> None:
    scene = visits.scene("GET /api/part")
    told = {
        visitor: visits.visit("GET /api/part", visitor).json()["workshop"]
        for visitor in ("participant", "other participant", "alone")
    }
    assert tuple(told.values()) == tuple(room.id for room in scene)


@pytest.mark.parametrize("route", [one for one in PAGES if one in UNSAFE])
def test_a_form_that_is_not_ours_changes_nothing(visits: Visits, route: str) -> None:
    visitor = next(one for one in VISITORS if one in PAGES[route])
    scene = visits.scene(route)
    before = _state(visits, scene)
    other = CSRF[:-1] + "x"
    wrong = ({CSRF_FIELD: one} for one in ("", other, masked(other), masked(CSRF)[:-4]))
    for form in (FIELDS, *({**FIELDS, **one} for one in wrong)):
        assert visits.visit(route, visitor, data=form).status_code == 404
    forged = f"{scene.cookies(visitor)}; pmo_csrf=short"
    form = {**FIELDS, CSRF_FIELD: "short"}
    answer = visits.visit(route, visitor, data=form, headers={"cookie": forged})
    assert answer.status_code == 404
    assert _state(visits, scene) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
    ids=str,
)
def test_another_site_changes_nothing_whoever_looks_at_it(
    visits: Visits, headers: dict[str, str]
) -> None:
    for route in UNSAFE:
        scene = visits.scene(route)
        before = _state(visits, scene)
        visitor = next(one for one in reversed(VISITORS) if one in ROUTES[route])
        answer = visits.visit(route, visitor, headers=headers)
        assert answer.status_code == 403, route
        assert _state(visits, scene) == before


def test_a_cookie_is_no_key_for_a_call(visits: Visits) -> None:
    """A browser sends cookies by itself, also when another site makes it call."""
    for route in CALLS:
        for visitor in ("home", "facilitator", "participant", "alone"):
            cookies = visits.scene(route).cookies(visitor)
            answer = visits.visit(route, "nobody", headers={"cookie": cookies})
            assert answer.status_code == 401, route


def test_a_key_is_no_key_for_a_page(visits: Visits) -> None:
    for route in PAGES:
        visitor = next(one for one in reversed(VISITORS) if one in PAGES[route])
        if visitor == VISITORS[-1] and "nobody" in PAGES[route]:
            continue
        scene = visits.scene(route)
        held = {"authorization": f"Bearer {scene.key(visitor)}"}
        assert visits.visit(route, "nobody", headers=held).status_code == 404, route


def test_no_call_takes_a_key_in_its_address(visits: Visits) -> None:
    told = visits.client.get("/openapi.json").json()
    for path, methods in told["paths"].items():
        for call in methods.values():
            named = {one["name"] for one in call.get("parameters", ())}
            assert not named & {"key", "token", "authorization"}, path
            assert call["security"], path


def test_every_cookie_stays_out_of_reach_of_other_sites(visits: Visits) -> None:
    for route in ("GET /open/{key}", "GET /s/{key}", "POST /j/{key}", "GET /j/{key}", "GET /"):
        answer = visits.visit(route, "home")
        assert answer.headers.get_list("set-cookie")
        for one in answer.headers.get_list("set-cookie"):
            assert "HttpOnly" in one
            assert "samesite=" in one.lower()
