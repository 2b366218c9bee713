"""Every page that somebody may be shown, and every state that it may be in, one after the other.

For whoever has to look at all of them: the checks of axe, and ``python -m tests.web.gallery``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pmo_advisor.knowledge.sheet_writer import sheet_text
from pmo_advisor.knowledge.sheets import read_sheet
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Person
from pmo_advisor.store import answering, doors, moderating
from tests.shipped import ROOT, program
from tests.web.conftest import HOME_KEY, Running
from tests.web.handling import OPEN
from tests.web.screens import Room, example, filled

HOME = {"pmo_home": HOME_KEY}
DAMAGED = (
    b'{"schema_version": 1, "people": 3, "workshop": {"step": "elsewhere", "languages": ["fr"]}}'
)
"""A file in which much is wrong."""


class State(NamedTuple):
    """A page to look at: where, with which cookies, and what is done on it before one looks.

    ``act`` does the same in each language. It holds until the next state is asked for.
    """

    name: str
    path: str
    cookies: Mapping[str, str] = {}
    act: Callable[[Any], None] | None = None


def states(running: Running) -> Iterator[State]:
    """All of them."""
    yield from _outside(running)
    yield from _participant(running)
    yield from _alone(running)
    yield from _screen(running)
    yield from _home(running)


def show(page: Any, running: Running, state: State, lang: str) -> None:
    """Bring a page of a browser to that state."""
    page.goto("about:blank")  # what it showed before follows its workshop no longer
    kept = {"origin": running.address, "storageTypes": "local_storage"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
    page.unroute_all()
    page.context.clear_cookies()
    cookies = {**state.cookies, "pmo_lang": lang}
    page.context.add_cookies(
        [{"name": k, "value": v, "url": running.address} for k, v in cookies.items()]
    )
    reply = page.goto(running.address + state.path)
    assert reply.status < 500, (state.name, lang)
    if state.act:
        state.act(page)


def _press(selector: str) -> Callable[[Any], None]:
    """Press it, and wait for the page that comes."""

    def act(page: Any) -> None:
        with page.expect_navigation():
            page.click(selector)

    return act


def _bring(selector: str, data: bytes, name: str = "w.json") -> Callable[[Any], None]:
    """Choose a file in the form and send it."""

    def act(page: Any) -> None:
        page.set_input_files(
            f"{selector} input[type=file]",
            {"name": name, "mimeType": "text/plain", "buffer": data},
        )
        with page.expect_navigation():
            page.click(f"{selector} button")

    return act


def _outside(running: Running) -> Iterator[State]:
    yield State("refused-no-entry", "/no-such-page")
    yield State("refused-method", "/import")
    app = running.app
    app.state.guesses, held = app.state.guesses.__class__(0, 600), app.state.guesses
    yield State("refused-too-often", "/j/nobody-knows-this-key")
    app.state.guesses = held


def _part(running: Running, workshop: str, party: Party, name: str = "") -> tuple[Person, State]:
    """Somebody who takes part: their cookies are the state's."""
    with running.service.store.change(workshop) as connection:
        person, token = doors.join(connection, workshop, party, name)
        doors.consent(connection, person.id, "as_party")
    cookies = {f"pmo_part_{workshop}": token}
    return person, State("", f"/w/{workshop}/answer", cookies)


def _participant(running: Running) -> Iterator[State]:
    room = Room(
        running, named=True, organization="岱川装备", name="PMO定位研讨", questionnaire="quick"
    )
    key = doors.party_key(room.screen, room.id, "executive")
    yield State("phone-welcome", f"/j/{key}")
    yield State("phone-welcome-refused", f"/j/{key}", act=_press("button.main"))
    person, at = _part(running, room.id, "executive", "Mei Lan")
    yield at._replace(name="phone-waiting")
    room.reach("answer")
    home = f"/w/{room.id}"

    def there(name: str, path: str, **more: Any) -> State:
        return at._replace(name=name, path=home + path, **more)

    yield there("phone-choice", "/answer/core_problem")
    yield there("phone-nothing-chosen", "/answer/core_problem", act=_nothing_chosen)
    yield there("phone-offline", "/answer/core_problem", act=_offline)
    yield there("phone-why", "/answer/who_misses_it", act=_why)
    yield there("phone-scale", "/answer/pain_rework")
    yield there("phone-list", "/all")
    yield there("phone-review-open", "/review")
    yield there("phone-finished-open", "/finished")
    clashing = _clashing(running, room, person)
    yield there("phone-clash", "/answer/who_misses_it", act=clashing)
    room.answer(person, example()["executive"])
    yield there("phone-review", "/review")
    yield there("phone-finished", "/finished")
    _, organiser = _part(running, room.id, "org_design", "Person 1")
    for name, fact in (("yes-no", "lending_agreed"), ("number", "supported_headcount")):
        path = f"{home}/answer/{fact}"
        yield organiser._replace(name=f"phone-{name}", path=path)
    yield organiser._replace(
        name="phone-number-refused", path=f"{home}/answer/supported_headcount", act=_wrong_number
    )
    room.answer(room.people()[1], example()["org_design"])
    leader, _ = _part(running, room.id, "pmo_lead", "Person 2")
    room.answer(leader, example()["pmo_lead"])
    room.reach("problem")
    yield at._replace(name="phone-closed")
    room.post("/again", fact=["core_problem"])
    yield there("phone-again", "/answer/core_problem")
    room.reach("people")
    room.post("/decide", text="We do it", day="2026-11-20", attendance="Mei")
    yield at._replace(name="phone-decided")


