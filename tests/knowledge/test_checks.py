"""One slip for each check of the whole library, and what is said of it."""
# ruff: noqa: E501 - a slip reads best on one line

from __future__ import annotations

import os

import pytest

from tests.knowledge.world import World, messages, say

TEA = "questionnaires/questions/tea.yaml"
QUICK = "questionnaires/quick.yaml"
DERIVED = "rules/derived/tea.yaml"
POSITION = "rules/position/tea.yaml"
SERVICES = "rules/services/tea.yaml"
ROADMAP = "rules/roadmap/tea.yaml"
STAFFING = "rules/staffing/tea.yaml"
VALUE = "rules/value/tea.yaml"
WARNINGS = "rules/warnings/tea.yaml"
CATALOG = "rules/catalog/"

SLIPS = [
    # names
    (TEA, "- id: yawning", "- id: any", "fact_reserved", None),
    (TEA, "- id: yawning", "- id: level", "fact_is_conclusion", None),
    (DERIVED, "- id: party_size", "- id: cups", "id_twice", None),
    (TEA, "{id: warm_up,", "{id: wake_up,", "choice_twice", None),
    (TEA, "{id: warm_up,", "{id: unknown,", "choice_reserved", None),
    (DERIVED, "{id: some,", "{id: few,", "band_twice", None),
    (QUICK, "[guests, cups]", "[guests, cups, guests]", "question_twice", None),
    (CATALOG + "types.yaml", "id: brew_ginger", "id: brew_black", "line_twice", None),
    (POSITION, "sources: [S01]", "sources: [S0101]", "source_unknown", "S01"),
    (TEA, "sources: [S01]", "sources: [s01]", "source_unknown", "S01"),
    (CATALOG + "services.yaml", "sources: [S01]", "sources: [X99]", "source_unknown", None),
    # questions
    (TEA, "asked_of: [executive]", "asked_of: [executive, pmo_lead]", "decided_by", None),
    (TEA, "asked_of: [executive]", "asked_of: [executive, executive]", "party_twice", None),
    (TEA, "en: medium}, rank: 2}", "en: medium}}", "rank_missing", None),
    (TEA, "min: 0\n  max: 100", "min: 200\n  max: 100", "range_reversed", None),
    # forms
    (QUICK, "[guests, cups]", "[guest, cups]", "question_unknown", "guests"),
    (QUICK, "id: quick", "id: fast", "form_file", None),
    ("questionnaires/full.yaml", "[brewing, wish]", "[brewing]", "question_unasked", None),
    ("questionnaires/full.yaml", "[guests, cups, chairs]", "[chairs, guests, cups]", "applies_when_later", None),
    ("questionnaires/full.yaml", "[guests, cups, chairs]", "[cups, chairs]", "applies_when_later", None),
    ("questionnaires/full.yaml", "[mood, ", "[", "quick_not_in_full", None),
    (QUICK, "[guests, cups]", "[guests]", "position_reads_full", None),
    # conditions
    (POSITION, "{mood: {is: wake_up}}", "{moods: {is: wake_up}}", "fact_unknown", "mood"),
    (POSITION, "{mood: {is: wake_up}}", "{wish: {is: tea}}", "fact_is_text", None),
    (POSITION, "{mood: {is: wake_up}}", "{mood: {is: wakeup}}", "value_unknown", "wake_up"),
    (POSITION, "{mood: {is: wake_up}}", "{mood: {one_of: [calm_down, 3]}}", "value_unknown", None),
    (POSITION, "{mood: {is: wake_up}}", "{guests: {is: maybe}}", "value_unknown", None),
    (POSITION, "{mood: {is: wake_up}}", "{mood: {at_least: wake_up}}", "order_missing", None),
    (POSITION, "{mood: {is: wake_up}}", "{mood: {between: [wake_up, unclear]}}", "order_missing", None),
    (POSITION, "{mood: {is: wake_up}}", "{guests: {at_least: yes}}", "order_missing", None),
    (POSITION, "{mood: {is: wake_up}}", "{mood: {answered: yes}}", "answered_outside_warnings", None),
    (POSITION, "{mood: {is: wake_up}}", "{type: {is: black}}", "fact_too_late", None),
    (POSITION, "{yawning: {at_least: 3}}", "{yawning: {at_least: 5}}", "step_unknown", None),
    (POSITION, "{yawning: {at_least: 3}}", "{yawning: {at_least: often}}", "step_unknown", None),
    (POSITION, "{yawning: {at_least: 3}}", "{yawning: {at_least: two_cups}}", "threshold_on_scale", None),
    (POSITION, "{yawning: {at_least: 3}}", "{yawning: {between: [3, 1]}}", "between_reversed", None),
    (POSITION, "{signs: {at_least: 2}}", "{signs: {at_least: 4}}", "step_unknown", None),
    (POSITION, "{party_size: {at_least: some}}", "{party_size: {at_least: som}}", "value_unknown", "some"),
    (POSITION, "{strength_borne: {at_least: medium}}", "{strength_borne: {at_least: 2}}", "value_unknown", None),
    (POSITION, "{strength_borne: {at_least: medium}}", "{strength_borne: {between: [any, weak]}}", "between_reversed", None),
    (POSITION, "[one_cup, two_cups]", "[two_cups, one_cup]", "between_reversed", None),
    (POSITION, "[one_cup, two_cups]", "[1, two_cups]", "number_literal", None),
    (POSITION, "[one_cup, two_cups]", "[one_cap, two_cups]", "threshold_unknown", "one_cup"),
    (CATALOG + "thresholds.yaml", "value: 2\n", "value: 5/2\n", "threshold_not_whole", None),
    (CATALOG + "thresholds.yaml", "value: 2\n", "value: 200\n", "threshold_outside", None),
    (SERVICES, "{level: {is: pot}}", "{current_stage: {at_least: 1}}", "fact_too_late", None),
    (SERVICES, "{level: {is: pot}}", "{level: {is: mug}}", "value_unknown", None),
    (STAFFING, "{current_stage: {at_least: 1}}", "{current_stage: {at_least: 5}}", "step_unknown", None),
    (STAFFING, "{current_stage: {at_least: 1}}", "{headcount_against_range: {is: above}}", "fact_too_late", None),
    (TEA, "{guests: {is: yes}}", "{party_size: {is: few}}", "fact_not_here", None),
    (TEA, "{guests: {is: yes}}", "{type: {is: black}}", "fact_not_here", None),
    (DERIVED, "- {yawning: {at_least: 3}}", "- {too_strong: {is: yes}}", "fact_not_here", None),
    ("questionnaires/impossible.yaml", "{cups: {at_most: no_cups}}", "{type: {is: black}}", "fact_not_here", None),
    # derived facts
    (DERIVED, "  of: cups\n", "  of: cup\n", "fact_unknown", "cups"),
    (DERIVED, "  of: cups\n", "  of: mood\n", "derived_needs_number", None),
    (DERIVED, "  over: cups\n", "  over: yawning\n", "derived_needs_number", None),
    (DERIVED, "  of: strength_wanted\n", "  of: mood\n", "derived_needs_order", None),
    (DERIVED, "  of: strength_wanted\n", "  of: cups\n", "derived_needs_order", None),
    (DERIVED, ", up_to: two_cups}", "}", "band_without_end", None),
    (DERIVED, "en: many}}", "en: many}, up_to: six_cups}", "band_last", None),
    (DERIVED, "up_to: two_cups", "up_to: 2", "need_text", None),
    (DERIVED, "up_to: two_cups", "up_to: tow_cups", "threshold_unknown", "two_cups"),
    (DERIVED, "up_to: two_cups", "up_to: six_cups", "bands_order", None),
    (DERIVED, "more_than: one_each", "more_than: one_eech", "threshold_unknown", "one_each"),
    (DERIVED, "  steps: 1", "  steps: 0", "steps_too_few", None),
    (DERIVED, "  reaches: 1", "  reaches: 4", "reaches_outside", None),
    # consequences
    (POSITION, "{type: black, strength: strong}", "{type: blak, strength: strong}", "type_unknown", "black"),
    (POSITION, "{level: pot,", "{level: pott,", "level_unknown", "pot"),
    (POSITION, "{control: mild,", "{control: wild,", "control_unknown", "mild"),
    (POSITION, "{lifetime: daily,", "{lifetime: dayly,", "lifetime_unknown", "daily"),
    (POSITION, "alternative: water", "alternative: wine", "alternative_unknown", None),
    (POSITION, "{lifetime: daily, strength: slight}", "{lifetime: daily, strength: strong}", "structure_too_strong", None),
    (POSITION, "{supports: {level: pot, strength: strong}}", "{offers: {service: pour, priority: core}}", "consequence_misplaced", None),
    (SERVICES, "service: refill", "service: refil", "service_unknown", "refill"),
    (ROADMAP, "{stage: 0,", "{stage: 3,", "stage_unknown", None),
    (ROADMAP, "types: [black, ginger, camomile]", "types: [black, juniper]", "type_unknown", None),
    (ROADMAP, "capability: brewing", "capability: baking", "capability_unknown", "brewing"),
    (VALUE, "metric: empty_cups", "metric: empty_cup", "metric_unknown", "empty_cups"),
    (VALUE, "verdict: keep", "verdict: keeps", "verdict_unknown", "keep"),
    # staffing lines
    (STAFFING, "      of: cups\n", "", "sizes_keys", None),
    (STAFFING, "      of: cups\n", "      of: cup\n", "fact_unknown", "cups"),
    (STAFFING, "      of: cups\n", "      of: mood\n", "derived_needs_number", None),
    (STAFFING, "high: 1/3", "high: 1/9", "range_reversed", None),
    (STAFFING, "covers: [1, 24]", "covers: [24, 1]", "range_reversed", None),
    (STAFFING, "role: maker", "role: taker", "role_unknown", "maker"),
    (STAFFING, "{role: maker, weight: 1}", "{role: maker}", "role_without_share", None),
    (
        STAFFING,
        "      roles:\n        - {role: maker, people: 1, weight: 1}\n",
        "",
        "roles_missing",
        None,
    ),
    (STAFFING, "line: staffing.makers", "line: staffing.helpers", "line_unknown", "staffing.makers"),
    (
        STAFFING,
        "method: per_unit\n      label: {zh: 泡茶的人, en: tea makers}\n      of: cups\n      low: 1/6\n      high: 1/3\n",
        "method: table\n      label: {zh: 泡茶的人, en: tea makers}\n      of: cups\n      points: [{at: 9, people: 1}, {at: 3, people: 2}]\n",
        "points_order",
        None,
    ),
    # catalogue
    (CATALOG + "services.yaml", "line: brew_black", "line: brew_blak", "service_line", "brew_black"),
    (CATALOG + "services.yaml", "  stage: 1", "  stage: 4", "stage_unknown", None),
    (CATALOG + "roles.yaml", "capability: brewing", "capability: b", "capability_unknown", None),
    (CATALOG + "roles.yaml", "grade: anybody", "grade: nobody", "grade_unknown", "anybody"),
    (CATALOG + "control.yaml", "types: [black]", "types: [blak]", "type_unknown", "black"),
    (CATALOG + "roles.yaml", "carries: [pour]", "carries: [boil]", "service_unknown", None),
    (CATALOG + "stages.yaml", "number: 1", "number: 0", "stage_twice", None),
    (CATALOG + "stages.yaml", "months: [2, 3]", "months: [3, 2]", "range_reversed", None),
    (CATALOG + "stages.yaml", "people: [1, 1]", "people: [1, 1]\n  share: 1/2", "stage_people_and_share", None),
    (CATALOG + "capabilities.yaml", "fact: brewing", "fact: brew", "fact_unknown", "brewing"),
    (CATALOG + "capabilities.yaml", "fact: brewing", "fact: mood", "fact_needs_scale", None),
    (CATALOG + "neighbors.yaml", "fact: guests", "fact: mood", "fact_needs_yes_no", None),
    (CATALOG + "neighbors.yaml", "types: [black, ginger]", "types: [black, gingr]", "type_unknown", "ginger"),
    (CATALOG + "neighbors.yaml", "types: [black, ginger]", "types: [black, black]", "boundary_twice", None),
    (CATALOG + "vocabularies.yaml", "control: [strong]", "control: [strange]", "control_unknown", "strong"),
    (CATALOG + "population.yaml", "- id: mood", "- id: moody", "fact_unknown", "mood"),
    (CATALOG + "population.yaml", "wake_up: 3", "wakeup: 3", "answer_unknown", "wake_up"),
    (CATALOG + "population.yaml", "6: 2", "600: 2", "answer_unknown", None),
    (CATALOG + "population.yaml", "{0: 1, 1: 3, 6: 2}", "{0: 0, 1: 0}", "parts_empty", None),
    (CATALOG + "population.yaml", "0: 1,", "0: -1,", "number_too_small", None),
    (CATALOG + "monotone.yaml", "fact: yawning", "fact: yawnin", "fact_unknown", "yawning"),
    (CATALOG + "monotone.yaml", "fact: yawning", "fact: mood", "derived_needs_order", None),
    (CATALOG + "monotone.yaml", "when: black", "when: blak", "type_unknown", "black"),
    (CATALOG + "monotone.yaml", "never: dethrones", "never: dethrone", "word_not_allowed", "dethrones"),
    (CATALOG + "arrangements.yaml", "types: [black, ginger]", "types: [black, gingr]", "type_unknown", "ginger"),
    (CATALOG + "arrangements.yaml", "levels: [pot]", "levels: [pots]", "level_unknown", "pot"),
    (CATALOG + "arrangements.yaml", "at_least: two_cups", "at_least: two_cup", "threshold_unknown", "two_cups"),
    (CATALOG + "arrangements.yaml", "same: [type, mood]", "same: [type, moo]", "fact_unknown", "mood"),
    (CATALOG + "arrangements.yaml", "settle: [strength_borne]", "settle: [strength_born]", "fact_unknown", "strength_borne"),
    (CATALOG + "arrangements.yaml", "adds: [cups, chairs]", "adds: [cups, mood]", "derived_needs_number", None),
    (CATALOG + "arrangements.yaml", "{by: brewing}", "{by: mood}", "derived_needs_order", None),
    (CATALOG + "arrangements.yaml", "anchors: {by: brewing}", "anchors: {by: brewing}\n  agrees: {settle: {zh: 水, en: water}, who: {zh: 水, en: water}}", "arrangement_one", None),
    (CATALOG + "arrangements.yaml", "by: one_cup}", "by: one_cups}", "threshold_unknown", "one_cup"),
    # words
    (TEA, "zh: 打哈欠,", 'zh: "",', "text_empty", None),
    (TEA, "zh: 打哈欠,", "zh: Yawning a lot,", "text_not_chinese", None),
    (TEA, "en: yawning}", "en: 打哈欠 yawning}", "text_not_english", None),
    (TEA, "en: yawning}", 'en: "yawning {times}"}', "placeholders_differ", None),
    # examples
    (POSITION, "    - {given: {mood: wake_up}, expect: fires}\n", "", "example_none_fires", None),
    (POSITION, "    - {given: {yawning: 2}, expect: refuted}\n", "", "example_all_fire", None),
    (POSITION, "{given: {yawning: 2}, expect: refuted}", "{given: {yawning: 3}, expect: refuted}", "example_differs", None),
    (POSITION, "{given: {yawning: 2}, expect: refuted}", "{given: {}, expect: refuted}", "example_open", None),
    (POSITION, "{given: {yawning: 2}, expect: refuted}", "{given: {yawnin: 2}, expect: refuted}", "fact_unknown", "yawning"),
    (POSITION, "{given: {yawning: 2}, expect: refuted}", "{given: {yawning: 9}, expect: refuted}", "answer_outside", None),
    (POSITION, "{given: {yawning: 2}, expect: refuted}", "{given: {signs: 1}, expect: refuted}", "example_not_answer", None),
    (POSITION, "{given: {yawning: 2}, expect: refuted}", "{given: {type: black}, expect: refuted}", "example_not_answer", None),
    (POSITION, "{given: {yawning: 2}", "{given: {yawning: 2, guests: yes, cups: 0}", "example_impossible", None),
    (SERVICES, "{given: {type: black}", "{given: {type: blue}", "answer_unknown", None),
    (DERIVED, "{given: {cups: 2}, expect: few}", "{given: {cups: 2}, expect: many}", "example_value", None),
    (DERIVED, "{given: {cups: 2}, expect: few}", "{given: {}, expect: few}", "example_value", None),
    (WARNINGS, "{given: {guests: yes, cups: 5, chairs: 2}", "{given: {cups: 5, chairs: 2}", "example_differs", None),
    # templates and texts
    ("templates/note.txt.j2", "{{ t('tiny.note'", "{{ t('tiny.not'", "text_unknown", "tiny.note"),
    ("templates/note.txt.j2", "{{ t(", "{{ t((", "template_syntax", None),
    ("templates/note.txt.j2", "{# sources", "{% include 'other.j2' %}{# sources", "template_missing", None),
    ("texts/tiny.yaml", "please drink {tea}", "please drink", "placeholders_differ", None),
    ("texts/tiny.yaml", "，请喝{tea}。", "，请喝{tea.__class__}。", "placeholder_shape", None),
    ("texts/tiny.yaml", "please drink {tea}", "please drink {tea[0]}", "placeholder_shape", None),
    ("texts/tiny.yaml", "please drink {tea}", "please drink {tea!r}", "placeholder_shape", None),
    ("texts/tiny.yaml", "please drink {tea}", "please drink {}", "placeholder_shape", None),
    ("texts/tiny.yaml", "tiny.note:", "Tiny note:", "text_id", None),
    ("texts/tiny.yaml", "  zh: 、\n", "", "translation_missing_zh", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "message", "hint"),
    SLIPS,
    ids=[f"{s[3]}-{n}" for n, s in enumerate(SLIPS)],
)
def test_a_slip_is_found_where_it_stands(
    tiny: World, name: str, old: str, new: str, message: str, hint: str | None
) -> None:
    line = tiny.spoil(name, old, new)
    faults = tiny.faults()
    assert message in messages(faults), [say(one) for one in faults]
    found = next(one for one in faults if one.message == message)
    assert found.hint == hint
    assert found.place is not None
    if message not in _TOLD_ELSEWHERE:
        assert name in found.place.file.replace(os.sep, "/")
        assert found.place.line is not None
        assert abs(found.place.line - line) <= 12, say(found)


