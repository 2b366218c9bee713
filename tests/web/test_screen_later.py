"""Later: copy, hand on as a file, bring in, compare, delete."""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import cache

import pytest

from pmo_advisor.model.workshop import Consent, Whole
from pmo_advisor.store import answering, doors
from pmo_advisor.store import whole as store_whole
from pmo_advisor.store.store import Missing
from tests.web.conftest import HOME_KEY, Running
from tests.web.screens import Browser, Room, example, filled


def _home(running: Running) -> Browser:
    browser = Browser(running)
    browser.get(f"/open/{HOME_KEY}")
    return browser


def _decided(there: list[str]) -> dict[str, object]:
    return {"text": "We do it", "day": "2026-11-20", "attendance": there, "revision": 1}


def _file(room: Room) -> dict[str, object]:
    told: dict[str, object] = json.loads(room.show("/export"))
    return told


def test_a_workshop_handed_on_and_brought_in_stands_as_it_stood(running: Running) -> None:
    room = filled(running, named=True)
    room.reach("problem")
    room.post("/note", about="core_problem", text="What they said", revision=0)
    room.reach("people")
    room.post("/reserve", party="pmo_lead", text="Not without a mandate")
    room.post("/decide", text="We do it", day="2026-11-20", attendance="Mei")
    told = room.browser.client.get(f"{room.url}/export")
    assert "attachment" in told.headers["content-disposition"]
    answer = _home(running).send("/import", told.content)
    made = answer.url.path.split("/")[2]
    assert made != room.id
    for words in ("We do it", "Not without a mandate", "What they said", "strategy PMO"):
        assert words in answer.text
    with running.service.store.read() as connection:
        assert doors.workshop(connection, made).step == "decided"


def test_an_import_without_a_partys_answers_says_so_on_the_screen_and_in_documents(
    running: Running,
) -> None:
    room = Room(running, named=True)
    room.reach("answer")
    for party, answers in example().items():
        held: Consent = "joint_only" if party == "pmo_lead" else "as_party"
        room.add(party, answers, name=party, consent=held)
    room.reach("people")
    room.post("/decide", text="We do it", day="2026-11-20", attendance="Mei")
    here = room.browser.client.get(f"{room.url}/export")
    browser = _home(running)
    answer = browser.send("/import", here.content)
    made = answer.url.path.split("/")[2]
    party = running.service.texts.say("report.party.pmo_lead", "en")
    notice = running.service.texts.say("report.imported.line", "en", parties=party)
    assert notice in answer.text
    missing = running.service.texts.say("web.screen.beside.missing", "en", parties=party)
    assert missing not in answer.text.replace("&#39;", "'")
    assert notice in browser.get(f"/w/{made}/papers/report.en.html")
    for name in ("charter.en.docx", "deck.en.pptx"):
        paper = browser.client.get(f"/w/{made}/papers/{name}").content
        with zipfile.ZipFile(io.BytesIO(paper)) as parts:
            told = [parts.read(one).decode() for one in parts.namelist() if one.endswith(".xml")]
        assert any("Imported without the answers" in one for one in told), name
    assert json.loads(browser.get(f"/w/{made}/export"))["left_out"] == ["pmo_lead"]
    with running.service.store.read() as connection:
        assert store_whole.export(connection, made).left_out == ("pmo_lead",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "choose a file"),
        (b"\xff\xfe not text", "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        (b"[1, 2]", "not an exported workshop"),
        (b'{"schema_version": 9, "workshop": {}}', "newer version"),
        (b'{"schema_version": 1, "workshop": {"id": 3}}', "damaged"),
    ],
)
def test_a_file_that_is_none_is_refused_in_plain_words(
    running: Running, data: bytes, words: str
) -> None:
    assert words in _home(running).send("/import", data, status=422).text


def _listed(running: Running) -> list[str]:
    with running.service.store.read() as connection:
        return [one.id for one in store_whole.listed(connection)]


@cache
def _keeper(running: Running) -> Browser:
    return _home(running)


