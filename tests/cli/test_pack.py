"""``pack check`` and ``pack schemas``."""

import json

import pytest

from pmo_advisor.knowledge import coverage

RULE = """\
- id: my.rule
  title: {zh: 标题, en: a title}
  ground: symptoms
  when: {pain_rewrk: {at_least: 3}}
  then: {supports: {type: rd, strength: strong}}
  because: {zh: 理由, en: a reason}
  sources: [S16]
  examples:
    - {given: {pain_rework: 4}, expect: fires}
"""


@pytest.fixture
def pack(here):
    folder = here / "my-pack" / "rules" / "position"
    folder.mkdir(parents=True)
    return folder


def test_the_shipped_knowledge_has_no_faults(invoke):
    done = invoke("pack", "check")
    assert done.exit_code == 0, done.stderr
    assert "No faults" in done.stdout
    assert "没有错误" in invoke("pack", "check", "--lang", "zh").stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_fault_with_its_place_and_the_nearest_name(invoke, pack, lang):
    (pack / "mine.yaml").write_text(RULE, "utf-8")
    refused = invoke("pack", "check", "my-pack", "--lang", lang)
    assert refused.exit_code == 2
    assert "mine.yaml:4:" in refused.stderr
    assert "pain_rework" in refused.stderr
    assert not refused.stdout


def test_a_sound_pack(invoke, pack):
    sound = RULE.replace("rewrk", "rework") + "    - {given: {pain_rework: 1}, expect: refuted}\n"
    (pack / "mine.yaml").write_text(sound, "utf-8")
    done = invoke("pack", "check", "my-pack")
    assert done.exit_code == 0, done.stderr


def test_a_folder_that_is_not_there(invoke):
    refused = invoke("pack", "check", "nowhere")
    assert refused.exit_code == 2
    assert "nowhere" in refused.stderr


def test_what_carries_each_item(invoke):
    done = invoke("pack", "check", "--sources")
    assert [line[:3] for line in done.stdout.splitlines() if line[:1] == "S"] == list(
        coverage.ITEMS
    )
    assert done.exit_code == 0, done.stderr


def test_a_bare_item_is_bad(invoke, monkeypatch):
    monkeypatch.setattr(coverage, "coverage", lambda _packs: {"S01": (), "S02": ()})
    bare = invoke("pack", "check", "--sources")
    assert bare.exit_code == 2
    assert "S01, S02" in bare.stderr


def test_schemas(invoke, here):
    done = invoke("pack", "schemas", "-o", "out")
    assert done.exit_code == 0, done.stderr
    names = {one.name for one in (here / "out").iterdir()}
    assert {"sheet.schema.json", "advice.schema.json", "rules.schema.json"} <= names
    for one in (here / "out").iterdir():
        assert json.loads(one.read_text("utf-8"))["$schema"]


def test_schemas_cannot_replace_a_file(invoke, here):
    (here / "out").write_text("", "utf-8")
    assert invoke("pack", "schemas", "-o", "out").exit_code == 2
