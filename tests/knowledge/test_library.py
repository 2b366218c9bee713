from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge import library
from pmo_advisor.knowledge.layers import fingerprint, read_layers
from tests.knowledge.world import TINY, World, messages, say

TEA = "questionnaires/questions/tea.yaml"
POSITION = "rules/position/tea.yaml"
BLACK = "{supports: {type: black, strength: strong}}"


def test_the_toy_world_is_without_fault() -> None:
    assert World(TINY).faults() == ()


def test_the_rulebook_holds_the_entries_in_the_order_of_their_files() -> None:
    book = library.load(base=TINY)
    assert [one.id for one in book.questions][:3] == ["mood", "yawning", "cold_hands"]
    assert [one.id for one in book.catalog.types] == ["black", "ginger", "camomile"]
    assert book.rules_of("position")[0].id == "black.problem"
    assert book.threshold["two_cups"] == 2


@pytest.mark.parametrize(
    ("name", "old", "new", "message", "hint"),
    [
        (TEA, "asked_of: [pmo_lead]", "askd_of: [pmo_lead]", "key_unknown", "asked_of"),
        (TEA, "kind: scale", "kind: scal", "question_kind", "scale"),
        (TEA, "  kind: scale\n", "", "question_without_kind", None),
        (TEA, ", en: yawning}", "}", "translation_missing_en", None),
        (TEA, "{zh: 打哈欠, en: yawning}", "{en: yawning}", "translation_missing_zh", None),
        (TEA, "{zh: 打哈欠, en: yawning}", "yawning", "text_needs_languages", None),
        (TEA, "en: yawning}", "en: yawning, much of it}", "text_cut", None),
        (TEA, "en: yawning}", "en: 3}", "need_text", None),
        (TEA, "en: yawning}", "en: true}", "need_text", None),
        (TEA, "asked_of: [pmo_lead]", "asked_of: pmo_lead", "need_list", None),
        (TEA, "asked_of: [pmo_lead]", "asked_of: [pmo_leed]", "word_not_allowed", "pmo_lead"),
        (TEA, "asked_of: [pmo_lead]", "asked_of: []", "list_too_short", None),
        (TEA, "  min: 0", "  min: -1", "number_too_small", None),
        (TEA, "  min: 0", '  min: "0"', "need_whole_number", None),
        (TEA, "  min: 0", "  min: 0.5", "need_whole_number", None),
        (TEA, "  min: 0", "  min: yes", "need_whole_number", None),
        (TEA, "  min: 0", "  min: true", "need_whole_number", None),
        (TEA, "  max_length: 40", "  max_length: 4000", "number_too_large", None),
        (TEA, "  max_length: 40", "  max_length: 0", "number_not_above", None),
        (TEA, "    - {zh: 没有, en: never}\n", "", "key_missing", None),
        (TEA, "- id: mood\n", "- id: Mood!\n", "id_pattern", None),
        (TEA, "- id: mood\n", "- id: 12\n", "id_not_text", None),
        (TEA, "- id: mood\n  kind", "- kind", "entry_without_id", None),
        (POSITION, "type: black,", "type: black, level: cup,", "weighs_axis", None),
        (POSITION, BLACK, "{}", "then_one", None),
        (POSITION, BLACK, "{suports: {}}", "key_unknown", "supports"),
        (POSITION, "expect: fires", "expect: firs", "word_not_allowed", "fires"),
        (POSITION, "given: {mood: wake_up}", "given: {mood: 1.5}", "answer_choice", None),
        (POSITION, "given: {mood: wake_up}", "given: {mood: true}", "need_word_or_number", None),
        (POSITION, "given: {mood: wake_up}", "given: [mood]", "need_mapping", None),
        (POSITION, "sources: [S01]", "sources: S01", "need_list", None),
        (POSITION, "sources: [S01]", "sources: {S01: S02}", "need_list", None),
        ("rules/value/tea.yaml", "{metric: empty_cups}", "{}", "shows_item", None),
        ("rules/staffing/tea.yaml", "low: 1/6", "low: 1/0", "fraction", None),
        ("rules/staffing/tea.yaml", "low: 1/6", "low: a bit", "fraction", None),
        ("rules/derived/tea.yaml", "  of: cups\n", "", "derived_keys", None),
        (
            "rules/derived/tea.yaml",
            "  of: cups\n",
            "  of: cups\n  over: cups\n",
            "derived_keys",
            None,
        ),
        ("rules/catalog/stages.yaml", "months: [1, 1]", "months: [1]", "key_missing", None),
        ("rules/catalog/stages.yaml", "months: [1, 1]", "months: [1, 1, 1]", "list_too_long", None),
        ("rules/catalog/types.yaml", "    win: ", "    wins: ", "key_missing", None),
        (
            "rules/catalog/roles.yaml",
            "  obtain: grow",
            "  obtain: grow\n  manages_projects: maybe",
            "need_true_or_false",
            None,
        ),
        ("rules/catalog/roles.yaml", "- id: maker", "- maker", "yaml_colon", None),
        (
            "rules/catalog/grades.yaml",
            "- id: anybody",
            "- anybody\n- id: anybody",
            "entry_not_mapping",
            None,
        ),
    ],
)
def test_a_slip_is_told_at_its_line_in_our_own_words(
    tiny: World, name: str, old: str, new: str, message: str, hint: str | None
) -> None:
    line = tiny.spoil(name, old, new)
    faults = tiny.faults()
    assert message in messages(faults), [say(one) for one in faults]
    found = next(one for one in faults if one.message == message)
    assert found.hint == hint
    assert found.place is not None
    assert found.place.line is not None
    assert abs(found.place.line - line) <= 5, say(found)
    assert name in found.place.file.replace(os.sep, "/")


