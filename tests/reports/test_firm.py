"""How firm the advice is, in words: settledness, flips, lead reasons, strengths, disagreements."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from functools import partial

import pytest

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.firmness import AxisFirmness, Flip, Sensitive, Settledness, Strengths
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.sections.firm import FirmView
from tests.reports import firmly, sample
from tests.reports.test_documents import Page
from tests.shipped import program


def section(advice: Advice, lang: Lang = "en") -> FirmView:
    shown = sample.seen(advice, lang).firm
    assert shown is not None
    return shown


def settled(now: str, reachable: tuple[str, ...], tied: bool = False) -> Settledness:
    axis = AxisFirmness(axis="type", now=now, settled=False, reachable=reachable, tied=tied)
    return Settledness(state="done", axes=(axis,))


def test_a_settled_type_is_said_of_the_rules_and_the_answers() -> None:
    made = firmly.example("rd-1000")
    assert section(made, "zh").heading.title == "建议的类型在本规则与您的回答之下不会改变"
    assert section(made).heading.title == (
        "The suggested type does not change under these rules and your answers"
    )


def test_a_settled_outcome_counts_the_open_answers() -> None:
    title = section(firmly.example("not-yet")).heading.title
    assert title == (
        "This conclusion does not change under these rules, whatever the 1 open answer is"
    )


def test_an_open_type_names_what_is_reachable_and_the_questions_that_decide() -> None:
    shown = section(firmly.open_sheet())
    assert shown.heading.title == (
        "The suggested type is still open: by 1 open answer it may be business PMO or not yet"
    )
    assert shown.axes is not None
    assert [row[2].text for row in shown.axes.rows] == ["open"] * 4
    assert shown.questions is not None
    assert [row[0].text for row in shown.questions.rows] == [
        program().rulebook.question[fact].ask.en for fact in ("control_wanted", "delivery_stream")
    ]
    assert shown.idle is not None
    assert "no answer to them changes the position" in shown.idle.text


def test_a_tie_is_never_called_settled() -> None:
    made = firmly.firm(sample.example("rd-1000"), settled=settled("business", ("business",), True))
    shown = section(made)
    assert "tie" in shown.heading.title
    assert shown.axes is not None
    assert shown.axes.rows[0][2].text == "tie"


def test_the_nearest_conclusion_stands_first() -> None:
    assert [one.name for one in section(firmly.example("three-parties")).ways] == [
        "Support PMO",
        "Not yet",
        "R&D PMO",
        "Business PMO",
        "Transformation PMO",
    ]


def test_a_flip_says_old_and_new_answers_and_its_near_ties() -> None:
    one, *_ = section(firmly.example("three-parties")).ways
    (line,) = one.lines
    assert line.text == (
        "Would become a support PMO if one answer changed: “sponsor's reach” "
        "from “The whole organisation” to “The sponsor's own team only”"
    )
    assert line.detail == "Equally near: “decision forum” instead of “sponsor's reach”"


def test_two_answers_are_both_needed() -> None:
    way = section(firmly.example("three-parties")).ways[2]
    kept, free = way.lines
    assert kept.text.startswith(
        "Stated problem kept: would become an R&D PMO only if at least two answers changed, "
        "at the nearest both “"
    )
    assert "core problem" not in kept.text
    assert "core problem" in free.text


def test_an_unreachable_type_is_said_to_be_so() -> None:
    made = firmly.example("rd-1000")
    assert made.firmness is not None
    none = tuple(
        Flip(target=one.target, state="done") if one.target == "rd" else one
        for one in made.firmness.flips.kept
    )
    flips = made.firmness.flips.model_copy(update={"kept": none})
    shown = section(firmly.firm(sample.example("rd-1000"), flips=flips), "zh")
    assert shown.distances is not None
    assert "改已有的回答到不了" in {cell.text for row in shown.distances.rows for cell in row}
    assert shown.picture is not None
    assert "改已有的回答到不了" in shown.picture.description


def test_a_search_that_was_cut_off_gives_its_bound() -> None:
    made = firmly.example("rd-1000")
    assert made.firmness is not None
    cut = (Flip(target="rd", state="unfinished", at_least=3),)
    flips = made.firmness.flips.model_copy(update={"kept": cut, "free": cut})
    (way,) = section(firmly.firm(sample.example("rd-1000"), flips=flips)).ways
    assert "at least 3 answers; not searched to the end" in way.lines[0].text


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_says_the_numbers_of_its_table(lang: Lang) -> None:
    shown = section(firmly.example("three-parties"), lang)
    assert shown.picture is not None
    assert shown.distances is not None
    for row in shown.distances.rows:
        for cell in row:
            assert cell.text in shown.picture.description


def test_strengths_are_said_in_one_sentence_below_their_margin() -> None:
    said = section(firmly.example("three-parties")).strengths
    assert said is not None
    assert "by anything below 76 per cent without changing the type" in said.text
    assert "No single rule" in said.text


def test_a_rule_that_alone_would_change_the_type_is_named() -> None:
    rule = "business.problem.delivery"
    single = Strengths(
        margin="1/10",
        percent=10,
        sensitive=(
            Sensitive(rule=rule, change="struck_out", type="strategy"),
            Sensitive(rule=rule, change="moderate", type="strategy"),
        ),
    )
    shown = section(firmly.firm(sample.example("rd-1000"), strengths=single), "zh")
    struck, moved = (line.text for line in shown.sensitive)
    assert struck.startswith("若去掉“")
    assert "强弱改为中" in moved
    assert all(line.notes for line in shown.sensitive)


def test_without_proofs_one_line_says_why() -> None:
    shown = section(sample.example("rd-1000"))
    assert shown.missing is not None
    assert shown.missing.text == "not proved"
    assert not shown.ways
    silent = firmly.with_firmness(sample.example("rd-1000"), None)
    assert sample.seen(silent, "en").firm is None


def test_the_runner_up_carries_the_answers_that_would_flip_it() -> None:
    def runner_up(advice: Advice) -> str:
        rows = sample.seen(advice, "en").page_one.rows
        return " ".join(line.text for row in rows if row.id == "runner_up" for line in row.lines)

    assert "Would become a business PMO only if" in runner_up(firmly.example("three-parties"))
    assert "not proved" not in runner_up(sample.example("three-parties"))


def test_why_leads_with_the_reasons_that_outweigh_the_runner_up() -> None:
    made = firmly.example("three-parties")
    lead = sample.seen(made, "zh").why.lead
    assert lead is not None
    assert made.firmness is not None
    assert made.firmness.outweighing is not None
    assert len(lead.reasons) == len(made.firmness.outweighing.supports)
    source = sample.document(made, "zh", "html")
    assert source.index('class="lead-reasons"') < source.index('<details class="fold"><summary>')
    assert sample.seen(sample.example("three-parties"), "zh").why.lead is None


def test_the_smallest_sufficient_answers_stand_in_the_appendix() -> None:
    made = firmly.example("rd-1000")
    table = sample.seen(made, "en").appendix.sufficient
    assert table is not None
    assert made.firmness is not None
    assert made.firmness.sufficient.facts is not None
    assert len(table.rows) == len(made.firmness.sufficient.facts)


def test_decisive_disagreements_come_first_as_an_agenda() -> None:
    shown = sample.seen(firmly.example("three-parties"), "zh").parties
    assert shown.heading.title == "15处判断不同，其中3处会改变合力定位"
    assert shown.decisive is not None
    assert [line.text.split("？")[0] for line in shown.decisive.agenda] == [
        "如果PMO只能解决一件事，应该是哪件",
        "书面授权让PMO管到哪一步",
        "如果没有PMO，谁最先受影响",
    ]
    assert len(shown.decisive.sets) == 2
    assert shown.judgements is not None
    assert shown.harmless is not None
    assert (len(shown.judgements.rows), len(shown.harmless.rows)) == (3, 12)
    assert shown.counts is not None


def test_differences_that_cannot_matter_say_so() -> None:
    made = firmly.example("three-parties")
    assert made.parties.contested is not None
    harmless = made.parties.contested.model_copy(
        update={"can_matter": (), "settling": (), "settled": True}
    )
    parties = made.parties.model_copy(update={"contested": harmless})
    shown = sample.seen(made.model_copy(update={"parties": parties}), "en").parties
    assert shown.heading.title.startswith("None of the 15 judgements")
    assert shown.decisive is not None
    assert not shown.decisive.agenda
    assert shown.judgements is None


def test_a_party_that_differs_in_part_of_the_position_keeps_its_view_on_record() -> None:
    lines = sample.seen(firmly.example("three-parties"), "zh").parties.reservations
    assert len(lines) == 3
    assert all("记录在案" in line.text for line in lines)
    assert "类型相同" in lines[0].text


def test_agreement_is_told_question_by_question_with_its_denominator() -> None:
    table = sample.seen(firmly.example("three-parties"), "en").parties.agreement
    assert table is not None
    ordered, named, count = table.rows
    assert [cell.text for cell in ordered[2:]] == [
        "2",
        "ordered",
        "0.58",
        "About once a month to Almost every week",
    ]
    assert [cell.text for cell in named[2:]] == ["3", "named", "—", "—"]
    assert count[3].text == "count, a data check"


FIRM: Mapping[str, Callable[[], Advice]] = {
    **{name: partial(firmly.example, name) for name in ("rd-1000", "three-parties", "not-yet")},
    "open": firmly.open_sheet,
    "empty": partial(firmly.answered, {}),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", FIRM)
def test_documents_with_firmness_are_whole(name: str, lang: Lang) -> None:
    advice = FIRM[name]()
    source = sample.document(advice, lang, "html")
    page = Page(source)
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.all("href")} <= set(ids)
    markdown = sample.document(advice, lang, "md")
    told = source[source.index('id="firm"') : source.index('id="why"')]
    assert not re.findall(r"\bproved?\b|证明", html.unescape(told))
    assert not re.findall(r"\{\w+\}|(?<![\w.`])report\.[a-z]", " ".join(page.words) + markdown)
    for block in re.findall(r"(?:^\|.*\n)+", markdown, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in block.splitlines()}) == 1
    if lang == "zh":
        assert not re.findall(r"[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]", " ".join(page.words))


def test_the_text_format_has_no_such_section() -> None:
    assert "How firm" not in sample.document(firmly.example("rd-1000"), "en", "text")