@cache
def _exported(running: Running) -> str:
    room = filled(running)
    room.reach("problem")
    return json.dumps(_file(room))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told["people"].append(told["people"][0]),
        lambda told: told["answers"].append(told["answers"][0]),
        lambda told: told["answers"][0].update(person="nobody"),
        lambda told: told["answers"][0].update(fact="x" * 81),
        lambda told: told["answers"][0].update(round=10**12),
        lambda told: told["workshop"].update(name="a\u0000b"),
        lambda told: told["workshop"].update(name="\ud800"),
        lambda told: told["workshop"].update(questionnaire="nowhere"),
        lambda told: told["workshop"].update(step="elsewhere"),
        lambda told: told["notes"].extend([{"about": "a", "text": "", "revision": 1}] * 2),
        lambda told: told.update(reopened={"2": ["core_problem", "core_problem"]}),
        lambda told: told.update(more="than we know"),
        lambda told: told.update(schema_version=True),
        lambda told: told.update(schema_version=0),
        lambda told: told["answers"][0].update(value=2**63),
        lambda told: told["answers"][0].update(value=10**30),
        lambda told: told["answers"][0].update(value="x" * 8001),
        lambda told: told["answers"][0].update(revision=2**31),
        lambda told: told["answers"][0].update(round=-1),
        lambda told: told["answers"][0].update(round=2),
        lambda told: told["workshop"].update(revision=2**31 - 1),
        lambda told: told["workshop"].update(revision=2**63),
        lambda told: told["workshop"].update(created=5),
        lambda told: told["workshop"].update(name=" "),
        lambda told: told["workshop"].update(languages=["fr"]),
        lambda told: told.update(decision=_decided(["x"] * 201)),
        lambda told: told.update(decision=_decided(["x" * 81])),
        lambda told: told.update({f"more {number}": number for number in range(2000)}),
    ],
)
def test_a_damaged_file_is_refused_and_brings_nothing_in(running: Running, spoil: object) -> None:
    told = json.loads(_exported(running))
    spoil(told)  # type: ignore[operator]
    before = _listed(running)
    refused = _keeper(running).send("/import", json.dumps(told).encode(), status=422)
    assert 'role="alert"' in refused.text
    assert _listed(running) == before


def test_of_a_million_wrong_entries_only_the_first_is_told(running: Running) -> None:
    """To tell all of them would take minutes and gigabytes."""
    junk = b'{"schema_version":1,"workshop":{},"people":[' + b"1," * 1_000_000 + b"1]}"
    told = _home(running).send("/import", junk, status=422).text
    assert told.count("<code>people.") == 1


def test_what_only_looks_like_a_null_character_is_brought_in(running: Running) -> None:
    room = filled(running)
    room.reach("problem")
    room.post("/note", about="core_problem", text=r"as \u0000 or \\u0000 in JSON", revision=0)
    exported = room.browser.client.get(f"{room.url}/export").content
    assert r"as \u0000 or \\u0000 in JSON" in _home(running).send("/import", exported).text


def test_all_that_is_damaged_is_named_with_its_place_in_the_readers_language(
    running: Running,
) -> None:
    room = filled(running)
    room.reach("problem")
    told = _file(room)
    told["workshop"].update(step="elsewhere")  # type: ignore[attr-defined]
    told["answers"][0].update(round="first")  # type: ignore[index]
    home = _home(running)
    home.get("/lang/zh?to=/")
    page = home.send("/import", json.dumps(told).encode(), status=422).text
    for place in ("workshop.step", "answers.0.round"):
        assert f"<code>{place}</code>" in page
    assert "只能是：prepare" in page
    assert "Input should be" not in page


def test_an_imported_answer_that_no_question_takes_is_left_unused(running: Running) -> None:
    room = filled(running)
    room.reach("problem")
    told = json.dumps(_file(room)).replace('"too_many_projects"', '"no_such_choice"')
    page = _home(running).send("/import", told.encode()).text
    assert "What is it to solve first?" in page
    assert "no_such_choice" not in page


def test_a_file_beyond_the_limit_is_not_read(running: Running) -> None:
    answer = _home(running).send("/import", b" " * 20_000_001, status=413)
    assert "beyond the limit" in answer.text


def test_only_whoever_started_the_server_brings_files_in(running: Running) -> None:
    stranger = Browser(running)
    stranger.send("/import", b"{}", status=404)


def test_a_copy_is_prepared_alike_and_empty(running: Running) -> None:
    room = filled(running, named=True, organization="Daichuan")
    page = room.post("/copy", name="Next year")
    assert "Next year" in page
    assert "Prepare the workshop" in page
    assert "Questionnaire: Full" in page
    made = room.browser.get("/")
    assert "Next year" in made


def test_deleting_asks_once_more_and_is_for_good(running: Running) -> None:
    room = filled(running)
    assert "for good?" in room.show("/delete")
    room.browser.post(f"{room.url}/delete", status=422)
    room.post("/delete", sure="yes")
    room.show(status=404)
    with running.service.store.read() as connection, pytest.raises(Missing):
        doors.workshop(connection, room.id)


def test_the_list_offers_new_links_where_this_browser_has_no_key(running: Running) -> None:
    room = filled(running, name="Seen from elsewhere")
    home = _home(running)
    assert "Seen from elsewhere</strong>" in home.get("/")
    page = home.post(f"{room.url}/renew")
    assert "Answering" in page
    room.show(status=404)


