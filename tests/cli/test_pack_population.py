"""``pack population``."""

import json
import re

import pytest

from tests import needs

needs.numpy()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_said(invoke, lang):
    done = invoke("pack", "population", "--n", "300", "--lang", lang)
    assert done.exit_code == 0, done.stderr
    assert not re.search(r"\bpopulation\.[a-z_]+", done.stdout)
    assert {"zh": "不是测量", "en": "not a measurement"}[lang] in done.stdout
    assert "\x1b" not in done.stdout
    assert "█" not in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_the_same_seed_gives_the_same_bytes(invoke):
    line = ("pack", "population", "--n", "200", "--no-sensitivity", "--format", "json")
    first, second, other = invoke(*line), invoke(*line), invoke(*line, "--seed", "2")
    assert first.stdout == second.stdout != other.stdout
    found = json.loads(first.stdout)
    assert (found["organizations"], found["seed"], found["sensitive"]) == (200, 1, None)
    assert sum(found["counts"]["type"].values()) == 200


def test_a_pack_declares_its_own_population(invoke, here):
    folder = here / "my-pack" / "rules" / "catalog"
    folder.mkdir(parents=True)
    text = "- id: sponsor_reach\n  parts: {nobody: 1}\n"
    (folder / "population.yaml").write_text(text, "utf-8")
    done = invoke("pack", "population", "my-pack", "--n", "100", "-o", "out.json")
    assert done.exit_code == 0, done.stderr
    found = json.loads((here / "out.json").read_text("utf-8"))
    assert found["counts"]["type"] == {"not_yet": 100}
    moved = {one["fact"]: one for one in found["sensitive"]}
    assert moved["sponsor_reach"]["redrawn"] == 0


def test_it_never_writes_over_the_rules_of_the_pack(invoke, here):
    rules = here / "my-pack" / "rules" / "catalog" / "population.yaml"
    rules.parent.mkdir(parents=True)
    rules.write_text("- id: sponsor_reach\n  parts: {nobody: 1}\n", "utf-8")
    (here / "link.json").symlink_to(rules)
    before = rules.read_bytes()
    for name in ("my-pack/rules/catalog/population.yaml", "link.json"):
        refused = invoke(
            *("pack", "population", "my-pack", "--n", "10", "--format", "json", "-o", name)
        )
        assert refused.exit_code == 2
        assert rules.read_bytes() == before


def test_markdown(invoke, here):
    done = invoke("pack", "population", "--n", "100", "--no-sensitivity", "-o", "out.md")
    assert done.exit_code == 0, done.stderr
    assert (here / "out.md").read_text("utf-8").startswith("## ")


@pytest.mark.parametrize(
    "line", [("--n", "0"), ("--n", "many"), ("--n", "1e5"), ("--seed", "-1"), ("-o", "a.pdf")]
)
def test_what_is_refused(invoke, line):
    refused = invoke("pack", "population", *line, "--lang", "en")
    assert refused.exit_code == 2
    assert line[1] in refused.stderr


def test_without_the_part_it_says_how_to_install_it(invoke, monkeypatch):
    from pmo_advisor.cli import parts

    monkeypatch.setattr(parts, "find_spec", lambda _name: None)
    refused = invoke("pack", "population")
    assert refused.exit_code == 2
    assert "pmo-advisor[batch]" in refused.stderr
