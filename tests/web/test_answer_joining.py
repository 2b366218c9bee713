"""Joining by a party's link: told what becomes of the answers, asked once, and never lost."""

from __future__ import annotations

import httpx
import pytest

from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.store import doors
from tests.web.conftest import Running
from tests.web.steps import hidden, join, key, people


@pytest.mark.parametrize("lang", LANGS)
def test_the_welcome_says_whose_workshop_it_is_and_for_which_party(
    running: Running, lang: Lang
) -> None:
    opened = running.opened(name="Positioning", organization="Acme")
    say = running.service.texts
    with running.client(lang) as client:
        page = client.get(f"/j/{key(opened, 'org_design')}").text
    assert "Positioning" in page
    assert "Acme" in page
    assert say.say("report.party.org_design", lang) in page
    assert say.say("web.answer.consent.define", lang)[:12] in page
    assert "18" in page  # so many questions


def test_whoever_joins_is_asked_about_a_small_party_before_any_question(
    running: Running, client: httpx.Client
) -> None:
    opened = running.opened()
    address = f"/j/{key(opened)}"
    refused = client.post(address, data=hidden(client.get(address).text))
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert people(running, opened) == ()
    assert join(client, opened, consent="joint_only").status_code == 200
    assert [one.consent for one in people(running, opened)] == ["joint_only"]


def test_a_named_workshop_wants_a_name_and_keeps_what_else_was_given(
    running: Running, client: httpx.Client
) -> None:
    opened = running.opened(named=True)
    refused = join(client, opened, consent="joint_only")
    assert refused.status_code == 422
    assert 'value="joint_only" checked' in refused.text
    join(client, opened, name="张三")
    assert [one.name for one in people(running, opened)] == ["张三"]


def test_an_anonymous_workshop_keeps_no_name_even_if_one_is_sent(
    running: Running, client: httpx.Client
) -> None:
    opened = running.opened()
    join(client, opened, name="张三")
    assert [one.name for one in people(running, opened)] == [""]


def test_coming_back_by_link_or_address_goes_on_where_one_was(
    running: Running, client: httpx.Client
) -> None:
    opened = running.opened()
    here = join(client, opened).url
    for address in (f"/j/{key(opened)}", f"/w/{opened.workshop.id}/answer"):
        assert client.get(address).url == here
    assert len(people(running, opened)) == 1


def test_pressing_the_button_twice_makes_one_participant(
    running: Running, client: httpx.Client
) -> None:
    opened = running.opened()
    address = f"/j/{key(opened)}"
    form = {**hidden(client.get(address).text), "consent": "as_party"}
    for _ in range(2):
        assert client.post(address, data=form).status_code == 200
    assert len(people(running, opened)) == 1


def test_a_wrong_link_opens_nothing(client: httpx.Client) -> None:
    assert client.get(f"/j/{doors.new_secret()}").status_code == 404


def test_before_it_begins_a_participant_waits_and_is_not_asked(
    running: Running, client: httpx.Client
) -> None:
    opened = running.opened(step="prepare")
    page = join(client, opened)
    assert running.service.texts.say("web.answer.waiting.title", "en") in page.text
    gone = client.get(f"/w/{opened.workshop.id}/answer/core_problem")
    assert gone.url.path == f"/w/{opened.workshop.id}/answer"


def test_the_choice_for_a_small_party_can_be_changed_later(
    running: Running, client: httpx.Client
) -> None:
    opened = running.opened()
    join(client, opened)
    form = hidden(client.get(f"/w/{opened.workshop.id}/finished").text)
    client.post(f"/w/{opened.workshop.id}/consent", data={**form, "consent": "joint_only"})
    assert [one.consent for one in people(running, opened)] == ["joint_only"]


def test_a_strangers_name_for_a_workshop_is_only_ever_text(
    running: Running, client: httpx.Client
) -> None:
    opened = running.opened(name="<script>alert(1)</script>", organization='"><img src=x>')
    for page in (client.get(f"/j/{key(opened)}"), join(client, opened)):
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