def test_two_workshops_compared_show_what_changed_and_nothing_else(running: Running) -> None:
    last = filled(running, name="Last year")
    last.reach("people")
    room = Room(running, name="This year")
    room.reach("answer")
    for party, answers in example().items():
        changed = {"authority_granted": 3} if party == "org_design" else {}
        room.add(party, {**answers, **changed})
    room.reach("people")
    page = room.show(f"/compare?with={last.id}")
    assert "Answers that changed: 1" in page
    assert "How far is the PMO authorised in writing?" in page
    assert "Supportive" in page
    assert "Controlling" in page


def test_a_workshop_is_compared_only_once_it_is_revealed_and_only_by_who_may_see_it(
    running: Running,
) -> None:
    early = filled(running, name="Still answering")
    done = filled(running, name="Somewhere else")
    done.reach("people")
    room = filled(running)
    room.reach("people")
    assert "Still answering" not in room.show("/compare")
    assert "Somewhere else" in room.show("/compare")
    bystander = room.again()
    page = bystander.get(f"{room.url}/compare?with={done.id}")
    assert "Somewhere else" not in page
    assert early.id not in page


def test_the_file_of_an_anonymous_workshop_adds_up_to_the_same_advice(running: Running) -> None:
    room = Room(running)
    room.reach("answer")
    for party, answers in example().items():
        for shift in (0, 0, 1):
            one = {
                k: min(4, v + shift) if isinstance(v, int) and v < 4 else v
                for k, v in answers.items()
            }
            room.add(party, one)
    room.reach("people")
    brought = Whole.model_validate(_file(room))
    thinking = running.service.thinking
    before = thinking.of(thinking.whole(room.id)).standing.advice
    after = thinking.of(brought).standing.advice
    assert before.position == after.position
    assert before.staffing == after.staffing


def test_an_assessment_by_one_person_goes_on_where_it_was_brought_in(running: Running) -> None:
    home = _home(running)
    made = home.client.post(
        "/new",
        data={"csrf": home.token(), "name": "Alone", "kind": "single", "questionnaire": "quick"},
    )
    workshop = made.url.path.split("/")[2]
    assert made.url.path.startswith(f"/w/{workshop}/answer")
    with running.service.store.read() as connection:
        (person,) = answering.people(connection, workshop)
    with running.service.store.change(workshop) as connection:
        answering.save(connection, person.id, 1, "core_problem", "too_many_projects", None)
    told = home.client.get(f"/w/{workshop}/export").content
    elsewhere = _home(running)
    brought = elsewhere.send("/import", told)
    assert "/answer" in brought.url.path
    assert "core_problem" not in brought.url.path
    again = _home(running).post(f"/w/{workshop}/renew")
    assert "/answer" in again


def _new(**fields: str) -> dict[str, str]:
    return {"name": "Twice", "kind": "workshop", "once": "a-page", "lang_en": "1", **fields}


@pytest.mark.parametrize("kind", ["workshop", "single"])
def test_a_button_pressed_twice_makes_one_workshop(running: Running, kind: str) -> None:
    browser = _home(running)

    def press(**fields: str) -> str:
        sent = {"csrf": browser.token(), **_new(kind=kind, **fields)}
        answer = browser.client.post("/new", data=sent)
        assert answer.status_code == 200
        return answer.url.path

    first = press()
    assert press() == first
    made = first.split("/")[2]
    for cookie in {f"pmo_screen_{made}", f"pmo_part_{made}"} & {*browser.client.cookies}:
        browser.client.cookies.delete(cookie)
    assert press() == first
    assert press(name="Another") != first


def test_without_a_name_everything_else_that_was_chosen_stays(running: Running) -> None:
    browser = _home(running)
    chosen = {"organization": "A firm", "questionnaire": "full", "named": "named", "lang_en": "1"}
    page = browser.post("/new", status=422, name=" ", kind="workshop", **chosen)
    assert 'value="A firm"' in page
    for one in (
        'value="full" checked',
        'value="named" checked',
        'name="lang_en" value="1" checked',
    ):
        assert one in page
    for one in ('value="quick" checked', 'name="lang_zh" value="1" checked'):
        assert one not in page


def test_workshops_of_one_name_and_day_are_told_apart_where_they_are_compared(
    running: Running,
) -> None:
    room = filled(running, named=True)
    room.reach("people")
    told = json.loads(room.show("/export"))
    browser = _home(running)
    for hour in ("08:10:00", "08:10:00", "09:20:00"):
        told["workshop"] |= {"name": "The same", "created": f"2026-11-20T{hour}"}
        here = browser.send("/import", json.dumps(told).encode()).url.path
    page = browser.get(here.replace("/screen", "/compare"))
    offered = re.findall(r"<option[^>]*>([^<]+)</option>", page)
    assert len(offered) > 1
    assert len({*offered}) == len(offered)