_TOLD_ELSEWHERE = {
    "question_unasked",
    "applies_when_later",
    "quick_not_in_full",
    "position_reads_full",
    "threshold_not_whole",
    "threshold_outside",
}
"""What is told at the place that suffers from the slip."""


def test_no_party_is_asked_more_than_eighteen_questions_in_the_quick_form(tiny: World) -> None:
    one = (
        "\n- id: more_{n}\n  kind: yes_no\n  name: {{zh: 还有, en: more}}\n"
        "  ask: {{zh: 还有吗？, en: More?}}\n  why: {{zh: 测试。, en: A test.}}\n"
        "  asked_of: [pmo_lead]\n  decided_by: [pmo_lead]\n"
    )
    names = [f"more_{n}" for n in range(15)]
    tiny.add("questionnaires/questions/more.yaml", "".join(one.format(n=n) for n in range(15)))
    for form, last in (("quick", "[guests, cups]"), ("full", "[brewing, wish]")):
        tiny.spoil(f"questionnaires/{form}.yaml", last, f"{last[:-1]}, {', '.join(names)}]")
    faults = tiny.faults()
    assert messages(faults) == ["quick_too_long"]
    assert "pmo_lead 20 questions" in say(faults[0])


def test_types_that_can_gather_unequal_evidence_are_told_with_their_grounds(tiny: World) -> None:
    tiny.spoil(POSITION, "{type: black, strength: moderate}", "{type: black, strength: strong}")
    faults = tiny.faults()
    assert messages(faults) == ["evidence_unequal", "evidence_unequal"]
    assert "ginger" in say(faults[0])
    assert "problem 6" in say(faults[0])