def _why(page: Any) -> None:
    page.click(f"{OPEN} summary")


def _nothing_chosen(page: Any) -> None:
    page.click("button.main")
    page.wait_for_selector(".refused")


def _wrong_number(page: Any) -> None:
    page.locator(f"{OPEN} .typed").fill("about 12")
    page.click("button.main")
    page.wait_for_selector(".refused")


def _offline(page: Any) -> None:
    page.wait_for_selector("[data-ready]")
    page.route("**/answer/*", lambda route: route.abort())
    page.check(f'{OPEN} input[value="methods_missing"]')
    page.wait_for_selector('#state[data-is="kept"]')


def _clashing(running: Running, room: Room, person: Person) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        page.wait_for_selector("[data-ready]")
        with running.service.store.change(room.id) as connection:
            for value in ("nobody", "top_team"):
                answering.save(connection, person.id, 1, "who_misses_it", value, None)
        page.check(f'{OPEN} input[value="business_or_customers"]')
        page.wait_for_selector(".clash")

    return act


def _alone(running: Running) -> Iterator[State]:
    at, workshop, person = _single(running, "岱川装备 PMO")
    home = f"/w/{workshop}"
    yield at._replace(name="single-first")
    sheet = read_sheet(ROOT / "examples" / "rd-1000" / "answers.yaml", program().rulebook)
    given = list(sheet.answers.items())
    _give(running, workshop, person, dict(given[:12]))
    yield at._replace(name="single-question", path=f"{home}/answer/{given[12][0]}")
    _give(running, workshop, person, dict(given))
    yield at._replace(name="single-list", path=f"{home}/all")
    yield at._replace(name="single-review", path=f"{home}/review")
    yield at._replace(name="single-advice", path=f"{home}/advice")
    yield at._replace(name="single-firm", path=f"{home}/firm", act=_until_proved)
    yield at._replace(name="single-files", path=f"{home}/files")
    bad = b"schema_version: 1\nanswers:\n  core_problem: nonsense\n  no_such: 3\n"
    yield at._replace(
        name="single-files-bad", path=f"{home}/files", act=_bring("main", bad, "a.yaml")
    )
    other = sheet.model_copy(update={"answers": {**sheet.answers, "core_problem": "other_unclear"}})
    differing = _bring("main", sheet_text(other).encode(), "a.yaml")
    yield at._replace(name="single-files-differ", path=f"{home}/files", act=differing)
    at, workshop, person = _single(running, "Nobody's PMO")
    sheet = read_sheet(ROOT / "examples" / "not-yet" / "answers.yaml", program().rulebook)
    _give(running, workshop, person, sheet.answers)
    yield at._replace(name="single-not-yet", path=f"/w/{workshop}/advice")


def _until_proved(page: Any) -> None:
    page.wait_for_selector(".axes", timeout=60_000)


def _single(running: Running, name: str) -> tuple[State, str, Person]:
    opened = running.opened(kind="single", name=name, questionnaire="full")
    with running.service.store.change(opened.workshop.id) as connection:
        person, token = doors.join(connection, opened.workshop.id, None)
    cookies = {f"pmo_part_{opened.workshop.id}": token, **HOME}
    return State("", f"/w/{opened.workshop.id}/answer", cookies), opened.workshop.id, person


def _give(running: Running, workshop: str, person: Person, answers: Mapping[str, Value]) -> None:
    with running.service.store.change(workshop) as connection:
        for fact, value in answers.items():
            answering.save(connection, person.id, 1, fact, value, None)


