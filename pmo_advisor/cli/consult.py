"""From sheets on the command line to the advice: what ``advise`` and ``explain`` share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.knowing import rulebook_of
from pmo_advisor.consultation.advise import advise
from pmo_advisor.knowledge.sheets import read_sheets, sheet_digest
from pmo_advisor.knowledge.texts import Texts, load_texts
from pmo_advisor.logic.program import Program, bind
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.domain import Value
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.reasoning.engine import Engine, EngineMissing, choose

FIRMNESS_MISSING = "cli.advise.firmness_missing"


def consult(
    sheets: Sequence[str],
    packs: Sequence[Path],
    engine: str | None,
    *,
    prove: bool = False,
    said_by: Sequence[Path] | None = None,
) -> tuple[Advice, Program, Texts, Engine]:
    """Read the sheets and advise; with ``prove`` say how firm the advice is. Raises BadInput.

    ``said_by`` are the folders whose texts are used, those of the packs unless told otherwise.
    """
    rulebook = rulebook_of(packs)
    texts = load_texts(tuple(packs if said_by is None else said_by))
    read = read_sheets([_source(one) for one in sheets], rulebook)
    program = bind(rulebook)
    try:
        chosen = choose(program, engine)
    except EngineMissing:
        refuse("cli.advise.no_durable")
    digests = [sheet_digest(one) for one in read]
    advice = advise(program, read, chosen, texts.text(FIRMNESS_MISSING), digests)
    if prove:
        from pmo_advisor.consultation.firm import firm

        advice = firm(program, read, advice)
    return advice, program, texts, chosen


def advise_on(
    program: Program, texts: Texts, engine: Engine, answers: Mapping[str, Value]
) -> Advice:
    """The advice on other answers, with the same rulebook and engine."""
    sheet = Sheet(answers=dict(answers))
    return advise(program, [sheet], engine, texts.text(FIRMNESS_MISSING))


def _source(name: str) -> Path | Literal["-"]:
    return "-" if name == "-" else Path(name)
