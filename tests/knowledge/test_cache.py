from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge import cache, library
from pmo_advisor.knowledge.texts import load_texts
from tests.knowledge.world import TINY, World, say


def entries() -> list[Path]:
    where = cache.folder()
    assert where is not None
    return sorted(where.glob("rulebook-*.json"))


def never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_examined", lambda _: pytest.fail("The knowledge was read."))


def test_what_was_read_before_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = library.load(base=TINY)
    never_read(monkeypatch)
    second = library.load(base=TINY)
    assert second == first
    assert second.model_dump(exclude_unset=True) == first.model_dump(exclude_unset=True)


def test_the_kept_rulebook_is_the_one_that_was_read_word_for_word() -> None:
    first = library.load(base=TINY)
    second = library.load(base=TINY)
    for one, other in zip(first.rule.values(), second.rule.values(), strict=True):
        assert one.then.word == other.then.word
        assert one.when == other.when
    assert first.derived[0].model_fields_set == second.derived[0].model_fields_set


def test_a_changed_word_is_seen_at_once(tiny: World) -> None:
    library.load(base=tiny.root)
    tiny.spoil("rules/catalog/grades.yaml", "en: anybody", "en: everybody")
    assert library.load(base=tiny.root).catalog.grades[0].name.en == "everybody"
    assert len(entries()) == 2


def test_packs_are_kept_apart(tiny: World, tmp_path: Path) -> None:
    pack = World(tmp_path / "pack")
    pack.add("rules/catalog/grades.yaml", "- id: boss\n  name: {zh: 老板, en: boss}\n")
    assert len(library.load([pack.root], base=tiny.root).catalog.grades) == 2
    assert len(library.load(base=tiny.root).catalog.grades) == 1


def test_knowledge_with_faults_is_not_kept(tiny: World) -> None:
    tiny.spoil("rules/catalog/grades.yaml", "- id: anybody", "- id: nobody")
    for _ in range(2):
        with pytest.raises(BadInput):
            library.load(base=tiny.root)
    assert entries() == []


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"questions": 1}', b"[" * 100_000])
def test_an_entry_that_was_changed_is_not_believed(content: bytes) -> None:
    first = library.load(base=TINY)
    entries()[0].write_bytes(content)
    assert library.load(base=TINY) == first
    assert entries()[0].read_bytes() != content


def test_a_value_that_no_rulebook_can_have_is_not_believed() -> None:
    first = library.load(base=TINY)
    raw = json.loads(entries()[0].read_bytes())
    raw["strata"][0]["rules"][0]["then"]["supports"]["strength"] = "overwhelming"
    entries()[0].write_text(json.dumps(raw), encoding="utf-8")
    assert library.load(base=TINY) == first


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.SWITCH, "off")
    assert cache.folder() is None
    library.load(base=TINY)
    load_texts()
    monkeypatch.delenv(cache.SWITCH)
    assert entries() == []


def test_a_folder_that_cannot_be_written_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "file"))
    assert library.load(base=TINY) == library.load(base=TINY)


@pytest.mark.skipif(os.name == "nt", reason="Windows has its own variable.")
def test_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/counts/for/nothing")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.folder() == tmp_path / ".cache" / "pmo-advisor"
    library.load(base=TINY)
    assert stat.S_IMODE((tmp_path / ".cache" / "pmo-advisor").stat().st_mode) == 0o700


def test_only_a_few_entries_are_kept(tiny: World) -> None:
    for number in range(cache.KEPT + 3):
        tiny.add("rules/catalog/grades.yaml", f"# {number}\n")
        library.load(base=tiny.root)
    assert len(entries()) == cache.KEPT


def test_a_new_version_of_the_program_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    library.load(base=TINY)
    monkeypatch.setattr(cache, "__version__", "99")
    library.load(base=TINY)
    assert len(entries()) == 2


def test_texts_are_kept_as_they_are_written(tiny: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_texts(base=tiny.root)
    monkeypatch.setattr("pmo_advisor.knowledge.texts.collect_texts", lambda _: pytest.fail("Read."))
    second = load_texts(base=tiny.root)
    assert second.say("tiny.comma", "en") == first.say("tiny.comma", "en") == ", "


def test_every_fault_survives_a_second_look(tiny: World) -> None:
    tiny.spoil("rules/position/tea.yaml", "type: black", "type: blak")
    said = []
    for _ in range(2):
        with pytest.raises(BadInput) as caught:
            library.load(base=tiny.root)
        said.append([say(fault) for fault in caught.value.faults])
    assert said[0] == said[1]