def _screen(running: Running) -> Iterator[State]:
    last = filled(running, name="2025年度研讨", organization="岱川装备")
    last.reach("people")
    room = Room(running, named=True, name="PMO定位研讨", organization="岱川装备")
    keys = {f"pmo_screen_{one.id}": one.screen for one in (last, room)}
    home = f"/w/{room.id}"

    def there(name: str, path: str = "/screen", **more: Any) -> State:
        return State(f"screen-{name}", home + path, keys, **more)

    yield there("prepare")
    yield there("prepare-private", act=lambda page: page.click("summary"))
    yield there("links", "/links")
    room.reach("answer")
    yield there("watch-nobody")
    for place, party in enumerate(PARTIES):
        given = example()[party]
        person = room.add(party, {}, name=("林晓", "Mei Lan", "王建国")[place])
        room.answer(person, dict(list(given.items())[: 6 + 40 * place]))
    yield there("watch")
    yield there("close", "/close")
    for person in room.people():
        assert person.party
        room.answer(person, example()[person.party])
    for _ in range(2):
        room.add(
            "executive", {**example()["executive"], "core_problem": "deliveries_unowned"}, "Li"
        )
    room.reach("problem")
    yield there("problem-proving")
    room.settle()
    yield there("problem")
    room.post("/timer", about="core_problem", minutes="7", do="start")
    room.post("/note", about="core_problem", text="先看清楚是谁在疼，再谈类型。", revision=0)
    for step in ("scope", "mandate", "type"):
        room.reach(step)
        yield there(step)
    yield there("again", "/again")
    yield there("again-none", "/again", act=_nothing_ticked)
    yield there("whatif", "/whatif")
    yield there("whatif-tried", "/whatif?core_problem=deliveries_unowned&parallel_deliveries=9x")
    room.post("/again", fact=["core_problem"])
    yield there("watch-again")
    for person in room.people():
        room.answer(person, {"core_problem": "too_many_projects"})
    room.post("/reveal")
    room.settle()
    yield there("problem-moved")
    yield there("note-clash", act=_note_clash(room))
    room.reach("people")
    yield there("result")
    yield there("result-missing", "/screen?moved=1", act=_decision_refused)
    room.post("/reserve", party="pmo_lead", text="授权没有写下来之前，不承诺交付日期。")
    yield there("compare", "/compare")
    yield there("compare-chosen", f"/compare?with={last.id}")
    decided = "先设企业级战略型PMO，半年后复核。"
    room.post("/decide", text=decided, day="2026-11-20", attendance="林晓\nMei Lan\n王建国")
    yield there("decided")
    yield there("delete", "/delete")
    yield from _other_rooms(running)


def _nothing_ticked(page: Any) -> None:
    ticked = page.locator("main input:checked")
    while ticked.count():
        ticked.first.uncheck()
    _press("main button.main")(page)


def _decision_refused(page: Any) -> None:
    page.locator("#decided").fill(" ")
    page.locator("#attendance").fill("林晓\nMei Lan")
    _press("#decision button.main")(page)


def _note_clash(room: Room) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        page.locator("#text-").fill("Two of us write at once")
        with room.service.store.change(room.id) as connection:
            held = [one for one in moderating.notes(connection, room.id) if not one.about]
            seen = held[0].revision if held else 0
            moderating.write_note(connection, room.id, "", f"Written meanwhile {seen}", seen)
        _press('[id="note-"] button')(page)

    return act


def _other_rooms(running: Running) -> Iterator[State]:
    """Workshops that go otherwise: nobody differs, somebody declines, nothing can be said yet."""

    def at(name: str, room: Room) -> State:
        return State(name, room.url + "/screen", {f"pmo_screen_{room.id}": room.screen})

    agreed = Room(running, name="说法一致")
    agreed.reach("answer")
    for party in PARTIES:
        agreed.add(party, example()["executive"])
    for step in ("problem", "type"):
        agreed.reach(step)
        agreed.settle()
        yield at(f"agreed-{step}", agreed)
    kept = Room(running, name="有一方不单列")
    kept.reach("answer")
    for party in ("executive", "org_design"):
        kept.add(party, example()[party], consent="joint_only" if party == "org_design" else None)
    for step in ("problem", "type", "people"):
        kept.reach(step)
        kept.settle()
        yield at(f"kept-{step}", kept)
    empty = Room(running, name="Nobody came")
    for step in ("problem", "type", "people"):
        empty.reach(step)
        yield at(f"empty-{step}", empty)
    later = Room(running, name="Not yet", organization="W" * 60)
    later.reach("answer")
    sheet = read_sheet(ROOT / "examples" / "not-yet" / "answers.yaml", program().rulebook)
    for party in PARTIES:
        later.add(party, sheet.answers)
    for step in ("type", "people"):
        later.reach(step)
        yield at(f"not-yet-{step}", later)
    crowd = Room(running, name="人多的一场")
    crowd.reach("answer")
    for place in range(40):
        some = dict(list(example()["executive"].items())[: place % 30])
        crowd.add(PARTIES[0 if place < 30 else 1], some)
    yield at("screen-watch-crowd", crowd)


def _home(running: Running) -> Iterator[State]:
    yield State("home", "/", HOME)
    yield State("home-refused", "/", HOME, act=_no_name)
    for name, data in (("refused", b"[1]"), ("damaged", DAMAGED)):
        act = _bring('form[action^="/import"]', data)
        yield State(f"home-import-{name}", "/", HOME, act=act)


def _no_name(page: Any) -> None:
    page.evaluate("document.querySelector('#name').required = false")
    _press("button.main")(page)
