from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pmo_advisor.errors import BadInput, Fault, Place, TextId
from pmo_advisor.knowledge.texts import Texts, load_texts
from pmo_advisor.knowledge.words import Words
from pmo_advisor.model.text import Text
from tests.knowledge.world import TINY, World, messages, say


def texts(**pairs: tuple[str, str]) -> Texts:
    shipped = load_texts()
    own = {name: Words(zh=zh, en=en) for name, (zh, en) in pairs.items()}
    return Texts({**{name: shipped.text(name) for name in shipped}, **own})


def test_a_text_is_said_in_the_language_that_is_asked_for() -> None:
    book = load_texts(base=TINY)
    assert book.say("tiny.note", "zh", name="小王", tea="红茶") == "小王，请喝红茶。"
    assert book.say("tiny.note", "en", name="Wang", tea="tea") == "Wang, please drink tea."
    assert "tiny.note" in book
    assert "tiny.other" not in book
    assert book.text("tiny.note").en == "{name}, please drink {tea}."


def test_values_are_said_in_the_same_language() -> None:
    book = texts(x=("甲{a}", "A {a}"), y=("乙", "B"))
    assert book.say("x", "zh", a=TextId("y")) == "甲乙"
    assert book.say("x", "en", a=Text(zh="丙", en="C")) == "A C"
    assert book.say("x", "zh", a=[1, TextId("y"), "d"]) == "甲1、乙、d"
    assert book.say("x", "en", a=("p", "q")) == "A p, q"
    assert book.say("x", "en", a=date(2026, 11, 23)) == "A 2026-11-23"


def test_doubled_braces_stand_for_themselves() -> None:
    assert texts(x=("{{a}} {a}", "{{a}} {a}")).say("x", "en", a=1) == "{a} 1"


def test_a_value_that_looks_like_a_placeholder_is_left_alone() -> None:
    book = texts(x=("{a}{b}", "{a}{b}"))
    assert book.say("x", "en", a="{b}", b="{a.__class__}") == "{b}{a.__class__}"


def test_a_missing_value_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        load_texts(base=TINY).say("tiny.note", "en", name="Wang")


def test_a_placeholder_may_have_any_name() -> None:
    assert texts(x=("{lang}{message}", "{lang}{message}")).say("x", "en", lang=1, message=2) == "12"


def test_spaces_at_the_ends_are_kept_and_last_line_ends_are_not(tiny: World) -> None:
    tiny.add(
        "texts/more.yaml", 'x: {zh: " ", en: " "}\ny:\n  zh: |\n    一\n    二\n  en: |\n    a\n'
    )
    book = load_texts(base=tiny.root)
    assert book.say("x", "en") == " "
    assert book.say("y", "zh") == "一\n二"
    assert tiny.faults() == ()


def test_a_pack_changes_the_words_of_a_text(tmp_path: Path) -> None:
    pack = World(tmp_path)
    pack.add("texts/x.yaml", 'tiny.note: {zh: "喝，{name}。", en: "Drink, {name}."}\n')
    assert load_texts([tmp_path], base=TINY).say("tiny.note", "en", name="W", tea="") == "Drink, W."


def test_a_pack_can_only_use_what_the_program_gives(tmp_path: Path) -> None:
    pack = World(tmp_path)
    pack.add("texts/x.yaml", 'tiny.note: {zh: "喝，{who}。", en: "Drink, {who}."}\n')
    with pytest.raises(BadInput) as caught:
        load_texts([tmp_path], base=TINY)
    assert messages(caught.value.faults) == ["placeholder_unknown"]
    assert "{name}, {tea}" in say(caught.value.faults[0])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "file_needs_mapping"),
        ("tiny.x: words\n", "text_needs_languages"),
        ("tiny.x: {zh: 字, en: w, fr: m}\n", "key_unknown"),
        ("tiny.x: {zh: 字, en: 3}\n", "need_text"),
        ('tiny.x: {zh: "{字}", en: "{a}"}\n', "placeholder_shape"),
        ('tiny.x: {zh: "字}", en: "a}"}\n', "placeholder_shape"),
        ('tiny.x: {zh: 字, en: ""}\n', "text_empty"),
        ("tiny.note: {zh: 字, en: w}\n", "id_twice"),
        ("tiny.x: {zh: 字, en: w}\ntiny.x: {zh: 字, en: w}\n", "key_twice"),
    ],
)
def test_faults_of_texts_are_told(tiny: World, text: str, message: str) -> None:
    tiny.add("texts/x.yaml", text)
    assert message in messages(tiny.faults())
    with pytest.raises(BadInput) as caught:
        load_texts(base=tiny.root)
    assert message in messages(caught.value.faults)


def test_a_fault_is_one_line_with_place_sentence_and_hint() -> None:
    place = Place("a.yaml", 3, 7, "x: y")
    fault = Fault("fact_unknown", {"fact": "modd"}, place, "mood")
    book = load_texts()
    assert book.fault(fault, "en") == (
        "a.yaml:3:7 (x: y): There is no fact “modd”. Did you mean “mood”?"
    )
    assert book.fault(fault, "zh") == ("a.yaml:3:7（x: y）：没有“modd”这个事实。是不是想写“mood”？")
    assert book.fault(Fault("file_missing"), "en") == "There is no such file."
