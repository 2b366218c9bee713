"""A workshop is held in the languages that it was prepared in, on the screen and on every phone."""

from __future__ import annotations

import pytest

from pmo_advisor.model.text import LANGS, Lang
from tests.web.conftest import Running
from tests.web.screens import Browser, Room, filled
from tests.web.steps import alone, hidden, join, key

SWITCH = 'id="switch"'
TAG: dict[Lang, str] = {"zh": 'lang="zh-CN">', "en": 'lang="en-GB">'}
OTHER: dict[Lang, Lang] = {"zh": "en", "en": "zh"}


@pytest.mark.parametrize("lang", LANGS)
def test_who_asks_for_another_language_gets_the_one_that_was_prepared(
    running: Running, lang: Lang
) -> None:
    opened = running.opened(languages=(lang,))
    with running.client(OTHER[lang]) as client:
        welcome = client.get(f"/j/{key(opened)}").text
        client.get(f"/lang/{OTHER[lang]}?to=/")
        question = join(client, opened).text
        refused = client.post(
            f"/w/{opened.workshop.id}/answer/core_problem",
            data={**hidden(question), "answer": "no such choice"},
        ).text
    for page in (welcome, question, refused):
        assert f"<html {TAG[lang]}" in page
        assert SWITCH not in page


@pytest.mark.parametrize("lang", LANGS)
def test_the_screen_speaks_the_prepared_language_on_every_page(
    running: Running, lang: Lang
) -> None:
    room = filled(running, lang=OTHER[lang], **{f"lang_{lang}": "1"})
    seen = [room.show(), room.show("/close"), room.show("/links"), room.reach("problem")]
    seen += [room.show("/again"), room.reach("people"), room.show("/whatif"), room.show("/compare")]
    seen += [room.show("/delete"), room.post("/note", about="", text="x", revision=0)]
    for page in seen:
        assert f"<html {TAG[lang]}" in page
        assert SWITCH not in page


def test_with_both_languages_each_reads_their_own_and_may_switch(running: Running) -> None:
    opened = running.opened()
    for lang in LANGS:
        with running.client(lang) as client:
            page = client.get(f"/j/{key(opened)}").text
            assert f"<html {TAG[lang]}" in page
            assert SWITCH in page
            client.get(f"/lang/{OTHER[lang]}?to=/")
            assert f"<html {TAG[OTHER[lang]]}" in client.get(f"/j/{key(opened)}").text


def test_who_asks_for_none_of_ours_gets_the_first_prepared(running: Running) -> None:
    opened = running.opened(languages=("en", "zh"))
    with running.client("fr-CH, de;q=0.7") as client:
        assert f"<html {TAG['en']}" in client.get(f"/j/{key(opened)}").text


def test_whoever_started_the_server_reads_the_list_in_their_own_language(running: Running) -> None:
    room = Room(running, lang="en", lang_zh="1")
    assert f"<html {TAG['zh']}" in room.show()
    assert f"<html {TAG['en']}" in room.browser.get("/")


def test_documents_are_offered_in_the_prepared_languages(running: Running) -> None:
    for prepared, offered in ((("zh",), {"zh"}), (("zh", "en"), {"zh", "en", "zh-en"})):
        room = filled(running, **{f"lang_{one}": "1" for one in prepared})
        page = room.reach("people")
        for language in ("zh", "en", "zh-en"):
            assert (f"/papers/report.{language}.docx" in page) == (language in offered)


def test_one_persons_documents_are_offered_in_the_languages_of_the_assessment(
    running: Running,
) -> None:
    with running.client("en") as client:
        workshop = alone(client)
        page = client.get(f"/w/{workshop}/files").text
        assert f"/w/{workshop}/documents/report.zh-en.docx" in page
    opened = running.opened(kind="single", languages=("en",))
    browser = Browser(running)
    browser.client.cookies.set(f"pmo_screen_{opened.workshop.id}", opened.screen)
    browser.get(f"/w/{opened.workshop.id}/answer")
    page = browser.get(f"/w/{opened.workshop.id}/files")
    assert "report.en.docx" in page
    assert "report.zh.docx" not in page
    assert "report.zh-en.docx" not in page


def test_a_page_that_an_answer_was_refused_on_is_read_on_in_place(running: Running) -> None:
    room = filled(running)
    room.reach("people")
    page = room.show("/whatif?core_problem=deliveries_unowned")
    assert "to=/w/" in page
    assert "core_problem%3Ddeliveries_unowned" in page
    room.post("/note", about="", text="first", revision=0)
    clash = room.browser.post(f"{room.url}/note", status=409, about="", text="second", revision=0)
    assert "second" in clash
    assert SWITCH not in clash, "the page cannot be asked for again, so nobody is sent away from it"
