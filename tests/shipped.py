"""The shipped knowledge, loaded once, and a consultation in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from pmo_advisor.consultation.advise import advise
from pmo_advisor.consultation.prove_pack import prove_pack
from pmo_advisor.knowledge import library
from pmo_advisor.logic.program import Program, bind
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.domain import Numbers, Value
from pmo_advisor.model.packproof import PackProof
from pmo_advisor.model.question import TextQuestion
from pmo_advisor.model.sheet import UNKNOWN, Sheet
from pmo_advisor.model.text import Text
from pmo_advisor.reasoning.conclude import Outcomes
from pmo_advisor.reasoning.plain import PlainEngine

ROOT = Path(__file__).parents[1]
NOT_PROVED = Text(zh="尚未证明", en="not proved")


@cache
def program() -> Program:
    return bind(library.load())


def proof() -> PackProof:
    """What is proved of the shipped knowledge, over all sheets."""
    return prove_pack(program().rulebook)


def consult(*sheets: Sheet, engine: Outcomes | None = None) -> Advice:
    """The advice on these sheets, by the plain evaluator unless told otherwise."""
    return advise(program(), sheets, engine or PlainEngine(program()), NOT_PROVED)


def consult_on(answers: Mapping[str, Value], engine: Outcomes | None = None) -> Advice:
    """The advice on one sheet with these answers."""
    return consult(Sheet(answers=dict(answers)), engine=engine)


def answers() -> st.SearchStrategy[dict[str, Value]]:
    """Random sheets of the shipped questionnaire: given, not known, or not asked."""
    optional: dict[str, st.SearchStrategy[Value]] = {}
    for question in program().rulebook.questions:
        if isinstance(question, TextQuestion):
            continue
        domain = question.domain()
        given = (
            st.integers(domain.low, min(domain.high, 2000))
            if isinstance(domain, Numbers)
            else st.sampled_from(domain.words)
        )
        optional[question.id] = st.one_of(given, given, given, st.just(UNKNOWN))
    return st.fixed_dictionaries({}, optional=optional)


def plain_values(raw: object) -> object:
    """YAML 1.1 readers take yes and no for booleans; in a sheet they are words."""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, Mapping):
        return {key: plain_values(value) for key, value in raw.items()}
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        return [plain_values(one) for one in raw]
    return raw
