"""The executive deck: the answer first, one conclusion a slide, the decision last."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from pmo_advisor.model.question import TextQuestion
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.charts.native import NativeChart
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.slides import MOST_SLIDES, Deck, Flow, Slide, SlideTable
from pmo_advisor.reports.voice import Voice
from tests.reports import decks, sample
from tests.shipped import program

TOPICS = re.compile(r"^report\.\w+\.topic$")


@pytest.fixture(params=[(name, lang) for name in decks.NAMES for lang in LANGS], name="case")
def _case(request: pytest.FixtureRequest) -> tuple[str, Lang]:
    name, lang = request.param
    return name, lang


@pytest.fixture(name="deck")
def _deck(case: tuple[str, Lang]) -> Deck:
    return decks.told(*case)


def _slide(name: str, lang: Lang, wanted: str) -> Slide:
    return next(one for one in decks.told(name, lang).slides if one.id == wanted)


def _table(slide: Slide) -> SlideTable:
    assert isinstance(slide.picture, SlideTable)
    return slide.picture


def test_there_are_at_most_ten_slides(deck: Deck) -> None:
    assert 3 <= len(deck.slides) <= MOST_SLIDES


def test_the_answer_comes_first_and_the_decision_last(deck: Deck) -> None:
    assert deck.slides[0].id == "answer"
    assert deck.slides[-1].id == "decide"


def test_every_title_is_a_sentence_of_its_own(deck: Deck) -> None:
    titles = [one.title for one in deck.slides]
    assert len(set(titles)) == len(titles)
    topics = {sample.texts().say(one, deck.lang) for one in sample.texts() if TOPICS.fullmatch(one)}
    for title in titles:
        assert title not in topics
        assert not title.endswith((":", "：", "。", "."))
        assert len(title) >= 8 if deck.lang == "zh" else len(title.split()) >= 4


def test_only_the_first_slide_is_without_a_picture(deck: Deck) -> None:
    kinds = [type(one.picture) for one in deck.slides]
    assert kinds[0] is type(None)
    assert all(one in (NativeChart, SlideTable, Flow) for one in kinds[1:])


def test_a_slide_has_one_message(deck: Deck) -> None:
    for slide in deck.slides[1:]:
        assert len(slide.message) <= 3
        assert all(one.text and not one.label for one in slide.message)


def test_every_slide_tells_the_speaker_why(deck: Deck) -> None:
    for slide in deck.slides:
        assert [one for one in slide.notes if len(one) > 10], slide.id


def test_the_notes_of_the_type_name_reasons_and_sources_in_words() -> None:
    notes = "\n".join(_slide("rd-1000", "zh", "fit").notes)
    assert "《我眼中的PMO》" in notes
    assert not re.search(r"\b[A-Z]\d\d\b", notes)


def test_nothing_is_left_to_fill_and_no_id_is_told(case: tuple[str, Lang], deck: Deck) -> None:
    if case[0] == "hostile":
        return
    known = (*program().rulebook.rule, *program().rulebook.question)
    ids = {one for one in known if "." in one or "_" in one}
    for slide in deck.slides:
        told = _words(slide)
        assert not re.search(r"[{}]", told)
        assert not [one for one in ids if one in told]


def _words(slide: Slide) -> str:
    told = [slide.title, *slide.notes, *(one.text for one in slide.message)]
    match slide.picture:
        case SlideTable() as table:
            told += [table.in_words, *table.head]
            told += [f"{one.text} {one.detail}" for row in table.rows for one in row]
        case Flow() as flow:
            told.append(flow.in_words)
            told += [f"{one.name} {one.first} {one.second}" for one in flow.steps]
            told += [point.text for one in flow.steps for point in one.points]
        case NativeChart() as chart:
            told += [chart.in_words, *chart.categories]
    return "\n".join(told)


def test_nothing_personal_is_shown(case: tuple[str, Lang], deck: Deck) -> None:
    """No free text, no respondent; the unit's own name may stand there."""
    answers = decks.advice(case[0]).provenance.answers
    texts = {one.id for one in program().rulebook.questions if isinstance(one, TextQuestion)}
    private = {str(answers[one]) for one in texts & set(answers)}
    private |= {one.respondent for one in decks.advice(case[0]).provenance.remarks}
    private |= {one.text for one in decks.advice(case[0]).provenance.remarks}
    for slide in deck.slides:
        told = _words(slide)
        assert not [one for one in private if len(one) > 3 and one in told], slide.id