def test_an_unknown_key_names_those_that_are_allowed(tiny: World) -> None:
    tiny.spoil(POSITION, "because:", "becase:")
    said = [say(one) for one in tiny.faults()]
    assert any("“becase” has no place here" in one and "because" in one for one in said)
    assert any("black.problem: becase" in one for one in said)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("{mood: {iss: wake_up}}", [("condition_word", "is")]),
        ("{mood: wake_up}", [("condition_test", None)]),
        ("{mood: {is: wake_up}, yawning: {is: 3}}", [("condition_shape", None)]),
        ("[]", [("condition_shape", None)]),
        ("{all: {mood: {is: wake_up}}}", [("condition_list", None)]),
        ("{any: []}", [("condition_list", None)]),
        ("{mood: {one_of: wake_up}}", [("condition_operand", None)]),
        ("{yawning: {between: [1]}}", [("condition_operand", None)]),
        ("{guests: {is: true}}", [("condition_operand", None)]),
        ("{guests: {answered: no}}", [("condition_answered", None)]),
        (
            "{all: [{mood: {iss: wake_up}}, {none: [{guests: {is: false}}]}]}",
            [("condition_word", "is"), ("condition_operand", None)],
        ),
        ("{all: [" * 14 + "{mood: {is: wake_up}}" + "]}" * 14, [("condition_depth", None)]),
    ],
)
def test_every_slip_within_a_condition_is_told(
    tiny: World, condition: str, found: list[tuple[str, str | None]]
) -> None:
    tiny.spoil(POSITION, "{mood: {is: wake_up}}", condition)
    faults = [one for one in tiny.faults() if one.message.startswith("condition")]
    assert [(one.message, one.hint) for one in faults] == found


def test_faults_of_all_files_come_at_once(tiny: World) -> None:
    tiny.spoil(TEA, "kind: yes_no", "kind: yes")
    tiny.spoil(POSITION, "because", "becos")
    tiny.spoil("rules/catalog/roles.yaml", "grade: anybody", "grade: 3")
    tiny.spoil("texts/tiny.yaml", "{tea}。", "{cup}。")
    with pytest.raises(BadInput) as caught:
        library.load(base=tiny.root)
    files = {Path(one.place.file).name for one in caught.value.faults if one.place}
    assert files == {"tea.yaml", "roles.yaml", "tiny.yaml"}
    assert caught.value.exit_code == 2


def test_what_names_a_broken_entry_is_not_held_against_it(tiny: World) -> None:
    tiny.spoil(TEA, "kind: yes_no", "kind: yes")
    assert set(messages(tiny.faults())) == {"question_kind"}


def test_what_names_an_entry_of_an_unreadable_file_is_not_held_against_it(tiny: World) -> None:
    tiny.add("rules/catalog/metrics.yaml", "\n\tx: y\n")
    assert messages(tiny.faults()) == ["yaml_tab"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("rules/positon/x.yaml", "position"),
        ("rules/catalog/service.yaml", "services"),
        ("questionnaires/question/x.yaml", "questions"),
        ("rules/loose.yaml", None),
        ("rules/position/x.yml", None),
        ("texts/deep/x.yaml", None),
    ],
)
def test_a_file_in_a_place_that_means_nothing_is_told(
    tiny: World, name: str, hint: str | None
) -> None:
    tiny.add(name, "- id: x\n")
    faults = tiny.faults()
    assert messages(faults) == ["file_misplaced"]
    assert faults[0].hint == hint


def test_other_files_beside_the_knowledge_are_left_alone(tiny: World) -> None:
    tiny.add("rules/README.md", "Read me.")
    tiny.add("rules/position/.hidden.yaml", ":::")
    tiny.add("rules/position/tea.yaml~", ":::")
    tiny.add("rules/position/notes.txt", ":::")
    assert tiny.faults() == ()


def test_a_kind_may_be_split_over_files_of_a_folder(tiny: World) -> None:
    tiny.add(
        "rules/catalog/glossary/more.yaml",
        "- id: pot\n  name: {zh: 壶, en: pot}\n  means: {zh: 泡茶的。, en: It holds tea.}\n",
    )
    assert [one.id for one in library.load(base=tiny.root).catalog.glossary] == ["tea", "pot"]


@pytest.mark.parametrize("text", ["a: 1\n", "just words\n"])
def test_a_file_of_entries_is_a_list(tiny: World, text: str) -> None:
    tiny.add("rules/position/more.yaml", text)
    assert messages(tiny.faults()) == ["file_needs_list"]