def test_an_example_that_stays_open_names_what_it_waits_for(tiny: World) -> None:
    tiny.spoil(
        WARNINGS, "{given: {guests: yes, cups: 5, chairs: 2}", "{given: {guests: yes, chairs: 2}"
    )
    (fault,) = tiny.faults()
    assert fault.message == "example_open"
    assert "chairs_short" in say(fault)


def test_examples_wait_until_the_derived_facts_are_in_order(tiny: World) -> None:
    tiny.spoil(DERIVED, "  of: cups\n", "  of: mood\n")
    assert messages(tiny.faults()) == ["derived_needs_number"]


def test_a_conclusion_that_does_not_apply_can_be_given_in_an_example(tiny: World) -> None:
    tiny.spoil(SERVICES, "{given: {level: cup}, expect", "{given: {level: not_applicable}, expect")
    assert tiny.faults() == ()


def test_a_name_may_be_the_same_in_both_languages(tiny: World) -> None:
    tiny.spoil(TEA, "{zh: 打哈欠, en: yawning}", "{zh: PMO Lead, en: PMO Lead}")
    tiny.spoil(TEA, "en: cold hands}", "en: cold hands (手冷)}")
    tiny.spoil(TEA, "{zh: 坐不住, en: restlessness}", "{zh: TPM, en: technical programme manager}")
    assert tiny.faults() == ()