def test_nobodys_capability_is_shown(deck: Deck) -> None:
    """No rating of the team, whatever its size: not on a slide, not in what a speaker reads."""
    rulebook = program().rulebook
    names = Names(rulebook, Voice(sample.texts(), deck.lang))
    rated = [names.fact(one.fact).lower() for one in rulebook.catalog.capabilities]
    for slide in deck.slides:
        told = _words(slide).lower()
        assert not [one for one in rated if one in told], slide.id


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", decks.NAMES)
def test_the_last_slide_says_who_decides_what_and_by_when(name: str, lang: Lang) -> None:
    table = _table(_slide(name, lang, "decide"))
    voice = Voice(sample.texts(), lang)
    parties = [voice.say(f"party.{one}") for one in ("executive", "org_design", "pmo_lead")]
    parties.append(voice.say("party.unnamed"))
    day = decks.advice(name).provenance.date
    for what, who, when in table.rows:
        assert what.text
        assert any(one in who.text for one in parties)
        assert when.text
    if day is not None:
        last = day + timedelta(days=program().rulebook.threshold["decision_days"])
        assert voice.date(last) in table.rows[0][2].text


def test_the_people_on_the_first_slide_are_those_of_the_advice() -> None:
    staffing = sample.example("rd-1000").staffing
    assert staffing is not None
    assert staffing.base is not None
    told = _slide("rd-1000", "zh", "answer").message[0].text
    assert told.startswith(f"{staffing.base.low}–{staffing.base.high}")


def test_every_stage_stands_on_the_road_and_one_of_them_is_here() -> None:
    roadmap = sample.example("rd-1000").roadmap
    assert roadmap is not None
    flow = _slide("rd-1000", "en", "road").picture
    assert isinstance(flow, Flow)
    assert len(flow.steps) == len(roadmap.stages)
    here = [at for at, one in enumerate(flow.steps) if one.place == "here"]
    assert [roadmap.stages[at].stage for at in here] == [roadmap.current_stage]
    assert [bool(one.sign) for one in flow.steps] == [at in here for at in range(len(flow.steps))]


def test_what_is_done_is_not_asked_for_again() -> None:
    for name in sample.EXAMPLES:
        for slide in decks.told(name, "en").slides:
            if isinstance(slide.picture, Flow):
                behind = [one for one in slide.picture.steps if one.place == "behind"]
                assert not [one for one in behind if one.points]


def test_parties_are_left_out_where_one_sheet_speaks() -> None:
    assert "parties" not in [one.id for one in decks.told("rd-1000", "zh").slides]
    assert "parties" in [one.id for one in decks.told("three-parties", "zh").slides]


def test_a_near_tie_is_said_in_the_answer_and_is_a_decision() -> None:
    names = Names(program().rulebook, Voice(sample.texts(), "en"))
    other = names.type(str(decks.advice("near").position.runner_up))
    for name in ("near", "tied"):
        assert other in _slide(name, "en", "answer").title
        assert other in _table(_slide(name, "en", "decide")).rows[0][0].text


def test_with_firmness_the_nearest_other_conclusion_is_told() -> None:
    slide = _slide("firm", "en", "runner_up")
    firmness = decks.advice("firm").firmness
    assert firmness is not None
    least = min(len(one.changes) for one in firmness.flips.free if one.changes is not None)
    assert f"{least} answer" in slide.title
    assert isinstance(slide.picture, NativeChart)


def test_a_deck_says_the_same_in_both_languages() -> None:
    for name in decks.NAMES:
        zh, en = (decks.told(name, lang) for lang in LANGS)
        assert [one.id for one in zh.slides] == [one.id for one in en.slides]
        for one, other in zip(zh.slides, en.slides, strict=True):
            if isinstance(one.picture, SlideTable):
                assert len(one.picture.rows) == len(_table(other).rows)