# --- packs ---


def test_a_pack_replaces_an_entry_where_it_stands_and_adds_others(tmp_path: Path) -> None:
    pack = World(tmp_path / "pack")
    pack.add(
        "rules/catalog/glossary.yaml",
        "- id: tea\n  name: {zh: 好茶, en: good tea}\n  means: {zh: 更好。, en: Better.}\n"
        "- id: pot\n  name: {zh: 壶, en: pot}\n  means: {zh: 泡茶的。, en: It holds tea.}\n",
    )
    book = library.load([pack.root], base=TINY)
    assert [(one.id, one.name.en) for one in book.catalog.glossary] == [
        ("tea", "good tea"),
        ("pot", "pot"),
    ]
    assert book.fingerprint != library.load(base=TINY).fingerprint


def test_later_packs_lie_over_earlier_ones(tmp_path: Path) -> None:
    packs = []
    for word in ("one", "two"):
        pack = World(tmp_path / word)
        pack.add(
            "rules/catalog/grades.yaml", f"- id: anybody\n  name: {{zh: 谁都行, en: {word}}}\n"
        )
        packs.append(pack.root)
    assert library.load(packs, base=TINY).catalog.grades[0].name.en == "two"


def test_an_id_stands_once_in_a_layer(tiny: World) -> None:
    tiny.add("rules/catalog/grades/x.yaml", "- id: anybody\n  name: {zh: 谁, en: any}\n")
    faults = tiny.faults()
    assert messages(faults) == ["id_twice"]
    assert "grades.yaml:1:7" in say(faults[0])


def test_a_rule_cannot_move_to_another_stratum(tiny: World, tmp_path: Path) -> None:
    pack = World(tmp_path / "pack")
    text = (tiny.root / "rules/warnings/tea.yaml").read_text(encoding="utf-8")
    pack.add("rules/services/x.yaml", text.replace("warnings.too_strong", "services.pour"))
    pack.add("rules/warnings/x.yaml", text.replace("warnings.chairs", "services.refill"))
    found = messages(tiny.faults([pack.root]))
    assert "rule_moved" in found


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (Path.exists, "pack_missing"),
        (Path.touch, "pack_not_folder"),
        (Path.mkdir, "pack_empty"),
    ],
)
def test_a_pack_is_a_folder_with_knowledge(
    tmp_path: Path, make: Callable[[Path], object], message: str
) -> None:
    make(tmp_path / "pack")
    with pytest.raises(BadInput) as caught:
        library.load([tmp_path / "pack"], base=TINY)
    assert messages(caught.value.faults) == [message]
    assert say(caught.value.faults[0])


def test_a_pack_with_too_many_files_is_refused(
    tiny: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmo_advisor.knowledge.layers.MAX_FILES", 3)
    assert "pack_too_large" in messages(tiny.faults())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="There are no pipes with names here.")
def test_a_pipe_in_a_pack_is_refused_and_not_waited_for(tiny: World) -> None:
    os.mkfifo(tiny.root / "rules" / "position" / "pipe.yaml")
    assert messages(tiny.faults()) == ["file_not_regular"]


def test_a_folder_that_leads_back_to_itself_is_not_entered(tiny: World) -> None:
    try:
        (tiny.root / "rules" / "round").symlink_to(tiny.root / "rules")
    except OSError:
        pytest.skip("No links can be made here.")
    assert messages(tiny.faults()) == ["file_not_regular"]


def test_a_file_that_is_too_large_is_refused(tiny: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmo_advisor.knowledge.intake.KNOWLEDGE_LIMIT", 2000)
    assert set(messages(tiny.faults())) == {"file_too_large"}


# --- fingerprint ---


def test_the_fingerprint_is_twelve_digits_that_ignore_line_ends(tiny: World) -> None:
    before = fingerprint(read_layers((), tiny.root))
    assert len(before) == 12
    assert int(before, 16) >= 0
    path = tiny.root / POSITION
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert fingerprint(read_layers((), tiny.root)) == before
    assert library.load(base=tiny.root).fingerprint == before


def test_the_fingerprint_changes_with_a_word_or_a_name(tiny: World) -> None:
    before = fingerprint(read_layers((), tiny.root))
    tiny.spoil("templates/note.txt.j2", "name=name", "name= name")
    changed = fingerprint(read_layers((), tiny.root))
    (tiny.root / "texts/tiny.yaml").rename(tiny.root / "texts/small.yaml")
    assert len({before, changed, fingerprint(read_layers((), tiny.root))}) == 3


def test_the_shipped_knowledge_is_found_in_a_checkout_and_in_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pmo_advisor.knowledge import layers

    assert (library.shipped() / "questionnaires").is_dir()
    wheel = tmp_path / "pmo_advisor" / "knowledge" / "layers.py"
    (tmp_path / "pmo_advisor" / "_data").mkdir(parents=True)
    monkeypatch.setattr(layers, "__file__", str(wheel))
    assert library.shipped() == (tmp_path / "pmo_advisor" / "_data").resolve()
