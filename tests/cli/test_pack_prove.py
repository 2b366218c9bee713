"""``pack prove``."""

import json
import sys

import pytest

from pmo_advisor.consultation import prove_pack
from pmo_advisor.knowledge.texts import load_texts
from tests import shipped


@pytest.fixture
def proved(proof, monkeypatch):
    """The proof of the shipped knowledge, made once."""
    monkeypatch.setattr(prove_pack, "prove_pack", lambda _: proof)
    return proof


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_said(invoke, proved, lang):
    done = invoke("pack", "prove", "--lang", lang)
    assert done.exit_code == (2 if proved.faulty else 0), done.stderr
    assert not done.stderr
    assert "prove." not in done.stdout
    assert all(one.id in done.stdout for one in proved.unreachable)
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_everything_and_a_file(invoke, proved, here):
    done = invoke("pack", "prove", "--all", "-o", "proof.json", "--lang", "en")
    assert f"organisation {len(proved.organizations)}" in done.stdout
    told = json.loads((here / "proof.json").read_text("utf-8"))
    assert told == json.loads(proved.model_dump_json())


def test_the_exit_code_is_that_of_the_knowledge(invoke, proved, monkeypatch):
    kept = tuple(one.model_copy(update={"breached": "never"}) for one in proved.monotone)
    reached = tuple(one for one in proved.reached if one.found == "yes")
    sound = proved.model_copy(update={"reached": reached, "monotone": kept})
    monkeypatch.setattr(prove_pack, "prove_pack", lambda _: sound)
    assert invoke("pack", "prove").exit_code == 0
    broken = kept[0].model_copy(update={"breached": "yes", "before": 0, "after": 1})
    breached = sound.model_copy(update={"monotone": (broken, *kept[1:])})
    monkeypatch.setattr(prove_pack, "prove_pack", lambda _: breached)
    assert invoke("pack", "prove").exit_code == 2


def test_without_the_solver(invoke, monkeypatch):
    monkeypatch.setitem(sys.modules, "pmo_advisor.reasoning.prove.pack", None)
    refused = invoke("pack", "prove", "--lang", "en")
    assert refused.exit_code == 2
    assert "pmo-advisor[prove]" in refused.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_witnesses_in_words(proved, lang):
    words = prove_pack.InWords(shipped.program().rulebook, load_texts(), lang)
    for one in proved.reached:
        assert words.reached(one)
    for organization in proved.organizations:
        told = list(words.answers(organization))
        assert len(told) == max(1, len(organization.answers))
        assert words.position(organization)
